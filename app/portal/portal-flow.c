/* portal-flow.c: the portal for 施術所等 from 新規ユーザー登録 to 運用開始日登録.
 *
 * One act of the person is under way at a time ("busy"); looking up a number, the mailbox and how
 * far the application has come run beside it. Each track has a cancellable; what is not wanted any
 * more comes back cancelled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "madoguchi-portal"
#include "portal/portal-flow-private.h"

enum
{
  CHANGED,
  STATE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgPortalFlow, mdg_portal_flow, G_TYPE_OBJECT)

void
mdg_portal_flow_tell (MdgPortalFlow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_state (MdgPortalFlow *self, MdgPortalState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

GCancellable *
mdg_portal_flow_renew (MdgPortalFlow *self, MdgPortalTrack track)
{
  if (self->tracks[track] != NULL)
    g_cancellable_cancel (self->tracks[track]);
  g_clear_object (&self->tracks[track]);
  self->tracks[track] = g_cancellable_new ();
  return self->tracks[track];
}

gboolean
mdg_portal_flow_was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* acts ---------------------------------------------------------------------------------------- */

gboolean
mdg_portal_flow_begin (MdgPortalFlow *self)
{
  if (self->busy)
    return FALSE;
  g_clear_error (&self->error);
  self->notice = NULL;
  if (self->service == NULL)
    self->error = mdg_error_new (MDG_ERROR_UNREACHABLE, "no service is configured yet");
  else
    self->busy = TRUE;
  mdg_portal_flow_tell (self);
  return self->busy;
}

void
mdg_portal_flow_forget_session (MdgPortalFlow *self)
{
  g_clear_pointer (&self->user, mdg_portal_user_free);
  g_clear_pointer (&self->start, mdg_portal_start_free);
  g_clear_pointer (&self->confirmed, g_free);
}

/* Whether the service has said what became of the write. */
static gboolean
is_settled (const GError *error)
{
  static const MdgErrorCode open[]
      = { MDG_ERROR_UNREACHABLE,    MDG_ERROR_TIMED_OUT,    MDG_ERROR_BAD_ANSWER,
          MDG_ERROR_SERVICE_FAILED, MDG_ERROR_SERVICE_FULL, MDG_ERROR_TOO_MANY_REQUESTS };

  if (error == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    if (g_error_matches (error, MDG_ERROR, (int)open[i]))
      return FALSE;
  return error->domain == MDG_ERROR;
}

/* The key of a write. @content: (transfer full): what tells it from others; wiped. */
const char *
mdg_portal_flow_key (MdgPortalFlow *self, char *content)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

  mdg_wipe_string (content);
  if (g_strcmp0 (self->unsettled, sum) != 0)
    {
      g_free (self->unsettled);
      g_free (self->key);
      self->unsettled = g_steal_pointer (&sum);
      self->key = g_uuid_string_random ();
    }
  return self->key;
}

/* Ends the act. @error: (transfer full) (nullable). Returns: whether it went well */
gboolean
mdg_portal_flow_end (MdgPortalFlow *self, GError *error)
{
  self->busy = FALSE;
  if (is_settled (error))
    g_clear_pointer (&self->unsettled, g_free);
  if (error == NULL)
    return TRUE;
  if (mdg_portal_flow_was_cancelled (error))
    {
      g_error_free (error);
      self->notice = "cancelled";
    }
  else
    {
      g_info ("act failed in state %d: %s", self->state, error->message);
      self->error = error;
    }
  if (mdg_error_ends_session (self->error))
    mdg_portal_flow_forget_session (self);
  mdg_portal_flow_tell (self);
  if (mdg_error_ends_session (self->error) && self->state >= MDG_PORTAL_AT_MENU)
    set_state (self, MDG_PORTAL_AT_LOGIN);
  return FALSE;
}

void
mdg_portal_flow_succeed (MdgPortalFlow *self, const char *notice, MdgPortalState state)
{
  self->notice = notice;
  mdg_portal_flow_tell (self);
  set_state (self, state);
}

/* the rest ------------------------------------------------------------------------------------ */

void
mdg_portal_flow_go (MdgPortalFlow *self, MdgPortalState state)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && state < MDG_PORTAL_N_STATES);
  if (self->busy)
    return;
  if (state >= MDG_PORTAL_AT_MENU && self->user == NULL)
    state = MDG_PORTAL_AT_LOGIN;
  g_clear_error (&self->error);
  self->notice = NULL;
  mdg_portal_flow_tell (self);
  set_state (self, state);
  if (state == MDG_PORTAL_AT_MAIL)
    mdg_portal_flow_refresh_mails (self);
  else if (state >= MDG_PORTAL_AT_MENU)
    mdg_portal_flow_refresh (self);
}

void
mdg_portal_flow_cancel (MdgPortalFlow *self)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self));
  if (self->busy && self->tracks[MDG_PORTAL_TRACK_ACT] != NULL)
    g_cancellable_cancel (self->tracks[MDG_PORTAL_TRACK_ACT]);
}

void
mdg_portal_flow_set_service (MdgPortalFlow *self, MdgPortalService *service)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self));
  if (self->service == service)
    return;
  for (int track = 0; track < MDG_PORTAL_N_TRACKS; track++)
    mdg_portal_flow_renew (self, (MdgPortalTrack)track);
  g_set_object (&self->service, service);
  mdg_portal_flow_forget_session (self);
  g_clear_pointer (&self->looked_up, g_free);
  if (service != NULL)
    mdg_portal_flow_refresh_facilities (self);
  mdg_portal_flow_tell (self);
  if (self->state >= MDG_PORTAL_AT_MENU)
    set_state (self, MDG_PORTAL_AT_LOGIN);
}

static void
mdg_portal_flow_dispose (GObject *object)
{
  MdgPortalFlow *self = MDG_PORTAL_FLOW (object);

  for (int track = 0; track < MDG_PORTAL_N_TRACKS; track++)
    g_clear_object (&self->tracks[track]);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (mdg_portal_flow_parent_class)->dispose (object);
}

static void
mdg_portal_flow_finalize (GObject *object)
{
  MdgPortalFlow *self = MDG_PORTAL_FLOW (object);

  mdg_portal_flow_forget_session (self);
  g_clear_error (&self->error);
  g_clear_error (&self->look_up_error);
  g_clear_pointer (&self->facilities, g_ptr_array_unref);
  g_clear_pointer (&self->mails, g_ptr_array_unref);
  g_clear_pointer (&self->found, mdg_portal_facility_free);
  g_clear_pointer (&self->receipt, mdg_portal_receipt_free);
  g_free (self->looked_up);
  g_free (self->mail_address);
  g_free (self->confirming);
  g_free (self->unsettled);
  g_free (self->key);
  G_OBJECT_CLASS (mdg_portal_flow_parent_class)->finalize (object);
}

static void
mdg_portal_flow_class_init (MdgPortalFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_portal_flow_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_portal_flow_finalize;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_PORTAL_FLOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", MDG_TYPE_PORTAL_FLOW, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_portal_flow_init (MdgPortalFlow *self)
{
  self->facilities = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_portal_facility_free);
  self->mails = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_mail_free);
}

MdgPortalFlow *
mdg_portal_flow_new (void)
{
  return g_object_new (MDG_TYPE_PORTAL_FLOW, NULL);
}

MdgPortalState
mdg_portal_flow_get_state (MdgPortalFlow *self)
{
  return self->state;
}

gboolean
mdg_portal_flow_get_busy (MdgPortalFlow *self)
{
  return self->busy;
}

const GError *
mdg_portal_flow_get_error (MdgPortalFlow *self)
{
  return self->error;
}

const char *
mdg_portal_flow_get_notice (MdgPortalFlow *self)
{
  return self->notice;
}

GPtrArray *
mdg_portal_flow_get_facilities (MdgPortalFlow *self)
{
  return self->facilities;
}

const MdgPortalFacility *
mdg_portal_flow_get_found (MdgPortalFlow *self)
{
  return self->found;
}

const GError *
mdg_portal_flow_get_look_up_error (MdgPortalFlow *self)
{
  return self->look_up_error;
}

const MdgPortalReceipt *
mdg_portal_flow_get_receipt (MdgPortalFlow *self)
{
  return self->receipt;
}

GPtrArray *
mdg_portal_flow_get_mails (MdgPortalFlow *self)
{
  return self->mails;
}

gboolean
mdg_portal_flow_has_mailbox (MdgPortalFlow *self)
{
  return self->has_mailbox;
}

const MdgPortalUser *
mdg_portal_flow_get_user (MdgPortalFlow *self)
{
  return self->user;
}

const char *
mdg_portal_flow_get_mail_address (MdgPortalFlow *self)
{
  return self->mail_address;
}

const MdgPortalStart *
mdg_portal_flow_get_start (MdgPortalFlow *self)
{
  return self->start;
}

const char *
mdg_portal_flow_get_confirmed (MdgPortalFlow *self)
{
  return self->confirmed;
}
