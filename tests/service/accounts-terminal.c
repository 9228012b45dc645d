/* accounts-terminal.c: a terminal with an account list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "accounts-terminal.h"

#include "core/base32.h"
#include "core/totp.h"
#include "../support/released.h"

static gboolean
on_watchdog (gpointer what)
{
  g_error ("waited too long: %s", (const char *)what);
  return G_SOURCE_REMOVE;
}

guint
terminal_watchdog (const char *what)
{
  return g_timeout_add_seconds (120, on_watchdog, (gpointer)what);
}

void
terminal_keep (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

#define WAIT(result) terminal_until ((result) != NULL)

void
terminal_open (Terminal *self, const char *folder, MdgClock *clock)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->clock = g_object_ref (clock);
  mdg_cache_open_training_async (folder, NULL, NULL, NULL, terminal_keep, &result);
  WAIT (result);
  self->cache = mdg_cache_open_training_finish (result, &error);
  g_assert_no_error (error);
  self->desk = mdg_account_desk_new (self->cache, TERMINAL_KEEPER, clock);
}

void
terminal_close (Terminal *self)
{
  terminal_disconnect (self);
  mdg_account_desk_close (self->desk);
  /* What is under way on the database's thread holds on to it. */
  assert_released (self->desk);
  mdg_cache_close (self->cache);
  assert_released (self->cache);
  g_clear_object (&self->clock);
  *self = (Terminal){ 0 };
}

/* Logging in ---------------------------------------------------------------------------------- */

static MdgStage
log_in (Terminal *self, const MdgConnection *connection, const char *login_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) password = NULL;
  g_autoptr (MdgLoginRequest) request = NULL;
  g_autoptr (MdgSessionInfo) info = NULL;

  for (guint i = 0; i < connection->accounts->len; i++)
    {
      const MdgTrainingAccount *account = connection->accounts->pdata[i];

      if (g_str_equal (account->login_id, login_id))
        password = mdg_secret_new_from_string (account->password);
    }
  g_assert_nonnull (password);
  request = mdg_login_request_new (TERMINAL_KEEPER, login_id, password);
  mdg_service_login_async (MDG_SERVICE (self->service), request, NULL, terminal_keep, &result);
  WAIT (result);
  info = mdg_service_login_finish (MDG_SERVICE (self->service), result, &error);
  g_assert_no_error (error);
  return info->stage;
}

static char *
get_key (Terminal *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgRegistration) registration = NULL;

  mdg_service_registration_async (MDG_SERVICE (self->service), NULL, terminal_keep, &result);
  WAIT (result);
  registration = mdg_service_registration_finish (MDG_SERVICE (self->service), result, &error);
  g_assert_no_error (error);
  return g_strdup (mdg_secret_get_string (registration->setup_key));
}

static void
send_passcode (Terminal *self, const char *key, gint64 wall)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) bytes = mdg_base32_decode (key, -1, NULL);
  char code[MDG_TOTP_CODE_MAX];

  mdg_hotp (bytes, MDG_TOTP_SHA1, mdg_totp_step (wall, MDG_TOTP_PERIOD), MDG_TOTP_DIGITS, code);
  mdg_service_passcode_async (MDG_SERVICE (self->service), code, NULL, terminal_keep, &result);
  WAIT (result);
  mdg_session_info_free (mdg_service_passcode_finish (MDG_SERVICE (self->service), result, &error));
  g_assert_no_error (error);
}

static gint64
ask_time (Terminal *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgServiceStatus) status = NULL;

  mdg_service_check_async (MDG_SERVICE (self->service), NULL, terminal_keep, &result);
  WAIT (result);
  status = mdg_service_check_finish (MDG_SERVICE (self->service), result, &error);
  g_assert_no_error (error);
  return status->time;
}

static char *
find_key (const MdgConnection *connection, const char *login_id)
{
  for (guint i = 0; i < connection->accounts->len; i++)
    {
      const MdgTrainingAccount *account = connection->accounts->pdata[i];

      if (g_str_equal (account->login_id, login_id))
        return g_strdup (account->setup_key);
    }
  return NULL;
}

void
terminal_connect (Terminal *self,
                  const MdgConnection *connection,
                  const char *login_id,
                  gint64 wall,
                  char **key)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own_key = NULL;

  if (key == NULL)
    key = &own_key;
  self->identity = mdg_identity_open (connection->client_file, connection->client_password,
                                      g_get_real_time () / G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
  self->service = mdg_https_service_new (connection->endpoint, connection->ca_file, self->identity,
                                         self->clock, &error);
  g_assert_no_error (error);
  if (*key == NULL)
    *key = find_key (connection, login_id);
  if (log_in (self, connection, login_id) == MDG_STAGE_REGISTRATION)
    {
      g_free (*key);
      *key = get_key (self);
    }
  send_passcode (self, *key, wall >= 0 ? wall : ask_time (self));
  mdg_account_desk_set_service (self->desk, MDG_ACCOUNT_SERVICE (self->service));
}

static gboolean
is_idle (Terminal *self)
{
  return mdg_account_desk_get_state (self->desk)->phase == MDG_SYNC_IDLE;
}

void
terminal_disconnect (Terminal *self)
{
  if (self->service == NULL)
    return;
  mdg_account_desk_set_service (self->desk, NULL);
  terminal_until (is_idle (self));
  assert_released (g_steal_pointer (&self->service));
  g_clear_object (&self->identity);
}

/* Acts ---------------------------------------------------------------------------------------- */

static int
code_of (GError *error)
{
  int code = error != NULL ? error->code : -1;

  if (error != NULL)
    g_assert_true (error->domain == MDG_ERROR);
  g_clear_error (&error);
  return code;
}

int
terminal_sync (Terminal *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  mdg_account_desk_sync_async (self->desk, NULL, terminal_keep, &result);
  WAIT (result);
  mdg_account_desk_sync_finish (self->desk, result, &error);
  return code_of (error);
}

static int
finish (Terminal *self, GAsyncResult **result)
{
  GError *error = NULL;

  WAIT (*result);
  mdg_account_desk_finish (self->desk, *result, &error);
  return code_of (error);
}

int
terminal_set_note (Terminal *self, const char *id, const char *note)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_desk_set_note_async (self->desk, id, note, NULL, NULL, terminal_keep, &result);
  return finish (self, &result);
}

int
terminal_cancel (Terminal *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_desk_cancel_account_async (self->desk, id, NULL, terminal_keep, &result);
  return finish (self, &result);
}

int
terminal_apply (Terminal *self, const char *institution_code, MdgAccountKind kind, int count)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MdgApplicationRequest) request
      = mdg_application_request_new (institution_code, kind, count);

  mdg_account_desk_apply_async (self->desk, request, NULL, terminal_keep, &result);
  return finish (self, &result);
}

int
terminal_decide (Terminal *self, gint64 entry, MdgDecision decision, const char *edited)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_desk_decide_async (self->desk, entry, decision, edited, NULL, terminal_keep, &result);
  return finish (self, &result);
}

int
terminal_dismiss (Terminal *self, gint64 entry)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_desk_dismiss_async (self->desk, entry, NULL, terminal_keep, &result);
  return finish (self, &result);
}

/* Looking ------------------------------------------------------------------------------------- */

MdgAccountRow *
terminal_account (Terminal *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_desk_get_account_async (self->desk, id, NULL, terminal_keep, &result);
  WAIT (result);
  return mdg_account_desk_get_account_finish (self->desk, result, NULL);
}

#define DEFINE_LOOK(name)                                                                          \
  GPtrArray *terminal_##name (Terminal *self)                                                      \
  {                                                                                                \
    g_autoptr (GAsyncResult) result = NULL;                                                        \
    g_autoptr (GError) error = NULL;                                                               \
    GPtrArray *items;                                                                              \
                                                                                                   \
    mdg_account_desk_get_##name##_async (self->desk, NULL, terminal_keep, &result);                \
    WAIT (result);                                                                                 \
    items = mdg_account_desk_get_##name##_finish (self->desk, result, &error);                     \
    g_assert_no_error (error);                                                                     \
    return items;                                                                                  \
  }

DEFINE_LOOK (outbox)
DEFINE_LOOK (applications)
DEFINE_LOOK (mail)

MdgFacility *
terminal_facility (Terminal *self, const char *institution_code, gint64 *fetched_at)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_desk_get_facility_async (self->desk, institution_code, NULL, terminal_keep, &result);
  WAIT (result);
  return mdg_account_desk_get_facility_finish (self->desk, result, fetched_at, NULL, NULL);
}

MdgAccount *
terminal_ask (Terminal *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgAccount *account;

  mdg_account_service_get_account_async (MDG_ACCOUNT_SERVICE (self->service), id, NULL,
                                         terminal_keep, &result);
  WAIT (result);
  account = mdg_account_service_get_account_finish (MDG_ACCOUNT_SERVICE (self->service), result,
                                                    &error);
  g_assert_no_error (error);
  return account;
}

MdgPage *
terminal_page (Terminal *self, MdgList list, const char *after, gint64 since)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgListPart part = { .list = list, .after = after, .since = since, .limit = MDG_PAGE_MAX };
  MdgPage *page;

  mdg_account_service_get_page_async (MDG_ACCOUNT_SERVICE (self->service), &part, NULL,
                                      terminal_keep, &result);
  WAIT (result);
  page = mdg_account_service_get_page_finish (MDG_ACCOUNT_SERVICE (self->service), result, &error);
  g_assert_no_error (error);
  return page;
}
