/* test-clock-skew.c: how a Date header becomes a difference of clocks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/clock-skew.h"

/* Sat, 21 Nov 2026 03:00:00 GMT */
#define DATE "Sat, 21 Nov 2026 03:00:00 GMT"
#define AT (G_GINT64_CONSTANT (1795230000) * G_USEC_PER_SEC)
#define MS 1000

static gint64
skew (gint64 sent, gint64 received)
{
  gint64 seconds = G_MAXINT64;

  g_assert_true (mdg_clock_skew_measure (DATE, AT + sent, AT + received, &seconds));
  return seconds;
}

/* However our clock stands within the second, clocks that agree must not be told apart. */
static void
test_agreeing (void)
{
  for (gint64 ms = 0; ms < 1000; ms++)
    g_assert_cmpint (skew (ms * MS, ms * MS), ==, 0);
}

static void
test_apart (void)
{
  g_assert_cmpint (skew (-300 * G_USEC_PER_SEC, -300 * G_USEC_PER_SEC), ==, 300);
  g_assert_cmpint (skew (300 * G_USEC_PER_SEC, 300 * G_USEC_PER_SEC + 999 * MS), ==, -300);
  g_assert_cmpint (skew (2 * G_USEC_PER_SEC, 2 * G_USEC_PER_SEC), ==, -1);
  g_assert_cmpint (skew (-2 * G_USEC_PER_SEC, -2 * G_USEC_PER_SEC), ==, 2);
}

/* The service wrote the header somewhere on the way: the middle errs by half of it at most. */
static void
test_slow (void)
{
  g_assert_cmpint (skew (-5 * G_USEC_PER_SEC, 5 * G_USEC_PER_SEC), ==, 0);
  g_assert_cmpint (skew (0, 10 * G_USEC_PER_SEC), ==, -4);
}

static void
test_hostile (void)
{
  static const char *const dates[] = { "",  "yesterday", "Sat, 99 Nov 2026 03:00:00 GMT",
                                       "0", "\xff",      "Sat, 21 Nov 99999999999 03:00:00 GMT" };
  gint64 seconds = 7;

  g_assert_false (mdg_clock_skew_measure (NULL, 0, 0, &seconds));
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_false (mdg_clock_skew_measure (dates[i], 0, 0, &seconds));
  g_assert_cmpint (seconds, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-skew/agreeing", test_agreeing);
  g_test_add_func ("/clock-skew/apart", test_apart);
  g_test_add_func ("/clock-skew/slow", test_slow);
  g_test_add_func ("/clock-skew/hostile", test_hostile);
  return g_test_run ();
}
