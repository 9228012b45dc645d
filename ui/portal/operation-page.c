/* operation-page.c: 運用開始日登録.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/operation-page.h"

#include <glib/gi18n.h>

#include "core/day.h"
#include "widgets/field.h"

struct _MdgPortalOperationPage
{
  MdgPortalPage parent_instance;

  GtkWidget *day_field;
  GtkWidget *day;
};

G_DEFINE_FINAL_TYPE (MdgPortalOperationPage, mdg_portal_operation_page, MDG_TYPE_PORTAL_PAGE)

static void
say (MdgPortalOperationPage *self, const char *fault)
{
  mdg_field_set_fault (MDG_FIELD (self->day_field), fault);
  gtk_widget_grab_focus (self->day_field);
}

static void
register_clicked (MdgPortalOperationPage *self)
{
  MdgPortalFlow *flow = mdg_portal_page_get_flow (MDG_PORTAL_PAGE (self));
  MdgDay day = mdg_day_read (gtk_editable_get_text (GTK_EDITABLE (self->day)));
  g_autofree char *text = day != MDG_DAY_NONE ? mdg_day_text (day) : NULL;

  if (mdg_portal_flow_get_busy (flow))
    return;
  if (text != NULL)
    mdg_portal_flow_set_operation (flow, text);
  else
    say (self, _ ("A date, please, such as 2027-04-01."));
}

static gboolean
mdg_portal_operation_page_fault (MdgPortalPage *page, const GError *error)
{
  if (g_strcmp0 (mdg_error_get_field (error), "operation_on") != 0)
    return FALSE;
  say (MDG_PORTAL_OPERATION_PAGE (page),
       _ ("Not before the day on which the accounts could be used."));
  return TRUE;
}

static void
mdg_portal_operation_page_class_init (MdgPortalOperationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MdgPortalPageClass *page_class = MDG_PORTAL_PAGE_CLASS (klass);

  page_class->fault = mdg_portal_operation_page_fault;
  mdg_portal_page_class_set_ui (page_class, "operation");
  gtk_widget_class_bind_template_child (widget_class, MdgPortalOperationPage, day_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalOperationPage, day);
  gtk_widget_class_bind_template_callback (widget_class, register_clicked);
}

static void
mdg_portal_operation_page_init (MdgPortalOperationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_portal_operation_page_new (MdgPortalFlow *flow)
{
  MdgPortalOperationPage *self = g_object_new (MDG_TYPE_PORTAL_OPERATION_PAGE, NULL);

  mdg_portal_page_bind (MDG_PORTAL_PAGE (self), flow, MDG_PORTAL_AT_OPERATION, 5, self->day_field);
  return GTK_WIDGET (self);
}
