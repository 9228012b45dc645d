/* login-station.c: a terminal at which somebody logs in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login-station.h"

#include "core/base32.h"
#include "core/totp.h"
#include "net/https-service.h"
#include "../support/released.h"

static gboolean
on_watchdog (gpointer what)
{
  g_error ("waited too long: %s", (const char *)what);
  return G_SOURCE_REMOVE;
}

guint
station_watchdog (const char *what)
{
  return g_timeout_add_seconds (120, on_watchdog, (gpointer)what);
}

void
station_store_result (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static MdgCache *
open_cache (const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  mdg_cache_open_training_async (folder, NULL, NULL, NULL, station_store_result, &result);
  station_until (result != NULL);
  MdgCache *cache = mdg_cache_open_training_finish (result, &error);
  g_assert_no_error (error);
  return cache;
}

void
station_connect (Station *self, const MdgConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_clear_object (&self->identity);
  self->identity = mdg_identity_open (connection->client_file, connection->client_password,
                                      g_get_real_time () / G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
  MdgHttpsService *service = mdg_https_service_new (connection->endpoint, connection->ca_file,
                                                    self->identity, self->clock, &error);
  g_assert_no_error (error);
  mdg_login_flow_set_service (self->flow, MDG_SERVICE (service));
  g_set_object (&self->service, MDG_SERVICE (service));
  g_object_unref (service);
}

void
station_open (Station *self, const char *folder, MdgClock *clock, const MdgConnection *connection)
{
  self->clock = g_object_ref (clock);
  self->cache = open_cache (folder);
  self->flow = mdg_login_flow_new (clock);
  mdg_login_flow_set_cache (self->flow, self->cache);
  if (connection != NULL)
    station_connect (self, connection);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
station_close (Station *self)
{
  settle ();
  assert_released (self->flow);
  mdg_cache_close (self->cache);
  settle ();
  assert_released (self->cache);
  if (self->service != NULL)
    assert_released (self->service);
  g_clear_object (&self->identity);
  g_clear_object (&self->clock);
  *self = (Station){ 0 };
}

static void
wait (Station *self)
{
  station_until (!mdg_login_flow_get_busy (self->flow));
}

void
station_begin (Station *self)
{
  mdg_login_flow_begin (self->flow);
  station_until (mdg_login_flow_get_clock_skew (self->flow, NULL)
                 || mdg_login_flow_get_error (self->flow) != NULL);
}

void
station_log_in (Station *self, const char *code, const char *id, const char *password)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (password);
  mdg_login_flow_log_in (self->flow, code, id, secret);
  wait (self);
}

void
station_send_passcode (Station *self, const char *passcode)
{
  mdg_login_flow_send_passcode (self->flow, passcode);
  wait (self);
}

void
station_change_password (Station *self, const char *current, const char *changed)
{
  g_autoptr (MdgSecret) old = mdg_secret_new_from_string (current);
  g_autoptr (MdgSecret) new = mdg_secret_new_from_string (changed);
  mdg_login_flow_open_password (self->flow);
  mdg_login_flow_change_password (self->flow, old, new);
  wait (self);
}

void
station_log_out (Station *self)
{
  mdg_login_flow_acknowledge (self->flow);
  mdg_login_flow_log_out (self->flow);
  wait (self);
  assert_at (self, MDG_LOGIN_CREDENTIALS);
}

char *
station_secret (Station *self, const char *kind, const char *code, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  mdg_cache_load_secret_async (self->cache, kind, code, id, NULL, station_store_result, &result);
  station_until (result != NULL);
  g_autoptr (MdgSecret) secret = mdg_cache_load_secret_finish (self->cache, result, &error);
  if (secret != NULL)
    return g_strdup (mdg_secret_get_string (secret));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  return NULL;
}

MdgAccountRecord *
station_account (Station *self, const char *code, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  mdg_cache_load_account_async (self->cache, code, id, NULL, station_store_result, &result);
  station_until (result != NULL);
  MdgAccountRecord *record = mdg_cache_load_account_finish (self->cache, result, &error);
  g_assert_no_error (error);
  return record;
}

char *
station_passcode (const char *key, gint64 wall)
{
  g_autoptr (MdgSecret) bytes = mdg_base32_decode (key, -1, NULL);
  char code[MDG_TOTP_CODE_MAX];
  mdg_hotp (bytes, MDG_TOTP_SHA1, mdg_totp_step (wall, MDG_TOTP_PERIOD), MDG_TOTP_DIGITS, code);
  return g_strdup (code);
}
