/* menu-page.c: マイナ資格確認アプリ.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/menu-page.h"

#include <glib/gi18n.h>

#include "core/day.h"
#include "dates.h"
#include "portal/mailbox.h"
#include "widgets/status-row.h"
#include "widgets/widget-tools.h"

/* Of the job: what comes next. */
#define STEP_START_OF_USE 4
#define STEP_FIRST_DAY 5

struct _MdgPortalMenuPage
{
  MdgPortalPage parent_instance;

  GtkWidget *who;
  GtkWidget *use;
  GtkWidget *apply;
  GtkWidget *operation;
  GtkWidget *set_day;
  GtkWidget *mail_title;
  GtkWidget *mails;
};

G_DEFINE_FINAL_TYPE (MdgPortalMenuPage, mdg_portal_menu_page, MDG_TYPE_PORTAL_PAGE)

static void
show_use (MdgPortalMenuPage *self, const MdgPortalStart *start)
{
  MdgStatusRow *row = MDG_STATUS_ROW (self->use);
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
show_operation (MdgPortalMenuPage *self, const MdgPortalStart *start)
{
  MdgStatusRow *row = MDG_STATUS_ROW (self->operation);
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

/* Whose session it is. Returns: (transfer full) */
static char *
who_text (const MdgPortalUser *user)
{
  g_autofree char *number
      = user != NULL ? mdg_portal_number_to_text (&user->facility->number) : NULL;

  if (user == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s  %s\n%s %s  %s", user->facility->facility_name, number,
                          user->family_name, user->given_name, user->mail_address);
}

static void
mdg_portal_menu_page_update (MdgPortalPage *page)
{
  MdgPortalMenuPage *self = MDG_PORTAL_MENU_PAGE (page);
  MdgPortalFlow *flow = mdg_portal_page_get_flow (page);
  const MdgPortalStart *start = mdg_portal_flow_get_start (flow);
  g_autofree char *who = who_text (mdg_portal_flow_get_user (flow));

  mdg_portal_page_set_step (page, start != NULL && start->use == MDG_PORTAL_USE_DONE
                                      ? STEP_FIRST_DAY
                                      : STEP_START_OF_USE);
  gtk_label_set_text (GTK_LABEL (self->who), who);
  show_use (self, start);
  show_operation (self, start);
  gtk_widget_set_sensitive (self->apply, start != NULL && start->use == MDG_PORTAL_USE_NONE);
  gtk_widget_set_sensitive (self->set_day, start != NULL && start->use == MDG_PORTAL_USE_DONE);
  mdg_portal_mailbox_show (MDG_PORTAL_MAILBOX (self->mails), flow);
  mdg_widget_set_shown (self->mail_title, mdg_portal_flow_get_mails (flow)->len > 0);
}

static void
refresh_clicked (MdgPortalMenuPage *self)
{
  mdg_portal_flow_refresh (mdg_portal_page_get_flow (MDG_PORTAL_PAGE (self)));
}

static void
log_out_clicked (MdgPortalMenuPage *self)
{
  mdg_portal_flow_log_out (mdg_portal_page_get_flow (MDG_PORTAL_PAGE (self)));
}

static void
mdg_portal_menu_page_class_init (MdgPortalMenuPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MdgPortalPageClass *page_class = MDG_PORTAL_PAGE_CLASS (klass);

  page_class->update = mdg_portal_menu_page_update;
  g_type_ensure (MDG_TYPE_PORTAL_MAILBOX);
  g_type_ensure (MDG_TYPE_STATUS_ROW);
  mdg_portal_page_class_set_ui (page_class, "menu");
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMenuPage, who);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMenuPage, use);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMenuPage, apply);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMenuPage, operation);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMenuPage, set_day);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMenuPage, mail_title);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMenuPage, mails);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked);
  gtk_widget_class_bind_template_callback (widget_class, log_out_clicked);
}

static void
mdg_portal_menu_page_init (MdgPortalMenuPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_portal_menu_page_new (MdgPortalFlow *flow)
{
  MdgPortalMenuPage *self = g_object_new (MDG_TYPE_PORTAL_MENU_PAGE, NULL);

  mdg_portal_page_bind (MDG_PORTAL_PAGE (self), flow, MDG_PORTAL_AT_MENU, STEP_START_OF_USE, NULL);
  return GTK_WIDGET (self);
}
