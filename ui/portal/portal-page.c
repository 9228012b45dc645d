/* portal-page.c: what the pages of the portal have in common.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/portal-page.h"

#include <glib/gi18n.h>

#include "widgets/checklist.h"
#include "widgets/field.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

#define UI "/org/madoguchi/Madoguchi/portal/%s-page.ui"

typedef struct
{
  GtkWidget *frame;
  MdgPortalFlow *flow; /* (nullable) */
  MdgPortalState state;
  GtkWidget *focus; /* (nullable) */
} MdgPortalPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MdgPortalPage, mdg_portal_page, GTK_TYPE_WIDGET)

#define PRIVATE(self)                                                                              \
  ((MdgPortalPagePrivate *)mdg_portal_page_get_instance_private (MDG_PORTAL_PAGE (self)))

static const struct
{
  const char *notice;
  MdgMessageKind kind;
  const char *title;
  const char *body;
} notices[] = {
  { "sent", MDG_MESSAGE_SUCCESS, N_ ("The registration was sent."),
    N_ ("It is complete when the link in the mail has been opened, within 24 hours.") },
  { "registered", MDG_MESSAGE_SUCCESS, N_ ("The registration is complete."),
    N_ ("Log in with the mail address and the password.") },
  { "applied", MDG_MESSAGE_SUCCESS, N_ ("The application to start use was received."),
    N_ ("Up to about a week may pass until the mail that says it is done.") },
  { "kept", MDG_MESSAGE_SUCCESS, N_ ("The first day of operation was registered."), NULL },
  { "logged-out", MDG_MESSAGE_SUCCESS, N_ ("You are logged out."), NULL },
  { "cancelled", MDG_MESSAGE_INFO, N_ ("It was broken off."),
    N_ ("If it reached the service all the same, pressing the button again does it only once.") },
};

static void
show_notice (MdgPortalPagePrivate *own)
{
  const char *notice = mdg_portal_flow_get_notice (own->flow);

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    if (g_strcmp0 (notice, notices[i].notice) == 0)
      mdg_page_show_message (MDG_PAGE (own->frame), notices[i].kind, _ (notices[i].title),
                             notices[i].body != NULL ? _ (notices[i].body) : NULL);
}

static void
flow_changed (MdgPortalPage *self)
{
  MdgPortalPagePrivate *own = PRIVATE (self);
  MdgPortalPageClass *klass = MDG_PORTAL_PAGE_GET_CLASS (self);
  const GError *error = mdg_portal_flow_get_error (own->flow);
  GtkWidget *primary = mdg_page_get_primary (MDG_PAGE (own->frame));
  gboolean here = mdg_portal_flow_get_state (own->flow) == own->state;
  gboolean busy = mdg_portal_flow_get_busy (own->flow) && here;

  mdg_page_set_busy (MDG_PAGE (own->frame), busy);
  if (primary != NULL)
    gtk_widget_set_sensitive (primary, !busy);
  if (klass->update != NULL)
    klass->update (self);
  if (!here)
    return;
  if (error != NULL && klass->fault != NULL && klass->fault (self, error))
    error = NULL;
  mdg_page_show_error (MDG_PAGE (own->frame), error);
  if (mdg_portal_flow_get_error (own->flow) == NULL)
    show_notice (own);
}

static void
cancelled (MdgPortalPage *self)
{
  mdg_portal_flow_cancel (PRIVATE (self)->flow);
}

static void
activate_primary (MdgPortalPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (PRIVATE (self)->frame));
}

static gboolean
mdg_portal_page_grab_focus (GtkWidget *widget)
{
  MdgPortalPagePrivate *own = PRIVATE (widget);
  GtkWidget *focus = own->focus != NULL ? own->focus : mdg_page_get_primary (MDG_PAGE (own->frame));

  return focus != NULL && gtk_widget_grab_focus (focus);
}

static void
mdg_portal_page_dispose (GObject *object)
{
  MdgPortalPagePrivate *own = PRIVATE (object);

  if (own->flow != NULL)
    g_signal_handlers_disconnect_by_data (own->flow, object);
  g_clear_object (&own->flow);
  own->frame = own->focus = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_portal_page_parent_class)->dispose (object);
}

static void
mdg_portal_page_class_init (MdgPortalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_portal_page_dispose;
  widget_class->grab_focus = mdg_portal_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  g_type_ensure (MDG_TYPE_CHECKLIST);
}

static void
mdg_portal_page_init (MdgPortalPage *self)
{
}

void
mdg_portal_page_class_set_ui (MdgPortalPageClass *klass, const char *name)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_autofree char *resource = g_strdup_printf (UI, name);

  gtk_widget_class_set_template_from_resource (widget_class, resource);
  gtk_widget_class_bind_template_child_full (widget_class, "page", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, activate_primary);
}

void
mdg_portal_page_set_step (MdgPortalPage *self, guint step)
{
  const char *const steps[]
      = { C_ ("step", "Registration"), C_ ("step", "Mail link"), C_ ("step", "Log in"),
          C_ ("step", "Start of use"), C_ ("step", "First day"), NULL };

  mdg_page_set_steps (MDG_PAGE (PRIVATE (self)->frame), step > 0 ? steps : NULL, step, 0);
}

void
mdg_portal_page_bind (MdgPortalPage *self,
                      MdgPortalFlow *flow,
                      MdgPortalState state,
                      guint step,
                      GtkWidget *focus)
{
  MdgPortalPagePrivate *own = PRIVATE (self);

  own->frame = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), "page"));
  own->flow = g_object_ref (flow);
  own->state = state;
  own->focus = focus;
  mdg_portal_page_set_step (self, step);
  mdg_widget_tidy_names (own->frame);
  g_signal_connect_object (own->frame, "cancel", G_CALLBACK (cancelled), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (flow, "changed", G_CALLBACK (flow_changed), self);
  g_signal_connect_swapped (flow, "state-changed", G_CALLBACK (flow_changed), self);
  flow_changed (self);
}

MdgPageFrame *
mdg_portal_page_get_frame (MdgPortalPage *self)
{
  return MDG_PAGE (PRIVATE (self)->frame);
}

MdgPortalFlow *
mdg_portal_page_get_flow (MdgPortalPage *self)
{
  return PRIVATE (self)->flow;
}

void
mdg_portal_page_keep_name (GtkWidget *control)
{
  g_autofree char *label = NULL, *name = NULL;

  g_object_get (control, "label", &label, NULL);
  name = mdg_widget_plain_label (label);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  mdg_widget_set_name (control, name);
}

char *
mdg_portal_page_text (GtkWidget *entry)
{
  return mdg_portal_tidy (gtk_editable_get_text (GTK_EDITABLE (entry)));
}
