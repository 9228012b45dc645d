/* mail-page.c: the mail with the link.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/mail-page.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "widgets/widget-tools.h"

typedef struct
{
  MdgPortalPage *page;
  MdgPortalFlow *flow;
  GtkWidget *where;
  GtkWidget *mails;
  GtkWidget *elsewhere;
} Parts;

static void
update (gpointer data)
{
  Parts *parts = data;
  const MdgPortalReceipt *receipt = mdg_portal_flow_get_receipt (parts->flow);
  g_autofree char *until = receipt != NULL ? mdg_date_time_text (receipt->valid_until) : NULL;
  g_autofree char *text = NULL;

  if (receipt != NULL)
    text = g_strdup_printf (_ ("A mail was sent to %s. Its link is good until %s (24 hours); after "
                               "that the registration begins anew."),
                            receipt->mail_address, until);
  else
    text = g_strdup (_ ("Nobody has been registered here yet."));
  gtk_label_set_text (GTK_LABEL (parts->where), text);
  mdg_portal_page_fill_mails (parts->page, parts->mails);
  mdg_widget_set_shown (parts->elsewhere,
                        receipt != NULL && !mdg_portal_flow_has_mailbox (parts->flow));
}

static void
refresh_clicked (Parts *parts)
{
  mdg_portal_flow_refresh (parts->flow);
}

GtkWidget *
mdg_portal_mail_page_new (MdgPortalFlow *flow)
{
  GtkWidget *page = mdg_portal_page_new (
      flow, MDG_PORTAL_AT_MAIL, 2, _ ("Link in the mail"),
      _ ("The registration is complete when the link in the mail has been opened."),
      _ ("Completing the registration…"));
  MdgPortalPage *self = MDG_PORTAL_PAGE (page);
  Parts *parts = g_new0 (Parts, 1);

  parts->page = self;
  parts->flow = flow;
  parts->where = mdg_widget_new_text (NULL, "hint-box");
  parts->mails = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  parts->elsewhere = mdg_widget_new_text (
      _ ("Open the mail where you receive mails and press the link in it. Then log in here."),
      NULL);
  mdg_portal_page_add (self, parts->where, NULL);
  mdg_portal_page_add (self, parts->mails, NULL);
  mdg_portal_page_add (self, parts->elsewhere, NULL);
  mdg_portal_page_add (
      self, mdg_portal_page_make_link (self, _ ("Re_gister again…"), MDG_PORTAL_AT_REGISTER),
      "secondary");
  mdg_portal_page_add (
      self, mdg_portal_button (_ ("_Look for mails"), G_CALLBACK (refresh_clicked), parts),
      "secondary");
  mdg_portal_page_add (
      self, mdg_portal_page_make_link (self, _ ("Go to the l_ogin"), MDG_PORTAL_AT_LOGIN), "aside");
  mdg_portal_page_set_focus (self, parts->mails);
  mdg_portal_page_bind (self, NULL, update, parts, g_free);
  return page;
}
