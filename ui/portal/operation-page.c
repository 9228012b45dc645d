/* operation-page.c: 運用開始日登録.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/operation-page.h"

#include <glib/gi18n.h>

#include "core/day.h"
#include "widgets/field.h"

typedef struct
{
  MdgPortalPage *page;
  MdgPortalFlow *flow;
  GtkWidget *day_field, *day;
} Parts;

static void
register_clicked (Parts *parts)
{
  MdgDay day = mdg_day_read (gtk_editable_get_text (GTK_EDITABLE (parts->day)));
  g_autofree char *text = day != MDG_DAY_NONE ? mdg_day_text (day) : NULL;

  if (mdg_portal_flow_get_busy (parts->flow))
    return;
  if (text != NULL)
    {
      mdg_portal_flow_set_operation (parts->flow, text);
      return;
    }
  mdg_field_set_fault (MDG_FIELD (parts->day_field), _ ("A date, please, such as 2027-04-01."));
  gtk_widget_grab_focus (parts->day_field);
}

static gboolean
show_fault (gpointer data, const GError *error)
{
  Parts *parts = data;

  if (g_strcmp0 (mdg_error_get_field (error), "operation_on") != 0)
    return FALSE;
  mdg_field_set_fault (MDG_FIELD (parts->day_field),
                       _ ("Not before the day on which the accounts could be used."));
  gtk_widget_grab_focus (parts->day_field);
  return TRUE;
}

static void
entry_activated (Parts *parts)
{
  register_clicked (parts);
}

GtkWidget *
mdg_portal_operation_page_new (MdgPortalFlow *flow)
{
  GtkWidget *page
      = mdg_portal_page_new (flow, MDG_PORTAL_AT_OPERATION, 5, _ ("First day of operation"),
                             _ ("From which day the facility verifies eligibility. It can be "
                                "registered when the application to start use is done."),
                             _ ("Registering…"));
  MdgPortalPage *self = MDG_PORTAL_PAGE (page);
  Parts *parts = g_new0 (Parts, 1);

  parts->page = self;
  parts->flow = flow;
  parts->day = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (parts->day), 40);
  parts->day_field = mdg_field_new (_ ("_First day of operation"), parts->day);
  g_object_set (parts->day_field, "hint", _ ("For example 2027-04-01, 2027/4/1 or 令和9年4月1日"),
                NULL);
  gtk_widget_set_size_request (parts->day_field, 440, -1);
  gtk_widget_set_halign (parts->day_field, GTK_ALIGN_START);
  g_signal_connect_swapped (parts->day, "activate", G_CALLBACK (entry_activated), parts);
  mdg_portal_page_add (self, parts->day_field, NULL);
  mdg_portal_page_add (self, mdg_portal_page_make_link (self, _ ("_Back"), MDG_PORTAL_AT_MENU),
                       "secondary");
  mdg_portal_page_add (
      self, mdg_portal_button (_ ("_Register"), G_CALLBACK (register_clicked), parts), "primary");
  mdg_portal_page_set_focus (self, parts->day_field);
  mdg_portal_page_bind (self, show_fault, NULL, parts, g_free);
  return page;
}
