/* test-login-password.c: [パスワード変更], and what is left when it is cut off in the middle.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/password-rules.h"
#include "login-fixture.h"
#include "store/database.h"

static void
answer_changed (Fixture *f, FakeCall call, MdgStage stage)
{
  MdgSessionInfo *info = fake_service_session_info (f->service, stage);
  info->password_changed_at = NOW;
  info->password_expires_at = NOW + 60 * 86400;
  fake_service_answer_info (f->service, call, info);
}

static void
test_changed (Fixture *f, gconstpointer data)
{
  go_to_password (f);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  change_password (f, PASSWORD, NEW_PASSWORD);
  assert_state (f, MDG_LOGIN_PASSWORD_CHANGED);
  assert_well (f);
  assert_kept (f, "password", NEW_PASSWORD);
  assert_kept (f, "password-candidate", NULL);
  g_assert_cmpint (mdg_login_flow_get_session (f->flow)->password_changed_at, ==, NOW);
  mdg_login_flow_acknowledge (f->flow);
  assert_state (f, MDG_LOGIN_MENU);
  g_autoptr (MdgAccountRecord) record = kept_account (f);
  g_assert_cmpint (record->password_changed_at, ==, NOW);
  g_assert_cmpint (record->password_expires_at, ==, NOW + 60 * 86400);
}

static void
test_form (Fixture *f, gconstpointer data)
{
  go_to_password (f);
  change_password (f, "", NEW_PASSWORD);
  assert_error (f, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpstr (mdg_error_get_field (mdg_login_flow_get_error (f->flow)), ==,
                   "current_password");
  change_password (f, PASSWORD, "");
  g_assert_cmpstr (mdg_error_get_field (mdg_login_flow_get_error (f->flow)), ==, "new_password");
  change_password (f, PASSWORD, BAD_PASSWORD);
  assert_error (f, MDG_ERROR_PASSWORD_RULES);
  g_assert_cmpuint (mdg_error_get_rules (mdg_login_flow_get_error (f->flow)), ==,
                    1u << MDG_PASSWORD_RULE_SPECIAL | 1u << MDG_PASSWORD_RULE_ALLOWED_ONLY);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_PASSWORD), ==, 0);
  assert_kept (f, "password-candidate", NULL);
  mdg_login_flow_back (f->flow);
  assert_state (f, MDG_LOGIN_MENU);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  go_to_password (f);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             mdg_error_new (MDG_ERROR_PASSWORD_RULES, "recent"));
  change_password (f, PASSWORD, NEW_PASSWORD);
  assert_state (f, MDG_LOGIN_PASSWORD);
  assert_error (f, MDG_ERROR_PASSWORD_RULES);
  assert_kept (f, "password-candidate", NULL);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             tries_error (MDG_ERROR_WRONG_CREDENTIALS, 2));
  change_password (f, "wrong", NEW_PASSWORD);
  assert_error (f, MDG_ERROR_WRONG_CREDENTIALS);
  assert_kept (f, "password-candidate", NULL);
  assert_kept (f, "password", NULL);
}

static void
test_propose_disk_full (Fixture *f, gconstpointer data)
{
  go_to_password (f);
  assert_kept (f, "password", NULL); /* what was written by the way has been written */
  faulty_disk_set_full (TRUE);
  change_password (f, PASSWORD, NEW_PASSWORD);
  assert_error (f, MDG_ERROR_NO_SPACE);
  assert_state (f, MDG_LOGIN_PASSWORD);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_PASSWORD), ==, 0); /* not even asked */
  faulty_disk_set_full (FALSE);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  change_password (f, PASSWORD, NEW_PASSWORD);
  assert_state (f, MDG_LOGIN_PASSWORD_CHANGED);
}

static void
fill_disk (GObject *object, GParamSpec *pspec, gpointer data)
{
  faulty_disk_set_full (TRUE);
}

/* The service has said yes, the cache cannot be written: told, and mended by the next login. */
static void
test_settle_disk_full (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) old = mdg_secret_new_from_string (PASSWORD);
  g_autoptr (MdgSecret) new = mdg_secret_new_from_string (NEW_PASSWORD);
  go_to_password (f);
  fake_service_hold (f->service, TRUE);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  mdg_login_flow_change_password (f->flow, old, new);
  until (fake_service_waiting (f->service) == 1);
  fill_disk (NULL, NULL, NULL);
  fake_service_release (f->service);
  until_idle (f);
  assert_state (f, MDG_LOGIN_PASSWORD_CHANGED);
  assert_error (f, MDG_ERROR_NO_SPACE);
  assert_notice (f, "password-not-kept");
  faulty_disk_set_full (FALSE);
  assert_kept (f, "password-candidate", NEW_PASSWORD);
  fixture_restart (f, 60);
  answer_changed (f, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, NEW_PASSWORD);
  assert_state (f, MDG_LOGIN_PASSCODE);
  assert_kept (f, "password", NEW_PASSWORD);
  assert_kept (f, "password-candidate", NULL);
}

/* Killed between the request and the answer; afterwards one of the two passwords is accepted. */
static void
crash_in_between (Fixture *f)
{
  g_autoptr (MdgSecret) old = mdg_secret_new_from_string (PASSWORD);
  g_autoptr (MdgSecret) new = mdg_secret_new_from_string (NEW_PASSWORD);
  go_to_password (f);
  fake_service_hold (f->service, TRUE);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  mdg_login_flow_change_password (f->flow, old, new);
  until (fake_service_waiting (f->service) == 1);
  fixture_restart (f, 60);
  assert_kept (f, "password-candidate", NEW_PASSWORD);
}

static void
test_crash_then_new (Fixture *f, gconstpointer data)
{
  crash_in_between (f);
  fake_service_answer_error (f->service, FAKE_LOGIN, tries_error (MDG_ERROR_WRONG_CREDENTIALS, 2));
  log_in (f, PASSWORD); /* a wrong password settles nothing */
  assert_kept (f, "password-candidate", NEW_PASSWORD);
  answer_changed (f, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, NEW_PASSWORD);
  assert_kept (f, "password", NEW_PASSWORD);
  assert_kept (f, "password-candidate", NULL);
}

static void
test_crash_then_old (Fixture *f, gconstpointer data)
{
  crash_in_between (f);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD);
  assert_kept (f, "password", NULL);
  assert_kept (f, "password-candidate", NULL);
}

static void
lose_answer (Fixture *f)
{
  go_to_password (f);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             mdg_error_new (MDG_ERROR_UNREACHABLE, "the line broke"));
  change_password (f, PASSWORD, NEW_PASSWORD);
  assert_error (f, MDG_ERROR_UNREACHABLE);
  assert_state (f, MDG_LOGIN_PASSWORD);
  assert_kept (f, "password-candidate", NEW_PASSWORD);
}

/* Nobody answered, but it came about: the second 《変更》 finds out without a try. */
static void
test_lost_yes (Fixture *f, gconstpointer data)
{
  lose_answer (f);
  answer_changed (f, FAKE_SESSION, MDG_STAGE_OPEN);
  change_password (f, PASSWORD, NEW_PASSWORD);
  assert_state (f, MDG_LOGIN_PASSWORD_CHANGED);
  assert_well (f);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_PASSWORD), ==, 1);
  assert_kept (f, "password", NEW_PASSWORD);
}

/* The same, and the person has thought of another password meanwhile. */
static void
test_lost_yes_then_another (Fixture *f, gconstpointer data)
{
  lose_answer (f);
  answer_changed (f, FAKE_SESSION, MDG_STAGE_OPEN);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             tries_error (MDG_ERROR_WRONG_CREDENTIALS, 2));
  change_password (f, PASSWORD, "Another-77y");
  assert_error (f, MDG_ERROR_WRONG_CREDENTIALS); /* the current one is the first new one */
  assert_kept (f, "password", NEW_PASSWORD);
  assert_kept (f, "password-candidate", NULL);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  change_password (f, NEW_PASSWORD, "Another-77y");
  assert_kept (f, "password", "Another-77y");
}

static void
test_lost_no (Fixture *f, gconstpointer data)
{
  lose_answer (f);
  fake_service_answer_session (f->service, FAKE_SESSION, MDG_STAGE_OPEN);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  change_password (f, PASSWORD, NEW_PASSWORD);
  assert_state (f, MDG_LOGIN_PASSWORD_CHANGED);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_PASSWORD), ==, 2);
}

/* Two answers lost: that the password was changed does not tell to which one. */
static void
test_lost_twice (Fixture *f, gconstpointer data)
{
  lose_answer (f);
  fake_service_answer_session (f->service, FAKE_SESSION, MDG_STAGE_OPEN);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             mdg_error_new (MDG_ERROR_UNREACHABLE, "the line broke again"));
  change_password (f, PASSWORD, "Another-77y");
  assert_error (f, MDG_ERROR_UNREACHABLE);
  answer_changed (f, FAKE_SESSION, MDG_STAGE_OPEN);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             tries_error (MDG_ERROR_WRONG_CREDENTIALS, 2));
  change_password (f, PASSWORD, "Third-one-88z");
  assert_error (f, MDG_ERROR_WRONG_CREDENTIALS);
  assert_kept (f, "password-candidate-2", "Another-77y");
  assert_kept (f, "password-candidate-3", NEW_PASSWORD);
  fixture_restart (f, 60);
  answer_changed (f, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, NEW_PASSWORD);
  assert_kept (f, "password", NEW_PASSWORD);
  assert_kept (f, "password-candidate", NULL);
  assert_kept (f, "password-candidate-3", NULL);
}

static gpointer
damage (MdgDatabase *database, MdgVault *vault, gpointer sql, GError **error)
{
  return mdg_database_exec (database, sql, error) ? MDG_CACHE_DONE : NULL;
}

static void
damaged (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;
  mdg_cache_run_finish (result, damage, &error);
  g_assert_no_error (error);
  *(gboolean *)done = TRUE;
}

static void
damage_candidate (Fixture *f, const char *kind)
{
  g_autofree char *sql
      = g_strdup_printf ("UPDATE secret SET sealed = zeroblob (64) WHERE kind = '%s'", kind);
  gboolean done = FALSE;
  mdg_cache_run_async (f->cache, NULL, damage, sql, NULL, NULL, damage, NULL, damaged, &done);
  until (done);
}

/* It came about, but what it was changed to cannot be read any more: that what is typed now holds,
 * only the service can say. */
static void
test_lost_yes_damaged (Fixture *f, gconstpointer data)
{
  lose_answer (f);
  damage_candidate (f, "password-candidate");
  answer_changed (f, FAKE_SESSION, MDG_STAGE_OPEN);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             tries_error (MDG_ERROR_WRONG_CREDENTIALS, 2));
  change_password (f, PASSWORD, "Another-77y");
  assert_error (f, MDG_ERROR_WRONG_CREDENTIALS);
  assert_state (f, MDG_LOGIN_PASSWORD);
  g_assert_cmpuint (fake_service_count (f->service, FAKE_PASSWORD), ==, 2);
  assert_kept (f, "password-candidate", "Another-77y");
  answer_changed (f, FAKE_SESSION, MDG_STAGE_OPEN);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  change_password (f, NEW_PASSWORD, "Another-77y");
  assert_state (f, MDG_LOGIN_PASSWORD_CHANGED);
  assert_well (f);
  assert_kept (f, "password", "Another-77y");
}

/* The newest of two cannot be read: the other one is not taken for what holds. */
static void
test_lost_twice_damaged (Fixture *f, gconstpointer data)
{
  lose_answer (f);
  fake_service_answer_session (f->service, FAKE_SESSION, MDG_STAGE_OPEN);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             mdg_error_new (MDG_ERROR_UNREACHABLE, "the line broke again"));
  change_password (f, PASSWORD, "Another-77y");
  damage_candidate (f, "password-candidate");
  answer_changed (f, FAKE_SESSION, MDG_STAGE_OPEN);
  fake_service_answer_error (f->service, FAKE_PASSWORD,
                             tries_error (MDG_ERROR_WRONG_CREDENTIALS, 2));
  change_password (f, PASSWORD, "Third-one-88z");
  assert_error (f, MDG_ERROR_WRONG_CREDENTIALS);
  assert_kept (f, "password", NULL);
  assert_kept (f, "password-candidate", "Third-one-88z");
  assert_kept (f, "password-candidate-2", NEW_PASSWORD);
  assert_kept (f, "password-candidate-3", NULL);
}

/* A login tells, though the newest of two cannot be read; unless it may have been that one. */
static void
test_login_tells_damaged (Fixture *f, gconstpointer data)
{
  test_lost_twice_damaged (f, data);
  damage_candidate (f, "password-candidate");
  fixture_restart (f, 60);
  answer_changed (f, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, "Another-77y");
  assert_state (f, MDG_LOGIN_PASSCODE);
  assert_kept (f, "password", NULL);
  assert_kept (f, "password-candidate-2", NEW_PASSWORD);
  fixture_restart (f, 60);
  answer_changed (f, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, NEW_PASSWORD);
  assert_kept (f, "password", NEW_PASSWORD);
  assert_kept (f, "password-candidate-2", NULL);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) old = mdg_secret_new_from_string (PASSWORD);
  g_autoptr (MdgSecret) new = mdg_secret_new_from_string (NEW_PASSWORD);
  go_to_password (f);
  fake_service_hold (f->service, TRUE);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  mdg_login_flow_change_password (f->flow, old, new);
  until (fake_service_waiting (f->service) == 1);
  mdg_login_flow_cancel (f->flow);
  assert_state (f, MDG_LOGIN_PASSWORD);
  assert_notice (f, "cancelled");
  assert_kept (f, "password-candidate", NEW_PASSWORD); /* who knows */
}

static void
test_no_cache (Fixture *f, gconstpointer data)
{
  mdg_login_flow_set_cache (f->flow, NULL);
  go_to_password (f);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  change_password (f, PASSWORD, NEW_PASSWORD);
  assert_state (f, MDG_LOGIN_PASSWORD_CHANGED);
}

/* An expired password leads to the menu like any other; what is allowed there stands in the
 * session. */
static void
test_expired (Fixture *f, gconstpointer data)
{
  MdgSessionInfo *info = fake_service_session_info (f->service, MDG_STAGE_OPEN);
  info->password_expired = TRUE;
  go_to_passcode (f);
  fake_service_answer_info (f->service, FAKE_PASSCODE, info);
  send_passcode (f, "123456");
  assert_state (f, MDG_LOGIN_MENU);
  g_assert_true (mdg_login_flow_get_session (f->flow)->password_expired);
  mdg_login_flow_open_password (f->flow);
  answer_changed (f, FAKE_PASSWORD, MDG_STAGE_OPEN);
  change_password (f, PASSWORD, NEW_PASSWORD);
  g_assert_false (mdg_login_flow_get_session (f->flow)->password_expired);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  faulty_disk_install ();
#define ADD(path, func)                                                                            \
  g_test_add ("/login-password/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("changed", test_changed);
  ADD ("form", test_form);
  ADD ("refused", test_refused);
  ADD ("propose-disk-full", test_propose_disk_full);
  ADD ("settle-disk-full", test_settle_disk_full);
  ADD ("crash-then-new", test_crash_then_new);
  ADD ("crash-then-old", test_crash_then_old);
  ADD ("lost-yes", test_lost_yes);
  ADD ("lost-yes-then-another", test_lost_yes_then_another);
  ADD ("lost-no", test_lost_no);
  ADD ("lost-twice", test_lost_twice);
  ADD ("lost-yes-damaged", test_lost_yes_damaged);
  ADD ("lost-twice-damaged", test_lost_twice_damaged);
  ADD ("login-tells-damaged", test_login_tells_damaged);
  ADD ("cancel", test_cancel);
  ADD ("no-cache", test_no_cache);
  ADD ("expired", test_expired);
#undef ADD
  return g_test_run ();
}
