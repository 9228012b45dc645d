/* portal-flow.c: the portal for 施術所等 from 新規ユーザー登録 to 運用開始日登録.
 *
 * One act of the person is under way at a time ("busy"); looking up a number, the mailbox and how
 * far the application has come run beside it. Each track has a cancellable; what is not wanted any
 * more comes back cancelled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "madoguchi-portal"
#include "portal/portal-flow.h"

typedef enum
{
  TRACK_ACT,
  TRACK_LOOK_UP,
  TRACK_MAILS,
  TRACK_START,
  TRACK_FACILITIES,
  N_TRACKS
} Track;

struct _MdgPortalFlow
{
  GObject parent_instance;

  MdgPortalService *service; /* (nullable) */
  GCancellable *tracks[N_TRACKS];

  MdgPortalState state;
  gboolean busy;
  GError *error;
  const char *notice;

  GPtrArray *facilities;
  char *looked_up; /* (nullable): the number as a word */
  MdgPortalFacility *found;
  GError *look_up_error;
  MdgPortalReceipt *receipt;
  GPtrArray *mails;
  gboolean has_mailbox;
  char *mail_address;
  MdgPortalUser *user;
  MdgPortalStart *start;
  char *confirmed;  /* (nullable) */
  char *confirming; /* (nullable) */

  /* The last write, as long as nobody said what became of it: the same one sent again bears the
   * same key. */
  char *unsettled;
  char *key;
};

enum
{
  CHANGED,
  STATE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgPortalFlow, mdg_portal_flow, G_TYPE_OBJECT)

static void
changed (MdgPortalFlow *self)
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

static GCancellable *
renew (MdgPortalFlow *self, Track track)
{
  if (self->tracks[track] != NULL)
    g_cancellable_cancel (self->tracks[track]);
  g_clear_object (&self->tracks[track]);
  self->tracks[track] = g_cancellable_new ();
  return self->tracks[track];
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* acts ---------------------------------------------------------------------------------------- */

static gboolean
begin (MdgPortalFlow *self)
{
  if (self->busy)
    return FALSE;
  g_clear_error (&self->error);
  self->notice = NULL;
  if (self->service == NULL)
    self->error = mdg_error_new (MDG_ERROR_UNREACHABLE, "no service is configured yet");
  else
    self->busy = TRUE;
  changed (self);
  return self->busy;
}

static void
forget_session (MdgPortalFlow *self)
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
static const char *
key_for (MdgPortalFlow *self, char *content)
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
static gboolean
end (MdgPortalFlow *self, GError *error)
{
  self->busy = FALSE;
  if (is_settled (error))
    g_clear_pointer (&self->unsettled, g_free);
  if (error == NULL)
    return TRUE;
  if (is_cancelled (error))
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
    forget_session (self);
  changed (self);
  if (mdg_error_ends_session (self->error) && self->state >= MDG_PORTAL_AT_MENU)
    set_state (self, MDG_PORTAL_AT_LOGIN);
  return FALSE;
}

static void
succeed (MdgPortalFlow *self, const char *notice, MdgPortalState state)
{
  self->notice = notice;
  changed (self);
  set_state (self, state);
}

/* the mailbox and how far it has come --------------------------------------------------------- */

static void
on_mails (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgPage) page
      = mdg_portal_service_get_mailbox_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (is_cancelled (error))
    return;
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    self->has_mailbox = FALSE;
  if (page == NULL)
    g_info ("mails not fetched: %s", error->message);
  else
    {
      self->has_mailbox = TRUE;
      g_ptr_array_unref (self->mails);
      self->mails = g_ptr_array_ref (page->items);
    }
  changed (self);
}

static void
refresh_mails (MdgPortalFlow *self)
{
  if (self->service != NULL && self->mail_address != NULL)
    mdg_portal_service_get_mailbox_async (self->service, self->mail_address,
                                          renew (self, TRACK_MAILS), on_mails, g_object_ref (self));
}

static void
on_start (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalStart *start
      = mdg_portal_service_get_start_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (is_cancelled (error))
    {
      g_error_free (error);
      return;
    }
  if (start != NULL)
    {
      g_clear_pointer (&self->start, mdg_portal_start_free);
      self->start = start;
      changed (self);
      return;
    }
  if (!self->busy)
    {
      g_clear_error (&self->error);
      self->notice = NULL;
      end (self, error);
    }
  else
    g_error_free (error);
}

static void
refresh_start (MdgPortalFlow *self)
{
  if (self->service != NULL && self->user != NULL)
    mdg_portal_service_get_start_async (self->service, renew (self, TRACK_START), on_start,
                                        g_object_ref (self));
}

void
mdg_portal_flow_refresh (MdgPortalFlow *self)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self));
  refresh_mails (self);
  refresh_start (self);
}

static void
set_mail_address (MdgPortalFlow *self, const char *mail_address)
{
  if (g_strcmp0 (self->mail_address, mail_address) == 0)
    return;
  g_free (self->mail_address);
  self->mail_address = g_strdup (mail_address);
  g_ptr_array_set_size (self->mails, 0);
}

/* facilities ---------------------------------------------------------------------------------- */

static void
on_facilities (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facilities
      = mdg_portal_service_get_facilities_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (facilities == NULL)
    {
      g_debug ("the service tells no facilities: %s", error->message);
      return;
    }
  g_ptr_array_unref (self->facilities);
  self->facilities = g_steal_pointer (&facilities);
  changed (self);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  g_autoptr (GError) error = NULL;
  MdgPortalFacility *found
      = mdg_portal_service_get_facility_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (is_cancelled (error))
    return;
  if (error != NULL && !g_error_matches (error, MDG_ERROR, MDG_ERROR_FACILITY_UNKNOWN))
    g_clear_pointer (&self->looked_up, g_free); /* may be asked for once more */
  self->found = found;
  self->look_up_error = g_steal_pointer (&error);
  changed (self);
}

void
mdg_portal_flow_look_up (MdgPortalFlow *self, const MdgPortalNumber *number)
{
  g_autofree char *word = NULL;

  g_return_if_fail (MDG_IS_PORTAL_FLOW (self));
  word = number != NULL ? mdg_portal_number_to_word (number) : NULL;
  if (g_strcmp0 (word, self->looked_up) == 0)
    return;
  renew (self, TRACK_LOOK_UP);
  g_clear_pointer (&self->found, mdg_portal_facility_free);
  g_clear_error (&self->look_up_error);
  g_free (self->looked_up);
  self->looked_up = g_steal_pointer (&word);
  if (self->service != NULL && self->looked_up != NULL)
    mdg_portal_service_get_facility_async (self->service, self->looked_up,
                                           self->tracks[TRACK_LOOK_UP], on_looked_up,
                                           g_object_ref (self));
  changed (self);
}

/* 新規ユーザー登録 ---------------------------------------------------------------------------- */

static void
on_registered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalReceipt *receipt
      = mdg_portal_service_register_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (!end (self, error))
    return;
  g_clear_pointer (&self->receipt, mdg_portal_receipt_free);
  self->receipt = receipt;
  set_mail_address (self, receipt->mail_address);
  refresh_mails (self);
  succeed (self, "sent", MDG_PORTAL_AT_MAIL);
}

void
mdg_portal_flow_register (MdgPortalFlow *self, const MdgPortalRegistration *registration)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && registration != NULL);
  if (!begin (self))
    return;
  mdg_portal_service_register_async (self->service, registration,
                                     key_for (self, mdg_portal_registration_to_json (registration)),
                                     renew (self, TRACK_ACT), on_registered, g_object_ref (self));
}

static void
on_link_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  g_autoptr (MdgPortalUser) user
      = mdg_portal_service_open_link_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (!end (self, error))
    return;
  set_mail_address (self, user->mail_address);
  succeed (self, "registered", MDG_PORTAL_AT_LOGIN);
}

void
mdg_portal_flow_open_link (MdgPortalFlow *self, const char *link)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && link != NULL);
  if (!begin (self))
    return;
  mdg_portal_service_open_link_async (self->service, link,
                                      key_for (self, mdg_portal_link_to_json (link)),
                                      renew (self, TRACK_ACT), on_link_opened, g_object_ref (self));
}

/* ログイン ------------------------------------------------------------------------------------ */

static void
on_logged_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalUser *user
      = mdg_portal_service_log_in_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (!end (self, error))
    return;
  forget_session (self);
  self->user = user;
  set_mail_address (self, user->mail_address);
  mdg_portal_flow_refresh (self);
  succeed (self, NULL, MDG_PORTAL_AT_MENU);
}

void
mdg_portal_flow_log_in (MdgPortalFlow *self, const char *mail_address, MdgSecret *password)
{
  g_autoptr (MdgPortalLogin) login = NULL;

  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && mail_address != NULL && password != NULL);
  if (!begin (self))
    return;
  login = mdg_portal_login_new (mail_address, password);
  mdg_portal_service_log_in_async (self->service, login, renew (self, TRACK_ACT), on_logged_in,
                                   g_object_ref (self));
}

static void
on_logged_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_portal_service_log_out_finish (MDG_PORTAL_SERVICE (source), result, &error))
    g_info ("the portal did not hear of the logout: %s", error->message);
}

/* The service being away does not keep a person logged in. */
void
mdg_portal_flow_log_out (MdgPortalFlow *self)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self));
  if (self->busy || self->user == NULL)
    return;
  if (self->service != NULL)
    mdg_portal_service_log_out_async (self->service, NULL, on_logged_out, NULL);
  forget_session (self);
  g_clear_error (&self->error);
  succeed (self, "logged-out", MDG_PORTAL_AT_LOGIN);
}

/* 利用開始申請, 運用開始日登録 ---------------------------------------------------------------- */

static void
on_confirmed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  g_autoptr (MdgPortalFacility) facility G_GNUC_UNUSED
      = mdg_portal_service_confirm_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (!end (self, error))
    return;
  g_free (self->confirmed);
  self->confirmed = g_steal_pointer (&self->confirming);
  changed (self);
}

void
mdg_portal_flow_confirm (MdgPortalFlow *self, const char *birth_date)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && birth_date != NULL);
  if (!begin (self))
    return;
  g_clear_pointer (&self->confirmed, g_free);
  g_free (self->confirming);
  self->confirming = g_strdup (birth_date);
  mdg_portal_service_confirm_async (self->service, birth_date, renew (self, TRACK_ACT),
                                    on_confirmed, g_object_ref (self));
}

static void
take_start (MdgPortalFlow *self, MdgPortalStart *start, const char *notice)
{
  renew (self, TRACK_START); /* what is on its way is older */
  g_clear_pointer (&self->start, mdg_portal_start_free);
  self->start = start;
  refresh_mails (self);
  succeed (self, notice, MDG_PORTAL_AT_MENU);
}

static void
on_use_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalStart *start
      = mdg_portal_service_start_use_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (end (self, error))
    take_start (self, start, "applied");
  else if (g_error_matches (self->error, MDG_ERROR, MDG_ERROR_ALREADY_APPLIED))
    refresh_start (self);
}

void
mdg_portal_flow_start_use (MdgPortalFlow *self, const MdgPortalStartRequest *request)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && request != NULL);
  if (!begin (self))
    return;
  mdg_portal_service_start_use_async (self->service, request,
                                      key_for (self, mdg_portal_start_request_to_json (request)),
                                      renew (self, TRACK_ACT), on_use_started, g_object_ref (self));
}

static void
on_operation_set (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalStart *start
      = mdg_portal_service_set_operation_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (end (self, error))
    take_start (self, start, "kept");
}

void
mdg_portal_flow_set_operation (MdgPortalFlow *self, const char *day)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && day != NULL);
  if (!begin (self))
    return;
  mdg_portal_service_set_operation_async (
      self->service, day, key_for (self, mdg_portal_operation_to_json (day)),
      renew (self, TRACK_ACT), on_operation_set, g_object_ref (self));
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
  changed (self);
  set_state (self, state);
  if (state == MDG_PORTAL_AT_MAIL)
    refresh_mails (self);
  else if (state >= MDG_PORTAL_AT_MENU)
    mdg_portal_flow_refresh (self);
}

void
mdg_portal_flow_cancel (MdgPortalFlow *self)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self));
  if (self->busy && self->tracks[TRACK_ACT] != NULL)
    g_cancellable_cancel (self->tracks[TRACK_ACT]);
}

void
mdg_portal_flow_set_service (MdgPortalFlow *self, MdgPortalService *service)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self));
  if (self->service == service)
    return;
  for (int track = 0; track < N_TRACKS; track++)
    renew (self, (Track)track);
  g_set_object (&self->service, service);
  forget_session (self);
  g_clear_pointer (&self->looked_up, g_free);
  if (service != NULL)
    mdg_portal_service_get_facilities_async (service, self->tracks[TRACK_FACILITIES], on_facilities,
                                             g_object_ref (self));
  changed (self);
  if (self->state >= MDG_PORTAL_AT_MENU)
    set_state (self, MDG_PORTAL_AT_LOGIN);
}

static void
mdg_portal_flow_dispose (GObject *object)
{
  MdgPortalFlow *self = MDG_PORTAL_FLOW (object);

  for (int track = 0; track < N_TRACKS; track++)
    g_clear_object (&self->tracks[track]);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (mdg_portal_flow_parent_class)->dispose (object);
}

static void
mdg_portal_flow_finalize (GObject *object)
{
  MdgPortalFlow *self = MDG_PORTAL_FLOW (object);

  forget_session (self);
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
