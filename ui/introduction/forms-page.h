/* forms-page.h: 様式を作る: 別紙1 and 別紙2 of [4], filled from what is entered once, with the page beside it (D5). */
#pragma once

#include <gtk/gtk.h>

#include "introduction/filing-desk.h"
#include "introduction/plan-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_FORMS_PAGE (mdg_forms_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgFormsPage, mdg_forms_page, MDG, FORMS_PAGE, GtkWidget)

GtkWidget *mdg_forms_page_new (MdgFilingDesk *filings, MdgPlanDesk *plans);

/* Shows the form that a step of the plan needs. @step: (nullable): its id; none: the one that was shown last */
void mdg_forms_page_begin (MdgFormsPage *page, const char *step);

G_END_DECLS
