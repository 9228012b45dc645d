/* portal-flow-acts.c: the acts of the person in the portal's flow, one at a time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "madoguchi-portal"
#include "portal/portal-flow-private.h"

/* 新規ユーザー登録 ---------------------------------------------------------------------------- */

static void
on_registered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalReceipt *receipt
      = mdg_portal_service_register_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (!mdg_portal_flow_end (self, error))
    return;
  g_clear_pointer (&self->receipt, mdg_portal_receipt_free);
  self->receipt = receipt;
  mdg_portal_flow_set_mail_address (self, receipt->mail_address);
  mdg_portal_flow_refresh_mails (self);
  mdg_portal_flow_succeed (self, "sent", MDG_PORTAL_AT_MAIL);
}

void
mdg_portal_flow_register (MdgPortalFlow *self, const MdgPortalRegistration *registration)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && registration != NULL);
  if (!mdg_portal_flow_begin (self))
    return;
  mdg_portal_service_register_async (
      self->service, registration,
      mdg_portal_flow_key (self, mdg_portal_registration_to_json (registration)),
      mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_ACT), on_registered, g_object_ref (self));
}

static void
on_link_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  g_autoptr (MdgPortalUser) user
      = mdg_portal_service_open_link_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (!mdg_portal_flow_end (self, error))
    return;
  mdg_portal_flow_set_mail_address (self, user->mail_address);
  mdg_portal_flow_succeed (self, "registered", MDG_PORTAL_AT_LOGIN);
}

void
mdg_portal_flow_open_link (MdgPortalFlow *self, const char *link)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && link != NULL);
  if (!mdg_portal_flow_begin (self))
    return;
  mdg_portal_service_open_link_async (
      self->service, link, mdg_portal_flow_key (self, mdg_portal_link_to_json (link)),
      mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_ACT), on_link_opened, g_object_ref (self));
}

/* ログイン ------------------------------------------------------------------------------------ */

static void
on_logged_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalUser *user
      = mdg_portal_service_log_in_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (!mdg_portal_flow_end (self, error))
    return;
  mdg_portal_flow_forget_session (self);
  self->user = user;
  mdg_portal_flow_set_mail_address (self, user->mail_address);
  mdg_portal_flow_refresh (self);
  mdg_portal_flow_succeed (self, NULL, MDG_PORTAL_AT_MENU);
}

void
mdg_portal_flow_log_in (MdgPortalFlow *self, const char *mail_address, MdgSecret *password)
{
  g_autoptr (MdgPortalLogin) login = NULL;

  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && mail_address != NULL && password != NULL);
  if (!mdg_portal_flow_begin (self))
    return;
  login = mdg_portal_login_new (mail_address, password);
  mdg_portal_service_log_in_async (self->service, login,
                                   mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_ACT), on_logged_in,
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
  mdg_portal_flow_forget_session (self);
  g_clear_error (&self->error);
  mdg_portal_flow_succeed (self, "logged-out", MDG_PORTAL_AT_LOGIN);
}

/* 利用開始申請, 運用開始日登録 ---------------------------------------------------------------- */

static void
on_confirmed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  g_autoptr (MdgPortalFacility) facility G_GNUC_UNUSED
      = mdg_portal_service_confirm_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (!mdg_portal_flow_end (self, error))
    return;
  g_free (self->confirmed);
  self->confirmed = g_steal_pointer (&self->confirming);
  mdg_portal_flow_tell (self);
}

void
mdg_portal_flow_confirm (MdgPortalFlow *self, const char *birth_date)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && birth_date != NULL);
  if (!mdg_portal_flow_begin (self))
    return;
  g_clear_pointer (&self->confirmed, g_free);
  g_free (self->confirming);
  self->confirming = g_strdup (birth_date);
  mdg_portal_service_confirm_async (self->service, birth_date,
                                    mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_ACT),
                                    on_confirmed, g_object_ref (self));
}

static void
take_start (MdgPortalFlow *self, MdgPortalStart *start, const char *notice)
{
  mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_START); /* what is on its way is older */
  g_clear_pointer (&self->start, mdg_portal_start_free);
  self->start = start;
  mdg_portal_flow_refresh_mails (self);
  mdg_portal_flow_succeed (self, notice, MDG_PORTAL_AT_MENU);
}

static void
on_use_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalStart *start
      = mdg_portal_service_start_use_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (mdg_portal_flow_end (self, error))
    take_start (self, start, "applied");
  else if (g_error_matches (self->error, MDG_ERROR, MDG_ERROR_ALREADY_APPLIED))
    mdg_portal_flow_refresh_start (self);
}

void
mdg_portal_flow_start_use (MdgPortalFlow *self, const MdgPortalStartRequest *request)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && request != NULL);
  if (!mdg_portal_flow_begin (self))
    return;
  mdg_portal_service_start_use_async (
      self->service, request,
      mdg_portal_flow_key (self, mdg_portal_start_request_to_json (request)),
      mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_ACT), on_use_started, g_object_ref (self));
}

static void
on_operation_set (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalStart *start
      = mdg_portal_service_set_operation_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (mdg_portal_flow_end (self, error))
    take_start (self, start, "kept");
}

void
mdg_portal_flow_set_operation (MdgPortalFlow *self, const char *day)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self) && day != NULL);
  if (!mdg_portal_flow_begin (self))
    return;
  mdg_portal_service_set_operation_async (
      self->service, day, mdg_portal_flow_key (self, mdg_portal_operation_to_json (day)),
      mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_ACT), on_operation_set, g_object_ref (self));
}
