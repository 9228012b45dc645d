/* backup-places.c: the list of places where backups can lie.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-places.h"

#include "certificates/backup-place-private.h"

struct _MdgBackupPlaces
{
  MdgItemList parent_instance; /* of MdgBackupPlace: drives in the order of the list, then chosen
                                  folders */

  MdgClock *clock;
  MdgBackupLedger *ledger; /* (nullable) */
  MdgDriveList *drives;
  guint n_drives; /* how many of them are drives */
};

G_DEFINE_FINAL_TYPE (MdgBackupPlaces, mdg_backup_places, MDG_TYPE_ITEM_LIST)

static guint
n_places (MdgBackupPlaces *self)
{
  return mdg_item_list_get_length (MDG_ITEM_LIST (self));
}

/* (transfer none) */
static MdgBackupPlace *
nth_place (MdgBackupPlaces *self, guint position)
{
  return mdg_item_list_get (MDG_ITEM_LIST (self), position);
}

static void
remove_place (MdgBackupPlaces *self, guint position)
{
  mdg_backup_place_drop (nth_place (self, position));
  mdg_item_list_remove (MDG_ITEM_LIST (self), position);
}

static void
insert_place (MdgBackupPlaces *self, guint position, const char *folder, const MdgDrive *drive)
{
  MdgBackupPlace *place = mdg_backup_place_new (self->clock, folder, drive);

  mdg_backup_place_set_ledger (place, self->ledger);
  mdg_item_list_insert (MDG_ITEM_LIST (self), position, place);
  mdg_backup_place_look (place);
}

/* drives -------------------------------------------------------------------------------------- */

/* Puts the place of @drive at @position, wherever it was. */
static void
place_drive (MdgBackupPlaces *self, guint position, const MdgDrive *drive)
{
  for (guint i = position; i < self->n_drives; i++)
    if (mdg_backup_place_take_drive (nth_place (self, i), drive))
      {
        while (i-- > position)
          {
            remove_place (self, position);
            self->n_drives--;
          }
        return;
      }
  insert_place (self, position, NULL, drive);
  self->n_drives++;
}

static void
drives_changed (MdgBackupPlaces *self)
{
  GPtrArray *drives = mdg_drive_list_get_drives (self->drives);
  guint position = 0;

  for (guint i = 0; i < drives->len; i++)
    {
      const MdgDrive *drive = drives->pdata[i];

      if (drive->kind == MDG_DRIVE_REMOVABLE)
        place_drive (self, position++, drive);
    }
  while (self->n_drives > position)
    {
      remove_place (self, position);
      self->n_drives--;
    }
  /* A folder may lie on what has come or gone. */
  for (guint i = self->n_drives; i < n_places (self); i++)
    mdg_backup_place_look (nth_place (self, i));
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_backup_places_dispose (GObject *object)
{
  MdgBackupPlaces *self = MDG_BACKUP_PLACES (object);

  if (self->drives != NULL)
    g_signal_handlers_disconnect_by_data (self->drives, self);
  g_clear_object (&self->drives);
  for (guint i = 0; i < n_places (self); i++)
    mdg_backup_place_drop (nth_place (self, i));
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (mdg_backup_places_parent_class)->dispose (object);
}

static void
mdg_backup_places_finalize (GObject *object)
{
  MdgBackupPlaces *self = MDG_BACKUP_PLACES (object);

  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_backup_places_parent_class)->finalize (object);
}

static void
mdg_backup_places_class_init (MdgBackupPlacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mdg_backup_places_dispose;
  object_class->finalize = mdg_backup_places_finalize;
  MDG_ITEM_LIST_CLASS (klass)->item_type = MDG_TYPE_BACKUP_PLACE;
}

static void
mdg_backup_places_init (MdgBackupPlaces *self)
{
}

/* public -------------------------------------------------------------------------------------- */

MdgBackupPlaces *
mdg_backup_places_new (MdgClock *clock, const char *const *folders)
{
  MdgBackupPlaces *self = g_object_new (MDG_TYPE_BACKUP_PLACES, NULL);

  self->clock = g_object_ref (clock);
  self->drives = mdg_drive_list_new ();
  g_signal_connect_swapped (self->drives, "changed", G_CALLBACK (drives_changed), self);
  mdg_backup_places_set_folders (self, folders);
  return self;
}

static gboolean
is_chosen_folder (MdgBackupPlaces *self, const char *folder)
{
  for (guint i = self->n_drives; i < n_places (self); i++)
    if (g_strcmp0 (mdg_backup_place_get_folder (nth_place (self, i)), folder) == 0)
      return TRUE;
  return FALSE;
}

void
mdg_backup_places_set_folders (MdgBackupPlaces *self, const char *const *folders)
{
  g_return_if_fail (MDG_IS_BACKUP_PLACES (self) && folders != NULL);
  for (guint i = n_places (self); i-- > self->n_drives;)
    if (!g_strv_contains (folders, mdg_backup_place_get_folder (nth_place (self, i))))
      remove_place (self, i);
  for (guint i = 0; folders[i] != NULL; i++)
    if (!is_chosen_folder (self, folders[i]))
      insert_place (self, n_places (self), folders[i], NULL);
}

void
mdg_backup_places_set_ledger (MdgBackupPlaces *self, MdgBackupLedger *ledger)
{
  g_return_if_fail (MDG_IS_BACKUP_PLACES (self));
  if (!g_set_object (&self->ledger, ledger))
    return;
  for (guint i = 0; i < n_places (self); i++)
    {
      mdg_backup_place_set_ledger (nth_place (self, i), ledger);
      mdg_backup_place_look (nth_place (self, i));
    }
}

gboolean
mdg_backup_places_is_looking (MdgBackupPlaces *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PLACES (self), FALSE);
  return self->drives != NULL && mdg_drive_list_is_looking (self->drives);
}

void
mdg_backup_places_refresh (MdgBackupPlaces *self)
{
  g_return_if_fail (MDG_IS_BACKUP_PLACES (self));
  mdg_drive_list_refresh (self->drives);
  for (guint i = 0; i < n_places (self); i++)
    mdg_backup_place_look (nth_place (self, i));
}
