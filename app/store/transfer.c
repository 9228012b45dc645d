/* transfer.c: the move to another terminal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-private.h"

#include "core/thread-task.h"
#include "store/audit.h"
#include "store/sealed-file.h"

static char tag_collect, tag_write, tag_open, tag_look, tag_take;

struct _MdgTransfer
{
  MdgSecret *content;
  GStrv settings; /* (nullable) */
};

static void
transfer_clear (gpointer data)
{
  MdgTransfer *self = data;

  g_clear_pointer (&self->content, mdg_secret_unref);
  g_strfreev (self->settings);
}

MdgTransfer *
mdg_transfer_ref (MdgTransfer *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mdg_transfer_unref (MdgTransfer *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, transfer_clear);
}

MdgSecret *
mdg_transfer_get_content (MdgTransfer *self)
{
  return self->content;
}

const char *const *
mdg_transfer_get_settings (MdgTransfer *self)
{
  return (const char *const *)self->settings;
}

void
mdg_transfer_look_free (MdgTransferLook *look)
{
  if (look == NULL)
    return;
  g_free (look->by_whom);
  g_strfreev (look->different);
  g_clear_pointer (&look->items, g_ptr_array_unref);
  g_free (look);
}

static gboolean
is_setting (const MdgTransferRow *row)
{
  return g_str_equal (row->fields[0].text, MDG_TRANSFER_ROW_SETTING) && row->n_fields == 3
         && row->fields[1].type == MDG_FIELD_TEXT && row->fields[2].type == MDG_FIELD_TEXT;
}

MdgTransfer *
mdg_transfer_new (MdgSecret *content, GError **error)
{
  g_autoptr (GPtrArray) settings = g_ptr_array_new_with_free_func (g_free);
  MdgTransfer *self;
  MdgTransferReader reader;
  MdgTransferRow row;
  g_autoptr (GError) fault = NULL;

  if (!mdg_transfer_reader_init (&reader, content, error))
    return NULL;
  while (mdg_transfer_reader_next (&reader, &row, &fault))
    if (is_setting (&row))
      {
        g_ptr_array_add (settings, g_strdup (row.fields[1].text));
        g_ptr_array_add (settings, g_strdup (row.fields[2].text));
      }
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  self = g_atomic_rc_box_new0 (MdgTransfer);
  self->content = mdg_secret_ref (content);
  if (settings->len > 0)
    {
      g_ptr_array_add (settings, NULL);
      self->settings = g_strdupv ((char **)settings->pdata);
    }
  return self;
}

/* what goes to the threads -------------------------------------------------------------------- */

typedef struct
{
  char *path;
  MdgSecret *passphrase;
  MdgSecret *content;
  MdgTransfer *transfer;
  GStrv settings;
  char *by_whom;
  gint64 now;
  guint parts;
  gboolean replace;
  char *folder; /* (nullable) */
  MdgTransferSave save;
  guint n_rows;
  guint n_files;
} Job;

static Job *
job_new (gint64 now, const char *by_whom)
{
  Job *job = g_atomic_rc_box_new0 (Job);

  job->now = now;
  job->by_whom = g_strdup (by_whom);
  return job;
}

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->passphrase, mdg_secret_unref);
  g_clear_pointer (&job->content, mdg_secret_unref);
  g_clear_pointer (&job->transfer, mdg_transfer_unref);
  g_strfreev (job->settings);
  g_free (job->folder);
  g_free (job->by_whom);
}

static void
job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

/* out ----------------------------------------------------------------------------------------- */

static gpointer
collect (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Job *job = data;
  g_autofree char *parts = NULL;

  job->content
      = mdg_transfer_collect (database, vault, job->parts, (const char *const *)job->settings,
                              job->now, job->by_whom, &job->n_rows, &job->n_files, error);
  if (job->content == NULL)
    return NULL;
  parts = g_strdup_printf ("%u", job->n_rows);
  return mdg_audit_append (database, vault, job->now, job->by_whom, MDG_ACT_TRANSFERRED_OUT,
                           MDG_MATTER_TRANSFER_FILE, parts, error)
             ? MDG_CACHE_DONE
             : NULL;
}

static void
seal (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (mdg_sealed_file_write (job->path, MDG_SEALED_TRANSFER, job->passphrase,
                             MDG_SEALED_COST_MODERATE, job->content, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
collected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (mdg_cache_run_finish (result, &tag_collect, &error) != NULL)
    mdg_thread_task_run (task, seal);
  else
    g_task_return_error (task, error);
}

void
mdg_transfer_write_async (MdgCache *cache,
                          const char *path,
                          MdgSecret *passphrase,
                          guint parts,
                          const char *const *settings,
                          gint64 now,
                          const char *by_whom,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (MDG_IS_CACHE (cache) && path != NULL && passphrase != NULL);

  task = g_task_new (cache, cancellable, callback, data);
  job = job_new (now, by_whom);
  job->path = g_strdup (path);
  job->passphrase = mdg_secret_ref (passphrase);
  job->settings = g_strdupv ((char **)settings);
  job->parts = parts;
  g_task_set_source_tag (task, &tag_write);
  g_task_set_task_data (task, job, job_unref);
  mdg_cache_run_async (cache, cache, collect, g_atomic_rc_box_acquire (job), job_unref, NULL,
                       &tag_collect, cancellable, collected, task);
}

gboolean
mdg_transfer_write_finish (GAsyncResult *result, guint *n_rows, guint *n_files, GError **error)
{
  const Job *job;

  g_return_val_if_fail (g_async_result_is_tagged (result, &tag_write), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  if (n_rows != NULL)
    *n_rows = job->n_rows;
  if (n_files != NULL)
    *n_files = job->n_files;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* in ------------------------------------------------------------------------------------------ */

static void
unseal (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (MdgSecret) content
      = mdg_sealed_file_read (job->path, MDG_SEALED_TRANSFER, job->passphrase, &error);
  MdgTransfer *transfer = content != NULL ? mdg_transfer_new (content, &error) : NULL;

  if (transfer != NULL)
    g_task_return_pointer (task, transfer, (GDestroyNotify)mdg_transfer_unref);
  else
    g_task_return_error (task, error);
}

void
mdg_transfer_open_async (const char *path,
                         MdgSecret *passphrase,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = job_new (0, NULL);

  g_return_if_fail (path != NULL && passphrase != NULL);

  job->path = g_strdup (path);
  job->passphrase = mdg_secret_ref (passphrase);
  g_task_set_source_tag (task, &tag_open);
  g_task_set_task_data (task, job, job_unref);
  g_task_run_in_thread (task, unseal);
}

MdgTransfer *
mdg_transfer_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, &tag_open), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
look (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_transfer_apply (database, vault, data, 0, FALSE, NULL, NULL, error);
}

void
mdg_transfer_look_async (MdgCache *cache,
                         MdgTransfer *transfer,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (cache) && transfer != NULL);

  mdg_cache_run_async (cache, cache, look, mdg_transfer_ref (transfer),
                       (GDestroyNotify)mdg_transfer_unref, (GDestroyNotify)mdg_transfer_look_free,
                       &tag_look, cancellable, callback, data);
}

MdgTransferLook *
mdg_transfer_look_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, &tag_look, error);
}

static gpointer
take (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (MdgTransferLook) taken = mdg_transfer_apply (
      database, vault, job->transfer, job->parts, job->replace, job->folder, job->save, error);
  guint n = 0;
  g_autofree char *number = NULL;

  if (taken == NULL)
    return NULL;
  for (guint i = 0; i < MDG_TRANSFER_N_PARTS; i++)
    if ((job->parts & 1u << i) != 0)
      n += taken->parts[i].n_new + (job->replace ? taken->parts[i].n_different : 0);
  number = g_strdup_printf ("%u", n);
  return mdg_audit_append (database, vault, job->now, job->by_whom, MDG_ACT_TRANSFERRED_IN,
                           MDG_MATTER_TRANSFER_FILE, number, error)
             ? g_steal_pointer (&taken)
             : NULL;
}

void
mdg_transfer_take_async (MdgCache *cache,
                         MdgTransfer *transfer,
                         guint parts,
                         gboolean replace,
                         const char *folder,
                         MdgTransferSave save,
                         gint64 now,
                         const char *by_whom,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  Job *job;

  g_return_if_fail (MDG_IS_CACHE (cache) && transfer != NULL);

  job = job_new (now, by_whom);
  job->transfer = mdg_transfer_ref (transfer);
  job->parts = parts;
  job->replace = replace;
  job->folder = g_strdup (folder);
  job->save = save;
  mdg_cache_run_async (cache, cache, take, job, job_unref, (GDestroyNotify)mdg_transfer_look_free,
                       &tag_take, cancellable, callback, data);
}

MdgTransferLook *
mdg_transfer_take_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, &tag_take, error);
}
