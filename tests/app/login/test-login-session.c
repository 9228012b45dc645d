/* test-login-session.c: how a session ends: by log-out, elsewhere, by 30 minutes, with its service.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login-fixture.h"

static void
advance (Fixture *f, gint64 seconds)
{
  mdg_clock_advance (f->clock, seconds * G_USEC_PER_SEC);
  settle ();
}

static void
test_logout (Fixture *f, gconstpointer data)
{
  go_to_menu (f);
  mdg_login_flow_log_out (f->flow);
  until_idle (f);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_well (f);
  g_assert_null (mdg_login_flow_get_session (f->flow));
  g_assert_cmpuint (fake_service_count (f->service, FAKE_LOGOUT), ==, 1);
  advance (f, 120);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_SESSION), ==, 0);
}

static void
test_logout_service_away (Fixture *f, gconstpointer data)
{
  go_to_menu (f);
  fake_service_answer_error (f->service, FAKE_LOGOUT, mdg_error_new (MDG_ERROR_TIMED_OUT, "slow"));
  mdg_login_flow_log_out (f->flow);
  until_idle (f);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_well (f);
}

static void
test_logout_cancelled (Fixture *f, gconstpointer data)
{
  go_to_menu (f);
  fake_service_hold (f->service, TRUE);
  mdg_login_flow_log_out (f->flow);
  g_assert_true (mdg_login_flow_get_busy (f->flow));
  mdg_login_flow_cancel (f->flow); /* does not keep anybody logged in */
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  g_assert_false (mdg_login_flow_get_busy (f->flow));
}

static void
test_superseded (Fixture *f, gconstpointer data)
{
  go_to_menu (f);
  fake_service_answer_error (f->service, FAKE_SESSION,
                             mdg_error_new (MDG_ERROR_SESSION_SUPERSEDED, "second login"));
  advance (f, 60);
  assert_state (f, MDG_LOGIN_ENDED);
  assert_error (f, MDG_ERROR_SESSION_SUPERSEDED);
  assert_notice (f, NULL);
  g_assert_null (mdg_login_flow_get_session (f->flow));
  mdg_login_flow_close_ended (f->flow);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_well (f);
  g_assert_nonnull (mdg_login_flow_get_account (f->flow)); /* what was typed is still known */
}

static void
test_idle (Fixture *f, gconstpointer data)
{
  go_to_password (f);
  fake_service_answer_error (f->service, FAKE_SESSION,
                             mdg_error_new (MDG_ERROR_SESSION_EXPIRED, "idle"));
  advance (f, 1800);
  assert_state (f, MDG_LOGIN_ENDED);
  assert_error (f, MDG_ERROR_SESSION_EXPIRED);
  assert_notice (f, "password-unchanged");
  mdg_login_flow_close_ended (f->flow);
  assert_notice (f, NULL);
}

/* Also while the sheet is being stuck to the wall, before the passcode. */
static void
test_idle_at_registration (Fixture *f, gconstpointer data)
{
  go_to_registration (f);
  advance (f, 1800); /* nobody answers */
  assert_state (f, MDG_LOGIN_ENDED);
  assert_error (f, MDG_ERROR_SESSION_EXPIRED);
  g_assert_null (mdg_login_flow_get_registration (f->flow));
  assert_kept (f, "pending-setup-key", KEY);
}

static void
test_ended_in_an_act (Fixture *f, gconstpointer data)
{
  go_to_password (f);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             mdg_error_new (MDG_ERROR_SESSION_SUPERSEDED, "second login"));
  change_password (f, PASSWORD, NEW_PASSWORD);
  assert_state (f, MDG_LOGIN_ENDED);
  assert_error (f, MDG_ERROR_SESSION_SUPERSEDED);
  assert_notice (f, "password-unchanged");
  assert_kept (f, "password-candidate", NULL);
}

/* The session ends before the service's answer to 《変更》 is heard: nobody may say that the old
 * password holds. */
static void
test_ended_unsettled (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) old = mdg_secret_new_from_string (PASSWORD);
  g_autoptr (MdgSecret) new = mdg_secret_new_from_string (NEW_PASSWORD);
  go_to_password (f);
  fake_service_hold (f->service, TRUE);
  fake_service_answer_session (f->service, FAKE_PASSWORD, MDG_STAGE_OPEN);
  mdg_login_flow_change_password (f->flow, old, new);
  until (fake_service_waiting (f->service) == 1);
  fake_service_hold (f->service, FALSE);
  fake_service_answer_error (f->service, FAKE_SESSION,
                             mdg_error_new (MDG_ERROR_SESSION_SUPERSEDED, "second login"));
  advance (f, 60);
  assert_state (f, MDG_LOGIN_ENDED);
  assert_notice (f, "password-unsettled");
  assert_kept (f, "password-candidate", NEW_PASSWORD);
  fake_service_release (f->service);
  settle ();
  assert_state (f, MDG_LOGIN_ENDED);
}

static void
test_ended_during_an_act (Fixture *f, gconstpointer data)
{
  go_to_passcode (f);
  fake_service_hold (f->service, TRUE);
  fake_service_answer_session (f->service, FAKE_PASSCODE, MDG_STAGE_OPEN);
  mdg_login_flow_send_passcode (f->flow, "123456");
  fake_service_hold (f->service, FALSE);
  fake_service_answer_error (f->service, FAKE_SESSION,
                             mdg_error_new (MDG_ERROR_SESSION_REQUIRED, "restarted"));
  advance (f, 60);
  assert_state (f, MDG_LOGIN_ENDED);
  g_assert_false (mdg_login_flow_get_busy (f->flow));
  fake_service_release (f->service);
  settle ();
  assert_state (f, MDG_LOGIN_ENDED);
}

static void
test_service_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (FakeService) other = fake_service_new ();
  go_to_menu (f);
  mdg_login_flow_set_service (f->flow, MDG_SERVICE (other));
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_notice (f, "service-changed");
  g_assert_null (mdg_login_flow_get_session (f->flow));
  settle ();
  g_assert_cmpuint (fake_service_count (other, FAKE_CHECK), ==, 1);
  mdg_login_flow_set_service (f->flow, NULL);
}

static void
test_heartbeat_is_no_act (Fixture *f, gconstpointer data)
{
  go_to_menu (f);
  fake_service_hold (f->service, TRUE);
  fake_service_answer_session (f->service, FAKE_SESSION, MDG_STAGE_OPEN);
  advance (f, 60);
  g_assert_false (mdg_login_flow_get_busy (f->flow));
  mdg_login_flow_open_password (f->flow);
  assert_state (f, MDG_LOGIN_PASSWORD);
  fake_service_release (f->service);
  settle ();
  assert_state (f, MDG_LOGIN_PASSWORD);
  assert_well (f);
}

static void
note (GObject *object, GParamSpec *pspec, gpointer names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

/* A view sees the new page with its data, not one after the other. */
static void
test_notifications (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) names = g_string_new (NULL);
  begin (f);
  g_signal_connect (f->flow, "notify", G_CALLBACK (note), names);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD);
  g_assert_nonnull (strstr (names->str, "busy "));
  g_assert_nonnull (strstr (names->str, "session "));
  g_assert_nonnull (strstr (names->str, "state "));
  g_signal_handlers_disconnect_by_data (f->flow, names);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
#define ADD(path, func)                                                                            \
  g_test_add ("/login-session/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("logout", test_logout);
  ADD ("logout-service-away", test_logout_service_away);
  ADD ("logout-cancelled", test_logout_cancelled);
  ADD ("superseded", test_superseded);
  ADD ("idle", test_idle);
  ADD ("idle-at-registration", test_idle_at_registration);
  ADD ("ended-in-an-act", test_ended_in_an_act);
  ADD ("ended-during-an-act", test_ended_during_an_act);
  ADD ("ended-unsettled", test_ended_unsettled);
  ADD ("service-changed", test_service_changed);
  ADD ("heartbeat-is-no-act", test_heartbeat_is_no_act);
  ADD ("notifications", test_notifications);
#undef ADD
  return g_test_run ();
}
