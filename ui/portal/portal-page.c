/* portal-page.c: what the pages of the portal have in common.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/portal-page.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "widgets/field.h"
#include "widgets/widget-tools.h"

#define STATE "mdg-portal-state" /* of a link: the state and one */
#define LINK "mdg-portal-link"
#define SHOWN "mdg-portal-shown" /* of a mailbox: the newest mail in it */

struct _MdgPortalPage
{
  GtkWidget parent_instance;

  GtkWidget *frame;
  MdgPortalFlow *flow;
  MdgPortalState state;
  GtkWidget *focus; /* (nullable) */
  MdgPortalFaultFunc fault;
  MdgPortalUpdateFunc update;
  gpointer data;
  GDestroyNotify free_data;
};

G_DEFINE_FINAL_TYPE (MdgPortalPage, mdg_portal_page, GTK_TYPE_WIDGET)

static const struct
{
  const char *notice;
  const char *title;
  const char *body;
} notices[] = {
  { "sent", N_ ("The registration was sent."),
    N_ ("It is complete when the link in the mail has been opened, within 24 hours.") },
  { "registered", N_ ("The registration is complete."),
    N_ ("Log in with the mail address and the password.") },
  { "applied", N_ ("The application to start use was received."),
    N_ ("Up to about a week may pass until the mail that says it is done.") },
  { "kept", N_ ("The first day of operation was registered."), NULL },
  { "logged-out", N_ ("You are logged out."), NULL },
};

static void
show_notice (MdgPortalPage *self)
{
  const char *notice = mdg_portal_flow_get_notice (self->flow);

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    if (g_strcmp0 (notice, notices[i].notice) == 0)
      mdg_page_show_message (MDG_PAGE (self->frame), MDG_MESSAGE_SUCCESS, _ (notices[i].title),
                             notices[i].body != NULL ? _ (notices[i].body) : NULL);
  if (g_strcmp0 (notice, "cancelled") == 0)
    mdg_page_show_message (
        MDG_PAGE (self->frame), MDG_MESSAGE_INFO, _ ("It was broken off."),
        _ ("If it reached the service all the same, pressing the button again does it only once."));
}

static void
flow_changed (MdgPortalPage *self)
{
  const GError *error = mdg_portal_flow_get_error (self->flow);
  GtkWidget *primary = mdg_page_get_primary (MDG_PAGE (self->frame));
  gboolean busy = mdg_portal_flow_get_busy (self->flow) && mdg_portal_page_is_at (self);

  mdg_page_set_busy (MDG_PAGE (self->frame), busy);
  if (primary != NULL)
    gtk_widget_set_sensitive (primary, !busy);
  if (self->update != NULL)
    self->update (self->data);
  if (!mdg_portal_page_is_at (self))
    return;
  if (error != NULL && self->fault != NULL && self->fault (self->data, error))
    error = NULL;
  mdg_page_show_error (MDG_PAGE (self->frame), error);
  if (mdg_portal_flow_get_error (self->flow) == NULL)
    show_notice (self);
}

static void
cancelled (MdgPortalPage *self)
{
  mdg_portal_flow_cancel (self->flow);
}

static gboolean
mdg_portal_page_grab_focus (GtkWidget *widget)
{
  MdgPortalPage *self = MDG_PORTAL_PAGE (widget);
  GtkWidget *primary = mdg_page_get_primary (MDG_PAGE (self->frame));

  if (self->focus != NULL)
    return gtk_widget_grab_focus (self->focus);
  return primary != NULL && gtk_widget_grab_focus (primary);
}

static void
mdg_portal_page_dispose (GObject *object)
{
  MdgPortalPage *self = MDG_PORTAL_PAGE (object);

  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  self->update = NULL;
  if (self->free_data != NULL)
    g_clear_pointer (&self->data, self->free_data);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_portal_page_parent_class)->dispose (object);
}

static void
mdg_portal_page_class_init (MdgPortalPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_portal_page_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = mdg_portal_page_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = mdg_widget_focus_child;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_portal_page_init (MdgPortalPage *self)
{
}

static void
set_steps (MdgPortalPage *self, guint step)
{
  const char *const steps[]
      = { C_ ("step", "Registration"), C_ ("step", "Mail link"), C_ ("step", "Log in"),
          C_ ("step", "Start of use"), C_ ("step", "First day"), NULL };

  mdg_page_set_steps (MDG_PAGE (self->frame), step > 0 ? steps : NULL, step, 0);
}

GtkWidget *
mdg_portal_page_new (MdgPortalFlow *flow,
                     MdgPortalState state,
                     guint step,
                     const char *title,
                     const char *sentence,
                     const char *busy_text)
{
  MdgPortalPage *self = g_object_new (MDG_TYPE_PORTAL_PAGE, NULL);

  self->flow = g_object_ref (flow);
  self->state = state;
  self->frame = g_object_new (MDG_TYPE_PAGE, "title", title, "sentence", sentence, "busy-text",
                              busy_text, NULL);
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
  set_steps (self, step);
  g_signal_connect_swapped (self->frame, "cancel", G_CALLBACK (cancelled), self);
  g_signal_connect_swapped (flow, "changed", G_CALLBACK (flow_changed), self);
  g_signal_connect_swapped (flow, "state-changed", G_CALLBACK (flow_changed), self);
  return GTK_WIDGET (self);
}

MdgPageFrame *
mdg_portal_page_get_frame (MdgPortalPage *self)
{
  return MDG_PAGE (self->frame);
}

MdgPortalFlow *
mdg_portal_page_get_flow (MdgPortalPage *self)
{
  return self->flow;
}

gboolean
mdg_portal_page_is_at (MdgPortalPage *self)
{
  return self->flow != NULL && mdg_portal_flow_get_state (self->flow) == self->state;
}

void
mdg_portal_page_add (MdgPortalPage *self, GtkWidget *widget, const char *type)
{
  GtkBuildable *buildable = GTK_BUILDABLE (self->frame);

  GTK_BUILDABLE_GET_IFACE (buildable)->add_child (buildable, NULL, G_OBJECT (widget), type);
}

void
mdg_portal_page_set_focus (MdgPortalPage *self, GtkWidget *widget)
{
  self->focus = widget;
}

void
mdg_portal_page_bind (MdgPortalPage *self,
                      MdgPortalFaultFunc fault,
                      MdgPortalUpdateFunc update,
                      gpointer data,
                      GDestroyNotify free_data)
{
  self->fault = fault;
  self->update = update;
  self->data = data;
  self->free_data = free_data;
  mdg_widget_tidy_names (self->frame);
  flow_changed (self);
}

/* parts --------------------------------------------------------------------------------------- */

GtkWidget *
mdg_portal_button (const char *label, GCallback clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", clicked, data);
  return button;
}

static void
link_clicked (MdgPortalPage *self, GtkButton *button)
{
  guint state = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), STATE)) - 1;

  mdg_portal_flow_go (self->flow, (MdgPortalState)state);
}

GtkWidget *
mdg_portal_page_make_link (MdgPortalPage *self, const char *label, MdgPortalState state)
{
  GtkWidget *button = mdg_portal_button (label, G_CALLBACK (link_clicked), self);

  g_object_set_data (G_OBJECT (button), STATE, GUINT_TO_POINTER (state + 1u));
  return button;
}

GtkWidget *
mdg_portal_terms_field (const char *terms, const char *label, GtkWidget **check)
{
  g_autofree char *name = mdg_widget_plain_label (label);
  GtkWidget *field;

  *check = gtk_check_button_new_with_mnemonic (label);
  field = mdg_field_new (terms, *check);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (*check), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  mdg_widget_set_name (*check, name);
  return field;
}

GtkWidget *
mdg_portal_card (const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *label;

  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  if (title == NULL)
    return card;
  label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label",
                        title, "xalign", 0.0, "wrap", TRUE, "width-chars", 8, NULL);
  gtk_widget_add_css_class (label, "section-title");
  gtk_box_append (GTK_BOX (card), label);
  return card;
}

static void
mail_link_clicked (MdgPortalPage *self, GtkButton *button)
{
  mdg_portal_flow_open_link (self->flow, g_object_get_data (G_OBJECT (button), LINK));
}

static GtkWidget *
make_mail (MdgPortalPage *self, const MdgMail *mail, gboolean is_openable)
{
  GtkWidget *card = mdg_portal_card (mail->subject);
  g_autofree char *when = mdg_date_time_text (mail->sent_at);
  g_autofree char *text = g_strjoinv ("\n", mail->lines);
  GtkWidget *button;

  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (when, "quiet"));
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (text, NULL));
  if (!is_openable)
    return card;
  button = mdg_portal_button (_ ("Complete the user _registration here"),
                              G_CALLBACK (mail_link_clicked), self);
  g_object_set_data_full (G_OBJECT (button), LINK, g_strdup (mail->link), g_free);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), button);
  return card;
}

void
mdg_portal_page_fill_mails (MdgPortalPage *self, GtkWidget *box)
{
  GPtrArray *mails = mdg_portal_flow_get_mails (self->flow);
  const MdgMail *last = mails->len > 0 ? mails->pdata[mails->len - 1] : NULL;
  gboolean openable = mdg_portal_flow_get_user (self->flow) == NULL;

  /* What stands there already may have the keyboard. */
  if (g_strcmp0 (g_object_get_data (G_OBJECT (box), SHOWN), last != NULL ? last->id : NULL) == 0)
    return;
  g_object_set_data_full (G_OBJECT (box), SHOWN, last != NULL ? g_strdup (last->id) : NULL, g_free);
  mdg_widget_clear_box (box);
  for (guint i = mails->len; i > 0; i--)
    {
      const MdgMail *mail = mails->pdata[i - 1];

      gtk_box_append (GTK_BOX (box), make_mail (self, mail, openable && mail->link != NULL));
      openable = openable && mail->link == NULL;
    }
  mdg_widget_tidy_names (box);
}
