/* database-thread.h: the one thread that works on a database. What is asked of it is done in order;
 * answers come back through GTask to the main context that asked. */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

typedef struct _MdgDatabaseThread MdgDatabaseThread;

/* A piece of work, run on the thread. @data: the task's data. Returns: the task's result, or NULL
 * with @error; what only succeeds returns MDG_DATABASE_DONE. */
typedef gpointer (*MdgDatabaseFunc) (MdgDatabase *database, gpointer data, GError **error);

#define MDG_DATABASE_DONE GINT_TO_POINTER (1)

/* @database: (transfer full). Returns: (transfer full) */
MdgDatabaseThread *mdg_database_thread_new (MdgDatabase *database);

/* Queues @work. @task: (transfer full): read its result with g_task_propagate_pointer() in its
 * callback. Cancelling before the work starts skips it; once started it is completed, and the task
 * says what came of it. @free_result: (nullable). Any thread, but not after _stop(). */
void mdg_database_thread_run (MdgDatabaseThread *thread,
                              GTask *task,
                              MdgDatabaseFunc work,
                              GDestroyNotify free_result);

/* Waits until everything queued is done. The answers are still delivered, by the main contexts.
 * May be called twice; never on the thread itself. */
void mdg_database_thread_stop (MdgDatabaseThread *thread);

/* Stops and closes the database. */
void mdg_database_thread_free (MdgDatabaseThread *thread);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgDatabaseThread, mdg_database_thread_free)

G_END_DECLS
