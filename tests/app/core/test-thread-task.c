/* test-thread-task.c: whoever had work done in a thread ends where it began.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/thread-task.h"

#define ROUNDS 300 /* with GTask alone one of four ends in the thread */

static GThread *main_thread;

typedef struct
{
  gboolean let_go; /* atomic */
  gboolean ended;
  gboolean elsewhere; /* it ended in another thread */
  guint answers;
} Round;

/* In the thread where it is freed. */
static void
on_freed (gpointer data)
{
  Round *round = data;

  round->elsewhere = g_thread_self () != main_thread;
  g_atomic_int_set (&round->ended, TRUE);
  g_main_context_wakeup (NULL);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Round *round = data;

  g_assert_true (g_thread_self () != main_thread);
  g_assert_true (G_IS_OBJECT (source));
  while (!g_atomic_int_get (&round->let_go))
    g_thread_yield ();
  g_task_return_int (task, 42);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Round *round = data;

  g_assert_true (g_thread_self () == main_thread);
  g_assert_cmpint (g_task_propagate_int (G_TASK (result), NULL), ==, 42);
  round->answers++;
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_task_propagate_int (G_TASK (result), &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ((Round *)data)->answers++;
}

/* The one who asked is gone before the thread has done. */
static void
run (gboolean cancels)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      Round round = { 0 };
      GObject *asks = g_object_new (G_TYPE_OBJECT, NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      GTask *task = g_task_new (asks, cancellable, cancels ? on_cancelled : on_answer, &round);

      g_object_set_data_full (asks, "round", &round, on_freed);
      g_task_set_task_data (task, &round, NULL);
      mdg_thread_task_run (task, work);
      g_object_unref (task);
      g_object_unref (asks);
      if (cancels)
        g_cancellable_cancel (cancellable);
      g_atomic_int_set (&round.let_go, TRUE);
      while (!g_atomic_int_get (&round.ended))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (round.answers, ==, 1);
      g_assert_false (round.elsewhere);
    }
}

static void
test_ends_here (void)
{
  run (FALSE);
}

static void
test_cancelled (void)
{
  run (TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  main_thread = g_thread_self ();
  g_test_add_func ("/thread-task/ends-here", test_ends_here);
  g_test_add_func ("/thread-task/cancelled", test_cancelled);
  return g_test_run ();
}
