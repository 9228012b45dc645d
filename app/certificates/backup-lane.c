/* backup-lane.c: the copies that go to one drive, one after another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-lane.h"

#include <string.h>

#include "certificates/stick-identity.h"
#include "core/thread-task.h"

struct _MdgBackupLane
{
  MdgBackupBoard *board;
  GArray *indexes; /* of guint */
  GPtrArray *copies;
  gint64 now;
  GCancellable *cancellable; /* (nullable) */
  guint current;             /* number of the copy at work */
};

MdgBackupLane *
mdg_backup_lane_new (MdgBackupBoard *board, gint64 now, GCancellable *cancellable)
{
  MdgBackupLane *self = g_new0 (MdgBackupLane, 1);

  self->board = board;
  self->indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_backup_copy_free);
  self->now = now;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return self;
}

void
mdg_backup_lane_free (MdgBackupLane *self)
{
  g_array_unref (self->indexes);
  g_ptr_array_unref (self->copies);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/* What the thread works with is its own; passwords are shared, they never change. */
void
mdg_backup_lane_add (MdgBackupLane *self, guint i, const MdgBackupCopy *seen)
{
  MdgBackupCopy *copy = mdg_backup_copy_new (seen->source, seen->password, seen->target);

  if (seen->drive != NULL)
    mdg_backup_copy_expect (copy, seen->drive);
  g_array_append_val (self->indexes, i);
  g_ptr_array_add (self->copies, copy);
}

/* in the thread ------------------------------------------------------------------------------- */

static void
on_progress (MdgBackupCopy *copy, guint64 done, guint64 total, gpointer data)
{
  MdgBackupLane *self = data;

  mdg_backup_board_note (self->board, self->current, copy->step, done, total);
}

/* The first backup gives a stick without a serial its number; the next ones mean the stick that has
 * it now. */
static void
expect_number (MdgBackupLane *self, const MdgDrive *drive)
{
  if (drive == NULL || !mdg_stick_identity_is_number (drive->serial))
    return;
  for (guint i = 0; i < self->copies->len; i++)
    {
      MdgBackupCopy *later = self->copies->pdata[i];

      if (later != NULL && later->drive != NULL && *later->drive->serial == '\0'
          && strcmp (later->drive->path, drive->path) == 0)
        mdg_backup_copy_expect (later, drive);
    }
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MdgBackupLane *self = data;

  for (guint i = 0; i < self->indexes->len; i++)
    {
      MdgBackupCopy *copy = g_steal_pointer (&self->copies->pdata[i]);

      self->current = g_array_index (self->indexes, guint, i);
      mdg_backup_copy_run (copy, self->now, on_progress, self, self->cancellable, NULL);
      expect_number (self, copy->drive);
      mdg_backup_board_finish (self->board, self->current, copy);
    }
  g_task_return_boolean (task, TRUE);
}

void
mdg_backup_lane_run_async (MdgBackupLane *self,
                           GObject *source,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  /* No cancellable: the work must have ended, whatever was wished, before anything is said. */
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, data);

  g_task_set_task_data (task, self, (GDestroyNotify)mdg_backup_lane_free);
  mdg_thread_task_run (task, run_in_thread);
}
