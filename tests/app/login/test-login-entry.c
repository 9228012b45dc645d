/* test-login-entry.c: [ログイン]: forms, locks, skew, the first registration, and a cache that
 * fails.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login-fixture.h"

static void
test_start (Fixture *f, gconstpointer data)
{
  gint64 skew = 99;
  assert_state (f, MDG_LOGIN_START);
  g_assert_false (mdg_login_flow_get_clock_skew (f->flow, &skew));
  fake_service_set_skew (f->service, 12);
  begin (f);
  g_assert_true (mdg_login_flow_get_clock_skew (f->flow, &skew));
  g_assert_cmpint (skew, ==, 12);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_CHECK), ==, 1);
  assert_well (f);
}

static void
test_no_service (Fixture *f, gconstpointer data)
{
  mdg_login_flow_set_service (f->flow, NULL);
  mdg_login_flow_begin (f->flow);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_well (f); /* it may still be coming up */
  log_in (f, PASSWORD);
  assert_error (f, MDG_ERROR_UNREACHABLE);
  /* It comes up after the window: the message goes, and the clock is measured. */
  mdg_login_flow_set_service (f->flow, MDG_SERVICE (f->service));
  assert_well (f);
  until (mdg_login_flow_get_clock_skew (f->flow, NULL));
}

static void
test_service_down (Fixture *f, gconstpointer data)
{
  fake_service_answer_error (f->service, FAKE_CHECK, mdg_error_new (MDG_ERROR_UNREACHABLE, "down"));
  mdg_login_flow_begin (f->flow);
  until (mdg_login_flow_get_error (f->flow) != NULL);
  assert_error (f, MDG_ERROR_UNREACHABLE);
  mdg_login_flow_begin (f->flow); /* try again */
  assert_well (f);
  settle ();
  assert_well (f);
  g_assert_true (mdg_login_flow_get_clock_skew (f->flow, NULL));
}

static void
test_form (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (PASSWORD);
  g_autoptr (MdgSecret) empty = mdg_secret_new_from_string ("");
  begin (f);
  mdg_login_flow_log_in (f->flow, "131234567", ID, password);
  assert_error (f, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpstr (mdg_error_get_field (mdg_login_flow_get_error (f->flow)), ==,
                   "institution_code");
  mdg_login_flow_log_in (f->flow, CODE, "WA8", password);
  g_assert_cmpstr (mdg_error_get_field (mdg_login_flow_get_error (f->flow)), ==, "login_id");
  mdg_login_flow_log_in (f->flow, CODE, ID, empty);
  g_assert_cmpstr (mdg_error_get_field (mdg_login_flow_get_error (f->flow)), ==, "password");
  mdg_login_flow_log_in (f->flow, CODE, ID, NULL);
  g_assert_cmpstr (mdg_error_get_field (mdg_login_flow_get_error (f->flow)), ==, "password");
  g_assert_false (mdg_login_flow_get_busy (f->flow));
  g_assert_cmpuint (fake_service_count (f->service, FAKE_LOGIN), ==, 0);
}

static void
test_normalised (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (PASSWORD);
  begin (f);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  mdg_login_flow_log_in (f->flow, " １３１２３ 45678 ", "ｗａ０００００８", password);
  until_idle (f);
  g_assert_cmpstr (fake_service_last_institution_code (f->service), ==, CODE);
  g_assert_cmpstr (fake_service_last_login_id (f->service), ==, ID);
  g_assert_true (mdg_secret_equal (fake_service_last_password (f->service), password));
  assert_state (f, MDG_LOGIN_PASSCODE);
  g_assert_nonnull (mdg_login_flow_get_session (f->flow));
}

static void
test_wrong_password (Fixture *f, gconstpointer data)
{
  begin (f);
  fake_service_answer_error (f->service, FAKE_LOGIN, tries_error (MDG_ERROR_WRONG_CREDENTIALS, 2));
  log_in (f, "wrong");
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_error (f, MDG_ERROR_WRONG_CREDENTIALS);
  g_assert_cmpint (mdg_error_get_attempts_left (mdg_login_flow_get_error (f->flow)), ==, 2);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 0);
}

static void
lock_out (Fixture *f)
{
  begin (f);
  fake_service_answer_error (f->service, FAKE_LOGIN, lock_error (1800));
  log_in (f, "wrong");
  assert_error (f, MDG_ERROR_LOCKED);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
}

static void
test_locked (Fixture *f, gconstpointer data)
{
  lock_out (f);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 1800);
  mdg_clock_advance (f->clock, 600 * G_USEC_PER_SEC);
  settle ();
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 1200);
  log_in (f, PASSWORD); /* refused here: a try is not spent, the lock not prolonged */
  assert_error (f, MDG_ERROR_LOCKED);
  g_assert_cmpint (mdg_error_get_retry_after (mdg_login_flow_get_error (f->flow)), ==, 1200);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_LOGIN), ==, 1);
  mdg_clock_advance (f->clock, 1200 * G_USEC_PER_SEC);
  settle ();
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 0);
  assert_well (f);
  assert_notice (f, "unlocked");
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_PASSCODE);
  g_autoptr (MdgAccountRecord) record = kept_account (f);
  g_assert_cmpint (record->locked_until, ==, 0);
}

static void
test_locked_over_restart (Fixture *f, gconstpointer data)
{
  lock_out (f);
  fixture_restart (f, 300);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 0); /* nothing typed yet */
  mdg_login_flow_look_up (f->flow, CODE, ID);
  until (mdg_login_flow_get_lock_remaining (f->flow) > 0);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 1500);
  g_assert_false (mdg_login_flow_get_account (f->flow)->locked_by_passcode);
  mdg_login_flow_look_up (f->flow, CODE, "WA000009"); /* another account is not locked */
  until (mdg_login_flow_get_lock_remaining (f->flow) == 0);
  mdg_login_flow_look_up (f->flow, CODE, "WA00000");
  g_assert_null (mdg_login_flow_get_account (f->flow));
  log_in (f, PASSWORD); /* also when it was not looked up before */
  assert_error (f, MDG_ERROR_LOCKED);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_LOGIN), ==, 0);
}

/* The clock was set back by two hours: 30 minutes at most, and they pass at the next start, too. */
static void
test_clock_set_back (Fixture *f, gconstpointer data)
{
  lock_out (f);
  fixture_restart (f, -7200);
  mdg_login_flow_look_up (f->flow, CODE, ID);
  until (mdg_login_flow_get_lock_remaining (f->flow) > 0);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 1800);
  fixture_restart (f, 1700);
  mdg_login_flow_look_up (f->flow, CODE, ID);
  until (mdg_login_flow_get_lock_remaining (f->flow) > 0);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 100);
  fixture_restart (f, 101);
  mdg_login_flow_look_up (f->flow, CODE, ID);
  until (mdg_login_flow_get_account (f->flow) != NULL);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 0);
}

/* Whatever a service says: never more than 30 minutes here. */
static void
test_endless_lock (Fixture *f, gconstpointer data)
{
  begin (f);
  fake_service_answer_error (f->service, FAKE_LOGIN, lock_error (G_MAXINT64));
  log_in (f, "wrong");
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 1800);
}

static void
test_skew_shown_before (Fixture *f, gconstpointer data)
{
  gboolean skewed;
  fake_service_set_skew (f->service, -300);
  begin (f);
  g_object_get (f->flow, "skewed", &skewed, NULL);
  g_assert_true (skewed);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD); /* was shown: goes on */
  assert_state (f, MDG_LOGIN_PASSCODE);
}

static void
test_skew_found_late (Fixture *f, gconstpointer data)
{
  gboolean skewed;
  fake_service_set_skew (f->service, 31);
  fake_service_hold (f->service, TRUE);
  mdg_login_flow_begin (f->flow); /* slow: the person is faster */
  fake_service_hold (f->service, FALSE);
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_notice (f, "clock-skew");
  assert_well (f);
  g_object_get (f->flow, "skewed", &skewed, NULL);
  g_assert_true (skewed);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_LOGIN), ==, 0);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_PASSCODE);
  assert_notice (f, NULL);
}

static void
test_small_skew (Fixture *f, gconstpointer data)
{
  gboolean skewed;
  fake_service_set_skew (f->service, 30);
  begin (f);
  g_object_get (f->flow, "skewed", &skewed, NULL);
  g_assert_false (skewed);
}

/* The set-up key must be on the disk when the state is reached, not soon after. */
static void
on_state (MdgLoginFlow *flow, GParamSpec *pspec, gpointer data)
{
  Fixture *f = data;
  if (mdg_login_flow_get_state (flow) != MDG_LOGIN_REGISTRATION)
    return;
  g_assert_nonnull (mdg_login_flow_get_registration (flow));
  g_assert_nonnull (mdg_login_flow_get_session (flow));
  assert_kept (f, "pending-setup-key", KEY);
}

static void
test_registration (Fixture *f, gconstpointer data)
{
  g_signal_connect (f->flow, "notify::state", G_CALLBACK (on_state), f);
  go_to_registration (f);
  const MdgRegistration *registration = mdg_login_flow_get_registration (f->flow);
  g_assert_cmpstr (mdg_secret_get_string (registration->setup_key), ==, KEY);
  g_assert_cmpint (mdg_login_flow_get_account (f->flow)->registration, ==,
                   MDG_REGISTRATION_PENDING);
  assert_kept (f, "setup-key", NULL);
  mdg_login_flow_back (f->flow);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  g_assert_null (mdg_login_flow_get_registration (f->flow));
  g_assert_null (mdg_login_flow_get_session (f->flow));
}

static void
test_registration_disk_full (Fixture *f, gconstpointer data)
{
  begin (f);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_REGISTRATION);
  fake_service_answer_registration (f->service, KEY);
  faulty_disk_set_full (TRUE);
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_error (f, MDG_ERROR_NO_SPACE);
  g_assert_null (mdg_login_flow_get_registration (f->flow));
  g_assert_null (mdg_login_flow_get_session (f->flow));
  faulty_disk_set_full (FALSE);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_REGISTRATION);
  fake_service_answer_registration (f->service, KEY);
  log_in (f, PASSWORD); /* again */
  assert_state (f, MDG_LOGIN_REGISTRATION);
  assert_well (f);
  assert_kept (f, "pending-setup-key", KEY);
}

static void
test_registration_no_cache (Fixture *f, gconstpointer data)
{
  mdg_login_flow_set_cache (f->flow, NULL);
  begin (f);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_REGISTRATION);
  fake_service_answer_registration (f->service, KEY);
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_error (f, MDG_ERROR_VAULT_LOCKED);
}

/* Without a cache the person learns why there is none, not merely that a key cannot be kept. */
static void
test_registration_damaged_cache (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) damaged = mdg_error_new (MDG_ERROR_DAMAGED, "not a database");

  mdg_login_flow_set_cache (f->flow, NULL);
  mdg_login_flow_set_cache_error (f->flow, damaged);
  begin (f);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_REGISTRATION);
  fake_service_answer_registration (f->service, KEY);
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_error (f, MDG_ERROR_DAMAGED);
}

static void
test_registration_fails (Fixture *f, gconstpointer data)
{
  begin (f);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_REGISTRATION);
  fake_service_answer_error (f->service, FAKE_REGISTRATION,
                             mdg_error_new (MDG_ERROR_TIMED_OUT, "slow"));
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_error (f, MDG_ERROR_TIMED_OUT);
  g_assert_null (mdg_login_flow_get_session (f->flow));
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (PASSWORD);
  begin (f);
  fake_service_hold (f->service, TRUE);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  mdg_login_flow_log_in (f->flow, CODE, ID, password);
  g_assert_true (mdg_login_flow_get_busy (f->flow));
  until (fake_service_waiting (f->service) == 1);
  mdg_login_flow_cancel (f->flow);
  g_assert_false (mdg_login_flow_get_busy (f->flow));
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_notice (f, "cancelled");
  assert_well (f);
  settle ();
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  fake_service_hold (f->service, FALSE);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_PASSCODE);
}

/* An answer that comes in spite of the cancel, and after another act has begun, is not taken for
 * its. */
static void
test_stale_answer (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (PASSWORD);
  begin (f);
  fake_service_hold (f->service, TRUE);
  fake_service_set_deaf (f->service, TRUE);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  mdg_login_flow_log_in (f->flow, CODE, ID, password);
  until (fake_service_waiting (f->service) == 1);
  mdg_login_flow_cancel (f->flow);
  fake_service_hold (f->service, FALSE);
  fake_service_answer_error (f->service, FAKE_LOGIN, tries_error (MDG_ERROR_WRONG_CREDENTIALS, 1));
  mdg_login_flow_log_in (f->flow, CODE, ID, password);
  fake_service_release (f->service);
  until_idle (f);
  settle ();
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  assert_error (f, MDG_ERROR_WRONG_CREDENTIALS);
}

/* Thrown away in the middle of everything. */
static void
test_finalized_while_busy (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (PASSWORD);
  begin (f);
  fake_service_hold (f->service, TRUE);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  mdg_login_flow_log_in (f->flow, CODE, ID, password);
  until (fake_service_waiting (f->service) == 1);
}

static void
test_back_while_busy (Fixture *f, gconstpointer data)
{
  go_to_passcode (f);
  fake_service_hold (f->service, TRUE);
  fake_service_answer_session (f->service, FAKE_PASSCODE, MDG_STAGE_OPEN);
  mdg_login_flow_send_passcode (f->flow, "123456");
  mdg_login_flow_back (f->flow);
  g_assert_false (mdg_login_flow_get_busy (f->flow));
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  settle ();
  assert_state (f, MDG_LOGIN_CREDENTIALS);
}

static void
test_wrong_moments (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (PASSWORD);
  mdg_login_flow_log_in (f->flow, CODE, ID, password);
  mdg_login_flow_send_passcode (f->flow, "123456");
  mdg_login_flow_proceed (f->flow);
  mdg_login_flow_acknowledge (f->flow);
  mdg_login_flow_open_password (f->flow);
  mdg_login_flow_change_password (f->flow, password, password);
  mdg_login_flow_back (f->flow);
  mdg_login_flow_log_out (f->flow);
  mdg_login_flow_close_ended (f->flow);
  mdg_login_flow_cancel (f->flow);
  mdg_login_flow_note_print (f->flow, MDG_PRINT_PDF, NULL);
  assert_state (f, MDG_LOGIN_START);
  g_assert_false (mdg_login_flow_get_busy (f->flow));
  assert_well (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
#define ADD(path, func)                                                                            \
  g_test_add ("/login-entry/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("start", test_start);
  ADD ("no-service", test_no_service);
  ADD ("service-down", test_service_down);
  ADD ("form", test_form);
  ADD ("normalised", test_normalised);
  ADD ("wrong-password", test_wrong_password);
  ADD ("locked", test_locked);
  ADD ("locked-over-restart", test_locked_over_restart);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("endless-lock", test_endless_lock);
  ADD ("skew-shown-before", test_skew_shown_before);
  ADD ("skew-found-late", test_skew_found_late);
  ADD ("small-skew", test_small_skew);
  ADD ("registration", test_registration);
  ADD ("registration-disk-full", test_registration_disk_full);
  ADD ("registration-no-cache", test_registration_no_cache);
  ADD ("registration-damaged-cache", test_registration_damaged_cache);
  ADD ("registration-fails", test_registration_fails);
  ADD ("cancel", test_cancel);
  ADD ("stale-answer", test_stale_answer);
  ADD ("finalized-while-busy", test_finalized_while_busy);
  ADD ("back-while-busy", test_back_while_busy);
  ADD ("wrong-moments", test_wrong_moments);
#undef ADD
  return g_test_run ();
}
