/* login-flow.c: from 《システムの利用を始める》 to [管理メニュー] and back: the object, its moves
 * from page to page, and what every act has in common.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-flow-private.h"

#include "login/login-input.h"
#include "login/login-records.h"

enum
{
  PROP_STATE = 1,
  PROP_BUSY,
  PROP_ERROR,
  PROP_NOTICE,
  PROP_SESSION,
  PROP_REGISTRATION,
  PROP_ACCOUNT,
  PROP_LOCK_REMAINING,
  PROP_CLOCK_SKEW,
  PROP_SKEWED,
  PROP_TIMES_PRINTED,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgLoginFlow, mdg_login_flow, G_TYPE_OBJECT)

/* --- callbacks ---------------------------------------------------------------------------------
 */

static void
on_lock_moved (MdgLoginFlow *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify (G_OBJECT (self), "lock-remaining");
  if (mdg_lock_countdown_get_remaining (self->lock) == 0
      && g_error_matches (self->error, MDG_ERROR, MDG_ERROR_LOCKED))
    {
      mdg_flow_set_error (self, NULL);
      mdg_flow_set_notice (self, "unlocked");
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_session_ended (MdgLoginFlow *self, const GError *error)
{
  if (!mdg_flow_has_session (self->state) || self->committing)
    return;
  mdg_flow_end_session (self, g_error_copy (error));
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgServiceStatus) status G_GNUC_UNUSED
      = mdg_service_check_finish (MDG_SERVICE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    mdg_flow_refuse (self, g_steal_pointer (&error));
  else
    mdg_flow_update_skew (self);
}

/* Measures the clock whenever [ログイン] is reached: what is shown there is never older than the
 * page. */
static void
check (MdgLoginFlow *self)
{
  if (self->service == NULL)
    return;
  mdg_flow_renew (self, MDG_TRACK_CHECK);
  mdg_service_check_async (self->service, self->cancellable[MDG_TRACK_CHECK], on_checked,
                           mdg_flow_step_new (self, MDG_TRACK_CHECK));
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgAccountRecord) record
      = mdg_cache_load_account_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  if (error != NULL)
    g_debug ("account not looked up: %s", error->message);
  else
    mdg_flow_set_account (self, g_steal_pointer (&record));
}

static void
on_logged_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  if (!mdg_service_logout_finish (MDG_SERVICE (source), result, &error))
    g_debug ("the service did not hear of the log-out: %s", error->message);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (self == NULL)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_end_act (self, NULL);
  mdg_flow_set_state (self, MDG_LOGIN_CREDENTIALS);
  check (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_print_recorded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean recorded = mdg_cache_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);
  if (recorded)
    return;
  g_warning ("printing not recorded: %s", error->message);
  if (self != NULL)
    mdg_flow_set_notice (self, "print-not-recorded");
}

/* --- overrides ---------------------------------------------------------------------------------
 */

static void
mdg_login_flow_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MdgLoginFlow *self = MDG_LOGIN_FLOW (object);
  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_NOTICE:
      g_value_set_static_string (value, self->notice);
      break;
    case PROP_SESSION:
      g_value_set_pointer (value, self->session);
      break;
    case PROP_REGISTRATION:
      g_value_set_pointer (value, (gpointer)mdg_login_flow_get_registration (self));
      break;
    case PROP_ACCOUNT:
      g_value_set_pointer (value, self->account);
      break;
    case PROP_LOCK_REMAINING:
      g_value_set_int64 (value, mdg_login_flow_get_lock_remaining (self));
      break;
    case PROP_CLOCK_SKEW:
      g_value_set_int64 (value, self->skew);
      break;
    case PROP_SKEWED:
      g_value_set_boolean (value, self->skewed);
      break;
    case PROP_TIMES_PRINTED:
      g_value_set_uint (value, mdg_login_flow_get_times_printed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mdg_login_flow_dispose (GObject *object)
{
  MdgLoginFlow *self = MDG_LOGIN_FLOW (object);
  for (int track = 0; track < MDG_N_TRACKS; track++)
    mdg_flow_abandon (self, track);
  mdg_flow_clear_act (self);
  g_clear_pointer (&self->kept_key, mdg_secret_unref);
  if (self->watch != NULL)
    mdg_session_watch_stop (self->watch);
  g_clear_object (&self->watch);
  g_clear_object (&self->lock);
  g_clear_object (&self->service);
  g_clear_object (&self->cache);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_login_flow_parent_class)->dispose (object);
}

static void
mdg_login_flow_finalize (GObject *object)
{
  MdgLoginFlow *self = MDG_LOGIN_FLOW (object);
  g_clear_error (&self->error);
  g_clear_pointer (&self->session, mdg_session_info_free);
  g_clear_pointer (&self->registration, mdg_registration_free);
  g_clear_pointer (&self->account, mdg_account_record_free);
  g_clear_error (&self->cache_error);
  G_OBJECT_CLASS (mdg_login_flow_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  props[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, MDG_TYPE_LOGIN_STATE, MDG_LOGIN_START, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  props[PROP_SESSION] = g_param_spec_pointer ("session", NULL, NULL, flags);
  props[PROP_REGISTRATION] = g_param_spec_pointer ("registration", NULL, NULL, flags);
  props[PROP_ACCOUNT] = g_param_spec_pointer ("account", NULL, NULL, flags);
  props[PROP_LOCK_REMAINING]
      = g_param_spec_int64 ("lock-remaining", NULL, NULL, 0, MDG_LOCK_SECONDS, 0, flags);
  props[PROP_CLOCK_SKEW]
      = g_param_spec_int64 ("clock-skew", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_SKEWED] = g_param_spec_boolean ("skewed", NULL, NULL, FALSE, flags);
  props[PROP_TIMES_PRINTED]
      = g_param_spec_uint ("times-printed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mdg_login_flow_class_init (MdgLoginFlowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->get_property = mdg_login_flow_get_property;
  object_class->dispose = mdg_login_flow_dispose;
  object_class->finalize = mdg_login_flow_finalize;
  install_properties (object_class);
}

static void
mdg_login_flow_init (MdgLoginFlow *self)
{
}

/* --- public ------------------------------------------------------------------------------------
 */

MdgLoginFlow *
mdg_login_flow_new (MdgClock *clock)
{
  g_return_val_if_fail (MDG_IS_CLOCK (clock), NULL);
  MdgLoginFlow *self = g_object_new (MDG_TYPE_LOGIN_FLOW, NULL);
  self->clock = g_object_ref (clock);
  self->lock = mdg_lock_countdown_new (clock);
  self->watch = mdg_session_watch_new (clock);
  g_signal_connect_object (self->lock, "notify::remaining", G_CALLBACK (on_lock_moved), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "ended", G_CALLBACK (on_session_ended), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
mdg_login_flow_set_service (MdgLoginFlow *self, MdgService *service)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (self->service == service)
    return;

  gboolean lost = mdg_flow_has_session (self->state);
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_abandon (self, MDG_TRACK_CHECK);
  if (self->busy)
    mdg_flow_end_act (self, NULL);
  if (lost)
    mdg_flow_set_state (self, MDG_LOGIN_CREDENTIALS);
  g_set_object (&self->service, service);
  mdg_flow_set_skew (self, FALSE, 0);
  mdg_flow_set_error (self, NULL);
  mdg_flow_set_notice (self, lost ? "service-changed" : NULL);
  if (self->state == MDG_LOGIN_CREDENTIALS)
    check (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
mdg_login_flow_set_cache (MdgLoginFlow *self, MdgCache *cache)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (self->cache == cache)
    return;
  mdg_flow_abandon (self, MDG_TRACK_LOOK_UP);
  g_set_object (&self->cache, cache);
}

void
mdg_login_flow_set_cache_error (MdgLoginFlow *self, const GError *error)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  g_clear_error (&self->cache_error);
  self->cache_error = error != NULL ? g_error_copy (error) : NULL;
}

MdgLoginState
mdg_login_flow_get_state (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), MDG_LOGIN_START);
  return self->state;
}

gboolean
mdg_login_flow_get_busy (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), FALSE);
  return self->busy;
}

const GError *
mdg_login_flow_get_error (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), NULL);
  return self->error;
}

const char *
mdg_login_flow_get_notice (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), NULL);
  return self->notice;
}

const MdgSessionInfo *
mdg_login_flow_get_session (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), NULL);
  return self->session;
}

const MdgRegistration *
mdg_login_flow_get_registration (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), NULL);
  return self->registration != NULL && self->registration->otpauth_uri != NULL ? self->registration
                                                                               : NULL;
}

const MdgAccountRecord *
mdg_login_flow_get_account (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), NULL);
  return self->account;
}

gint64
mdg_login_flow_get_lock_remaining (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), 0);
  return self->lock != NULL ? mdg_lock_countdown_get_remaining (self->lock) : 0;
}

gboolean
mdg_login_flow_get_clock_skew (MdgLoginFlow *self, gint64 *seconds)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), FALSE);
  if (seconds != NULL)
    *seconds = self->skew;
  return self->skew_known;
}

guint
mdg_login_flow_get_times_printed (MdgLoginFlow *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_FLOW (self), 0);
  return self->account != NULL ? self->account->times_printed : 0;
}

void
mdg_login_flow_begin (MdgLoginFlow *self)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (self->busy || (self->state != MDG_LOGIN_START && self->state != MDG_LOGIN_CREDENTIALS))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_set_notice (self, NULL);
  mdg_flow_set_error (self, NULL);
  mdg_flow_set_state (self, MDG_LOGIN_CREDENTIALS);
  check (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
mdg_login_flow_look_up (MdgLoginFlow *self, const char *institution_code, const char *login_id)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  g_autofree char *code = NULL, *id = NULL;
  if (self->busy || mdg_flow_has_session (self->state))
    return;
  if (!mdg_login_input_account (institution_code, login_id, &code, &id, NULL))
    {
      mdg_flow_abandon (self, MDG_TRACK_LOOK_UP);
      mdg_flow_set_account (self, NULL);
      return;
    }
  if (self->cache == NULL)
    return;
  mdg_flow_renew (self, MDG_TRACK_LOOK_UP);
  mdg_cache_load_account_async (self->cache, code, id, self->cancellable[MDG_TRACK_LOOK_UP],
                                on_looked_up, mdg_flow_step_new (self, MDG_TRACK_LOOK_UP));
}

/* A move from one page to another that asks nobody. */
static void
move (MdgLoginFlow *self, MdgLoginState state)
{
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_set_notice (self, NULL);
  mdg_flow_set_error (self, NULL);
  mdg_flow_set_state (self, state);
  if (state == MDG_LOGIN_MENU)
    mdg_flow_drop_registration (self);
  if (state == MDG_LOGIN_CREDENTIALS)
    check (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
mdg_login_flow_proceed (MdgLoginFlow *self)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (!self->busy && self->state == MDG_LOGIN_REGISTRATION)
    move (self, MDG_LOGIN_PASSCODE);
}

void
mdg_login_flow_acknowledge (MdgLoginFlow *self)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (self->state == MDG_LOGIN_COMPLETED || self->state == MDG_LOGIN_PASSWORD_CHANGED)
    move (self, MDG_LOGIN_MENU);
}

void
mdg_login_flow_open_password (MdgLoginFlow *self)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (!self->busy && self->state == MDG_LOGIN_MENU)
    move (self, MDG_LOGIN_PASSWORD);
}

void
mdg_login_flow_back (MdgLoginFlow *self)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (self->busy)
    mdg_login_flow_cancel (self);
  if (self->busy)
    return;
  if (self->state == MDG_LOGIN_PASSCODE && self->registration != NULL)
    move (self, MDG_LOGIN_REGISTRATION);
  else if (self->state == MDG_LOGIN_PASSCODE || self->state == MDG_LOGIN_REGISTRATION)
    move (self, MDG_LOGIN_CREDENTIALS);
  else if (self->state == MDG_LOGIN_PASSWORD)
    move (self, MDG_LOGIN_MENU);
}

void
mdg_login_flow_log_out (MdgLoginFlow *self)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (!mdg_flow_has_session (self->state))
    return;
  if (self->busy)
    mdg_login_flow_cancel (self);
  if (!mdg_flow_begin_act (self))
    return;
  self->logging_out = TRUE;
  mdg_session_watch_stop (self->watch);
  mdg_service_logout_async (self->service, self->cancellable[MDG_TRACK_ACT], on_logged_out,
                            mdg_flow_step_new (self, MDG_TRACK_ACT));
}

void
mdg_login_flow_close_ended (MdgLoginFlow *self)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (self->state == MDG_LOGIN_ENDED)
    move (self, MDG_LOGIN_CREDENTIALS);
}

void
mdg_login_flow_cancel (MdgLoginFlow *self)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (!self->busy || self->committing)
    return;
  gboolean leaving = self->logging_out;
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_end_act (self, leaving ? NULL : "cancelled");
  if (leaving)
    {
      mdg_flow_set_state (self, MDG_LOGIN_CREDENTIALS);
      check (self);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
mdg_login_flow_note_print (MdgLoginFlow *self, MdgPrintKind kind, const char *by_whom)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));
  if (self->account == NULL)
    return;
  gint64 now = mdg_clock_wall (self->clock);
  self->account->times_printed++;
  self->account->last_printed = now;
  g_object_notify (G_OBJECT (self), "times-printed");
  g_object_notify (G_OBJECT (self), "account");
  if (self->cache == NULL)
    mdg_flow_set_notice (self, "print-not-recorded");
  else
    mdg_cache_record_print_async (self->cache, self->account->institution_code,
                                  self->account->login_id, kind, by_whom != NULL ? by_whom : "",
                                  now, NULL, on_print_recorded,
                                  mdg_flow_step_new (self, MDG_TRACK_PRINT));
}
