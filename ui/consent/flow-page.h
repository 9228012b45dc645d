/* flow-page.h: 同意フロー: the picture, the walk through it, printing and saving. */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_FLOW_PAGE (mdg_flow_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgFlowPage, mdg_flow_page, MDG, FLOW_PAGE, GtkWidget)

GtkWidget *mdg_flow_page_new (MdgWorkplace *workplace);

/* For the tour and tests: an option of the flow, and an answer at the step where the walk is, by the data's ids. */
void mdg_flow_page_choose (MdgFlowPage *page, const char *option, const char *value);
void mdg_flow_page_answer (MdgFlowPage *page, const char *answer);

G_END_DECLS
