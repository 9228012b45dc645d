/* backup-place-verify.c: 再検証 of what lies in a place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-place-private.h"

#include "core/error.h"

static void
on_progress (guint64 done, guint64 total, gpointer data)
{
  MdgBackupPlace *self = data;

  self->fraction = total > 0 ? MIN ((double)done / (double)total, 1) : 0;
  mdg_backup_place_tell (self);
}

static gboolean
has_errors (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (((MdgStickEntry *)entries->pdata[i])->error != NULL)
      return TRUE;
  return FALSE;
}

/* What could not be read may be broken; or the drive was pulled, which says nothing about it. */
static void
on_drive_confirmed (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgBackupPlace *self = MDG_BACKUP_PLACE (source);
  g_autoptr (MdgDrive) drive = g_task_propagate_pointer (G_TASK (result), NULL);

  if (drive != NULL && self->drive != NULL && mdg_backup_place_is_drive_itself (self, drive)
      && g_strcmp0 (drive->serial, self->drive->serial) == 0)
    mdg_backup_place_merge (self);
  else
    {
      mdg_backup_place_set_entries (self, NULL);
      mdg_backup_place_set_error (self, mdg_backup_place_gone_new (self));
    }
  mdg_backup_place_tell (self);
}

static void
take_verdict (MdgBackupPlace *self, GPtrArray *entries)
{
  self->verified_at = mdg_clock_wall (self->clock);
  mdg_backup_place_set_entries (self, entries);
  if (has_errors (entries) || self->has_no_serial)
    mdg_backup_place_find_drive (self, NULL, on_drive_confirmed, NULL);
  else
    mdg_backup_place_merge (self);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgBackupPlace) self = data;
  GError *error = NULL;
  GPtrArray *entries = mdg_stick_verify_finish (result, &error);

  g_clear_object (&self->verifying);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_error (&error);
  else
    {
      mdg_backup_place_set_error (self, error);
      if (entries != NULL)
        take_verdict (self, entries);
    }
  mdg_backup_place_tell (self);
}

static void
verify (MdgBackupPlace *self, GPtrArray *passwords)
{
  mdg_stick_verify_async (self->folder, passwords, on_progress, self, self->verifying, on_verified,
                          g_object_ref (self));
}

/* It was not looked at yet; its number has to be known before, to tell afterwards whether it is
 * still the same. */
static void
on_number_found (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgBackupPlace *self = MDG_BACKUP_PLACE (source);
  GPtrArray *passwords = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDrive) drive = g_task_propagate_pointer (G_TASK (result), &error);

  if (drive != NULL && mdg_backup_place_is_drive_itself (self, drive))
    {
      mdg_drive_free (self->drive);
      self->drive = g_steal_pointer (&drive);
      verify (self, passwords);
    }
  else
    {
      g_clear_object (&self->verifying);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          mdg_backup_place_set_entries (self, NULL);
          mdg_backup_place_set_error (self, error != NULL ? g_steal_pointer (&error)
                                                          : mdg_backup_place_gone_new (self));
        }
    }
  g_clear_pointer (&passwords, g_ptr_array_unref);
  mdg_backup_place_tell (self);
}

void
mdg_backup_place_verify (MdgBackupPlace *self, GPtrArray *passwords)
{
  g_return_if_fail (MDG_IS_BACKUP_PLACE (self));
  if (self->verifying != NULL || !mdg_backup_place_is_open (self))
    return;
  mdg_backup_place_stop (&self->looking);
  self->fraction = 0;
  self->verifying = g_cancellable_new ();
  if (self->has_no_serial && self->drive != NULL && *self->drive->serial == '\0')
    mdg_backup_place_find_drive (self, self->verifying, on_number_found,
                                 passwords != NULL ? g_ptr_array_ref (passwords) : NULL);
  else
    verify (self, passwords);
  mdg_backup_place_tell (self);
}

void
mdg_backup_place_cancel (MdgBackupPlace *self)
{
  g_return_if_fail (MDG_IS_BACKUP_PLACE (self));
  g_cancellable_cancel (self->verifying);
}
