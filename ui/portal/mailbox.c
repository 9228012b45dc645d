/* mailbox.c: the mails of the portal's flow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/mailbox.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "widgets/widget-tools.h"

struct _MdgPortalMailbox
{
  GtkWidget parent_instance;

  GtkWidget *box;
  MdgPortalFlow *flow; /* (nullable) */
  char *shown;         /* (nullable): the newest mail that stands there */
  gboolean openable;   /* whether it stands there with its button */
  char *link;          /* (nullable): of the button */
};

G_DEFINE_FINAL_TYPE (MdgPortalMailbox, mdg_portal_mailbox, GTK_TYPE_WIDGET)

static void
link_clicked (MdgPortalMailbox *self)
{
  if (self->flow != NULL && self->link != NULL)
    mdg_portal_flow_open_link (self->flow, self->link);
}

static GtkWidget *
make_link (MdgPortalMailbox *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Complete the user _registration here"));

  gtk_widget_set_name (button, "link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (link_clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_mail (const MdgMail *mail)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *subject = mdg_widget_new_text (mail->subject, "section-title");
  g_autofree char *when = mdg_date_time_text (mail->sent_at);
  g_autofree char *text = g_strjoinv ("\n", mail->lines);

  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), subject);
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (when, "quiet"));
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (text, NULL));
  return card;
}

static void
fill (MdgPortalMailbox *self, GPtrArray *mails)
{
  g_clear_pointer (&self->link, g_free);
  mdg_widget_clear_box (self->box);
  for (guint i = mails->len; i > 0; i--)
    {
      const MdgMail *mail = mails->pdata[i - 1];
      GtkWidget *card = make_mail (mail);

      gtk_box_append (GTK_BOX (self->box), card);
      if (!self->openable || self->link != NULL || mail->link == NULL)
        continue;
      self->link = g_strdup (mail->link);
      gtk_box_append (GTK_BOX (card), make_link (self));
    }
  mdg_widget_tidy_names (self->box);
}

static gboolean
mdg_portal_mailbox_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (MDG_PORTAL_MAILBOX (widget)->box, GTK_DIR_TAB_FORWARD);
}

static void
mdg_portal_mailbox_dispose (GObject *object)
{
  MdgPortalMailbox *self = MDG_PORTAL_MAILBOX (object);

  g_clear_object (&self->flow);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_portal_mailbox_parent_class)->dispose (object);
}

static void
mdg_portal_mailbox_finalize (GObject *object)
{
  MdgPortalMailbox *self = MDG_PORTAL_MAILBOX (object);

  g_free (self->shown);
  g_free (self->link);
  G_OBJECT_CLASS (mdg_portal_mailbox_parent_class)->finalize (object);
}

static void
mdg_portal_mailbox_class_init (MdgPortalMailboxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_portal_mailbox_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_portal_mailbox_finalize;
  widget_class->grab_focus = mdg_portal_mailbox_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_portal_mailbox_init (MdgPortalMailbox *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
mdg_portal_mailbox_show (MdgPortalMailbox *self, MdgPortalFlow *flow)
{
  GPtrArray *mails;
  const MdgMail *last;
  gboolean openable;

  g_return_if_fail (MDG_IS_PORTAL_MAILBOX (self) && MDG_IS_PORTAL_FLOW (flow));

  mails = mdg_portal_flow_get_mails (flow);
  last = mails->len > 0 ? mails->pdata[mails->len - 1] : NULL;
  openable = mdg_portal_flow_get_user (flow) == NULL;
  g_set_object (&self->flow, flow);
  if (openable == self->openable && g_strcmp0 (self->shown, last != NULL ? last->id : NULL) == 0)
    return;
  g_free (self->shown);
  self->shown = last != NULL ? g_strdup (last->id) : NULL;
  self->openable = openable;
  fill (self, mails);
}
