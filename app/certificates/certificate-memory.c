/* certificate-memory.c: tells the ledger of every certificate file that is found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-memory.h"

struct _MdgCertificateMemory
{
  GObject parent_instance;

  MdgBackupLedger *ledger;      /* (nullable) */
  MdgCertificateFinder *finder; /* (nullable) */
  GHashTable *told;             /* of files the ledger was told of: path → mark_of() */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MdgCertificateMemory, mdg_certificate_memory, G_TYPE_OBJECT)

static void
on_remembered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_backup_ledger_finish (MDG_BACKUP_LEDGER (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("a certificate was not recorded: %s", error->message);
}

/* Another one when the file changed, or was opened. (transfer full) */
static char *
mark_of (const MdgCertificateInfo *info)
{
  return g_strconcat (info->sha256, "/", info->fingerprint, NULL);
}

/* Every such file belongs into the ledger, once as it came and once when it was opened: a renewed
 * certificate with a password of its own wants its backup, too. */
static void
remember (MdgCertificateMemory *self, MdgCertificateFile *file)
{
  MdgCertificateInfo *info = mdg_certificate_file_get_info (file);
  const char *path = mdg_certificate_file_get_path (file);
  g_autofree char *mark = NULL;

  /* What was opened, and what may be a certificate that only nobody has opened yet. */
  if (self->ledger == NULL || info == NULL || !mdg_certificate_info_may_be_good (info))
    return;
  mark = mark_of (info);
  if (g_strcmp0 (g_hash_table_lookup (self->told, path), mark) == 0)
    return;
  g_hash_table_replace (self->told, g_strdup (path), g_steal_pointer (&mark));
  mdg_backup_ledger_remember_async (self->ledger, info, path, self->cancellable, on_remembered,
                                    NULL);
}

static void
file_changed (MdgCertificateFile *file, GParamSpec *pspec, MdgCertificateMemory *self)
{
  remember (self, file);
}

static void
files_changed (GListModel *files,
               guint position,
               guint removed,
               guint added,
               MdgCertificateMemory *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (files, i);

      g_signal_connect_object (file, "notify::info", G_CALLBACK (file_changed), self, 0);
      remember (self, file);
    }
}

static void
mdg_certificate_memory_dispose (GObject *object)
{
  MdgCertificateMemory *self = MDG_CERTIFICATE_MEMORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->ledger);
  g_clear_object (&self->finder);
  G_OBJECT_CLASS (mdg_certificate_memory_parent_class)->dispose (object);
}

static void
mdg_certificate_memory_finalize (GObject *object)
{
  MdgCertificateMemory *self = MDG_CERTIFICATE_MEMORY (object);

  g_hash_table_unref (self->told);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (mdg_certificate_memory_parent_class)->finalize (object);
}

static void
mdg_certificate_memory_class_init (MdgCertificateMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_certificate_memory_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_certificate_memory_finalize;
}

static void
mdg_certificate_memory_init (MdgCertificateMemory *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

MdgCertificateMemory *
mdg_certificate_memory_new (void)
{
  return g_object_new (MDG_TYPE_CERTIFICATE_MEMORY, NULL);
}

void
mdg_certificate_memory_set_ledger (MdgCertificateMemory *self, MdgBackupLedger *ledger)
{
  GListModel *files;

  g_return_if_fail (MDG_IS_CERTIFICATE_MEMORY (self));

  g_set_object (&self->ledger, ledger);
  g_hash_table_remove_all (self->told);
  files = G_LIST_MODEL (self->finder);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (files, i);
      remember (self, file);
    }
}

void
mdg_certificate_memory_set_finder (MdgCertificateMemory *self, MdgCertificateFinder *finder)
{
  GListModel *files = G_LIST_MODEL (finder);

  g_return_if_fail (MDG_IS_CERTIFICATE_MEMORY (self) && self->finder == NULL);

  self->finder = g_object_ref (finder);
  g_signal_connect_object (finder, "items-changed", G_CALLBACK (files_changed), self, 0);
  files_changed (files, 0, 0, g_list_model_get_n_items (files), self);
}
