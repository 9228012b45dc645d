/* cache-training.c: the cache of the training, whose passphrase nobody types.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include "core/file.h"
#include "store/cache-store-private.h"
#include "store/cache.h"

#define PASSPHRASE_BYTES 32
#define PASSPHRASE_FILE_MAX 4096

/* The generated passphrase */

static void
wipe_bytes (GBytes *bytes)
{
  gsize length;
  gconstpointer data;

  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &length);
  sodium_memzero ((gpointer)data, length);
  g_bytes_unref (bytes);
}

/* 256 random bits as hexadecimal text. Returns: (transfer full) */
static MdgSecret *
generate_passphrase (void)
{
  g_autoptr (MdgSecret) random = mdg_secret_new_random (PASSPHRASE_BYTES);
  char text[2 * PASSPHRASE_BYTES + 1];
  MdgSecret *passphrase;

  sodium_bin2hex (text, sizeof text, mdg_secret_get_data (random, NULL), PASSPHRASE_BYTES);
  passphrase = mdg_secret_new_from_string (text);
  sodium_memzero (text, sizeof text);
  return passphrase;
}

static gboolean
write_passphrase (const char *path, MdgSecret *passphrase, MdgWrapFunc wrap, GError **error)
{
  gsize length;
  const guint8 *data = mdg_secret_get_data (passphrase, &length);
  GBytes *plain = g_bytes_new (data, length);
  GBytes *kept = wrap != NULL ? wrap (plain, error) : g_bytes_ref (plain);
  gboolean written = FALSE;

  if (kept != NULL)
    {
      data = g_bytes_get_data (kept, &length);
      written = mdg_file_write (path, data, length, error);
    }
  g_clear_pointer (&kept, g_bytes_unref);
  wipe_bytes (plain);
  return written;
}

/* Returns: (transfer full) (nullable) */
static MdgSecret *
read_passphrase (const char *path, MdgWrapFunc unwrap, GError **error)
{
  GBytes *kept = mdg_file_read (path, PASSPHRASE_FILE_MAX, error);
  GBytes *plain;
  MdgSecret *passphrase = NULL;
  gsize length;
  const guint8 *data;

  if (kept == NULL)
    return NULL;
  plain = unwrap != NULL ? unwrap (kept, error) : g_bytes_ref (kept);
  if (plain != NULL)
    {
      data = g_bytes_get_data (plain, &length);
      passphrase = mdg_secret_new (data, length);
      wipe_bytes (plain);
    }
  g_bytes_unref (kept);
  return passphrase;
}

/* Its vault */

/* The passphrase of a vault that is about to be made. It is on the disk before the vault is; when
 * a crash comes between the two, the next start finds it and makes the vault with it. */
static gboolean
create_vault (MdgCacheStore *self,
              const char *path,
              MdgWrapFunc wrap,
              MdgWrapFunc unwrap,
              GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgSecret) passphrase = read_passphrase (path, unwrap, &fault);

  if (passphrase == NULL && g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    {
      passphrase = generate_passphrase ();
      if (!write_passphrase (path, passphrase, wrap, error))
        return FALSE;
    }
  else if (passphrase == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  self->vault
      = mdg_vault_create (self->database, passphrase, MDG_VAULT_COST_GENERATED, NULL, error);
  return self->vault != NULL;
}

/* Nobody typed this passphrase: when it is missing or does not fit, a file is damaged. */
gboolean
mdg_cache_store_open_generated (MdgCacheStore *self,
                                const char *path,
                                MdgWrapFunc unwrap,
                                GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgSecret) passphrase = NULL;

  self->vault = mdg_vault_open (self->database, error);
  if (self->vault == NULL)
    return FALSE;
  passphrase = read_passphrase (path, unwrap, &fault);
  if (passphrase != NULL && mdg_vault_unlock (self->vault, passphrase, &fault))
    return TRUE;
  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      || g_error_matches (fault, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE))
    mdg_set_error (error, MDG_ERROR_DAMAGED, "the generated passphrase does not open the vault: %s",
                   fault->message);
  else
    g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

MdgCacheStore *
mdg_cache_store_open_training (const char *folder,
                               MdgWrapFunc wrap,
                               MdgWrapFunc unwrap,
                               GError **error)
{
  g_autoptr (MdgCacheStore) self = NULL;
  g_autofree char *passphrase = g_build_filename (folder, MDG_CACHE_PASSPHRASE_NAME, NULL);
  gboolean opened;

  if (!mdg_file_make_folder (folder, error))
    return NULL;
  /* The database first: with it comes the lock that keeps a second process away from both. */
  self = mdg_cache_store_open_database (folder, error);
  if (self == NULL)
    return NULL;
  opened = mdg_vault_exists (self->database)
               ? mdg_cache_store_open_generated (self, passphrase, unwrap, error)
               : create_vault (self, passphrase, wrap, unwrap, error);
  return opened ? g_steal_pointer (&self) : NULL;
}

/* Opening */

typedef struct
{
  char *folder;
  MdgWrapFunc wrap;
  MdgWrapFunc unwrap;
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->folder);
  g_free (opening);
}

static void
open_training (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  MdgCacheStore *store
      = mdg_cache_store_open_training (opening->folder, opening->wrap, opening->unwrap, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, (GDestroyNotify)mdg_cache_store_free);
  else
    g_task_return_error (task, error);
}

void
mdg_cache_open_training_async (const char *folder,
                               MdgWrapFunc wrap,
                               MdgWrapFunc unwrap,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  g_return_if_fail (folder != NULL);

  task = g_task_new (NULL, cancellable, callback, data);
  opening = g_new0 (Opening, 1);
  opening->folder = g_strdup (folder);
  opening->wrap = wrap;
  opening->unwrap = unwrap;
  g_task_set_source_tag (task, mdg_cache_open_training_async);
  g_task_set_task_data (task, opening, (GDestroyNotify)opening_free);
  g_task_run_in_thread (task, open_training);
}

MdgCache *
mdg_cache_open_training_finish (GAsyncResult *result, GError **error)
{
  MdgCacheStore *store = g_task_propagate_pointer (G_TASK (result), error);

  return store != NULL ? mdg_cache_new_for_store (store) : NULL;
}
