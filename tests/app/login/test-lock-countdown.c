/* test-lock-countdown.c: the 30 minutes of a lock, with clocks that run, stand and jump.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login-fixture.h"
#include "login/lock-countdown.h"

static void
count (GObject *object, GParamSpec *pspec, gpointer counter)
{
  (*(guint *)counter)++;
}

static void
advance (MdgClock *clock, gint64 seconds)
{
  mdg_clock_advance (clock, seconds * G_USEC_PER_SEC);
  settle ();
}

static void
test_counts_down (void)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);
  g_autoptr (MdgLockCountdown) lock = mdg_lock_countdown_new (clock);
  guint notified = 0;
  g_signal_connect (lock, "notify::remaining", G_CALLBACK (count), &notified);

  g_assert_cmpint (mdg_lock_countdown_get_remaining (lock), ==, 0);
  g_assert_cmpint (mdg_lock_countdown_start (lock, NOW + 1800), ==, NOW + 1800);
  g_assert_cmpint (mdg_lock_countdown_get_remaining (lock), ==, 1800);
  g_assert_cmpuint (notified, ==, 1);
  advance (clock, 1799);
  g_assert_cmpint (mdg_lock_countdown_get_remaining (lock), ==, 1);
  g_assert_cmpuint (notified, ==, 2);
  mdg_clock_advance (clock, G_USEC_PER_SEC / 2);
  settle ();
  g_assert_cmpint (mdg_lock_countdown_get_remaining (lock), ==, 1); /* rounded up */
  mdg_clock_advance (clock, G_USEC_PER_SEC / 2);
  settle ();
  g_assert_cmpint (mdg_lock_countdown_get_remaining (lock), ==, 0);
  g_assert_cmpuint (notified, ==, 3);
  g_assert_finalize_object (g_steal_pointer (&lock));
}

static void
test_ticks (void)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgLockCountdown) lock = mdg_lock_countdown_new (clock);
  guint notified = 0;
  mdg_lock_countdown_start (lock, mdg_clock_wall (clock) + 2);
  g_signal_connect (lock, "notify::remaining", G_CALLBACK (count), &notified);
  until (mdg_lock_countdown_get_remaining (lock) == 0);
  settle ();
  g_assert_cmpuint (notified, >=, 1);
}

static void
test_never_over_30_minutes (void)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);
  g_autoptr (MdgLockCountdown) lock = mdg_lock_countdown_new (clock);
  static const gint64 ends[] = { NOW + 1801, NOW + 999999, G_MAXINT64 };
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_assert_cmpint (mdg_lock_countdown_start (lock, ends[i]), ==, NOW + 1800);
      g_assert_cmpint (mdg_lock_countdown_get_remaining (lock), ==, 1800);
    }
}

static void
test_over_already (void)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);
  g_autoptr (MdgLockCountdown) lock = mdg_lock_countdown_new (clock);
  static const gint64 ends[] = { NOW, NOW - 1, 0, -1, G_MININT64 };
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_assert_cmpint (mdg_lock_countdown_start (lock, ends[i]), ==, 0);
      g_assert_cmpint (mdg_lock_countdown_get_remaining (lock), ==, 0);
    }
}

/* Finalizes while it runs: no timer is left behind. */
static void
test_finalizes (void)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);
  MdgLockCountdown *lock = mdg_lock_countdown_new (clock);
  mdg_lock_countdown_start (lock, NOW + 100);
  mdg_clock_advance (clock, G_USEC_PER_SEC);
  settle ();
  g_assert_finalize_object (lock);
  mdg_clock_advance (clock, G_USEC_PER_SEC);
  settle ();
}

static gpointer
jump (gpointer clock)
{
  mdg_clock_advance (clock, 1800 * G_USEC_PER_SEC);
  return NULL;
}

/* The clock may be moved by another thread; the notification still comes here. */
static void
test_other_thread (void)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);
  g_autoptr (MdgLockCountdown) lock = mdg_lock_countdown_new (clock);
  guint notified = 0;
  mdg_lock_countdown_start (lock, NOW + 1800);
  g_signal_connect (lock, "notify::remaining", G_CALLBACK (count), &notified);
  g_thread_join (g_thread_new ("jump", jump, clock));
  g_assert_cmpuint (notified, ==, 0);
  settle ();
  g_assert_cmpuint (notified, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lock-countdown/counts-down", test_counts_down);
  g_test_add_func ("/lock-countdown/ticks", test_ticks);
  g_test_add_func ("/lock-countdown/never-over-30-minutes", test_never_over_30_minutes);
  g_test_add_func ("/lock-countdown/over-already", test_over_already);
  g_test_add_func ("/lock-countdown/finalizes", test_finalizes);
  g_test_add_func ("/lock-countdown/other-thread", test_other_thread);
  return g_test_run ();
}
