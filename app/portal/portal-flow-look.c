/* portal-flow-look.c: what the portal's flow looks at beside the act of the person: the mailbox,
 * how far the application has come, the training's facilities, the number that was typed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "madoguchi-portal"
#include "portal/portal-flow-private.h"

/* the mailbox and how far it has come --------------------------------------------------------- */

static void
on_mails (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgPage) page
      = mdg_portal_service_get_mailbox_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (mdg_portal_flow_was_cancelled (error))
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
  mdg_portal_flow_tell (self);
}

void
mdg_portal_flow_refresh_mails (MdgPortalFlow *self)
{
  if (self->service != NULL && self->mail_address != NULL)
    mdg_portal_service_get_mailbox_async (self->service, self->mail_address,
                                          mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_MAILS),
                                          on_mails, g_object_ref (self));
}

static void
on_start (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  GError *error = NULL;
  MdgPortalStart *start
      = mdg_portal_service_get_start_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (mdg_portal_flow_was_cancelled (error))
    {
      g_error_free (error);
      return;
    }
  if (start != NULL)
    {
      g_clear_pointer (&self->start, mdg_portal_start_free);
      self->start = start;
      mdg_portal_flow_tell (self);
      return;
    }
  if (!self->busy)
    {
      g_clear_error (&self->error);
      self->notice = NULL;
      mdg_portal_flow_end (self, error);
    }
  else
    g_error_free (error);
}

void
mdg_portal_flow_refresh_start (MdgPortalFlow *self)
{
  if (self->service != NULL && self->user != NULL)
    mdg_portal_service_get_start_async (self->service,
                                        mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_START),
                                        on_start, g_object_ref (self));
}

void
mdg_portal_flow_refresh (MdgPortalFlow *self)
{
  g_return_if_fail (MDG_IS_PORTAL_FLOW (self));
  mdg_portal_flow_refresh_mails (self);
  mdg_portal_flow_refresh_start (self);
}

void
mdg_portal_flow_set_mail_address (MdgPortalFlow *self, const char *mail_address)
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
  mdg_portal_flow_tell (self);
}

void
mdg_portal_flow_refresh_facilities (MdgPortalFlow *self)
{
  mdg_portal_service_get_facilities_async (
      self->service, mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_FACILITIES), on_facilities,
      g_object_ref (self));
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalFlow) self = data;
  g_autoptr (GError) error = NULL;
  MdgPortalFacility *found
      = mdg_portal_service_get_facility_finish (MDG_PORTAL_SERVICE (source), result, &error);

  if (mdg_portal_flow_was_cancelled (error))
    return;
  if (error != NULL && !g_error_matches (error, MDG_ERROR, MDG_ERROR_FACILITY_UNKNOWN))
    g_clear_pointer (&self->looked_up, g_free); /* may be asked for once more */
  self->found = found;
  self->look_up_error = g_steal_pointer (&error);
  mdg_portal_flow_tell (self);
}

void
mdg_portal_flow_look_up (MdgPortalFlow *self, const MdgPortalNumber *number)
{
  g_autofree char *word = NULL;

  g_return_if_fail (MDG_IS_PORTAL_FLOW (self));
  word = number != NULL ? mdg_portal_number_to_word (number) : NULL;
  if (g_strcmp0 (word, self->looked_up) == 0)
    return;
  mdg_portal_flow_renew (self, MDG_PORTAL_TRACK_LOOK_UP);
  g_clear_pointer (&self->found, mdg_portal_facility_free);
  g_clear_error (&self->look_up_error);
  g_free (self->looked_up);
  self->looked_up = g_steal_pointer (&word);
  if (self->service != NULL && self->looked_up != NULL)
    mdg_portal_service_get_facility_async (self->service, self->looked_up,
                                           self->tracks[MDG_PORTAL_TRACK_LOOK_UP], on_looked_up,
                                           g_object_ref (self));
  mdg_portal_flow_tell (self);
}
