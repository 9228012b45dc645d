/* login-fixture.c: a login flow with a service that answers as told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login-fixture.h"

#include "../store/scratch-folder.h"
#include "core/base32.h"
#include "core/totp.h"
#include "../../support/released.h"

static gboolean
on_watchdog (gpointer what)
{
  g_error ("waited too long: %s", (const char *)what);
  return G_SOURCE_REMOVE;
}

guint
fixture_watchdog (const char *what)
{
  return g_timeout_add_seconds (120, on_watchdog, (gpointer)what);
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
store_result (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static void
open_cache (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  mdg_cache_open_training_async (f->folder, NULL, NULL, NULL, store_result, &result);
  until (result != NULL);
  f->cache = mdg_cache_open_training_finish (result, &error);
  g_assert_no_error (error);
}

static void
make_flow (Fixture *f)
{
  open_cache (f);
  f->flow = mdg_login_flow_new (f->clock);
  mdg_login_flow_set_service (f->flow, MDG_SERVICE (f->service));
  mdg_login_flow_set_cache (f->flow, f->cache);
}

static void
drop_flow (Fixture *f)
{
  settle ();
  assert_released (f->flow);
  mdg_cache_close (f->cache);
  settle ();
  assert_released (f->cache);
}

void
fixture_set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  f->clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);
  f->service = fake_service_new ();
  make_flow (f);
}

void
fixture_tear_down (Fixture *f, gconstpointer data)
{
  faulty_disk_set_full (FALSE);
  fake_service_release (f->service);
  drop_flow (f);
  assert_released (f->service);
  assert_released (f->clock);
  scratch_folder_free (f->folder);
}

void
fixture_restart (Fixture *f, gint64 wall_seconds)
{
  gint64 wall_us = mdg_clock_wall_us (f->clock) + wall_seconds * G_USEC_PER_SEC;
  drop_flow (f);
  assert_released (f->service);
  assert_released (f->clock);
  f->clock = mdg_clock_new_manual (wall_us);
  f->service = fake_service_new ();
  make_flow (f);
  begin (f);
}

void
begin (Fixture *f)
{
  gint64 skew;
  mdg_login_flow_begin (f->flow);
  assert_state (f, MDG_LOGIN_CREDENTIALS);
  until (mdg_login_flow_get_clock_skew (f->flow, &skew));
}

void
log_in (Fixture *f, const char *password)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (password);
  mdg_login_flow_log_in (f->flow, CODE, ID, secret);
  until_idle (f);
}

void
send_passcode (Fixture *f, const char *passcode)
{
  mdg_login_flow_send_passcode (f->flow, passcode);
  until_idle (f);
}

void
change_password (Fixture *f, const char *current, const char *changed)
{
  g_autoptr (MdgSecret) old = mdg_secret_new_from_string (current);
  g_autoptr (MdgSecret) new = mdg_secret_new_from_string (changed);
  mdg_login_flow_change_password (f->flow, old, new);
  until_idle (f);
}

void
go_to_registration (Fixture *f)
{
  begin (f);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_REGISTRATION);
  fake_service_answer_registration (f->service, KEY);
  log_in (f, PASSWORD);
  assert_well (f);
  assert_state (f, MDG_LOGIN_REGISTRATION);
}

void
go_to_passcode (Fixture *f)
{
  if (mdg_login_flow_get_state (f->flow) == MDG_LOGIN_START)
    begin (f);
  fake_service_answer_session (f->service, FAKE_LOGIN, MDG_STAGE_PASSCODE);
  log_in (f, PASSWORD);
  assert_well (f);
  assert_state (f, MDG_LOGIN_PASSCODE);
}

void
go_to_menu (Fixture *f)
{
  go_to_passcode (f);
  fake_service_answer_session (f->service, FAKE_PASSCODE, MDG_STAGE_OPEN);
  send_passcode (f, "123456");
  assert_well (f);
  assert_state (f, MDG_LOGIN_MENU);
}

void
go_to_password (Fixture *f)
{
  go_to_menu (f);
  mdg_login_flow_open_password (f->flow);
  assert_state (f, MDG_LOGIN_PASSWORD);
}

MdgSecret *
kept_secret (Fixture *f, const char *kind)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  mdg_cache_load_secret_async (f->cache, kind, CODE, ID, NULL, store_result, &result);
  until (result != NULL);
  MdgSecret *secret = mdg_cache_load_secret_finish (f->cache, result, &error);
  if (secret == NULL)
    g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  return secret;
}

void
assert_kept (Fixture *f, const char *kind, const char *text)
{
  g_autoptr (MdgSecret) secret = kept_secret (f, kind);
  g_assert_cmpstr (secret != NULL ? mdg_secret_get_string (secret) : NULL, ==, text);
}

MdgAccountRecord *
kept_account (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  mdg_cache_load_account_async (f->cache, CODE, ID, NULL, store_result, &result);
  until (result != NULL);
  MdgAccountRecord *record = mdg_cache_load_account_finish (f->cache, result, &error);
  g_assert_no_error (error);
  return record;
}

char *
passcode_of (const char *key, gint64 wall)
{
  g_autoptr (MdgSecret) bytes = mdg_base32_decode (key, -1, NULL);
  char code[MDG_TOTP_CODE_MAX];
  mdg_hotp (bytes, MDG_TOTP_SHA1, mdg_totp_step (wall, MDG_TOTP_PERIOD), MDG_TOTP_DIGITS, code);
  return g_strdup (code);
}

GError *
lock_error (gint64 seconds)
{
  GError *error = mdg_error_new (MDG_ERROR_LOCKED, "locked");
  mdg_error_set_retry_after (error, seconds);
  return error;
}

GError *
tries_error (MdgErrorCode code, int left)
{
  GError *error = mdg_error_new (code, "wrong");
  mdg_error_set_attempts_left (error, left);
  return error;
}
