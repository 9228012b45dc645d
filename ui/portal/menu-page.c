/* menu-page.c: マイナ資格確認アプリ.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/menu-page.h"

#include <glib/gi18n.h>

#include "core/day.h"
#include "dates.h"
#include "widgets/status-row.h"
#include "widgets/widget-tools.h"

typedef struct
{
  MdgPortalPage *page;
  MdgPortalFlow *flow;
  GtkWidget *who;
  GtkWidget *use, *apply;
  GtkWidget *operation, *set_day;
  GtkWidget *mail_title;
  GtkWidget *mails;
} Parts;

static void
show_use (Parts *parts, const MdgPortalStart *start)
{
  MdgStatusRow *row = MDG_STATUS_ROW (parts->use);
  g_autofree char *received
      = start != NULL && start->received_at != 0 ? mdg_date_text (start->received_at) : NULL;
  g_autofree char *accounts
      = start != NULL && start->accounts != NULL ? g_strjoinv (", ", start->accounts) : NULL;
  g_autofree char *detail = NULL;

  if (start == NULL)
    mdg_status_row_set (row, MDG_STATUS_WAITING, _ ("Not known yet"), NULL);
  else if (start->use == MDG_PORTAL_USE_NONE)
    mdg_status_row_set (row, MDG_STATUS_ATTENTION, _ ("Not applied for yet"),
                        _ ("Apply first; everything else comes after it."));
  else if (start->use == MDG_PORTAL_USE_RECEIVED)
    {
      detail = g_strdup_printf (
          _ ("Received on %s: %d staff, %d terminals. Up to about a week may pass."), received,
          start->staff, start->terminals);
      mdg_status_row_set (row, MDG_STATUS_WAITING, _ ("Received"), detail);
    }
  else
    {
      if (accounts != NULL && *accounts != '\0')
        detail = g_strdup_printf (_ ("Accounts that can be used: %s"), accounts);
      mdg_status_row_set (row, MDG_STATUS_GOOD, _ ("Done"), detail);
    }
}

static void
show_operation (Parts *parts, const MdgPortalStart *start)
{
  MdgStatusRow *row = MDG_STATUS_ROW (parts->operation);
  MdgDay day = start != NULL ? mdg_day_parse (start->operation_on) : MDG_DAY_NONE;
  g_autofree char *words = day != MDG_DAY_NONE ? mdg_day_words (day) : NULL;

  if (words != NULL)
    mdg_status_row_set (row, MDG_STATUS_GOOD, words, NULL);
  else if (start != NULL && start->use == MDG_PORTAL_USE_DONE)
    mdg_status_row_set (row, MDG_STATUS_ATTENTION, _ ("Not registered yet"), NULL);
  else
    mdg_status_row_set (row, MDG_STATUS_WAITING, _ ("Not registered yet"),
                        _ ("It can be registered when the application to start use is done."));
}

static void
update (gpointer data)
{
  Parts *parts = data;
  const MdgPortalUser *user = mdg_portal_flow_get_user (parts->flow);
  const MdgPortalStart *start = mdg_portal_flow_get_start (parts->flow);
  g_autofree char *number
      = user != NULL ? mdg_portal_number_to_text (&user->facility->number) : NULL;
  g_autofree char *who = NULL;

  if (user != NULL)
    who = g_strdup_printf ("%s  %s\n%s %s  %s", user->facility->facility_name, number,
                           user->family_name, user->given_name, user->mail_address);
  gtk_label_set_text (GTK_LABEL (parts->who), who != NULL ? who : "");
  show_use (parts, start);
  show_operation (parts, start);
  gtk_widget_set_sensitive (parts->apply, start != NULL && start->use == MDG_PORTAL_USE_NONE);
  gtk_widget_set_sensitive (parts->set_day, start != NULL && start->use == MDG_PORTAL_USE_DONE);
  mdg_portal_page_fill_mails (parts->page, parts->mails);
  mdg_widget_set_shown (parts->mail_title, mdg_portal_flow_get_mails (parts->flow)->len > 0);
}

static void
refresh_clicked (Parts *parts)
{
  mdg_portal_flow_refresh (parts->flow);
}

static void
log_out_clicked (Parts *parts)
{
  mdg_portal_flow_log_out (parts->flow);
}

GtkWidget *
mdg_portal_menu_page_new (MdgPortalFlow *flow)
{
  GtkWidget *page
      = mdg_portal_page_new (flow, MDG_PORTAL_AT_MENU, 4, _ ("My Number eligibility app"),
                             _ ("Applications of the facility, and how far they have come."), NULL);
  MdgPortalPage *self = MDG_PORTAL_PAGE (page);
  GtkWidget *card = mdg_portal_card (_ ("Applications"));
  Parts *parts = g_new0 (Parts, 1);

  parts->page = self;
  parts->flow = flow;
  parts->who = mdg_widget_new_text (NULL, "facility");
  parts->use = mdg_status_row_new (_ ("Application to start use"));
  parts->apply
      = mdg_portal_page_make_link (self, _ ("_Application to start use…"), MDG_PORTAL_AT_APPLY);
  parts->operation = mdg_status_row_new (_ ("First day of operation"));
  parts->set_day
      = mdg_portal_page_make_link (self, _ ("_First day of operation…"), MDG_PORTAL_AT_OPERATION);
  mdg_status_row_add (MDG_STATUS_ROW (parts->use), parts->apply);
  mdg_status_row_add (MDG_STATUS_ROW (parts->operation), parts->set_day);
  gtk_box_append (GTK_BOX (card), parts->use);
  gtk_box_append (GTK_BOX (card), parts->operation);
  parts->mail_title = mdg_widget_new_text (_ ("Mails to your address"), "section-title");
  parts->mails = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  mdg_portal_page_add (self, parts->who, NULL);
  mdg_portal_page_add (self, card, NULL);
  mdg_portal_page_add (self, parts->mail_title, NULL);
  mdg_portal_page_add (self, parts->mails, NULL);
  mdg_portal_page_add (
      self, mdg_portal_button (_ ("Log _out"), G_CALLBACK (log_out_clicked), parts), "secondary");
  mdg_portal_page_add (
      self, mdg_portal_button (_ ("_Refresh"), G_CALLBACK (refresh_clicked), parts), "primary");
  mdg_portal_page_bind (self, NULL, update, parts, g_free);
  return page;
}
