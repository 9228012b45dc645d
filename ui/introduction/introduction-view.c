/* introduction-view.c: the tab [導入計画].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/introduction-view.h"

#include <glib/gi18n.h>

#include "introduction/filing-desk.h"
#include "introduction/forms-page.h"
#include "introduction/introduction-help.h"
#include "introduction/plan-desk.h"
#include "introduction/plan-page.h"
#include "introduction/step-page.h"
#include "introduction/wish-page.h"

struct _MdgIntroductionView
{
  MdgTabView parent_instance;

  MdgWorkplace *workplace;
  MdgPlanDesk *desk;
  MdgFilingDesk *filings;
};

G_DEFINE_FINAL_TYPE (MdgIntroductionView, mdg_introduction_view, MDG_TYPE_TAB_VIEW)

static GtkWidget *
make_plan (gpointer data)
{
  MdgIntroductionView *self = data;
  GtkWidget *page = mdg_plan_page_new (self->desk, self->workplace);

  mdg_plan_page_set_forms (MDG_PLAN_PAGE (page), mdg_filing_desk_get_guide (self->filings));
  return page;
}

static GtkWidget *
make_wish (gpointer data)
{
  MdgIntroductionView *self = data;

  return mdg_wish_page_new (self->desk, self->workplace);
}

static GtkWidget *
make_step (gpointer data)
{
  MdgIntroductionView *self = data;
  GtkWidget *page = mdg_step_page_new (self->desk, self->workplace);

  mdg_step_page_set_forms (MDG_STEP_PAGE (page), mdg_filing_desk_get_guide (self->filings));
  return page;
}

static GtkWidget *
make_forms (gpointer data)
{
  MdgIntroductionView *self = data;

  return mdg_forms_page_new (self->filings, self->desk);
}

static MdgPlanPage *
plan_page (MdgIntroductionView *self)
{
  return MDG_PLAN_PAGE (mdg_tab_view_prepare (MDG_TAB_VIEW (self), "plan"));
}

static void
show_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *page = g_variant_get_string (parameter, NULL);

  if (g_str_equal (page, "wish"))
    mdg_plan_page_set_step (plan_page (MDG_INTRODUCTION_VIEW (widget)), NULL);
  mdg_tab_view_show (MDG_TAB_VIEW (widget), page);
}

static void
step_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_introduction_view_show_step (MDG_INTRODUCTION_VIEW (widget),
                                   g_variant_get_string (parameter, NULL));
}

static void
forms_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *page = mdg_tab_view_prepare (MDG_TAB_VIEW (widget), "forms");

  mdg_forms_page_begin (MDG_FORMS_PAGE (page), g_variant_get_string (parameter, NULL));
  mdg_tab_view_show (MDG_TAB_VIEW (widget), "forms");
}

static void
cache_changed (MdgIntroductionView *self)
{
  mdg_plan_desk_set_cache (self->desk, mdg_workplace_get_cache (self->workplace));
  mdg_filing_desk_set_cache (self->filings, mdg_workplace_get_cache (self->workplace));
}

static void
holidays_changed (MdgIntroductionView *self)
{
  MdgHolidays *holidays = mdg_workplace_get_holidays (self->workplace);

  mdg_plan_desk_set_calendar (self->desk, mdg_holidays_get_calendar (holidays));
}

static void
mdg_introduction_view_dispose (GObject *object)
{
  MdgIntroductionView *self = MDG_INTRODUCTION_VIEW (object);

  g_clear_object (&self->desk);
  if (self->filings != NULL)
    mdg_filing_desk_set_cache (self->filings, NULL);
  g_clear_object (&self->filings);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (mdg_introduction_view_parent_class)->dispose (object);
}

static void
mdg_introduction_view_class_init (MdgIntroductionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_introduction_view_dispose;
  MDG_TAB_VIEW_CLASS (klass)->help = mdg_introduction_help;
  gtk_widget_class_install_action (widget_class, "introduction.show", "s", show_activated);
  gtk_widget_class_install_action (widget_class, "introduction.step", "s", step_activated);
  gtk_widget_class_install_action (widget_class, "introduction.forms", "s", forms_activated);
}

static void
mdg_introduction_view_init (MdgIntroductionView *self)
{
}

GtkWidget *
mdg_introduction_view_new (MdgWorkplace *workplace)
{
  MdgIntroductionView *self = g_object_new (MDG_TYPE_INTRODUCTION_VIEW, NULL);
  MdgHolidays *holidays = mdg_workplace_get_holidays (workplace);

  self->workplace = g_object_ref (workplace);
  /* Translators: the language of the guide's data: "ja" or "en" */
  self->desk = mdg_plan_desk_new (mdg_workplace_get_clock (workplace),
                                  mdg_holidays_get_calendar (holidays), C_ ("guide", "en"));
  self->filings = mdg_filing_desk_new (C_ ("guide", "en"));
  mdg_tab_view_add (MDG_TAB_VIEW (self), "plan", make_plan);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "wish", make_wish);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "step", make_step);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "forms", make_forms);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (cache_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (holidays, "changed", G_CALLBACK (holidays_changed), self,
                           G_CONNECT_SWAPPED);
  cache_changed (self);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "plan");
  return GTK_WIDGET (self);
}

void
mdg_introduction_view_show_step (MdgIntroductionView *self, const char *step)
{
  GtkWidget *page;

  g_return_if_fail (MDG_IS_INTRODUCTION_VIEW (self));

  page = mdg_tab_view_prepare (MDG_TAB_VIEW (self), "step");
  mdg_plan_page_set_step (plan_page (self), step);
  mdg_tab_view_show (MDG_TAB_VIEW (self),
                     mdg_step_page_begin (MDG_STEP_PAGE (page), step) ? "step" : "plan");
}
