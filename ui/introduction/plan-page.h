/* plan-page.h: 導入計画: whether the wished date can be met, all steps with their days and a bar each, printing, .ics (D4). */
#pragma once

#include <gtk/gtk.h>

#include "introduction/filing-guide.h"
#include "introduction/plan-desk.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_PLAN_PAGE (mdg_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgPlanPage, mdg_plan_page, MDG, PLAN_PAGE, GtkWidget)

GtkWidget *mdg_plan_page_new (MdgPlanDesk *desk, MdgWorkplace *workplace);

/* The forms, which not every kind of facility hands in. Once, before it is shown. */
void mdg_plan_page_set_forms (MdgPlanPage *page, MdgFilingGuide *forms);

/* The step that is looked at: whoever comes back to the plan stands on its row. @step: (nullable): none, but at the wish */
void mdg_plan_page_set_step (MdgPlanPage *page, const char *step);

G_END_DECLS
