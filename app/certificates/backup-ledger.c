/* backup-ledger.c: the ledger's records and its calls.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-ledger.h"

#include <string.h>

#include "certificates/ledger-store.h"

struct _MdgBackupLedger
{
  GObject parent_instance;
  MdgCache *cache;
  MdgClock *clock;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgBackupLedger, mdg_backup_ledger, G_TYPE_OBJECT)

/* records ------------------------------------------------------------------------------------ */

void
mdg_ledger_backup_free (MdgLedgerBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->volume_serial);
  g_free (backup->volume_label);
  g_free (backup->place);
  g_free (backup->sha256);
  g_free (backup);
}

void
mdg_ledger_certificate_free (MdgLedgerCertificate *certificate)
{
  if (certificate == NULL)
    return;
  g_free (certificate->sha256);
  g_free (certificate->fingerprint);
  g_free (certificate->institution_code);
  g_free (certificate->subject);
  g_free (certificate->issuer);
  g_free (certificate->serial);
  g_free (certificate->path);
  g_ptr_array_unref (certificate->backups);
  g_free (certificate);
}

gint64
mdg_ledger_certificate_last_verified (const MdgLedgerCertificate *certificate)
{
  gint64 last = 0;

  for (guint i = 0; i < certificate->backups->len; i++)
    {
      const MdgLedgerBackup *backup = certificate->backups->pdata[i];

      if (backup->state == MDG_STICK_GOOD)
        last = MAX (last, backup->verified_at);
    }
  return last;
}

/* the calls ----------------------------------------------------------------------------------- */

static MdgLedgerRequest *
request_new (MdgBackupLedger *self)
{
  return mdg_ledger_request_new (mdg_clock_wall (self->clock));
}

static void
ask (MdgBackupLedger *self,
     MdgCacheFunc work,
     MdgLedgerRequest *request,
     GDestroyNotify free_result,
     gpointer tag,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  mdg_cache_run_async (self->cache, self, work, request, (GDestroyNotify)mdg_ledger_request_free,
                       free_result, tag, cancellable, callback, data);
}

void
mdg_backup_ledger_remember_async (MdgBackupLedger *self,
                                  MdgCertificateInfo *info,
                                  const char *path,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  MdgLedgerRequest *request;

  g_return_if_fail (MDG_IS_BACKUP_LEDGER (self) && info != NULL && path != NULL);
  request = request_new (self);
  request->info = mdg_certificate_info_ref (info);
  request->path = g_strdup (path);
  ask (self, mdg_ledger_remember, request, NULL, mdg_backup_ledger_finish, cancellable, callback,
       data);
}

/* Below the drive's root, with / between. */
static char *
place_of (const char *path, const char *root)
{
  const char *rest = g_str_has_prefix (path, root) ? path + strlen (root) : path;
  char *place;

  while (G_IS_DIR_SEPARATOR (*rest))
    rest++;
  place = g_strdup (rest);
  for (char *p = place; *p != '\0'; p++)
    if (G_IS_DIR_SEPARATOR (*p))
      *p = '/';
  return place;
}

static MdgLedgerFinding *
finding_new (const MdgBackupManifest *manifest, const MdgDrive *drive, const char *place)
{
  MdgLedgerFinding *finding = g_new0 (MdgLedgerFinding, 1);

  finding->manifest = mdg_backup_manifest_copy (manifest);
  finding->serial = g_strdup (drive->serial);
  finding->label = g_strdup (drive->label);
  finding->place = g_strdup (place);
  return finding;
}

void
mdg_backup_ledger_record_async (MdgBackupLedger *self,
                                GPtrArray *copies,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  MdgLedgerRequest *request;

  g_return_if_fail (MDG_IS_BACKUP_LEDGER (self) && copies != NULL);
  request = request_new (self);
  for (guint i = 0; i < copies->len; i++)
    {
      const MdgBackupCopy *copy = copies->pdata[i];
      g_autofree char *place = NULL;
      MdgLedgerFinding *finding;

      if (copy->step != MDG_BACKUP_DONE || copy->drive == NULL || copy->manifest == NULL)
        continue;
      place = place_of (copy->path, copy->drive->path);
      finding = finding_new (copy->manifest, copy->drive, place);
      finding->state = MDG_STICK_GOOD;
      finding->key_checked = copy->manifest->key_checked;
      finding->past_cache = copy->manifest->past_cache;
      finding->info = copy->info != NULL ? mdg_certificate_info_ref (copy->info) : NULL;
      g_ptr_array_add (request->findings, finding);
    }
  ask (self, mdg_ledger_note_findings, request, NULL, mdg_backup_ledger_finish, cancellable,
       callback, data);
}

char *
mdg_backup_ledger_place (const MdgDrive *drive, const char *root, const char *place)
{
  g_autofree char *above = place_of (root, drive->path);

  g_return_val_if_fail (place != NULL, NULL);
  return g_strconcat (above, *above != '\0' ? "/" : "", place, NULL);
}

/* @place: (transfer full) */
static void
add_alone (MdgLedgerRequest *request, const MdgStickEntry *entry, char *place)
{
  if (entry->record_fault == NULL
      || g_error_matches (entry->record_fault, MDG_ERROR, MDG_ERROR_DAMAGED))
    g_hash_table_insert (request->alone, place, GINT_TO_POINTER (entry->state));
  else
    g_hash_table_add (request->unknown, place);
}

static void
add_findings (MdgLedgerRequest *request,
              const MdgDrive *drive,
              const char *root,
              GPtrArray *entries)
{
  request->below = mdg_backup_ledger_place (drive, root, MDG_BACKUP_FOLDER_NAME "/");
  for (guint i = 0; i < entries->len; i++)
    {
      const MdgStickEntry *entry = entries->pdata[i];
      g_autofree char *place = mdg_backup_ledger_place (drive, root, entry->place);
      MdgLedgerFinding *finding;

      if (entry->manifest == NULL)
        {
          add_alone (request, entry, g_steal_pointer (&place));
          continue;
        }
      finding = finding_new (entry->manifest, drive, place);
      finding->state = entry->state;
      finding->key_checked = entry->key_checked;
      finding->past_cache = entry->past_cache;
      finding->info = entry->info != NULL ? mdg_certificate_info_ref (entry->info) : NULL;
      g_ptr_array_add (request->findings, finding);
    }
}

void
mdg_backup_ledger_merge_folder_async (MdgBackupLedger *self,
                                      const MdgDrive *drive,
                                      const char *root,
                                      GPtrArray *entries,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  MdgLedgerRequest *request;

  g_return_if_fail (MDG_IS_BACKUP_LEDGER (self) && drive != NULL && root != NULL
                    && entries != NULL);
  request = request_new (self);
  /* Drives without a number cannot be told apart: what is not on this one may be on another. */
  request->serial = *drive->serial != '\0' ? g_strdup (drive->serial) : NULL;
  add_findings (request, drive, root, entries);
  ask (self, mdg_ledger_note_findings, request, NULL, mdg_backup_ledger_finish, cancellable,
       callback, data);
}

void
mdg_backup_ledger_merge_async (MdgBackupLedger *self,
                               const MdgDrive *drive,
                               GPtrArray *entries,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_return_if_fail (drive != NULL);
  mdg_backup_ledger_merge_folder_async (self, drive, drive->path, entries, cancellable, callback,
                                        data);
}

static void
forget (MdgBackupLedger *self,
        MdgCacheFunc work,
        gint64 id,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer data)
{
  MdgLedgerRequest *request;

  g_return_if_fail (MDG_IS_BACKUP_LEDGER (self));
  request = request_new (self);
  request->id = id;
  ask (self, work, request, NULL, mdg_backup_ledger_finish, cancellable, callback, data);
}

void
mdg_backup_ledger_forget_backup_async (MdgBackupLedger *self,
                                       gint64 id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  forget (self, mdg_ledger_forget_backup, id, cancellable, callback, data);
}

void
mdg_backup_ledger_forget_certificate_async (MdgBackupLedger *self,
                                            gint64 id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer data)
{
  forget (self, mdg_ledger_forget_certificate, id, cancellable, callback, data);
}

gboolean
mdg_backup_ledger_finish (MdgBackupLedger *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MDG_IS_BACKUP_LEDGER (self), FALSE);
  if (mdg_cache_run_finish (result, mdg_backup_ledger_finish, error) == NULL)
    return FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

void
mdg_backup_ledger_list_async (MdgBackupLedger *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (MDG_IS_BACKUP_LEDGER (self));
  ask (self, mdg_ledger_list, request_new (self), (GDestroyNotify)g_ptr_array_unref,
       mdg_backup_ledger_list_async, cancellable, callback, data);
}

GPtrArray *
mdg_backup_ledger_list_finish (MdgBackupLedger *self, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_backup_ledger_list_async, error);
}

/* the object ---------------------------------------------------------------------------------- */

static void
mdg_backup_ledger_finalize (GObject *object)
{
  MdgBackupLedger *self = MDG_BACKUP_LEDGER (object);

  g_clear_object (&self->cache);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_backup_ledger_parent_class)->finalize (object);
}

static void
mdg_backup_ledger_class_init (MdgBackupLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_backup_ledger_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_backup_ledger_init (MdgBackupLedger *self)
{
}

MdgBackupLedger *
mdg_backup_ledger_new (MdgCache *cache, MdgClock *clock)
{
  MdgBackupLedger *self = g_object_new (MDG_TYPE_BACKUP_LEDGER, NULL);

  self->cache = g_object_ref (cache);
  self->clock = g_object_ref (clock);
  return self;
}
