/* training-service.c: the embedded reference service: a thread, and an engine on it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/training-service.h"

#include "training/engine.h"

struct _MdgTrainingService
{
  GObject parent_instance;

  MdgTrainingSettings settings;
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

/* How the start went, on its way to the main thread: there alone the task is touched, or the last
 * reference to the object might go on the thread that it waits for. */
typedef struct
{
  GTask *task;
  guint stops;
  MdgConnection *connection;
  GError *error;
} Outcome;

static gboolean
return_outcome (gpointer data)
{
  Outcome *outcome = data;
  MdgTrainingService *self = g_task_get_source_object (outcome->task);

  if (outcome->stops == self->stops)
    self->starting = FALSE;
  if (outcome->stops != self->stops)
    g_task_return_new_error (outcome->task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "The training service was stopped meanwhile");
  else if (outcome->connection)
    g_task_return_pointer (outcome->task, g_steal_pointer (&outcome->connection),
                           (GDestroyNotify)mdg_connection_free);
  else
    g_task_return_error (outcome->task, g_steal_pointer (&outcome->error));
  return G_SOURCE_REMOVE;
}

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->connection, mdg_connection_free);
  g_clear_error (&outcome->error);
  g_object_unref (outcome->task);
  g_free (outcome);
}

static void
send_outcome (Outcome *outcome)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (outcome->task));
  g_source_set_callback (source, return_outcome, outcome, outcome_free);
  g_source_attach (source, g_task_get_context (outcome->task));
}

/* The loop runs even when nothing could be started: whoever started the thread ends it by the loop.
 */
static gpointer
run (gpointer data)
{
  Outcome *outcome = data;
  MdgTrainingService *self = g_task_get_source_object (outcome->task);
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);
  g_autoptr (GMainLoop) loop = g_main_loop_ref (self->loop);
  g_autoptr (MdgTrainingEngine) engine = NULL;

  g_main_context_push_thread_default (context);
  engine = mdg_training_engine_new (&self->settings, context, &outcome->error);
  if (engine)
    outcome->connection = mdg_training_engine_describe (engine, &outcome->error);
  if (outcome->connection)
    set_engine (self, engine);
  send_outcome (outcome);
  g_main_loop_run (loop);
  set_engine (self, NULL);
  g_clear_pointer (&engine, mdg_training_engine_free);
  g_main_context_pop_thread_default (context);
  return NULL;
}

/* From the main thread */

typedef struct
{
  MdgTrainingService *self;
  void (*func) (MdgTrainingEngine *engine, gpointer data);
  gpointer data;
  gboolean done;
  GMutex mutex;
  GCond cond;
} Errand;

static gboolean
run_errand (gpointer data)
{
  Errand *errand = data;

  errand->func (errand->self->engine, errand->data);
  g_mutex_lock (&errand->mutex);
  errand->done = TRUE;
  g_cond_signal (&errand->cond);
  g_mutex_unlock (&errand->mutex);
  return G_SOURCE_REMOVE;
}

/* Has @func called on the thread and waits for it. FALSE when nothing runs. */
static gboolean
send (MdgTrainingService *self, void (*func) (MdgTrainingEngine *, gpointer), gpointer data)
{
  Errand errand = { .self = self, .func = func, .data = data };
  gboolean running;

  g_mutex_lock (&self->mutex);
  running = self->engine != NULL;
  g_mutex_unlock (&self->mutex);
  if (!running)
    return FALSE;
  g_mutex_init (&errand.mutex);
  g_cond_init (&errand.cond);
  g_main_context_invoke_full (self->context, G_PRIORITY_HIGH, run_errand, &errand, NULL);
  g_mutex_lock (&errand.mutex);
  while (!errand.done)
    g_cond_wait (&errand.cond, &errand.mutex);
  g_mutex_unlock (&errand.mutex);
  g_mutex_clear (&errand.mutex);
  g_cond_clear (&errand.cond);
  return TRUE;
}

static void
describe_errand (MdgTrainingEngine *engine, gpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgConnection **connection = data;

  *connection = mdg_training_engine_describe (engine, &error);
  if (!*connection)
    g_warning ("The training accounts cannot be listed: %s", error->message);
}

static MdgConnection *
training_service_describe (MdgBackend *backend)
{
  MdgConnection *connection = NULL;

  send (MDG_TRAINING_SERVICE (backend), describe_errand, &connection);
  return connection;
}

static void
reset_errand (MdgTrainingEngine *engine, gpointer data)
{
  mdg_training_engine_reset (engine, data);
}

static gboolean
training_service_reset (MdgBackend *backend, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (!send (MDG_TRAINING_SERVICE (backend), reset_errand, &fault))
    mdg_set_error (&fault, MDG_ERROR_FAILED, "The training service does not run");
  if (!fault)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
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
  Outcome *outcome = g_new0 (Outcome, 1);

  training_service_stop (MDG_BACKEND (self)); /* what is left of a start that failed */
  outcome->task = g_object_ref (task);
  outcome->stops = self->stops;
  self->starting = TRUE;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("training", run, outcome);
}

static void
training_service_start_async (MdgBackend *backend,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  MdgTrainingService *self = MDG_TRAINING_SERVICE (backend);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  MdgConnection *connection = self->starting ? NULL : training_service_describe (backend);

  g_task_set_source_tag (task, training_service_start_async);
  if (self->starting)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                             "The training service is being started");
  else if (connection)
    g_task_return_pointer (task, connection, (GDestroyNotify)mdg_connection_free);
  else
    start_thread (self, task);
}

static MdgConnection *
training_service_start_finish (MdgBackend *backend, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
backend_init (MdgBackendInterface *iface)
{
  iface->start_async = training_service_start_async;
  iface->start_finish = training_service_start_finish;
  iface->describe = training_service_describe;
  iface->reset = training_service_reset;
  iface->stop = training_service_stop;
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
  return self;
}
