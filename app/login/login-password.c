/* login-password.c: 《変更》: [パスワード変更] → パスワード変更完了.
 *
 *   candidate kept in the cache → PUT password → settled (promoted or dropped)
 *
 * Where the program can die, and what the next start finds:
 *   before the request: a candidate, the old password holds; the next login with it drops the
 * candidate; after the service's yes: a candidate, which holds; the next login with it promotes it
 *     (login-entry.c, on_candidates());
 *   after the cache was told: the new password.
 * When nobody answers (broken line, cancelled), the outcome is not known: the candidate stays, and
 * the next 《変更》 asks first when the password was last changed. Where that does not tell (beside
 * the browser nobody knows; there are several candidates, or one cannot be read any more), the
 * earlier one stays beside the new one, until a login tells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-flow-private.h"

#include "login/login-input.h"
#include "login/login-records.h"
#include "store/password-candidates.h"

static void propose (MdgLoginFlow *self);

/* The service has said no, in so many words: the old password holds. */
static gboolean
is_refusal (const GError *error)
{
  static const MdgErrorCode refusals[] = {
    MDG_ERROR_INVALID_INPUT, MDG_ERROR_WRONG_CREDENTIALS, MDG_ERROR_PASSWORD_RULES,
    MDG_ERROR_LOCKED,        MDG_ERROR_WRONG_STAGE,
  };
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_error_matches (error, MDG_ERROR, (int)refusals[i]))
      return TRUE;
  return mdg_error_ends_session (error);
}

static void
finish (MdgLoginFlow *self, GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->unsettled = FALSE;
  mdg_flow_set_session (self, g_steal_pointer (&self->incoming));
  mdg_login_records_save (self->cache, self->account);
  mdg_session_watch_touch (self->watch);
  mdg_flow_set_state (self, MDG_LOGIN_PASSWORD_CHANGED);
  mdg_flow_end_act (self, error != NULL ? "password-not-kept" : NULL);
  if (error != NULL)
    mdg_flow_set_error (self, error);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_promoted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  mdg_cache_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self != NULL)
    finish (self, g_steal_pointer (&error));
}

static void
on_dropped (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  if (!mdg_cache_finish (MDG_CACHE (source), result, &error))
    g_warning ("refused password candidate not dropped: %s", error->message);
}

/* @held: (nullable): it holds now */
static void
settle (MdgLoginFlow *self, MdgSecret *held, GAsyncReadyCallback callback)
{
  /* The lock took it out of memory (login-cover.c): it is the newest candidate. */
  if (held == NULL)
    mdg_cache_settle_password_async (
        self->cache, self->account->institution_code, self->account->login_id, TRUE,
        self->incoming->password_changed_at, self->incoming->password_expires_at, NULL, callback,
        mdg_flow_act_step (self));
  else
    mdg_cache_settle_password_as_async (
        self->cache, self->account->institution_code, self->account->login_id, held, self->current,
        self->incoming->password_changed_at, self->incoming->password_expires_at, NULL, callback,
        mdg_flow_act_step (self));
}

static void
drop (MdgLoginFlow *self)
{
  self->unsettled = FALSE;
  if (self->cache != NULL)
    mdg_cache_settle_password_async (self->cache, self->account->institution_code,
                                     self->account->login_id, FALSE, 0, 0, NULL, on_dropped, NULL);
}

/* @info: (transfer full): the session after the change. */
static void
accept (MdgLoginFlow *self, MdgSessionInfo *info)
{
  self->incoming = info;
  self->committing = TRUE;
  if (self->cache != NULL)
    settle (self, self->password, on_promoted);
  else
    finish (self, NULL);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSessionInfo) info
      = mdg_service_password_finish (MDG_SERVICE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  mdg_flow_update_skew (self);
  if (error == NULL)
    {
      accept (self, g_steal_pointer (&info));
      return;
    }
  if (is_refusal (error) && !self->doubtful)
    drop (self);
  mdg_flow_fail (self, g_steal_pointer (&error));
}

static void
send (MdgLoginFlow *self)
{
  g_autoptr (MdgPasswordRequest) request = mdg_password_request_new (self->current, self->password);
  self->committing = FALSE;
  self->unsettled = TRUE;
  mdg_service_password_async (self->service, request, mdg_flow_act_cancellable (self), on_answer,
                              mdg_flow_act_step (self));
  self->sent = TRUE;
}

static void
on_proposed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean kept = mdg_cache_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (kept)
    send (self);
  else
    mdg_flow_fail (self, g_steal_pointer (&error));
}

static void
propose (MdgLoginFlow *self)
{
  if (self->cache == NULL)
    {
      send (self);
      return;
    }
  mdg_cache_propose_password_async (self->cache, self->account->institution_code,
                                    self->account->login_id, self->password, NULL, on_proposed,
                                    mdg_flow_act_step (self));
}

/* --- an earlier change whose outcome nobody told us --------------------------------------------
 */

static void
on_earlier_promoted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  if (!mdg_cache_finish (MDG_CACHE (source), result, &error))
    g_warning ("earlier password not promoted: %s", error->message);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  mdg_flow_set_session (self, g_steal_pointer (&self->incoming));
  propose (self);
}

static void
on_earlier (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_damaged;
  g_autoptr (GPtrArray) earlier = mdg_password_candidates_load_finish (result, &n_damaged, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  /* Nothing was sent yet, and what holds may be among them: the next 《変更》 asks once more. */
  if (earlier == NULL)
    {
      self->committing = FALSE;
      mdg_flow_fail (self, g_steal_pointer (&error));
      return;
    }
  /* Which one it was changed to cannot be told: the service says whether what is typed now holds.
   */
  if (earlier->len != 1 || n_damaged > 0)
    {
      self->doubtful = TRUE;
      self->committing = FALSE;
      mdg_flow_set_session (self, g_steal_pointer (&self->incoming));
      propose (self);
    }
  else if (!mdg_secret_equal (earlier->pdata[0], self->password))
    settle (self, earlier->pdata[0], on_earlier_promoted);
  else
    accept (self, g_steal_pointer (&self->incoming));
}

static void
on_session (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSessionInfo) info
      = mdg_service_session_finish (MDG_SERVICE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (error != NULL)
    {
      mdg_flow_fail (self, g_steal_pointer (&error));
      return;
    }
  if (info->password_changed_at == self->session->password_changed_at || self->cache == NULL)
    {
      self->doubtful = TRUE; /* asked where nobody answers for the service, it tells nothing */
      propose (self);
      return;
    }
  self->incoming = g_steal_pointer (&info);
  self->committing = TRUE;
  mdg_password_candidates_load_async (self->cache, self->account->institution_code,
                                      self->account->login_id, NULL, on_earlier,
                                      mdg_flow_act_step (self));
}

void
mdg_login_flow_change_password (MdgLoginFlow *self, MdgSecret *current, MdgSecret *changed)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  g_autoptr (GError) error = NULL;
  if (self->busy || self->state != MDG_LOGIN_PASSWORD)
    return;
  if (!mdg_login_input_password (current, "current_password", &error)
      || !mdg_login_input_new_password (changed, &error))
    {
      mdg_flow_refuse (self, g_steal_pointer (&error));
      return;
    }
  if (!mdg_flow_begin_act (self))
    return;
  self->doubtful = FALSE;
  self->sent = FALSE;
  self->current = mdg_secret_ref (current);
  self->password = mdg_secret_ref (changed);
  if (self->unsettled)
    mdg_service_session_async (self->service, mdg_flow_act_cancellable (self), on_session,
                               mdg_flow_act_step (self));
  else
    propose (self);
}
