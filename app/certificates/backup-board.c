/* backup-board.c: how far the copies of a job are, as their threads say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-board.h"

struct _MdgBackupBoard
{
  GMutex lock;
  GArray *states; /* of State, one a copy; under the lock */
};

typedef struct
{
  MdgBackupStep step;
  guint64 done;
  guint64 total;
  MdgBackupCopy *finished; /* (nullable): the thread's own, handed over */
} State;

MdgBackupBoard *
mdg_backup_board_new (void)
{
  MdgBackupBoard *self = g_new0 (MdgBackupBoard, 1);

  g_mutex_init (&self->lock);
  self->states = g_array_new (FALSE, TRUE, sizeof (State));
  return self;
}

void
mdg_backup_board_free (MdgBackupBoard *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->states->len; i++)
    mdg_backup_copy_free (g_array_index (self->states, State, i).finished);
  g_array_unref (self->states);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
mdg_backup_board_add (MdgBackupBoard *self)
{
  /* A certificate is small; until its length is known all count alike. */
  State state = { .total = 1 };

  g_array_append_val (self->states, state);
}

void
mdg_backup_board_note (MdgBackupBoard *self,
                       guint i,
                       MdgBackupStep step,
                       guint64 done,
                       guint64 total)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  State *state = &g_array_index (self->states, State, i);

  state->step = step;
  state->done = done;
  state->total = MAX (total, done);
}

void
mdg_backup_board_finish (MdgBackupBoard *self, guint i, MdgBackupCopy *copy)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_array_index (self->states, State, i).finished = copy;
}

void
mdg_backup_board_take_over (MdgBackupBoard *self, GPtrArray *copies, guint64 *done, guint64 *total)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  *done = *total = 0;
  for (guint i = 0; i < copies->len; i++)
    {
      State *state = &g_array_index (self->states, State, i);
      MdgBackupCopy *seen = copies->pdata[i];

      *done += state->done;
      *total += state->total;
      if (state->finished != NULL)
        {
          mdg_backup_copy_free (seen);
          copies->pdata[i] = g_steal_pointer (&state->finished);
        }
      else if (seen->step < MDG_BACKUP_DONE)
        seen->step = state->step;
    }
}
