/* backup-place.c: one place where backups can lie, and what lies there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-place-private.h"

#include "certificates/backup-folder.h"
#include "certificates/stick-identity.h"
#include "core/error.h"

static guint changed_signal;

G_DEFINE_FINAL_TYPE (MdgBackupPlace, mdg_backup_place, G_TYPE_OBJECT)

void
mdg_backup_place_tell (MdgBackupPlace *self)
{
  g_signal_emit (self, changed_signal, 0);
}

void
mdg_backup_place_stop (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* what was found ------------------------------------------------------------------------------ */

static void
on_merged (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_backup_ledger_finish (MDG_BACKUP_LEDGER (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* A look may end when the records are closed already; the next one records it. */
    g_message ("what lies on a drive was not recorded: %s", error->message);
}

void
mdg_backup_place_merge (MdgBackupPlace *self)
{
  if (self->ledger != NULL && self->drive != NULL && self->entries != NULL)
    mdg_backup_ledger_merge_folder_async (self->ledger, self->drive, self->folder, self->entries,
                                          NULL, on_merged, NULL);
}

void
mdg_backup_place_set_error (MdgBackupPlace *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

void
mdg_backup_place_set_entries (MdgBackupPlace *self, GPtrArray *entries)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
}

static void
find_drive_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MdgDrive *drive = mdg_stick_identity_find_drive (data, &error);

  if (drive != NULL)
    g_task_return_pointer (task, drive, (GDestroyNotify)mdg_drive_free);
  else
    g_task_return_error (task, error);
}

static void
on_drive_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  MdgDrive *drive = g_task_propagate_pointer (G_TASK (result), &error);

  if (drive != NULL)
    g_task_return_pointer (task, drive, (GDestroyNotify)mdg_drive_free);
  else
    g_task_return_error (task, error);
}

/* A drive may let one wait long: who cancels is answered at once, and the thread, which goes on,
 * has nothing of the place. */
void
mdg_backup_place_find_drive (MdgBackupPlace *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GTask) finding = g_task_new (NULL, cancellable, on_drive_known, task);

  g_task_set_task_data (finding, g_strdup (self->folder), g_free);
  g_task_set_return_on_cancel (finding, TRUE);
  g_task_run_in_thread (finding, find_drive_in_thread);
}

/* Where a stick was mounted, there may be a folder of this computer a moment later. */
gboolean
mdg_backup_place_is_drive_itself (const MdgBackupPlace *self, const MdgDrive *drive)
{
  return self->is_chosen || g_strcmp0 (drive->path, self->folder) == 0;
}

GError *
mdg_backup_place_gone_new (const MdgBackupPlace *self)
{
  return mdg_error_new (MDG_ERROR_DRIVE_GONE, "the drive of %s is gone", self->folder);
}

/* looking ------------------------------------------------------------------------------------- */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgBackupPlace) self = data;
  GError *error = NULL;
  GPtrArray *entries = mdg_stick_list_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      return;
    }
  g_clear_object (&self->looking);
  mdg_backup_place_set_error (self, error);
  if (entries != NULL)
    {
      self->verified_at = 0;
      mdg_backup_place_set_entries (self, entries);
      mdg_backup_place_merge (self);
    }
  mdg_backup_place_tell (self);
}

static void
list (MdgBackupPlace *self)
{
  mdg_stick_list_async (self->folder, self->looking, on_listed, g_object_ref (self));
}

static void
on_drive_found (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgBackupPlace *self = MDG_BACKUP_PLACE (source);
  GError *error = NULL;
  MdgDrive *drive = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      return;
    }
  if (drive != NULL && !mdg_backup_place_is_drive_itself (self, drive))
    {
      g_clear_pointer (&drive, mdg_drive_free);
      error = mdg_backup_place_gone_new (self);
    }
  mdg_drive_free (self->drive);
  self->drive = drive;
  if (drive != NULL)
    {
      list (self);
      return;
    }
  g_clear_object (&self->looking);
  mdg_backup_place_set_entries (self, NULL);
  mdg_backup_place_set_error (self, error);
  mdg_backup_place_tell (self);
}

/* A removable drive is known from the list of drives; where a chosen folder lies has to be found
 * out, every time; so has the number of a drive that has none of its own. */
void
mdg_backup_place_look (MdgBackupPlace *self)
{
  g_return_if_fail (MDG_IS_BACKUP_PLACE (self));
  if (self->verifying != NULL || (!self->is_chosen && !mdg_backup_place_is_open (self)))
    return;
  mdg_backup_place_stop (&self->looking);
  self->looking = g_cancellable_new ();
  if (self->is_chosen || self->has_no_serial)
    mdg_backup_place_find_drive (self, self->looking, on_drive_found, NULL);
  else
    list (self);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_backup_place_finalize (GObject *object)
{
  MdgBackupPlace *self = MDG_BACKUP_PLACE (object);

  g_free (self->folder);
  mdg_drive_free (self->drive);
  g_clear_object (&self->clock);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->looking);
  g_clear_object (&self->verifying);
  G_OBJECT_CLASS (mdg_backup_place_parent_class)->finalize (object);
}

static void
mdg_backup_place_class_init (MdgBackupPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_backup_place_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_backup_place_init (MdgBackupPlace *self)
{
}

/* public -------------------------------------------------------------------------------------- */

MdgBackupPlace *
mdg_backup_place_new (MdgClock *clock, const char *folder, const MdgDrive *drive)
{
  MdgBackupPlace *self = g_object_new (MDG_TYPE_BACKUP_PLACE, NULL);

  self->clock = g_object_ref (clock);
  self->folder = g_strdup (drive != NULL ? drive->path : folder);
  self->is_chosen = drive == NULL;
  self->drive = drive != NULL ? mdg_drive_copy (drive) : NULL;
  self->has_no_serial = drive != NULL && *drive->serial == '\0';
  return self;
}

/* A stick without a serial may be another one by now: looked at again, which finds its number. */
static void
keep_number (MdgBackupPlace *self, MdgDrive *drive)
{
  g_free (drive->serial);
  drive->serial = g_strdup (self->drive->serial);
}

gboolean
mdg_backup_place_take_drive (MdgBackupPlace *self, const MdgDrive *drive)
{
  gboolean was_open = mdg_backup_place_is_open (self);
  MdgDrive *taken;

  if (self->is_chosen || self->drive == NULL || g_strcmp0 (self->drive->path, drive->path) != 0
      || g_strcmp0 (self->has_no_serial ? "" : self->drive->serial, drive->serial) != 0)
    return FALSE;
  taken = mdg_drive_copy (drive);
  if (self->has_no_serial)
    keep_number (self, taken);
  mdg_drive_free (self->drive);
  self->drive = taken;
  if (!was_open || self->has_no_serial)
    mdg_backup_place_look (self);
  mdg_backup_place_tell (self);
  return TRUE;
}

void
mdg_backup_place_set_ledger (MdgBackupPlace *self, MdgBackupLedger *ledger)
{
  g_set_object (&self->ledger, ledger);
}

void
mdg_backup_place_drop (MdgBackupPlace *self)
{
  mdg_backup_place_stop (&self->looking);
  g_cancellable_cancel (self->verifying);
}

const MdgDrive *
mdg_backup_place_get_drive (MdgBackupPlace *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), NULL);
  return self->drive;
}

const char *
mdg_backup_place_get_folder (MdgBackupPlace *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), NULL);
  return self->folder;
}

gboolean
mdg_backup_place_is_chosen (MdgBackupPlace *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), FALSE);
  return self->is_chosen;
}

gboolean
mdg_backup_place_is_open (MdgBackupPlace *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), FALSE);
  return self->drive != NULL && !self->drive->is_locked;
}

gboolean
mdg_backup_place_can_take (MdgBackupPlace *self, guint64 size, GError **error)
{
  const MdgDrive *drive;

  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), FALSE);
  drive = self->drive;
  if (drive == NULL && self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  else if (drive == NULL)
    mdg_set_error (error, MDG_ERROR_NOT_FOUND, "%s is not there", self->folder);
  else
    return mdg_backup_folder_suits (drive, size, error)
           && mdg_backup_folder_has_room (drive, size, error);
  return FALSE;
}

GPtrArray *
mdg_backup_place_get_entries (MdgBackupPlace *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), NULL);
  return self->entries;
}

const GError *
mdg_backup_place_get_error (MdgBackupPlace *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), NULL);
  return self->error;
}

gboolean
mdg_backup_place_is_verifying (MdgBackupPlace *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), FALSE);
  return self->verifying != NULL;
}

double
mdg_backup_place_get_fraction (MdgBackupPlace *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), 0);
  return self->fraction;
}

gint64
mdg_backup_place_get_verified_at (MdgBackupPlace *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACE (self), 0);
  return self->verified_at;
}
