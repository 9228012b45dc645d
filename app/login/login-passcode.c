/* login-passcode.c: 《パスコードを送信》: the passcode → 登録確認完了 or [管理メニュー].
 *
 * Where the program can die, and what the next start finds:
 *   before the service said yes: the key is PENDING; the next login shows the same key again;
 *   after it, before the cache was told: the key is PENDING, and the service asks for a passcode at
 * the next login; when one is accepted that the pending key makes, it is the registered key:
 * CONFIRMED; afterwards: CONFIRMED. The same holds when the cache cannot be written: the person is
 * told, and the next login mends it. A pending key that did not make the accepted passcode stays
 * pending: somebody registered another one, or, beside the browser, brought a wrong one here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-flow-private.h"

#include "login/login-input.h"
#include "login/login-records.h"

/* The registration's set-up key is confirmed by this passcode, whatever the answer says of it. */
static void
finish (MdgLoginFlow *self, MdgLoginState state, gboolean confirmed, GError *error)
{
  gboolean unproven = state == MDG_LOGIN_COMPLETED && !confirmed && self->cache != NULL;
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_set_session (self, g_steal_pointer (&self->incoming));
  self->account->last_login = mdg_clock_wall (self->clock);
  if (confirmed)
    {
      self->account->registration = MDG_REGISTRATION_CONFIRMED;
      self->account->registered_at = self->session->registered_at;
    }
  mdg_login_records_save (self->cache, self->account);
  mdg_session_watch_touch (self->watch);
  mdg_flow_set_state (self, state);
  mdg_flow_end_act (self, error != NULL ? "registration-not-kept"
                          : unproven    ? "key-unproven"
                                        : NULL);
  if (error != NULL)
    mdg_flow_set_error (self, error);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Whether this session began with [Authenticator 登録]: its completion has a page of its own. */
static MdgLoginState
next_state (MdgLoginFlow *self)
{
  return self->registration != NULL ? MDG_LOGIN_COMPLETED : MDG_LOGIN_MENU;
}

static void
on_confirmed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean kept = mdg_cache_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self != NULL)
    finish (self, next_state (self), kept, g_steal_pointer (&error));
}

static void
confirm (MdgLoginFlow *self)
{
  gint64 registered_at = self->incoming->registered_at;
  if (registered_at <= 0)
    registered_at = mdg_clock_wall (self->clock);
  mdg_cache_confirm_registration_async (self->cache, self->account->institution_code,
                                        self->account->login_id, registered_at, NULL, on_confirmed,
                                        mdg_flow_act_step (self));
}

/* Whether the passcode that was accepted is of @key. */
static gboolean
made (MdgLoginFlow *self, MdgSecret *key)
{
  gint64 now = mdg_clock_wall (self->clock) + self->skew;
  return mdg_login_records_key_made (key, self->passcode, self->sent_at + self->skew, now);
}

static void
on_pending_key (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) key = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (key == NULL && !g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    g_warning ("pending set-up key not read: %s", error->message);
  if (key != NULL && made (self, key))
    confirm (self);
  else
    finish (self, MDG_LOGIN_MENU, FALSE, NULL);
}

/* @info: (transfer full): the session is open. */
static void
accept (MdgLoginFlow *self, MdgSessionInfo *info)
{
  self->incoming = info;
  self->committing = TRUE;
  if (self->cache == NULL)
    finish (self, next_state (self), FALSE, NULL);
  else if (self->registration != NULL)
    {
      if (!self->registration->unproven || made (self, self->registration->setup_key))
        confirm (self);
      else
        finish (self, MDG_LOGIN_COMPLETED, FALSE, NULL);
    }
  else
    mdg_cache_load_secret_async (self->cache, "pending-setup-key", self->account->institution_code,
                                 self->account->login_id, NULL, on_pending_key,
                                 mdg_flow_act_step (self));
}

/* An earlier passcode was accepted, but its answer did not reach us. */
static void
on_session (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSessionInfo) info
      = mdg_service_session_finish (MDG_SERVICE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (error == NULL && info->stage != MDG_STAGE_OPEN)
    error = mdg_error_new (MDG_ERROR_WRONG_STAGE, "the session is not open");
  if (error != NULL)
    mdg_flow_fail (self, g_steal_pointer (&error));
  else
    accept (self, g_steal_pointer (&info));
}

static void
on_passcode (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSessionInfo) info
      = mdg_service_passcode_finish (MDG_SERVICE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  mdg_flow_update_skew (self);
  if (error == NULL)
    accept (self, g_steal_pointer (&info));
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_STAGE))
    mdg_service_session_async (self->service, mdg_flow_act_cancellable (self), on_session,
                               mdg_flow_act_step (self));
  else
    mdg_flow_fail (self, g_steal_pointer (&error));
}

void
mdg_login_flow_send_passcode (MdgLoginFlow *self, const char *passcode)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  g_autoptr (GError) error = NULL;
  if (self->busy || self->state != MDG_LOGIN_PASSCODE)
    return;
  char *code = mdg_login_input_passcode (passcode, &error);
  if (code != NULL)
    error = mdg_flow_lock_error (self);
  if (error != NULL || !mdg_flow_begin_act (self))
    {
      mdg_wipe_string (code);
      if (error != NULL)
        mdg_flow_refuse (self, g_steal_pointer (&error));
      return;
    }
  self->passcode = code;
  self->sent_at = mdg_clock_wall (self->clock);
  mdg_service_passcode_async (self->service, code, mdg_flow_act_cancellable (self), on_passcode,
                              mdg_flow_act_step (self));
}
