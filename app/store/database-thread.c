/* database-thread.c: the one thread that works on a database.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database-thread.h"

struct _MdgDatabaseThread
{
  MdgDatabase *database;
  GAsyncQueue *queue; /* of Job; one without work ends the thread */
  GThread *thread;
};

typedef struct
{
  GTask *task;
  MdgDatabaseFunc work;
  GDestroyNotify free_result;
  gpointer result;
  GError *error;
} Job;

static void
job_free (Job *job)
{
  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

/* In the main context that asked. */
static gboolean
deliver (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  return G_SOURCE_REMOVE;
}

/* The job with its task goes back as a whole: were the task let go of here, its last reference and
 * with it the owner of this very thread could be disposed of on this thread. */
static void
send_back (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, deliver, job, (GDestroyNotify)job_free);
  g_source_set_static_name (source, "mdg-database-thread");
  g_source_attach (source, g_task_get_context (job->task));
}

static gpointer
work_off_queue (gpointer data)
{
  MdgDatabaseThread *self = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (self->queue);

      if (job->work == NULL)
        {
          job_free (job);
          return NULL;
        }
      if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
        job->result = job->work (self->database, g_task_get_task_data (job->task), &job->error);
      send_back (job);
    }
}

MdgDatabaseThread *
mdg_database_thread_new (MdgDatabase *database)
{
  MdgDatabaseThread *self = g_new0 (MdgDatabaseThread, 1);

  self->database = database;
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("mdg-database", work_off_queue, self);
  return self;
}

void
mdg_database_thread_run (MdgDatabaseThread *self,
                         GTask *task,
                         MdgDatabaseFunc work,
                         GDestroyNotify free_result)
{
  Job *job;

  g_return_if_fail (self->thread != NULL && work != NULL);

  /* What was done is told, even when it was no longer wanted. */
  g_task_set_check_cancellable (task, FALSE);
  job = g_new0 (Job, 1);
  job->task = task;
  job->work = work;
  job->free_result = free_result;
  g_async_queue_push (self->queue, job);
}

void
mdg_database_thread_stop (MdgDatabaseThread *self)
{
  if (self->thread == NULL)
    return;
  g_return_if_fail (self->thread != g_thread_self ());

  g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_thread_join (g_steal_pointer (&self->thread));
}

void
mdg_database_thread_free (MdgDatabaseThread *self)
{
  if (self == NULL)
    return;
  mdg_database_thread_stop (self);
  g_async_queue_unref (self->queue);
  mdg_database_close (self->database);
  g_free (self);
}
