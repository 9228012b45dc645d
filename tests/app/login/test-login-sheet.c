/* test-login-sheet.c: which registration the sheet can be printed from, now and later.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login-fixture.h"

static void
store_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static MdgRegistration *
load (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  mdg_login_flow_load_registration_async (f->flow, NULL, store_result, &result);
  until (result != NULL);
  return mdg_login_flow_load_registration_finish (f->flow, result, error);
}

static void
assert_there (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (mdg_login_flow_has_registration (f->flow));
  g_autoptr (MdgRegistration) registration = load (f, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (registration->login_id, ==, ID);
  g_assert_cmpstr (registration->institution_code, ==, CODE);
  g_assert_cmpstr (mdg_secret_get_string (registration->setup_key), ==, KEY);
  g_assert_nonnull (strstr (mdg_secret_get_string (registration->otpauth_uri), KEY));
}

static void
assert_not_there (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (mdg_login_flow_has_registration (f->flow));
  g_assert_null (load (f, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

static void
answer (Fixture *f, FakeCall call, MdgStage stage, gint64 registered_at)
{
  MdgSessionInfo *info = fake_service_session_info (f->service, stage);
  info->registered_at = registered_at;
  fake_service_answer_info (f->service, call, info);
}

static void
enter (Fixture *f, gint64 registered_at)
{
  answer (f, FAKE_LOGIN, MDG_STAGE_PASSCODE, registered_at);
  log_in (f, PASSWORD);
  answer (f, FAKE_PASSCODE, MDG_STAGE_OPEN, registered_at);
  send_passcode (f, "654321");
  assert_state (f, MDG_LOGIN_MENU);
}

static void
enrol (Fixture *f)
{
  go_to_registration (f);
  mdg_login_flow_proceed (f->flow);
  answer (f, FAKE_PASSCODE, MDG_STAGE_OPEN, NOW);
  send_passcode (f, "123456");
  assert_state (f, MDG_LOGIN_COMPLETED);
  mdg_login_flow_acknowledge (f->flow);
  assert_state (f, MDG_LOGIN_MENU);
}

static void
test_under_way (Fixture *f, gconstpointer data)
{
  assert_not_there (f);
  go_to_registration (f);
  assert_there (f);
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  enrol (f);
  g_assert_null (mdg_login_flow_get_registration (f->flow));
  assert_there (f);
  fixture_restart (f, 60);
  assert_not_there (f); /* nobody is logged in */
  enter (f, NOW);
  assert_there (f);
}

/* The account was registered anew somewhere else: the key kept here makes wrong passcodes. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  enrol (f);
  fixture_restart (f, 60);
  enter (f, NOW + 5);
  assert_not_there (f);
}

static void
test_registered_elsewhere (Fixture *f, gconstpointer data)
{
  begin (f);
  enter (f, NOW - 86400);
  assert_not_there (f);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  enrol (f);
  mdg_login_flow_load_registration_async (f->flow, cancellable, store_result, &result);
  g_cancellable_cancel (cancellable);
  until (result != NULL);
  g_assert_null (mdg_login_flow_load_registration_finish (f->flow, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
#define ADD(path, func)                                                                            \
  g_test_add ("/login-sheet/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("under-way", test_under_way);
  ADD ("kept", test_kept);
  ADD ("replaced", test_replaced);
  ADD ("registered-elsewhere", test_registered_elsewhere);
  ADD ("cancelled", test_cancelled);
#undef ADD
  return g_test_run ();
}
