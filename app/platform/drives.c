/* drives.c: what is the same of drives on every system.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/drives.h"

#include <string.h>

#include "core/error.h"

#define FAT_LIMIT G_GUINT64_CONSTANT (0xffffffff)

MdgDrive *
mdg_drive_copy (const MdgDrive *drive)
{
  MdgDrive *copy = g_new (MdgDrive, 1);

  *copy = *drive;
  copy->path = g_strdup (drive->path);
  copy->label = g_strdup (drive->label);
  copy->serial = g_strdup (drive->serial);
  copy->file_system = g_strdup (drive->file_system);
  return copy;
}

void
mdg_drive_free (MdgDrive *drive)
{
  if (drive == NULL)
    return;
  g_free (drive->path);
  g_free (drive->label);
  g_free (drive->serial);
  g_free (drive->file_system);
  g_free (drive);
}

static gboolean
is_same (const MdgDrive *a, const MdgDrive *b)
{
  return g_strcmp0 (a->path, b->path) == 0 && g_strcmp0 (a->label, b->label) == 0
         && g_strcmp0 (a->serial, b->serial) == 0 && g_strcmp0 (a->file_system, b->file_system) == 0
         && a->size == b->size && a->file_limit == b->file_limit && a->kind == b->kind
         && a->is_write_protected == b->is_write_protected && a->is_locked == b->is_locked;
}

gboolean
mdg_drives_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!is_same (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

guint64
mdg_drive_limit_of (const char *file_system)
{
  /* "vfat" and "msdos" are Linux's names for it; FAT without a number is Windows's for FAT16. */
  return g_ascii_strncasecmp (file_system, "FAT", 3) == 0
                 || g_ascii_strcasecmp (file_system, "vfat") == 0
                 || g_ascii_strcasecmp (file_system, "msdos") == 0
             ? FAT_LIMIT
             : G_MAXUINT64;
}

int
mdg_drive_compare (gconstpointer a, gconstpointer b)
{
  const MdgDrive *first = *(const MdgDrive *const *)a, *second = *(const MdgDrive *const *)b;

  return first->kind != second->kind ? (int)first->kind - (int)second->kind
                                     : strcmp (first->path, second->path);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *drives = mdg_drives_list (&error);

  if (drives != NULL)
    g_task_return_pointer (task, drives, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
mdg_drives_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, mdg_drives_list_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, list_in_thread);
}

GPtrArray *
mdg_drives_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_drives_list_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
