/* login-act.c: what every act of the login flow has in common: its steps, its beginning and its
 * end, and what it may find out about session, account, lock and clock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-flow-private.h"

#include "login/login-records.h"

#define SKEW_LIMIT_SECONDS 30

struct _MdgFlowStep
{
  GWeakRef flow;
  MdgFlowTrack track;
  guint generation;
};

/* --- steps -------------------------------------------------------------------------------------
 */

MdgFlowStep *
mdg_flow_step_new (MdgLoginFlow *self, MdgFlowTrack track)
{
  MdgFlowStep *step = g_new0 (MdgFlowStep, 1);
  g_weak_ref_init (&step->flow, self);
  step->track = track;
  step->generation = self->generation[track];
  return step;
}

MdgLoginFlow *
mdg_flow_step_end (gpointer data)
{
  MdgFlowStep *step = data;
  g_autoptr (MdgLoginFlow) self = g_weak_ref_get (&step->flow);
  gboolean wanted = self != NULL && self->generation[step->track] == step->generation;
  g_weak_ref_clear (&step->flow);
  g_free (step);
  return wanted ? g_steal_pointer (&self) : NULL;
}

/* What is still due on @track is not wanted any more. */
void
mdg_flow_abandon (MdgLoginFlow *self, MdgFlowTrack track)
{
  self->generation[track]++;
  if (self->cancellable[track] != NULL)
    g_cancellable_cancel (self->cancellable[track]);
  g_clear_object (&self->cancellable[track]);
}

void
mdg_flow_renew (MdgLoginFlow *self, MdgFlowTrack track)
{
  mdg_flow_abandon (self, track);
  self->cancellable[track] = g_cancellable_new ();
}

/* --- what every act has in common --------------------------------------------------------------
 */

static void
set_busy (MdgLoginFlow *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify (G_OBJECT (self), "busy");
}

void
mdg_flow_set_notice (MdgLoginFlow *self, const char *notice)
{
  if (g_strcmp0 (self->notice, notice) == 0)
    return;
  self->notice = notice;
  g_object_notify (G_OBJECT (self), "notice");
}

void
mdg_flow_set_error (MdgLoginFlow *self, GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify (G_OBJECT (self), "error");
}

void
mdg_flow_clear_act (MdgLoginFlow *self)
{
  mdg_flow_abandon (self, MDG_TRACK_ACT);
  self->committing = FALSE;
  self->logging_out = FALSE;
  g_clear_pointer (&self->incoming, mdg_session_info_free);
  g_clear_pointer (&self->password, mdg_secret_unref);
  g_clear_pointer (&self->current, mdg_secret_unref);
  g_clear_pointer (&self->passcode, mdg_wipe_string);
}

gboolean
mdg_flow_begin_act (MdgLoginFlow *self)
{
  if (self->busy)
    return FALSE;
  if (self->service == NULL)
    {
      mdg_flow_refuse (self, mdg_error_new (MDG_ERROR_UNREACHABLE, "no service is configured yet"));
      return FALSE;
    }
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_abandon (self, MDG_TRACK_CHECK);
  mdg_flow_abandon (self, MDG_TRACK_LOOK_UP);
  mdg_flow_renew (self, MDG_TRACK_ACT);
  mdg_flow_set_error (self, NULL);
  mdg_flow_set_notice (self, NULL);
  set_busy (self, TRUE);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

void
mdg_flow_end_act (MdgLoginFlow *self, const char *notice)
{
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_clear_act (self);
  mdg_flow_set_notice (self, notice);
  set_busy (self, FALSE);
  g_object_thaw_notify (G_OBJECT (self));
}

void
mdg_flow_refuse (MdgLoginFlow *self, GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_set_notice (self, NULL);
  mdg_flow_set_error (self, error);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The service locked the account: kept over a restart, as wall time of this computer. */
static void
remember_lock (MdgLoginFlow *self, const GError *error)
{
  gint64 seconds = mdg_error_get_retry_after (error);
  if (seconds <= 0 || seconds > MDG_LOCK_SECONDS)
    seconds = MDG_LOCK_SECONDS;
  if (self->account == NULL)
    return;
  self->account->locked_until = mdg_clock_wall (self->clock) + seconds;
  self->account->locked_by_passcode = self->state == MDG_LOGIN_PASSCODE;
  mdg_lock_countdown_start (self->lock, self->account->locked_until);
  mdg_login_records_save (self->cache, self->account);
  g_object_notify (G_OBJECT (self), "account");
}

/* What the end of the session means for a password that was about to be changed. */
static const char *
end_of_password (MdgLoginFlow *self)
{
  if (self->state != MDG_LOGIN_PASSWORD)
    return NULL;
  return self->unsettled ? "password-unsettled" : "password-unchanged";
}

void
mdg_flow_end_session (MdgLoginFlow *self, GError *error)
{
  const char *notice = end_of_password (self);

  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_set_state (self, MDG_LOGIN_ENDED);
  mdg_flow_set_error (self, error);
  mdg_flow_end_act (self, notice);
  g_object_thaw_notify (G_OBJECT (self));
}

void
mdg_flow_fail (MdgLoginFlow *self, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      mdg_flow_end_act (self, "cancelled");
      return;
    }
  g_info ("act failed in state %d: %s", self->state, error->message);
  if (self->session != NULL && mdg_error_ends_session (error))
    {
      mdg_flow_end_session (self, error);
      return;
    }
  g_object_freeze_notify (G_OBJECT (self));
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_LOCKED))
    remember_lock (self, error);
  mdg_flow_set_error (self, error);
  mdg_flow_end_act (self, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

GError *
mdg_flow_lock_error (MdgLoginFlow *self)
{
  gint64 remaining = mdg_lock_countdown_get_remaining (self->lock);
  if (remaining == 0)
    return NULL;
  GError *error
      = mdg_error_new (MDG_ERROR_LOCKED, "locked for another %" G_GINT64_FORMAT " s", remaining);
  mdg_error_set_retry_after (error, remaining);
  return error;
}

/* --- session, account, skew --------------------------------------------------------------------
 */

void
mdg_flow_set_session (MdgLoginFlow *self, MdgSessionInfo *info)
{
  g_clear_pointer (&self->session, mdg_session_info_free);
  self->session = info;
  if (info != NULL && self->account != NULL)
    mdg_login_records_apply (self->account, info);
  g_object_notify (G_OBJECT (self), "session");
}

void
mdg_flow_set_account (MdgLoginFlow *self, MdgAccountRecord *record)
{
  g_clear_pointer (&self->account, mdg_account_record_free);
  self->account = record;
  gint64 until = record != NULL ? record->locked_until : 0;
  gint64 holds = mdg_lock_countdown_start (self->lock, until);
  if (record != NULL && holds > 0 && holds < until)
    {
      /* The clock was set back: the 30 minutes run from now, at the next start, too. */
      record->locked_until = holds;
      mdg_login_records_save (self->cache, record);
    }
  g_object_notify (G_OBJECT (self), "account");
  g_object_notify (G_OBJECT (self), "times-printed");
}

void
mdg_flow_set_skew (MdgLoginFlow *self, gboolean known, gint64 seconds)
{
  gboolean skewed = known && (seconds > SKEW_LIMIT_SECONDS || seconds < -SKEW_LIMIT_SECONDS);
  gboolean moved = seconds != self->skew;
  gboolean turned = skewed != self->skewed;
  self->skew_known = known;
  self->skew = seconds;
  self->skewed = skewed;
  if (moved)
    g_object_notify (G_OBJECT (self), "clock-skew");
  if (turned)
    g_object_notify (G_OBJECT (self), "skewed");
}

void
mdg_flow_update_skew (MdgLoginFlow *self)
{
  gint64 seconds = 0;
  if (self->service != NULL && mdg_service_get_clock_skew (self->service, &seconds))
    mdg_flow_set_skew (self, TRUE, seconds);
}

gboolean
mdg_flow_has_session (MdgLoginState state)
{
  return state != MDG_LOGIN_START && state != MDG_LOGIN_CREDENTIALS && state != MDG_LOGIN_ENDED;
}

void
mdg_flow_drop_registration (MdgLoginFlow *self)
{
  if (self->registration == NULL)
    return;
  g_clear_pointer (&self->registration, mdg_registration_free);
  g_object_notify (G_OBJECT (self), "registration");
}

void
mdg_flow_set_state (MdgLoginFlow *self, MdgLoginState state)
{
  gboolean watched = mdg_session_watch_is_running (self->watch);
  gboolean changed = self->state != state;

  g_object_freeze_notify (G_OBJECT (self));
  self->state = state;
  if (mdg_flow_has_session (state) && self->session != NULL && self->service != NULL && !watched)
    mdg_session_watch_start (self->watch, self->service, self->session->idle_seconds);
  if (!mdg_flow_has_session (state))
    {
      mdg_session_watch_stop (self->watch);
      self->unsettled = FALSE;
      if (self->session != NULL)
        mdg_flow_set_session (self, NULL);
      mdg_flow_drop_registration (self);
    }
  if (changed && state == MDG_LOGIN_REGISTRATION)
    g_object_notify (G_OBJECT (self), "registration");
  if (changed)
    g_object_notify (G_OBJECT (self), "state");
  g_object_thaw_notify (G_OBJECT (self));
}
