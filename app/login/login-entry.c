/* login-entry.c: 《ログイン》: [ログイン] → [Authenticator 登録] or the passcode.
 *
 *   what the cache knows → skew → POST session → settle an unsettled password
 *     → registered: PASSCODE
 *     → first login: enrolment secret → kept in the cache, on the disk → REGISTRATION
 *
 * The set-up key is on the disk before anybody sees it: whoever scans the QR code relies on it, and
 * the service may confirm it at any moment from then on. When it cannot be kept, the page stays
 * [ログイン] and the error says why; the next try gets the same key again, because it is not
 * confirmed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-flow-private.h"

#include "login/login-input.h"
#include "login/login-records.h"
#include "store/password-candidates.h"

static void
enter (MdgLoginFlow *self, MdgLoginState state)
{
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_set_session (self, g_steal_pointer (&self->incoming));
  mdg_login_records_save (self->cache, self->account);
  mdg_flow_set_state (self, state);
  mdg_flow_end_act (self, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgAccountRecord) record
      = mdg_cache_load_account_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (record != NULL)
    mdg_flow_set_account (self, g_steal_pointer (&record));
  enter (self, MDG_LOGIN_REGISTRATION);
}

static void
on_registration_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean kept = mdg_cache_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (!kept)
    {
      g_clear_pointer (&self->registration, mdg_registration_free);
      mdg_flow_fail (self, g_steal_pointer (&error));
      return;
    }
  /* The sheet of another key is another sheet: printings are counted anew. */
  mdg_cache_load_account_async (self->cache, self->account->institution_code,
                                self->account->login_id, NULL, on_reloaded,
                                mdg_flow_act_step (self));
}

static void
on_registration (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgRegistration) registration
      = mdg_service_registration_finish (MDG_SERVICE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (error == NULL && self->cache == NULL)
    error = self->cache_error != NULL
                ? g_error_copy (self->cache_error)
                : mdg_error_new (MDG_ERROR_VAULT_LOCKED, "no cache to keep the set-up key in");
  if (error != NULL)
    {
      mdg_flow_fail (self, g_steal_pointer (&error));
      return;
    }
  self->committing = TRUE;
  self->registration = g_steal_pointer (&registration);
  mdg_cache_save_registration_async (self->cache, self->account->institution_code,
                                     self->account->login_id, self->registration->institution_name,
                                     self->registration->setup_key, self->registration->otpauth_uri,
                                     NULL, on_registration_kept, mdg_flow_act_step (self));
}

/* The password is right. Where the session stands decides what comes next. */
static void
follow_stage (MdgLoginFlow *self)
{
  self->committing = FALSE;
  g_clear_pointer (&self->password, mdg_secret_unref);
  switch (self->incoming->stage)
    {
    case MDG_STAGE_REGISTRATION:
      mdg_service_registration_async (self->service, mdg_flow_act_cancellable (self),
                                      on_registration, mdg_flow_act_step (self));
      break;
    case MDG_STAGE_PASSCODE:
      enter (self, MDG_LOGIN_PASSCODE);
      break;
    case MDG_STAGE_OPEN:
      enter (self, MDG_LOGIN_MENU);
      break;
    }
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  if (!mdg_cache_finish (MDG_CACHE (source), result, &error))
    g_warning ("password change still not settled: %s", error->message);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self != NULL)
    follow_stage (self);
}

static gboolean
is_among (GPtrArray *secrets, MdgSecret *secret)
{
  for (guint i = 0; i < secrets->len; i++)
    if (mdg_secret_equal (secrets->pdata[i], secret))
      return TRUE;
  return FALSE;
}

/* A candidate is left when the program ended, or nobody answered, between the request to change the
 * password and the answer; several, when it was tried again. Now a password was accepted: when it
 * is one of them, that change came about, otherwise none did; unless it may be one that cannot be
 * read any more: then all stay as they are. */
static void
on_candidates (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_damaged;
  g_autoptr (GPtrArray) candidates
      = mdg_password_candidates_load_finish (result, &n_damaged, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (error != NULL || n_damaged > 0)
    g_info ("%u password candidates not read%s%s", n_damaged, error != NULL ? ": " : "",
            error != NULL ? error->message : "");
  if (candidates == NULL || (candidates->len == 0 && n_damaged == 0)
      || (n_damaged > 0 && !is_among (candidates, self->password)))
    {
      follow_stage (self);
      return;
    }
  mdg_cache_settle_password_as_async (
      self->cache, self->account->institution_code, self->account->login_id, self->password, NULL,
      self->incoming->password_changed_at, self->incoming->password_expires_at, NULL, on_settled,
      mdg_flow_act_step (self));
}

static void
on_logged_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSessionInfo) info = mdg_service_login_finish (MDG_SERVICE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  mdg_flow_update_skew (self);
  if (error != NULL)
    {
      mdg_flow_fail (self, g_steal_pointer (&error));
      return;
    }
  self->incoming = g_steal_pointer (&info);
  if (self->cache == NULL)
    {
      follow_stage (self);
      return;
    }
  self->committing = TRUE;
  mdg_password_candidates_load_async (self->cache, self->account->institution_code,
                                      self->account->login_id, NULL, on_candidates,
                                      mdg_flow_act_step (self));
}

static void
send_credentials (MdgLoginFlow *self)
{
  g_autoptr (MdgLoginRequest) request = mdg_login_request_new (
      self->account->institution_code, self->account->login_id, self->password);
  mdg_service_login_async (self->service, request, mdg_flow_act_cancellable (self), on_logged_in,
                           mdg_flow_act_step (self));
}

/* A clock that is wrong makes every passcode wrong (A11). Whoever was not told of it before
 * pressing 《ログイン》 is told now, before a try is spent; pressing again goes on. */
static void
on_skew_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgServiceStatus) status G_GNUC_UNUSED
      = mdg_service_check_finish (MDG_SERVICE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  mdg_flow_update_skew (self);
  if (error != NULL)
    mdg_flow_fail (self, g_steal_pointer (&error));
  else if (self->skewed && !self->skew_was_shown)
    mdg_flow_end_act (self, "clock-skew");
  else
    send_credentials (self);
}

static void
go_on_with_account (MdgLoginFlow *self)
{
  GError *locked = mdg_flow_lock_error (self);
  if (locked != NULL)
    {
      /* Not through mdg_flow_fail(): what the service said of the lock stands, and is not kept
       * anew. */
      g_object_freeze_notify (G_OBJECT (self));
      mdg_flow_set_error (self, locked);
      mdg_flow_end_act (self, NULL);
      g_object_thaw_notify (G_OBJECT (self));
      return;
    }
  self->skew_was_shown = self->skewed;
  if (self->skew_known && !self->skewed)
    send_credentials (self);
  else
    mdg_service_check_async (self->service, mdg_flow_act_cancellable (self), on_skew_checked,
                             mdg_flow_act_step (self));
}

static void
on_account_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgAccountRecord) record
      = mdg_cache_load_account_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (record != NULL)
    mdg_flow_set_account (self, g_steal_pointer (&record));
  else
    g_warning ("account not read from the cache: %s", error->message);
  go_on_with_account (self);
}

/* The account that is typed; what is known of another one is left behind. */
static void
choose_account (MdgLoginFlow *self, const char *code, const char *id)
{
  if (self->account == NULL || g_strcmp0 (self->account->institution_code, code) != 0
      || g_strcmp0 (self->account->login_id, id) != 0)
    mdg_flow_set_account (self, mdg_account_record_new (code, id));
}

void
mdg_login_flow_log_in (MdgLoginFlow *self,
                       const char *institution_code,
                       const char *login_id,
                       MdgSecret *password)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL, *id = NULL;
  if (self->busy || self->state != MDG_LOGIN_CREDENTIALS)
    return;
  if (!mdg_login_input_account (institution_code, login_id, &code, &id, &error)
      || !mdg_login_input_password (password, "password", &error))
    {
      mdg_flow_refuse (self, g_steal_pointer (&error));
      return;
    }
  if (!mdg_flow_begin_act (self))
    return;
  choose_account (self, code, id);
  self->password = mdg_secret_ref (password);
  if (self->cache != NULL)
    mdg_cache_load_account_async (self->cache, code, id, mdg_flow_act_cancellable (self),
                                  on_account_loaded, mdg_flow_act_step (self));
  else
    go_on_with_account (self);
}
