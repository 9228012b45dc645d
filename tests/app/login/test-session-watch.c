/* test-session-watch.c: how a session is noticed to have ended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login-fixture.h"
#include "login/session-watch.h"

typedef struct
{
  MdgClock *clock;
  FakeService *service;
  MdgSessionWatch *watch;
  GError *ended;
} Watch;

static void
on_ended (MdgSessionWatch *watch, const GError *error, gpointer data)
{
  Watch *w = data;
  g_assert_null (w->ended);
  w->ended = g_error_copy (error);
}

static void
set_up (Watch *w, gconstpointer data)
{
  w->clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);
  w->service = fake_service_new ();
  w->watch = mdg_session_watch_new (w->clock);
  g_signal_connect (w->watch, "ended", G_CALLBACK (on_ended), w);
  mdg_session_watch_start (w->watch, MDG_SERVICE (w->service), 1800);
}

static void
tear_down (Watch *w, gconstpointer data)
{
  settle ();
  g_assert_finalize_object (w->watch);
  fake_service_release (w->service);
  settle ();
  g_assert_finalize_object (w->service);
  g_assert_finalize_object (w->clock);
  g_clear_error (&w->ended);
}

static void
advance (Watch *w, gint64 seconds)
{
  mdg_clock_advance (w->clock, seconds * G_USEC_PER_SEC);
  settle ();
}

static void
test_beats (Watch *w, gconstpointer data)
{
  advance (w, 59);
  g_assert_cmpuint (fake_service_count (w->service, FAKE_SESSION), ==, 0);
  advance (w, 1);
  g_assert_cmpuint (fake_service_count (w->service, FAKE_SESSION), ==, 1);
  fake_service_answer_session (w->service, FAKE_SESSION, MDG_STAGE_OPEN);
  advance (w, 60);
  g_assert_cmpuint (fake_service_count (w->service, FAKE_SESSION), ==, 2);
  g_assert_no_error (w->ended);
  g_assert_true (mdg_session_watch_is_running (w->watch));
}

static void
test_superseded (Watch *w, gconstpointer data)
{
  fake_service_answer_error (w->service, FAKE_SESSION,
                             mdg_error_new (MDG_ERROR_SESSION_SUPERSEDED, "second login"));
  advance (w, 60);
  g_assert_error (w->ended, MDG_ERROR, MDG_ERROR_SESSION_SUPERSEDED);
  g_assert_false (mdg_session_watch_is_running (w->watch));
  advance (w, 60);
  g_assert_cmpuint (fake_service_count (w->service, FAKE_SESSION), ==, 1);
}

static void
test_expired (Watch *w, gconstpointer data)
{
  fake_service_answer_error (w->service, FAKE_SESSION,
                             mdg_error_new (MDG_ERROR_SESSION_EXPIRED, "idle"));
  advance (w, 1800);
  g_assert_error (w->ended, MDG_ERROR, MDG_ERROR_SESSION_EXPIRED);
}

/* Nobody answers: only after the idle time is the session known to be over. */
static void
test_expired_unheard (Watch *w, gconstpointer data)
{
  advance (w, 600);
  g_assert_no_error (w->ended);
  mdg_session_watch_touch (w->watch);
  advance (w, 1799);
  g_assert_no_error (w->ended);
  g_assert_cmpuint (fake_service_count (w->service, FAKE_SESSION), ==, 2);
  advance (w, 1);
  g_assert_error (w->ended, MDG_ERROR, MDG_ERROR_SESSION_EXPIRED);
}

/* The service decides: when it says that the session lasts, it does. */
static void
test_service_decides (Watch *w, gconstpointer data)
{
  fake_service_answer_session (w->service, FAKE_SESSION, MDG_STAGE_OPEN);
  advance (w, 1801);
  g_assert_no_error (w->ended);
}

/* One question at a time, and a late answer to a watch that was stopped does not count. */
static void
test_stopped_while_asking (Watch *w, gconstpointer data)
{
  fake_service_hold (w->service, TRUE);
  fake_service_set_deaf (w->service, TRUE);
  fake_service_answer_error (w->service, FAKE_SESSION,
                             mdg_error_new (MDG_ERROR_SESSION_SUPERSEDED, "second login"));
  advance (w, 60);
  advance (w, 60);
  g_assert_cmpuint (fake_service_count (w->service, FAKE_SESSION), ==, 1);
  mdg_session_watch_stop (w->watch);
  mdg_session_watch_start (w->watch, MDG_SERVICE (w->service), 1800);
  fake_service_release (w->service);
  settle ();
  g_assert_no_error (w->ended);
  g_assert_true (mdg_session_watch_is_running (w->watch));
}

static void
test_finalized_while_asking (Watch *w, gconstpointer data)
{
  fake_service_hold (w->service, TRUE);
  advance (w, 60);
  g_assert_cmpuint (fake_service_waiting (w->service), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/session-watch/" path, Watch, NULL, set_up, func, tear_down)
  ADD ("beats", test_beats);
  ADD ("superseded", test_superseded);
  ADD ("expired", test_expired);
  ADD ("expired-unheard", test_expired_unheard);
  ADD ("service-decides", test_service_decides);
  ADD ("stopped-while-asking", test_stopped_while_asking);
  ADD ("finalized-while-asking", test_finalized_while_asking);
#undef ADD
  return g_test_run ();
}
