/* home-page.c: 施術所等向け総合ポータルサイト.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/home-page.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

/* A card with one way to go. */
static GtkWidget *
make_way (MdgPortalPage *page, const char *words, const char *label, MdgPortalState state)
{
  GtkWidget *card = mdg_portal_card (NULL);
  GtkWidget *button = mdg_portal_page_make_link (page, label, state);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (words, NULL));
  gtk_box_append (GTK_BOX (card), button);
  return card;
}

GtkWidget *
mdg_portal_home_page_new (MdgPortalFlow *flow)
{
  GtkWidget *page = mdg_portal_page_new (
      flow, MDG_PORTAL_AT_HOME, 0, _ ("Portal for therapy clinics and the like"),
      _ ("For therapy clinics, health screening institutions and midwifery homes that begin with "
         "eligibility verification: register, apply to start use, register the first day."),
      NULL);
  MdgPortalPage *self = MDG_PORTAL_PAGE (page);
  GtkWidget *browser = mdg_portal_card (NULL);
  GtkWidget *guide = gtk_button_new_with_mnemonic (_ ("In the bro_wser, step by step…"));
  GtkWidget *back = gtk_button_new_with_mnemonic (_ ("_Back"));

  mdg_portal_page_add (self,
                       make_way (self, _ ("For those who use the portal for the first time."),
                                 _ ("_New user registration"), MDG_PORTAL_AT_REGISTER),
                       NULL);
  mdg_portal_page_add (self,
                       make_way (self, _ ("For those who have an account already."),
                                 _ ("_Log in here"), MDG_PORTAL_AT_LOGIN),
                       NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (guide), "portal.guide");
  gtk_widget_set_halign (guide, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (browser),
                  mdg_widget_new_text (_ ("The real portal opens in the browser only. A checklist "
                                          "beside it has what is to be typed ready for copying."),
                                       NULL));
  gtk_box_append (GTK_BOX (browser), guide);
  mdg_portal_page_add (self, browser, NULL);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (back), "introduction.show::plan");
  mdg_portal_page_add (self, back, "secondary");
  mdg_portal_page_set_focus (self, guide);
  mdg_portal_page_bind (self, NULL, NULL, NULL, NULL);
  return page;
}
