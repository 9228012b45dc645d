/* drive-list.c: the drives, followed as they are plugged and pulled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/drive-list.h"

struct _MdgDriveList
{
  GObject parent_instance;
  GPtrArray *drives;
  MdgDriveWatch *watch;
  GCancellable *cancellable;
  gboolean is_asking; /* one question at a time; a change meanwhile asks again */
  gboolean ask_again;
  gboolean is_looking;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (MdgDriveList, mdg_drive_list, G_TYPE_OBJECT)

/* asking -------------------------------------------------------------------------------------- */

static gboolean
is_as_free (GPtrArray *before, GPtrArray *after)
{
  for (guint i = 0; i < after->len; i++)
    if (((MdgDrive *)before->pdata[i])->free != ((MdgDrive *)after->pdata[i])->free)
      return FALSE;
  return TRUE;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drives = mdg_drives_list_finish (result, &error);
  MdgDriveList *self = data;
  gboolean is_news = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_asking = FALSE;
  is_news = self->is_looking;
  self->is_looking = FALSE;
  if (drives == NULL)
    g_warning ("the drives cannot be listed: %s", error->message);
  else if (!mdg_drives_equal (self->drives, drives) || !is_as_free (self->drives, drives))
    {
      g_ptr_array_unref (self->drives);
      self->drives = g_steal_pointer (&drives);
      is_news = TRUE;
    }
  if (is_news)
    g_signal_emit (self, changed_signal, 0);
  if (self->ask_again)
    mdg_drive_list_refresh (self);
}

void
mdg_drive_list_refresh (MdgDriveList *self)
{
  g_return_if_fail (MDG_IS_DRIVE_LIST (self));
  self->ask_again = self->is_asking;
  if (self->is_asking)
    return;
  self->is_asking = TRUE;
  mdg_drives_list_async (self->cancellable, on_listed, self);
}

static void
on_changed (gpointer data)
{
  mdg_drive_list_refresh (data);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_drive_list_dispose (GObject *object)
{
  MdgDriveList *self = MDG_DRIVE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->watch, mdg_drive_watch_free);
  G_OBJECT_CLASS (mdg_drive_list_parent_class)->dispose (object);
}

static void
mdg_drive_list_finalize (GObject *object)
{
  MdgDriveList *self = MDG_DRIVE_LIST (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->drives);
  G_OBJECT_CLASS (mdg_drive_list_parent_class)->finalize (object);
}

static void
mdg_drive_list_class_init (MdgDriveListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mdg_drive_list_dispose;
  object_class->finalize = mdg_drive_list_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_drive_list_init (MdgDriveList *self)
{
  self->drives = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_drive_free);
  self->cancellable = g_cancellable_new ();
  self->is_looking = TRUE;
}

MdgDriveList *
mdg_drive_list_new (void)
{
  MdgDriveList *self = g_object_new (MDG_TYPE_DRIVE_LIST, NULL);

  self->watch = mdg_drive_watch_new (on_changed, self);
  mdg_drive_list_refresh (self);
  return self;
}

GPtrArray *
mdg_drive_list_get_drives (MdgDriveList *self)
{
  g_return_val_if_fail (MDG_IS_DRIVE_LIST (self), NULL);
  return self->drives;
}

gboolean
mdg_drive_list_is_looking (MdgDriveList *self)
{
  g_return_val_if_fail (MDG_IS_DRIVE_LIST (self), FALSE);
  return self->is_looking;
}
