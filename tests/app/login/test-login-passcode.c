/* test-login-passcode.c: the passcode, the end of the registration, and what a crash leaves behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login-fixture.h"

static void
go_to_first_passcode (Fixture *f)
{
  go_to_registration (f);
  mdg_login_flow_proceed (f->flow);
  assert_state (f, MDG_LOGIN_PASSCODE);
}

static void
answer_first (Fixture *f)
{
  MdgSessionInfo *info = fake_service_session_info (f->service, MDG_STAGE_OPEN);
  info->first_registration = TRUE;
  info->registered_at = 4711;
  fake_service_answer_info (f->service, FAKE_PASSCODE, info);
}

static void
test_first (Fixture *f, gconstpointer data)
{
  go_to_first_passcode (f);
  answer_first (f);
  send_passcode (f, " １２３ 456 ");
  g_assert_cmpstr (fake_service_last_passcode (f->service), ==, "123456");
  assert_state (f, MDG_LOGIN_COMPLETED);
  assert_well (f);
  g_assert_cmpint (mdg_login_flow_get_account (f->flow)->registration, ==,
                   MDG_REGISTRATION_CONFIRMED);
  assert_kept (f, "setup-key", KEY);
  assert_kept (f, "pending-setup-key", NULL);
  mdg_login_flow_acknowledge (f->flow);
  assert_state (f, MDG_LOGIN_MENU);
  g_assert_null (mdg_login_flow_get_registration (f->flow));
  g_autoptr (MdgAccountRecord) record = kept_account (f);
  g_assert_cmpint (record->registration, ==, MDG_REGISTRATION_CONFIRMED);
  g_assert_cmpint (record->registered_at, ==, 4711);
  g_assert_cmpint (record->last_login, ==, NOW);
  g_assert_cmpint (record->password_expires_at, ==, 2000);
  g_assert_nonnull (record->institution_name);
}

static void
test_later (Fixture *f, gconstpointer data)
{
  go_to_menu (f); /* without a completion message */
  g_assert_cmpint (mdg_login_flow_get_session (f->flow)->stage, ==, MDG_STAGE_OPEN);
}

static void
test_form (Fixture *f, gconstpointer data)
{
  go_to_passcode (f);
  send_passcode (f, "12345");
  assert_error (f, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpstr (mdg_error_get_field (mdg_login_flow_get_error (f->flow)), ==, "passcode");
  g_assert_cmpuint (fake_service_count (f->service, FAKE_PASSCODE), ==, 0);
  assert_state (f, MDG_LOGIN_PASSCODE);
}

static void
test_wrong_then_locked (Fixture *f, gconstpointer data)
{
  go_to_passcode (f);
  fake_service_answer_error (f->service, FAKE_PASSCODE, tries_error (MDG_ERROR_WRONG_PASSCODE, 1));
  fake_service_answer_error (f->service, FAKE_PASSCODE, lock_error (1800));
  send_passcode (f, "111111");
  assert_error (f, MDG_ERROR_WRONG_PASSCODE);
  send_passcode (f, "222222");
  assert_error (f, MDG_ERROR_LOCKED);
  assert_state (f, MDG_LOGIN_PASSCODE);
  send_passcode (f, "333333"); /* refused here */
  assert_error (f, MDG_ERROR_LOCKED);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_PASSCODE), ==, 2);
  mdg_login_flow_back (f->flow);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (f->flow), ==, 1800);
  fixture_restart (f, 60);
  mdg_login_flow_look_up (f->flow, CODE, ID);
  until (mdg_login_flow_get_lock_remaining (f->flow) == 1740);
  g_assert_true (mdg_login_flow_get_account (f->flow)->locked_by_passcode);
}

static void
test_back (Fixture *f, gconstpointer data)
{
  go_to_first_passcode (f);
  mdg_login_flow_back (f->flow); /* not confirmed yet: to the QR code again */
  assert_state (f, MDG_LOGIN_REGISTRATION);
  g_assert_nonnull (mdg_login_flow_get_registration (f->flow));
  mdg_login_flow_proceed (f->flow);
  mdg_login_flow_back (f->flow);
  mdg_login_flow_back (f->flow);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
}

/* The service has said yes, the cache cannot be written: told, and mended by the next login. */
static void
test_confirm_disk_full (Fixture *f, gconstpointer data)
{
  go_to_first_passcode (f);
  answer_first (f);
  faulty_disk_set_full (TRUE);
  send_passcode (f, "123456");
  assert_state (f, MDG_LOGIN_COMPLETED);
  assert_error (f, MDG_ERROR_NO_SPACE);
  assert_notice (f, "registration-not-kept");
  faulty_disk_set_full (FALSE);
  assert_kept (f, "pending-setup-key", KEY);
  fixture_restart (f, 3600);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD);
  fake_service_answer_session (f->service, FAKE_PASSCODE, MDG_STAGE_OPEN);
  g_autofree char *code = passcode_of (KEY, NOW + 3600);
  send_passcode (f, code);
  assert_state (f, MDG_LOGIN_MENU);
  assert_well (f);
  assert_kept (f, "setup-key", KEY);
  assert_kept (f, "pending-setup-key", NULL);
  g_assert_cmpint (mdg_login_flow_get_account (f->flow)->registration, ==,
                   MDG_REGISTRATION_CONFIRMED);
}

/* Killed before the passcode: the key is there, and the next login shows the same. */
static void
test_killed_before_passcode (Fixture *f, gconstpointer data)
{
  go_to_first_passcode (f);
  mdg_login_flow_note_print (f->flow, MDG_PRINT_PDF, "staff");
  fixture_restart (f, 60);
  assert_kept (f, "pending-setup-key", KEY);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_REGISTRATION);
  fake_service_answer_registration (f->service, KEY);
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_REGISTRATION);
  g_assert_cmpuint (mdg_login_flow_get_times_printed (f->flow), ==, 1); /* the same sheet */
}

/* Killed between the service's yes and ours; the clock is 5 minutes off besides. */
static void
test_killed_after_yes (Fixture *f, gconstpointer data)
{
  go_to_first_passcode (f);
  fixture_restart (f, 60);
  fake_service_set_skew (f->service, 300);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD);
  if (mdg_login_flow_get_state (f->flow) == MDG_LOGIN_CREDENTIALS)
    log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_PASSCODE);
  fake_service_answer_session (f->service, FAKE_PASSCODE, MDG_STAGE_OPEN);
  g_autofree char *code = passcode_of (KEY, NOW + 60 + 300);
  send_passcode (f, code);
  assert_state (f, MDG_LOGIN_MENU);
  assert_kept (f, "setup-key", KEY);
  assert_kept (f, "pending-setup-key", NULL);
}

/* The account was registered elsewhere with another key meanwhile: ours is not the one. */
static void
test_pending_of_another_key (Fixture *f, gconstpointer data)
{
  go_to_first_passcode (f);
  fixture_restart (f, 60);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD);
  fake_service_answer_session (f->service, FAKE_PASSCODE, MDG_STAGE_OPEN);
  g_autofree char *code = passcode_of (OTHER_KEY, NOW + 60);
  send_passcode (f, code);
  assert_state (f, MDG_LOGIN_MENU);
  assert_kept (f, "setup-key", NULL);
  assert_kept (f, "pending-setup-key", KEY);
  g_assert_cmpint (mdg_login_flow_get_account (f->flow)->registration, ==,
                   MDG_REGISTRATION_PENDING);
}

/* A new registration after an old one (the help desk reset it): the old key stays until the new one
 * is confirmed. */
static void
test_registered_anew (Fixture *f, gconstpointer data)
{
  go_to_first_passcode (f);
  answer_first (f);
  send_passcode (f, "123456");
  mdg_login_flow_note_print (f->flow, MDG_PRINT_PAPER, "staff");
  fixture_restart (f, 86400);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_REGISTRATION);
  fake_service_answer_registration (f->service, OTHER_KEY);
  log_in (f, PASSWORD);
  assert_state (f, MDG_LOGIN_REGISTRATION);
  g_assert_cmpuint (mdg_login_flow_get_times_printed (f->flow), ==, 0); /* another sheet */
  assert_kept (f, "setup-key", KEY);
  assert_kept (f, "pending-setup-key", OTHER_KEY);
  mdg_login_flow_proceed (f->flow);
  answer_first (f);
  send_passcode (f, "123456");
  assert_kept (f, "setup-key", OTHER_KEY);
  assert_kept (f, "pending-setup-key", NULL);
}

/* The answer was lost on the way; the next passcode meets a session that is open already. */
static void
test_lost_answer (Fixture *f, gconstpointer data)
{
  go_to_first_passcode (f);
  fake_service_answer_error (f->service, FAKE_PASSCODE,
                             mdg_error_new (MDG_ERROR_TIMED_OUT, "slow"));
  send_passcode (f, "123456");
  assert_error (f, MDG_ERROR_TIMED_OUT);
  assert_state (f, MDG_LOGIN_PASSCODE);
  fake_service_answer_error (f->service, FAKE_PASSCODE,
                             mdg_error_new (MDG_ERROR_WRONG_STAGE, "open already"));
  fake_service_answer_session (f->service, FAKE_SESSION, MDG_STAGE_OPEN);
  send_passcode (f, "654321");
  assert_state (f, MDG_LOGIN_COMPLETED);
  assert_well (f);
  assert_kept (f, "setup-key", KEY);
}

static void
test_wrong_stage (Fixture *f, gconstpointer data)
{
  go_to_passcode (f);
  fake_service_answer_error (f->service, FAKE_PASSCODE,
                             mdg_error_new (MDG_ERROR_WRONG_STAGE, "elsewhere"));
  fake_service_answer_session (f->service, FAKE_SESSION, MDG_STAGE_REGISTRATION);
  send_passcode (f, "654321");
  assert_state (f, MDG_LOGIN_PASSCODE);
  assert_error (f, MDG_ERROR_WRONG_STAGE);
}

/* The way back is closed while the cache is being told. */
static void
test_no_cancel_after_yes (Fixture *f, gconstpointer data)
{
  go_to_first_passcode (f);
  answer_first (f);
  fake_service_hold (f->service, TRUE);
  mdg_login_flow_send_passcode (f->flow, "123456");
  fake_service_release (f->service);
  /* The answer has come when the database thread is asked; until then cancel would be allowed. */
  while (mdg_login_flow_get_busy (f->flow))
    {
      g_main_context_iteration (NULL, FALSE);
      if (fake_service_waiting (f->service) == 0 && mdg_login_flow_get_busy (f->flow))
        {
          mdg_login_flow_cancel (f->flow);
          mdg_login_flow_back (f->flow);
        }
    }
  if (mdg_login_flow_get_state (f->flow) == MDG_LOGIN_COMPLETED)
    assert_kept (f, "setup-key", KEY);
  else
    assert_kept (f, "pending-setup-key", KEY);
}

static void
test_prints (Fixture *f, gconstpointer data)
{
  go_to_registration (f);
  g_assert_cmpuint (mdg_login_flow_get_times_printed (f->flow), ==, 0);
  mdg_login_flow_note_print (f->flow, MDG_PRINT_PAPER, "staff");
  g_assert_cmpuint (mdg_login_flow_get_times_printed (f->flow), ==, 1);
  g_autoptr (MdgAccountRecord) record = kept_account (f);
  g_assert_cmpuint (record->times_printed, ==, 1);
  g_assert_cmpint (record->last_printed, ==, NOW);
  faulty_disk_set_full (TRUE);
  mdg_login_flow_note_print (f->flow, MDG_PRINT_PDF, NULL);
  g_assert_cmpuint (mdg_login_flow_get_times_printed (f->flow), ==, 2);
  until (mdg_login_flow_get_notice (f->flow) != NULL);
  assert_notice (f, "print-not-recorded");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What could not be kept by the way is a warning in the log. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  faulty_disk_install ();
#define ADD(path, func)                                                                            \
  g_test_add ("/login-passcode/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("first", test_first);
  ADD ("later", test_later);
  ADD ("form", test_form);
  ADD ("wrong-then-locked", test_wrong_then_locked);
  ADD ("back", test_back);
  ADD ("confirm-disk-full", test_confirm_disk_full);
  ADD ("killed-before-passcode", test_killed_before_passcode);
  ADD ("killed-after-yes", test_killed_after_yes);
  ADD ("pending-of-another-key", test_pending_of_another_key);
  ADD ("registered-anew", test_registered_anew);
  ADD ("lost-answer", test_lost_answer);
  ADD ("wrong-stage", test_wrong_stage);
  ADD ("no-cancel-after-yes", test_no_cancel_after_yes);
  ADD ("prints", test_prints);
#undef ADD
  return g_test_run ();
}
