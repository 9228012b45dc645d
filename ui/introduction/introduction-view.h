/* introduction-view.h: the tab [導入計画]: pages "plan", "wish", "step" and "forms". Actions introduction.show(s): one of them;
 * introduction.step(s): the step of that id; introduction.forms(s): the form that the step of that id needs, or "". */
#pragma once

#include "widgets/tab-view.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_INTRODUCTION_VIEW (mdg_introduction_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgIntroductionView, mdg_introduction_view, MDG, INTRODUCTION_VIEW, MdgTabView)

GtkWidget *mdg_introduction_view_new (MdgWorkplace *workplace);

/* Shows the step of that id, if the plan has it, else the plan. */
void mdg_introduction_view_show_step (MdgIntroductionView *view, const char *step);

G_END_DECLS
