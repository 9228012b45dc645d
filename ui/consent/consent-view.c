/* consent-view.c: the tab [同意フロー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/consent-view.h"

#include "consent/consent-help.h"
#include "consent/flow-page.h"
#include "consent/qualification-page.h"
#include "consent/reception-export-page.h"
#include "consent/reception-page.h"
#include "consent/receptions-page.h"
#include "consent/totals-page.h"

struct _MdgConsentView
{
  MdgTabView parent_instance;

  MdgReceptionDesk *desk;
};

G_DEFINE_FINAL_TYPE (MdgConsentView, mdg_consent_view, MDG_TYPE_TAB_VIEW)

static GtkWidget *
make_flow (gpointer data)
{
  return mdg_flow_page_new (mdg_reception_desk_get_workplace (MDG_CONSENT_VIEW (data)->desk));
}

static GtkWidget *
make_receptions (gpointer data)
{
  return mdg_receptions_page_new (MDG_CONSENT_VIEW (data)->desk);
}

static GtkWidget *
make_reception (gpointer data)
{
  return mdg_reception_page_new (mdg_reception_desk_get_workplace (MDG_CONSENT_VIEW (data)->desk));
}

static GtkWidget *
make_export (gpointer data)
{
  return mdg_reception_export_page_new (
      mdg_reception_desk_get_workplace (MDG_CONSENT_VIEW (data)->desk));
}

static GtkWidget *
make_totals (gpointer data)
{
  return mdg_totals_page_new (MDG_CONSENT_VIEW (data)->desk);
}

static GtkWidget *
make_qualification (gpointer data)
{
  return mdg_qualification_page_new ();
}

static void
show_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_tab_view_show (MDG_TAB_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static MdgReceptionsPage *
receptions_page (GtkWidget *widget)
{
  return MDG_RECEPTIONS_PAGE (mdg_tab_view_prepare (MDG_TAB_VIEW (widget), "receptions"));
}

/* The row of the list that is shown. */
static void
reception_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgReceptionList *list = mdg_receptions_page_get_list (receptions_page (widget));
  GtkWidget *page;

  if (list == NULL)
    return;
  page = mdg_tab_view_show (MDG_TAB_VIEW (widget), "reception");
  mdg_reception_page_show (MDG_RECEPTION_PAGE (page), mdg_reception_list_get_rows (list),
                           g_variant_get_uint32 (parameter));
}

/* Of what the list shows. */
static void
totals_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgReceptionQuery query;
  g_autofree char *words = mdg_receptions_page_get_query (receptions_page (widget), &query);
  GtkWidget *page = mdg_tab_view_show (MDG_TAB_VIEW (widget), "totals");

  mdg_totals_page_count (MDG_TOTALS_PAGE (page), &query, words);
}

static void
export_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgReceptionsPage *receptions = receptions_page (widget);
  MdgReceptionQuery query;
  g_autofree char *words = mdg_receptions_page_get_query (receptions, &query);
  MdgReceptionList *list = mdg_receptions_page_get_list (receptions);
  GtkWidget *page;

  if (list == NULL)
    return;
  page = mdg_tab_view_show (MDG_TAB_VIEW (widget), "export");
  mdg_reception_export_page_begin (MDG_RECEPTION_EXPORT_PAGE (page), list, words);
}

static void
mdg_consent_view_dispose (GObject *object)
{
  g_clear_object (&MDG_CONSENT_VIEW (object)->desk);
  G_OBJECT_CLASS (mdg_consent_view_parent_class)->dispose (object);
}

static void
mdg_consent_view_class_init (MdgConsentViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_consent_view_dispose;
  MDG_TAB_VIEW_CLASS (klass)->help = mdg_consent_help;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "consent.show", "s", show_activated);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "consent.reception", "u",
                                   reception_activated);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "consent.totals", NULL,
                                   totals_activated);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "consent.export", NULL,
                                   export_activated);
}

static void
mdg_consent_view_init (MdgConsentView *self)
{
}

GtkWidget *
mdg_consent_view_new (MdgReceptionDesk *desk)
{
  MdgConsentView *self = g_object_new (MDG_TYPE_CONSENT_VIEW, NULL);

  self->desk = g_object_ref (desk);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "flow", make_flow);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "receptions", make_receptions);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "reception", make_reception);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "export", make_export);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "totals", make_totals);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "qualification", make_qualification);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "flow");
  return GTK_WIDGET (self);
}
