/* reception-folder.c: watches a folder for face readers' result files.
 *
 * One look is under way at a time: it lists in a thread, sifts on the database's, and reads and
 * writes in turns until there is nothing left. What happens meanwhile is seen by the next one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-folder.h"

#include <string.h>

#include "consent/reception-look.h"

/* Milliseconds: from a change to the look that follows it, for half-written files, and for changes
 * that nobody tells of. A folder that takes long to list is listed less often. */
#define SOON_MS 200
#define AGAIN_MS 300
#define PERIOD_MS 10000
#define LISTINGS_APART 10

/* While many files are read, microseconds between two "receptions-changed". */
#define TOLD_APART (500 * G_TIME_SPAN_MILLISECOND)

#define DAY_SECONDS 86400

struct _MdgReceptionFolder
{
  GObject parent_instance;
  MdgCache *cache;
  MdgClock *clock;
  char *path;
  MdgReceptionWatch watch; /* its problem is owned */
  MdgReceptionWatch told;  /* what was told last, without a problem */
  GFileMonitor *monitor;   /* (nullable) */
  GCancellable *cancellable;
  GHashTable
      *seen;     /* (nullable): what the last look knew; of the look under way while there is one */
  MdgLook *look; /* (nullable): under way */
  gboolean again;  /* something happened since it began */
  gboolean untold; /* receptions came that nobody was told of */
  gint64 told_at;  /* monotonic */
  gint64 took;     /* the last listing, microseconds */
  guint timer;
  gint64 timer_due; /* monotonic */
};

enum
{
  WATCH_CHANGED,
  RECEPTIONS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgReceptionFolder, mdg_reception_folder, G_TYPE_OBJECT)

static gboolean
is_stopped (MdgReceptionFolder *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/* Telling ------------------------------------------------------------------------------------- */

static void
tell_watch (MdgReceptionFolder *self)
{
  /* Of the same kind throughout, without gaps: it can be compared as it lies there. */
  if (is_stopped (self) || memcmp (&self->watch, &self->told, sizeof self->told) == 0)
    return;
  self->told = self->watch;
  self->told.problem = NULL;
  g_signal_emit (self, signals[WATCH_CHANGED], 0);
}

/* @at_once: not to be put off. */
static void
tell_receptions (MdgReceptionFolder *self, gboolean at_once)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->untold || is_stopped (self) || (!at_once && now - self->told_at < TOLD_APART))
    return;
  self->untold = FALSE;
  self->told_at = now;
  g_signal_emit (self, signals[RECEPTIONS_CHANGED], 0);
}

static void
set_problem (MdgReceptionFolder *self, GError *error)
{
  g_clear_error ((GError **)&self->watch.problem);
  self->watch.problem = error;
}

/* When to look -------------------------------------------------------------------------------- */

static void begin (MdgReceptionFolder *self);

static gboolean
on_timer (gpointer data)
{
  MdgReceptionFolder *self = data;

  self->timer = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

static void
look_in (MdgReceptionFolder *self, gint64 milliseconds)
{
  gint64 delay = MAX (milliseconds * G_TIME_SPAN_MILLISECOND, self->took * LISTINGS_APART);
  gint64 due = g_get_monotonic_time () + delay;

  if (is_stopped (self) || (self->timer != 0 && self->timer_due <= due))
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer_due = due;
  self->timer = g_timeout_add ((guint)(delay / G_TIME_SPAN_MILLISECOND), on_timer, self);
}

static void
on_changed (GFileMonitor *monitor,
            GFile *file,
            GFile *other,
            GFileMonitorEvent event,
            MdgReceptionFolder *self)
{
  if (self->look != NULL)
    self->again = TRUE;
  else
    look_in (self, SOON_MS);
}

/* A new one may have been told of something before anybody listened to it. */
static void
take_monitor (MdgReceptionFolder *self, MdgLook *look)
{
  if (look->state != MDG_FOLDER_WATCHED)
    g_clear_object (&self->monitor);
  if (look->monitor == NULL)
    return;
  g_set_object (&self->monitor, look->monitor);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_changed), self, 0);
  self->again = TRUE;
}

/* The end of a look --------------------------------------------------------------------------- */

/* Returns: whether a file is worth another look before the others' time */
static gboolean
count_files (MdgReceptionFolder *self, MdgLook *look)
{
  gboolean fresh = FALSE;
  GHashTableIter iter;
  gpointer value;

  self->watch.n_unfinished = 0;
  self->watch.n_unreadable = 0;
  g_hash_table_iter_init (&iter, look->seen);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      const MdgLookFile *file = value;

      self->watch.n_unreadable += file->is_unreadable;
      self->watch.n_unfinished += !file->is_done && !file->is_unreadable;
      fresh |= !file->is_done && file->tries < MDG_LOOK_TRIES;
    }
  return fresh;
}

/* @problem: (transfer full) (nullable) */
static void
finish (MdgReceptionFolder *self, GError *problem)
{
  g_autoptr (MdgLook) look = g_steal_pointer (&self->look);
  gboolean soon = count_files (self, look);

  self->seen = g_steal_pointer (&look->seen);
  self->took = look->took;
  self->watch.state = look->state;
  self->watch.is_reading = FALSE;
  set_problem (self, problem);
  tell_receptions (self, TRUE);
  tell_watch (self);
  if (self->again)
    look_in (self, SOON_MS);
  else
    look_in (self, soon && problem == NULL ? AGAIN_MS : PERIOD_MS);
  self->again = FALSE;
}

/* A look -------------------------------------------------------------------------------------- */

static void read_on (MdgReceptionFolder *self);

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgReceptionFolder) self = data;
  GError *error = NULL;

  if (mdg_cache_run_finish (result, on_saved, &error) == NULL)
    {
      finish (self, error);
      return;
    }
  self->untold |= mdg_look_settle (self->look) > 0;
  self->watch.n_read = self->look->next;
  tell_receptions (self, FALSE);
  tell_watch (self);
  read_on (self);
}

static gpointer
save (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_look_save (data, database, error) ? MDG_CACHE_DONE : NULL;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgReceptionFolder) self = data;

  if (is_stopped (self))
    finish (self, NULL);
  else
    mdg_cache_run_async (self->cache, NULL, save, self->look, NULL, NULL, on_saved, NULL, on_saved,
                         g_object_ref (self));
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  mdg_look_read (data, cancellable);
  g_task_return_boolean (task, TRUE);
}

/* Lets @work go to a thread with the look; it comes back to @callback, cancelled or not. The thread
 * holds no reference: the last one must not be given up there. */
static void
run (MdgReceptionFolder *self, GTaskThreadFunc work, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, callback, g_object_ref (self));

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self->look, NULL);
  g_task_run_in_thread (task, work);
}

static void
read_on (MdgReceptionFolder *self)
{
  if (self->look->next < self->look->files->len && !is_stopped (self))
    run (self, read_in_thread, on_read);
  else
    finish (self, NULL);
}

static void
on_sifted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgReceptionFolder) self = data;
  GError *error = NULL;

  if (mdg_cache_run_finish (result, on_sifted, &error) == NULL)
    {
      finish (self, error);
      return;
    }
  self->untold |= self->look->forgotten > 0;
  if (self->look->files->len > 0)
    {
      self->watch.is_reading = TRUE;
      self->watch.n_found = self->look->files->len;
      self->watch.n_read = 0;
      tell_watch (self);
    }
  read_on (self);
}

static gpointer
sift (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_look_sift (data, database, error) ? MDG_CACHE_DONE : NULL;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgReceptionFolder) self = data;
  MdgLook *look = self->look;

  take_monitor (self, look);
  if (look->files->len == 0 || is_stopped (self))
    finish (self, NULL);
  else
    mdg_cache_run_async (self->cache, NULL, sift, look, NULL, NULL, on_sifted, NULL, on_sifted,
                         g_object_ref (self));
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  mdg_look_list (data, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
begin (MdgReceptionFolder *self)
{
  if (self->look != NULL || is_stopped (self))
    {
      self->again = TRUE;
      return;
    }
  g_clear_handle_id (&self->timer, g_source_remove);
  self->again = FALSE;
  self->look = mdg_look_new (self->path, g_steal_pointer (&self->seen));
  self->look->want_monitor = self->monitor == NULL;
  self->look->forget_before
      = mdg_clock_wall (self->clock) - (gint64)MDG_RECEPTION_DAYS * DAY_SECONDS;
  run (self, list_in_thread, on_listed);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_reception_folder_dispose (GObject *object)
{
  MdgReceptionFolder *self = MDG_RECEPTION_FOLDER (object);

  mdg_reception_folder_stop (self);
  g_clear_object (&self->cache);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_reception_folder_parent_class)->dispose (object);
}

static void
mdg_reception_folder_finalize (GObject *object)
{
  MdgReceptionFolder *self = MDG_RECEPTION_FOLDER (object);

  g_free (self->path);
  set_problem (self, NULL);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (mdg_reception_folder_parent_class)->finalize (object);
}

static void
mdg_reception_folder_class_init (MdgReceptionFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mdg_reception_folder_dispose;
  object_class->finalize = mdg_reception_folder_finalize;
  signals[WATCH_CHANGED] = g_signal_new ("watch-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RECEPTIONS_CHANGED]
      = g_signal_new ("receptions-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_reception_folder_init (MdgReceptionFolder *self)
{
  self->cancellable = g_cancellable_new ();
}

/* public -------------------------------------------------------------------------------------- */

MdgReceptionFolder *
mdg_reception_folder_new (MdgCache *cache, const char *path, MdgClock *clock)
{
  MdgReceptionFolder *self;

  g_return_val_if_fail (MDG_IS_CACHE (cache) && path != NULL && MDG_IS_CLOCK (clock), NULL);
  self = g_object_new (MDG_TYPE_RECEPTION_FOLDER, NULL);
  self->cache = g_object_ref (cache);
  self->clock = g_object_ref (clock);
  self->path = g_strdup (path);
  begin (self);
  return self;
}

const char *
mdg_reception_folder_get_path (MdgReceptionFolder *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_FOLDER (self), NULL);
  return self->path;
}

const MdgReceptionWatch *
mdg_reception_folder_get_watch (MdgReceptionFolder *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_FOLDER (self), NULL);
  return &self->watch;
}

void
mdg_reception_folder_look (MdgReceptionFolder *self)
{
  g_return_if_fail (MDG_IS_RECEPTION_FOLDER (self));
  begin (self);
}

gboolean
mdg_reception_folder_is_idle (MdgReceptionFolder *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_FOLDER (self), FALSE);
  return self->look == NULL;
}

void
mdg_reception_folder_stop (MdgReceptionFolder *self)
{
  g_return_if_fail (MDG_IS_RECEPTION_FOLDER (self));
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
}
