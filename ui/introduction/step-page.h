/* step-page.h: one step of the plan: what to do, who acts, what is needed, until when and why; done, and a note (D4). */
#pragma once

#include <gtk/gtk.h>

#include "introduction/filing-guide.h"
#include "introduction/plan-desk.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_STEP_PAGE (mdg_step_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgStepPage, mdg_step_page, MDG, STEP_PAGE, GtkWidget)

GtkWidget *mdg_step_page_new (MdgPlanDesk *desk, MdgWorkplace *workplace);

/* The forms, one of which a step may need. Once, before it is shown. */
void mdg_step_page_set_forms (MdgStepPage *page, MdgFilingGuide *forms);

/* Returns: FALSE when the plan does not have the step of that id */
gboolean mdg_step_page_begin (MdgStepPage *page, const char *step);

G_END_DECLS
