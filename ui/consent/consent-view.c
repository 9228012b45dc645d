/* consent-view.c: the tab [同意フロー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/consent-view.h"

#include "consent/consent-help.h"
#include "consent/flow-page.h"
#include "consent/qualification-page.h"

struct _MdgConsentView
{
  MdgTabView parent_instance;

  MdgWorkplace *workplace;
};

G_DEFINE_FINAL_TYPE (MdgConsentView, mdg_consent_view, MDG_TYPE_TAB_VIEW)

static GtkWidget *
make_flow (gpointer data)
{
  return mdg_flow_page_new (MDG_CONSENT_VIEW (data)->workplace);
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

static void
mdg_consent_view_dispose (GObject *object)
{
  g_clear_object (&MDG_CONSENT_VIEW (object)->workplace);
  G_OBJECT_CLASS (mdg_consent_view_parent_class)->dispose (object);
}

static void
mdg_consent_view_class_init (MdgConsentViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_consent_view_dispose;
  MDG_TAB_VIEW_CLASS (klass)->help = mdg_consent_help;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "consent.show", "s", show_activated);
}

static void
mdg_consent_view_init (MdgConsentView *self)
{
}

GtkWidget *
mdg_consent_view_new (MdgWorkplace *workplace)
{
  MdgConsentView *self = g_object_new (MDG_TYPE_CONSENT_VIEW, NULL);

  self->workplace = g_object_ref (workplace);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "flow", make_flow);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "qualification", make_qualification);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "flow");
  return GTK_WIDGET (self);
}
