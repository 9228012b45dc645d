/* training-service.c: the embedded reference service: a thread, and an engine on it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/training-service.h"

#include "core/thread-task.h"
#include "training/engine.h"
#include "training/result-files.h"

struct _MdgTrainingService
{
  GObject parent_instance;

  MdgTrainingSettings settings;
  char *receptions_folder;
  guint receptions_written; /* how often */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  gboolean starting;
  guint stops; /* how often it was stopped: whatever was started before is no more */
  GMutex mutex;
  MdgTrainingEngine *engine; /* under mutex; NULL while nothing runs. Used on the thread only. */
};

static void backend_init (MdgBackendInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgTrainingService,
                               mdg_training_service,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_BACKEND, backend_init))

/* On the thread */

static void
set_engine (MdgTrainingService *self, MdgTrainingEngine *engine)
{
  g_mutex_lock (&self->mutex);
  self->engine = engine;
  g_mutex_unlock (&self->mutex);
}

/* Something to be done on the thread, and how it went, on its way back to the main thread: there
 * alone the task is touched, or the last reference to the object might go on the thread that it
 * waits for. */
typedef struct _Errand Errand;
struct _Errand
{
  GTask *task;
  guint stops;
  void (*run) (MdgTrainingEngine *engine, Errand *errand); /* NULL: the start of the thread */
  MdgConnection *connection;
  GError *error;
};

static Errand *
errand_new (GTask *task, void (*run_on_thread) (MdgTrainingEngine *, Errand *))
{
  MdgTrainingService *self = g_task_get_source_object (task);
  Errand *errand = g_new0 (Errand, 1);

  errand->task = g_object_ref (task);
  errand->stops = self->stops;
  errand->run = run_on_thread;
  return errand;
}

static gboolean
return_errand (gpointer data)
{
  Errand *errand = data;
  MdgTrainingService *self = g_task_get_source_object (errand->task);

  if (errand->stops == self->stops && errand->run == NULL)
    self->starting = FALSE;
  if (errand->stops != self->stops)
    g_task_return_new_error (errand->task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "The training service was stopped meanwhile");
  else if (errand->error)
    g_task_return_error (errand->task, g_steal_pointer (&errand->error));
  else if (errand->connection)
    g_task_return_pointer (errand->task, g_steal_pointer (&errand->connection),
                           (GDestroyNotify)mdg_connection_free);
  else
    g_task_return_boolean (errand->task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_clear_pointer (&errand->connection, mdg_connection_free);
  g_clear_error (&errand->error);
  g_object_unref (errand->task);
  g_free (errand);
}

static void
send_back (Errand *errand)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (errand->task));
  g_source_set_callback (source, return_errand, errand, errand_free);
  g_source_attach (source, g_task_get_context (errand->task));
}

/* The loop runs even when nothing could be started: whoever started the thread ends it by the loop.
 */
static gpointer
run (gpointer data)
{
  Errand *errand = data;
  MdgTrainingService *self = g_task_get_source_object (errand->task);
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);
  g_autoptr (GMainLoop) loop = g_main_loop_ref (self->loop);
  g_autoptr (MdgTrainingEngine) engine = NULL;

  g_main_context_push_thread_default (context);
  engine = mdg_training_engine_new (&self->settings, context, &errand->error);
  if (engine)
    errand->connection = mdg_training_engine_describe (engine, &errand->error);
  if (errand->connection)
    set_engine (self, engine);
  send_back (errand);
  g_main_loop_run (loop);
  set_engine (self, NULL);
  g_clear_pointer (&engine, mdg_training_engine_free);
  g_main_context_pop_thread_default (context);
  return NULL;
}

/* One that comes after the loop's end is still taken up, by mdg_training_engine_free(). */
static gboolean
run_errand (gpointer data)
{
  Errand *errand = data;
  MdgTrainingService *self = g_task_get_source_object (errand->task);

  if (self->engine)
    errand->run (self->engine, errand);
  send_back (errand);
  return G_SOURCE_REMOVE;
}

static void
describe_on_thread (MdgTrainingEngine *engine, Errand *errand)
{
  errand->connection = mdg_training_engine_describe (engine, &errand->error);
}

static void
reset_on_thread (MdgTrainingEngine *engine, Errand *errand)
{
  MdgTrainingService *self = g_task_get_source_object (errand->task);

  if (mdg_training_engine_reset (engine, &errand->error))
    mdg_result_files_remove (self->receptions_folder);
}

/* From the main thread */

static gboolean
is_running (MdgTrainingService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->engine != NULL;
}

/* Has @run_on_thread called on the thread, and @task ended here after it. */
static void
send (GTask *task, void (*run_on_thread) (MdgTrainingEngine *, Errand *))
{
  MdgTrainingService *self = g_task_get_source_object (task);

  if (is_running (self))
    g_main_context_invoke_full (self->context, G_PRIORITY_HIGH, run_errand,
                                errand_new (task, run_on_thread), NULL);
  else
    g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_FAILED,
                             "The training service does not run");
}

static void
training_service_describe_async (MdgBackend *backend,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, data);

  g_task_set_source_tag (task, training_service_describe_async);
  send (task, describe_on_thread);
}

static MdgConnection *
training_service_describe_finish (MdgBackend *backend, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
training_service_reset_async (MdgBackend *backend,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, data);

  g_task_set_source_tag (task, training_service_reset_async);
  send (task, reset_on_thread);
}

static gboolean
training_service_reset_finish (MdgBackend *backend, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Receptions: they have nothing to do with the service's ledger, nor with its thread. */

static const char *
training_service_get_receptions_folder (MdgBackend *backend)
{
  return MDG_TRAINING_SERVICE (backend)->receptions_folder;
}

/* What is to be written, and where. */
typedef struct
{
  MdgResultFiles *files;
  char *folder;
} Receptions;

static void
receptions_free (gpointer data)
{
  Receptions *receptions = data;

  mdg_result_files_free (receptions->files);
  g_free (receptions->folder);
  g_free (receptions);
}

static void
write_receptions (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Receptions *receptions = data;
  GError *error = NULL;

  if (mdg_result_files_write (receptions->files, receptions->folder, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Others each time: the seed is another one. */
static void
training_service_write_receptions_async (MdgBackend *backend,
                                         guint n,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data)
{
  MdgTrainingService *self = MDG_TRAINING_SERVICE (backend);
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, data);
  gint64 now = mdg_clock_wall (self->settings.clock);
  Receptions *receptions;
  GError *error = NULL;
  MdgResultFiles *files = mdg_result_files_new (
      n, self->settings.seed + (guint)now + self->receptions_written++, now, &error);

  g_task_set_source_tag (task, training_service_write_receptions_async);
  if (files == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  receptions = g_new (Receptions, 1);
  receptions->files = files;
  receptions->folder = g_strdup (self->receptions_folder);
  g_task_set_task_data (task, receptions, receptions_free);
  mdg_thread_task_run (task, write_receptions);
}

static gboolean
training_service_write_receptions_finish (MdgBackend *backend, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
quit (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
training_service_stop (MdgBackend *backend)
{
  MdgTrainingService *self = MDG_TRAINING_SERVICE (backend);

  if (!self->thread)
    return;
  self->stops++;
  self->starting = FALSE;
  /* Not g_main_loop_quit() itself: before the loop runs it would be lost. */
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, quit, self->loop, NULL);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}

static void
start_thread (MdgTrainingService *self, GTask *task)
{
  Errand *errand;

  training_service_stop (MDG_BACKEND (self)); /* what is left of a start that failed */
  errand = errand_new (task, NULL);
  self->starting = TRUE;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("training", run, errand);
}

static void
training_service_start_async (MdgBackend *backend,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  MdgTrainingService *self = MDG_TRAINING_SERVICE (backend);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, training_service_start_async);
  if (self->starting)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                             "The training service is being started");
  else if (is_running (self))
    send (task, describe_on_thread);
  else
    start_thread (self, task);
}

static void
backend_init (MdgBackendInterface *iface)
{
  iface->start_async = training_service_start_async;
  iface->start_finish = training_service_describe_finish;
  iface->describe_async = training_service_describe_async;
  iface->describe_finish = training_service_describe_finish;
  iface->reset_async = training_service_reset_async;
  iface->reset_finish = training_service_reset_finish;
  iface->stop = training_service_stop;
  iface->get_receptions_folder = training_service_get_receptions_folder;
  iface->write_receptions_async = training_service_write_receptions_async;
  iface->write_receptions_finish = training_service_write_receptions_finish;
}

static void
mdg_training_service_dispose (GObject *object)
{
  training_service_stop (MDG_BACKEND (object));
  G_OBJECT_CLASS (mdg_training_service_parent_class)->dispose (object);
}

static void
mdg_training_service_finalize (GObject *object)
{
  MdgTrainingService *self = MDG_TRAINING_SERVICE (object);

  g_free (self->settings.folder);
  g_free (self->receptions_folder);
  g_clear_object (&self->settings.clock);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (mdg_training_service_parent_class)->finalize (object);
}

static void
mdg_training_service_class_init (MdgTrainingServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mdg_training_service_dispose;
  object_class->finalize = mdg_training_service_finalize;
}

static void
mdg_training_service_init (MdgTrainingService *self)
{
  g_mutex_init (&self->mutex);
}

MdgTrainingService *
mdg_training_service_new (const char *folder,
                          MdgClock *clock,
                          guint port,
                          guint accounts,
                          guint seed)
{
  MdgTrainingService *self = g_object_new (MDG_TYPE_TRAINING_SERVICE, NULL);

  self->settings = (MdgTrainingSettings){
    .folder = g_strdup (folder),
    .clock = g_object_ref (clock),
    .port = port,
    .accounts = accounts,
    .seed = seed,
  };
  self->receptions_folder = g_build_filename (folder, "face", NULL);
  return self;
}
