/* test-clock.c: the clock, standing still and running.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/clock.h"

#define DAY_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

static void
count (MdgClock *clock, gpointer data)
{
  ++*(int *)data;
}

static void
test_manual (void)
{
  int jumps = 0;
  MdgClock *clock = mdg_clock_new_manual (G_GINT64_CONSTANT (1700000000999999));
  g_signal_connect (clock, "jumped", G_CALLBACK (count), &jumps);
  g_assert_cmpint (mdg_clock_wall (clock), ==, 1700000000);
  gint64 monotonic = mdg_clock_monotonic_us (clock);
  g_assert_cmpint (mdg_clock_wall_us (clock), ==, G_GINT64_CONSTANT (1700000000999999));

  mdg_clock_advance (clock, 60 * DAY_US);
  g_assert_cmpint (jumps, ==, 1);
  g_assert_cmpint (mdg_clock_wall (clock), ==, 1700000000 + 60 * 24 * 60 * 60);
  g_assert_cmpint (mdg_clock_monotonic_us (clock) - monotonic, ==, 60 * DAY_US);

  mdg_clock_advance (clock, -61 * DAY_US);
  g_assert_cmpint (jumps, ==, 2);
  g_assert_cmpint (mdg_clock_get_offset (clock), ==, -DAY_US);
  g_assert_cmpint (mdg_clock_wall (clock), ==, 1700000000 - 24 * 60 * 60);
  g_assert_finalize_object (clock);
}

static void
test_system (void)
{
  MdgClock *clock = mdg_clock_new_system ();
  gint64 before = g_get_real_time (), monotonic_before = g_get_monotonic_time ();
  gint64 wall = mdg_clock_wall_us (clock), monotonic = mdg_clock_monotonic_us (clock);
  g_assert_cmpint (wall, >=, before);
  g_assert_cmpint (wall, <=, g_get_real_time ());
  g_assert_cmpint (monotonic, >=, monotonic_before);
  g_assert_cmpint (monotonic, <=, g_get_monotonic_time ());

  mdg_clock_advance (clock, DAY_US);
  g_assert_cmpint (mdg_clock_wall_us (clock), >=, before + DAY_US);
  g_assert_cmpint (mdg_clock_monotonic_us (clock), >=, monotonic_before + DAY_US);
  g_assert_finalize_object (clock);
}

static gpointer
advance_often (gpointer data)
{
  for (int i = 0; i < 1000; i++)
    mdg_clock_advance (data, 1);
  return NULL;
}

static void
test_threads (void)
{
  MdgClock *clock = mdg_clock_new_manual (0);
  GThread *threads[4];
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("advance", advance_often, clock);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (mdg_clock_get_offset (clock), ==, 4000);
  g_assert_finalize_object (clock);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/clock/manual", test_manual);
  g_test_add_func ("/core/clock/system", test_system);
  g_test_add_func ("/core/clock/threads", test_threads);
  return g_test_run ();
}
