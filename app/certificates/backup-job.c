/* backup-job.c: several files to several drives: a thread a drive, each its files in turn.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-job.h"

#include "certificates/backup-lane.h"

#define TELL_MS 100
/* Before so much time has passed nothing sensible can be said of the rest. */
#define GUESS_AFTER_US (2 * G_USEC_PER_SEC)

struct _MdgBackupJob
{
  GObject parent_instance;
  MdgClock *clock;
  GPtrArray *copies; /* what the person sees; main thread */
  gboolean is_running;
  double fraction;
  int seconds_left;
  gint64 started_us;

  GTask *task;
  guint n_lanes; /* that have not finished */
  guint timer;
  MdgBackupBoard *board;
};

enum
{
  PROP_FRACTION = 1,
  PROP_SECONDS_LEFT,
  PROP_RUNNING,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
static guint progress_signal;

G_DEFINE_FINAL_TYPE (MdgBackupJob, mdg_backup_job, G_TYPE_OBJECT)

/* what is told to the person ------------------------------------------------------------------ */

static int
guess_seconds_left (MdgBackupJob *self, double fraction)
{
  gint64 passed = mdg_clock_monotonic_us (self->clock) - self->started_us;

  if (fraction >= 1)
    return 0;
  if (fraction <= 0 || passed < GUESS_AFTER_US)
    return -1;
  return (int)MIN ((double)passed / fraction * (1 - fraction) / G_USEC_PER_SEC + 0.5, G_MAXINT / 2);
}

static void
show (MdgBackupJob *self)
{
  guint64 done, total;
  double fraction;
  int seconds;

  mdg_backup_board_take_over (self->board, self->copies, &done, &total);
  fraction = total > 0 ? (double)done / (double)total : 0;
  seconds = guess_seconds_left (self, fraction);
  if (fraction != self->fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
  if (seconds != self->seconds_left)
    {
      self->seconds_left = seconds;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
    }
  g_signal_emit (self, progress_signal, 0);
}

static gboolean
on_timer (gpointer data)
{
  show (data);
  return G_SOURCE_CONTINUE;
}

static void
set_running (MdgBackupJob *self, gboolean running)
{
  self->is_running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* a thread a drive --------------------------------------------------------------------------- */

static void
finish (MdgBackupJob *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  const GError *first = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  show (self);
  set_running (self, FALSE);
  for (guint i = 0; i < self->copies->len && first == NULL; i++)
    first = ((MdgBackupCopy *)self->copies->pdata[i])->error;
  if (first != NULL)
    g_task_return_error (task, g_error_copy (first));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_lane_finished (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgBackupJob *self = MDG_BACKUP_JOB (source);

  if (--self->n_lanes == 0)
    finish (self);
}

static void
start (MdgBackupJob *self, GCancellable *cancellable)
{
  g_autoptr (GHashTable) lanes = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iterator;
  gpointer lane;

  for (guint i = 0; i < self->copies->len; i++)
    {
      const MdgBackupCopy *seen = self->copies->pdata[i];

      lane = g_hash_table_lookup (lanes, seen->target);
      if (lane == NULL)
        {
          lane = mdg_backup_lane_new (self->board, mdg_clock_wall (self->clock), cancellable);
          g_hash_table_insert (lanes, seen->target, lane);
        }
      mdg_backup_lane_add (lane, i, seen);
    }
  self->n_lanes = g_hash_table_size (lanes);
  g_hash_table_iter_init (&iterator, lanes);
  while (g_hash_table_iter_next (&iterator, NULL, &lane))
    mdg_backup_lane_run_async (lane, G_OBJECT (self), on_lane_finished, NULL);
}

/* overrides ---------------------------------------------------------------------------------- */

static void
mdg_backup_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MdgBackupJob *self = MDG_BACKUP_JOB (object);

  switch (id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_int (value, self->seconds_left);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mdg_backup_job_finalize (GObject *object)
{
  MdgBackupJob *self = MDG_BACKUP_JOB (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_ptr_array_unref (self->copies);
  mdg_backup_board_free (self->board);
  g_object_unref (self->clock);
  G_OBJECT_CLASS (mdg_backup_job_parent_class)->finalize (object);
}

static void
mdg_backup_job_class_init (MdgBackupJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mdg_backup_job_get_property;
  object_class->finalize = mdg_backup_job_finalize;
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_SECONDS_LEFT]
      = g_param_spec_int ("seconds-left", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  progress_signal = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_backup_job_init (MdgBackupJob *self)
{
  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_backup_copy_free);
  self->board = mdg_backup_board_new ();
  self->seconds_left = -1;
}

/* public ------------------------------------------------------------------------------------- */

MdgBackupJob *
mdg_backup_job_new (MdgClock *clock)
{
  MdgBackupJob *self = g_object_new (MDG_TYPE_BACKUP_JOB, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

void
mdg_backup_job_add (MdgBackupJob *self,
                    const char *source,
                    MdgSecret *password,
                    const MdgDrive *drive)
{
  MdgBackupCopy *copy;

  g_return_if_fail (MDG_IS_BACKUP_JOB (self) && drive != NULL);
  mdg_backup_job_add_folder (self, source, password, drive->path);
  copy = self->copies->pdata[self->copies->len - 1];
  mdg_backup_copy_expect (copy, drive);
}

void
mdg_backup_job_add_folder (MdgBackupJob *self,
                           const char *source,
                           MdgSecret *password,
                           const char *folder)
{
  g_return_if_fail (MDG_IS_BACKUP_JOB (self) && source != NULL && folder != NULL);
  g_return_if_fail (self->started_us == 0);
  g_ptr_array_add (self->copies, mdg_backup_copy_new (source, password, folder));
  mdg_backup_board_add (self->board);
}

GPtrArray *
mdg_backup_job_get_copies (MdgBackupJob *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_JOB (self), NULL);
  return self->copies;
}

double
mdg_backup_job_get_fraction (MdgBackupJob *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_JOB (self), 0);
  return self->fraction;
}

int
mdg_backup_job_get_seconds_left (MdgBackupJob *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_JOB (self), -1);
  return self->seconds_left;
}

gboolean
mdg_backup_job_is_running (MdgBackupJob *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_JOB (self), FALSE);
  return self->is_running;
}

void
mdg_backup_job_run_async (MdgBackupJob *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_return_if_fail (MDG_IS_BACKUP_JOB (self) && self->started_us == 0 && self->copies->len > 0);

  self->task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (self->task, mdg_backup_job_run_async);
  self->started_us = MAX (mdg_clock_monotonic_us (self->clock), 1);
  self->timer = g_timeout_add (TELL_MS, on_timer, self);
  set_running (self, TRUE);
  start (self, cancellable);
}

gboolean
mdg_backup_job_run_finish (MdgBackupJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
