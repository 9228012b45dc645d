/* stick-contents.c: lists, verifies and restores what lies in a drive's backup folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/stick-contents.h"

#include <string.h>

#include "certificates/free-name.h"
#include "certificates/medium-reading.h"
#include "certificates/stick-listing.h"
#include "core/file.h"

#define TELL_MS 100

/* verifying ---------------------------------------------------------------------------------- */

typedef struct
{
  char *root;
  GPtrArray *passwords; /* (nullable) */
  MdgStickProgressFunc progress;
  gpointer progress_data;

  MdgStickEntry *entry; /* restore */
  char *folder;
  MdgSecret *password;

  GMutex lock;
  guint64 done, total; /* under the lock */
  guint timer;
} Request;

static void
request_free (Request *request)
{
  g_free (request->root);
  g_clear_pointer (&request->passwords, g_ptr_array_unref);
  mdg_stick_entry_free (request->entry);
  g_free (request->folder);
  g_clear_pointer (&request->password, mdg_secret_unref);
  g_mutex_clear (&request->lock);
  g_free (request);
}

static gboolean
on_piece (gsize length, gpointer data, GError **error)
{
  Request *request = data;

  g_mutex_lock (&request->lock);
  request->done += length;
  g_mutex_unlock (&request->lock);
  return TRUE;
}

/* Returns: (transfer full): what is inside, or, when none of @passwords fits, what can be seen
 * without */
static MdgCertificateInfo *
open_with_any (GBytes *content, GPtrArray *passwords)
{
  for (guint i = 0; passwords != NULL && i < passwords->len; i++)
    {
      g_autoptr (MdgCertificateInfo) info = mdg_certificate_info_new (content, passwords->pdata[i]);

      if (info->fault == NULL)
        return g_steal_pointer (&info);
    }
  return mdg_certificate_info_new (content, NULL);
}

static gboolean
is_manifests (const MdgBackupManifest *manifest, const MdgMediumReading *reading)
{
  return manifest->size == reading->length && strcmp (manifest->sha256, reading->sha256) == 0;
}

/* A manifest that speaks of another certificate would have this file taken for a backup of that. */
static gboolean
speaks_of (const MdgBackupManifest *manifest, const MdgCertificateInfo *info)
{
  if (manifest == NULL || *manifest->fingerprint == '\0')
    return TRUE;
  return info != NULL
         && (info->fault != NULL || strcmp (manifest->fingerprint, info->fingerprint) == 0);
}

static GError *
too_long_new (const MdgStickEntry *entry)
{
  return mdg_error_new (MDG_ERROR_P12_TOO_LONG, "%s is too long", entry->path);
}

/* The hash says whether the file is the one that was backed up; what is in it, whether there was
 * anything to back up. Without a manifest there is only the latter. */
static void
judge (MdgStickEntry *entry, const MdgMediumReading *reading, GPtrArray *passwords)
{
  const MdgBackupManifest *manifest = entry->manifest;
  gboolean too_long = reading->length > MDG_CERTIFICATE_FILE_LIMIT;
  g_autoptr (MdgCertificateInfo) info = NULL;

  entry->state = MDG_STICK_DAMAGED;
  if (manifest != NULL ? !is_manifests (manifest, reading) : too_long)
    return;
  info = too_long ? NULL : open_with_any (reading->content, passwords);
  if ((info != NULL && !mdg_certificate_info_may_be_good (info)) || !speaks_of (manifest, info))
    return;
  entry->state = manifest != NULL ? MDG_STICK_GOOD : MDG_STICK_NO_MANIFEST;
  entry->key_checked = info != NULL && info->fault == NULL;
  if (entry->key_checked)
    entry->info = g_steal_pointer (&info);
  else
    entry->unopened = info != NULL ? g_error_copy (info->fault) : too_long_new (entry);
}

/* FALSE only when the person has cancelled. */
static gboolean
verify_entry (Request *request, MdgStickEntry *entry, GCancellable *cancellable, GError **error)
{
  g_auto (MdgMediumReading) reading = { 0 };

  if (entry->state == MDG_STICK_MISSING)
    return TRUE;
  mdg_medium_read (entry->path, &reading, on_piece, request, cancellable, &entry->error);
  if (g_error_matches (entry->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&entry->error));
      return FALSE;
    }
  entry->past_cache = reading.past_cache;
  if (entry->error != NULL)
    entry->state = MDG_STICK_UNREADABLE;
  else
    judge (entry, &reading, request->passwords);
  return TRUE;
}

static guint64
size_of (const MdgStickEntry *entry)
{
  return entry->manifest != NULL && entry->state != MDG_STICK_MISSING ? entry->manifest->size : 0;
}

static void
verify_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  GPtrArray *entries = mdg_stick_list (request->root, cancellable, &error);
  guint64 total = 0;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    total += size_of (entries->pdata[i]);
  g_mutex_lock (&request->lock);
  request->total = total;
  g_mutex_unlock (&request->lock);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (!verify_entry (request, entries->pdata[i], cancellable, &error))
      g_clear_pointer (&entries, g_ptr_array_unref);
  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* restoring ---------------------------------------------------------------------------------- */

/* What is no certificate is not restored as one. A password that was not given may be all that is
 * missing; that a cipher is not known may be, where the manifest vouches for the bytes. */
static gboolean
is_fit (const MdgCertificateInfo *info, const MdgBackupManifest *manifest)
{
  return info->fault == NULL || info->needs_password
         || (manifest != NULL
             && g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_UNSUPPORTED));
}

static gboolean
check_content (Request *request, const MdgMediumReading *reading, GError **error)
{
  const MdgStickEntry *entry = request->entry;
  g_autoptr (MdgCertificateInfo) info = NULL;

  if (entry->manifest != NULL && !is_manifests (entry->manifest, reading))
    mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "%s is not what was backed up", entry->path);
  else if (reading->length > MDG_CERTIFICATE_FILE_LIMIT)
    g_propagate_error (error, too_long_new (entry));
  else
    {
      info = mdg_certificate_info_new (reading->content, request->password);
      if (is_fit (info, entry->manifest))
        return TRUE;
      g_propagate_error (error, g_error_copy (info->fault));
    }
  return FALSE;
}

static char *
restored_name (const MdgStickEntry *entry)
{
  g_autofree char *name = g_path_get_basename (entry->path);

  return mdg_free_name_safe (entry->manifest != NULL ? entry->manifest->original_name : name);
}

static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autofree char *name = restored_name (request->entry);
  g_auto (MdgMediumReading) reading = { 0 };
  char *path = NULL;

  if (mdg_medium_read (request->entry->path, &reading, on_piece, request, cancellable, &error)
      && check_content (request, &reading, &error)
      && !g_cancellable_set_error_if_cancelled (cancellable, &error)
      && mdg_file_make_folder (request->folder, &error))
    path = mdg_free_name_write (request->folder, name, reading.content, &error);
  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  GPtrArray *entries = mdg_stick_list (request->root, cancellable, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* public ------------------------------------------------------------------------------------- */

static Request *
request_new (const char *root)
{
  Request *request = g_new0 (Request, 1);

  request->root = g_strdup (root);
  g_mutex_init (&request->lock);
  return request;
}

static GTask *
task_new (Request *request,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  return task;
}

void
mdg_stick_list_async (const char *root,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (root != NULL);
  task = task_new (request_new (root), mdg_stick_list_async, cancellable, callback, data);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, list_in_thread);
}

GPtrArray *
mdg_stick_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_stick_list_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
on_timer (gpointer data)
{
  Request *request = data;
  guint64 done, total;

  g_mutex_lock (&request->lock);
  done = request->done;
  total = request->total;
  g_mutex_unlock (&request->lock);
  request->progress (done, total, request->progress_data);
  return G_SOURCE_CONTINUE;
}

/* The answer is about to be given: nothing is told after it. */
static void
on_completed (GTask *task, GParamSpec *pspec, Request *request)
{
  g_clear_handle_id (&request->timer, g_source_remove);
}

void
mdg_stick_verify_async (const char *root,
                        GPtrArray *passwords,
                        MdgStickProgressFunc progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  Request *request;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (root != NULL);
  request = request_new (root);
  request->passwords = passwords != NULL ? g_ptr_array_ref (passwords) : NULL;
  request->progress = progress;
  request->progress_data = progress_data;
  task = task_new (request, mdg_stick_verify_async, cancellable, callback, data);
  if (progress != NULL)
    {
      request->timer = g_timeout_add (TELL_MS, on_timer, request);
      g_signal_connect (task, "notify::completed", G_CALLBACK (on_completed), request);
    }
  g_task_run_in_thread (task, verify_in_thread);
}

GPtrArray *
mdg_stick_verify_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_stick_verify_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static MdgStickEntry *
entry_copy (const MdgStickEntry *entry)
{
  MdgStickEntry *copy = g_new0 (MdgStickEntry, 1);

  copy->path = g_strdup (entry->path);
  copy->place = g_strdup (entry->place);
  copy->manifest = entry->manifest != NULL ? mdg_backup_manifest_copy (entry->manifest) : NULL;
  copy->state = entry->state;
  return copy;
}

void
mdg_stick_restore_async (const MdgStickEntry *entry,
                         const char *folder,
                         MdgSecret *password,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  Request *request;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (entry != NULL && folder != NULL);
  request = request_new (NULL);
  request->entry = entry_copy (entry);
  request->folder = g_strdup (folder);
  request->password = password != NULL ? mdg_secret_ref (password) : NULL;
  task = task_new (request, mdg_stick_restore_async, cancellable, callback, data);
  g_task_run_in_thread (task, restore_in_thread);
}

char *
mdg_stick_restore_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_stick_restore_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
