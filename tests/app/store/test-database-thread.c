/* test-database-thread.c: order, cancelling, and where the answers arrive.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "scratch-folder.h"
#include "store/database-thread.h"

/* What one piece of work leaves behind; and a gate that holds the thread until it is opened. */
typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean open;
  gboolean started;
  GString *order;
} Gate;

static Gate gate;

static void
gate_reset (gboolean open)
{
  gate.open = open;
  gate.started = FALSE;
  g_string_truncate (gate.order, 0);
}

static void
gate_set_open (void)
{
  g_mutex_lock (&gate.lock);
  gate.open = TRUE;
  g_cond_broadcast (&gate.changed);
  g_mutex_unlock (&gate.lock);
}

static void
gate_wait_started (void)
{
  g_mutex_lock (&gate.lock);
  while (!gate.started)
    g_cond_wait (&gate.changed, &gate.lock);
  g_mutex_unlock (&gate.lock);
}

static gpointer
note (MdgDatabase *database, gpointer data, GError **error)
{
  g_mutex_lock (&gate.lock);
  gate.started = TRUE;
  g_cond_broadcast (&gate.changed);
  while (!gate.open)
    g_cond_wait (&gate.changed, &gate.lock);
  g_string_append (gate.order, data);
  g_mutex_unlock (&gate.lock);
  return g_strdup (data);
}

static gpointer
fail (MdgDatabase *database, gpointer data, GError **error)
{
  mdg_database_exec (database, "SELECT * FROM nowhere", error);
  return NULL;
}

static MdgDatabaseThread *
start (void)
{
  return mdg_database_thread_new (mdg_database_open (NULL, 1, NULL, 0, NULL));
}

static void
run (MdgDatabaseThread *thread,
     MdgDatabaseFunc work,
     const char *text,
     GCancellable *cancellable,
     GAsyncResult **result)
{
  GTask *task = g_task_new (NULL, cancellable, scratch_store_result, result);

  g_task_set_task_data (task, g_strdup (text), g_free);
  mdg_database_thread_run (thread, task, work, g_free);
}

static char *
finish (GAsyncResult **place, GError **error)
{
  g_autoptr (GAsyncResult) result = scratch_wait (place);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_order (void)
{
  static const char *const names[] = { "a", "b", "c", "d" };
  g_autoptr (MdgDatabaseThread) thread = start ();
  GAsyncResult *results[4] = { NULL };

  gate_reset (TRUE);
  for (guint i = 0; i < 4; i++)
    run (thread, note, names[i], NULL, &results[i]);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *text = finish (&results[i], NULL);
      g_assert_cmpstr (text, ==, names[i]);
    }
  g_assert_cmpstr (gate.order->str, ==, "abcd");
}

static void
test_error (void)
{
  g_autoptr (MdgDatabaseThread) thread = start ();
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  run (thread, fail, "", NULL, &result);
  g_assert_null (finish (&result, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
}

/* While one runs, it and the next are cancelled: the first comes to its end, the second never
 * begins. */
static void
test_cancel (void)
{
  g_autoptr (MdgDatabaseThread) thread = start ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GAsyncResult *first = NULL, *second = NULL;

  gate_reset (FALSE);
  run (thread, note, "first", cancellable, &first);
  run (thread, note, "second", cancellable, &second);
  gate_wait_started ();
  g_cancellable_cancel (cancellable);
  gate_set_open ();
  text = finish (&first, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "first");
  g_assert_null (finish (&second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (gate.order->str, ==, "first");
}

/* Stopping waits for the work; the answers still come. */
static void
test_stop (void)
{
  g_autoptr (MdgDatabaseThread) thread = start ();
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  GAsyncResult *first = NULL, *second = NULL;

  gate_reset (TRUE);
  run (thread, note, "a", NULL, &first);
  run (thread, note, "b", NULL, &second);
  mdg_database_thread_stop (thread);
  mdg_database_thread_stop (thread);
  g_assert_cmpstr (gate.order->str, ==, "ab");
  g_assert_null (first);
  a = finish (&first, NULL);
  b = finish (&second, NULL);
  g_assert_cmpstr (a, ==, "a");
  g_assert_cmpstr (b, ==, "b");
}

static gpointer
ask_elsewhere (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  GAsyncResult *result = NULL;
  g_autofree char *text = NULL;

  g_main_context_push_thread_default (context);
  run (data, note, "elsewhere", NULL, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  text = finish (&result, NULL);
  g_assert_cmpstr (text, ==, "elsewhere");
  g_main_context_pop_thread_default (context);
  return NULL;
}

/* The answer comes to the main context that asked, and to no other. */
static void
test_context (void)
{
  g_autoptr (MdgDatabaseThread) thread = start ();

  gate_reset (TRUE);
  g_thread_join (g_thread_new ("asking", ask_elsewhere, thread));
  g_assert_false (g_main_context_pending (NULL));
}

/* Answers nobody waits for are freed with their main context. */
static void
test_abandoned (void)
{
  g_autoptr (MdgDatabaseThread) thread = start ();
  GMainContext *context = g_main_context_new ();
  GAsyncResult *result = NULL;

  gate_reset (TRUE);
  g_main_context_push_thread_default (context);
  run (thread, note, "abandoned", NULL, &result);
  mdg_database_thread_stop (thread);
  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);
  g_assert_null (result);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  gate.order = g_string_new (NULL);
  g_test_add_func ("/database-thread/order", test_order);
  g_test_add_func ("/database-thread/error", test_error);
  g_test_add_func ("/database-thread/cancel", test_cancel);
  g_test_add_func ("/database-thread/stop", test_stop);
  g_test_add_func ("/database-thread/context", test_context);
  g_test_add_func ("/database-thread/abandoned", test_abandoned);
  status = g_test_run ();
  g_string_free (gate.order, TRUE);
  return status;
}
