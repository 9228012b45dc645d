/* portal-view.h: the portal for 施術所等 (D1-D3): a page for each state of its flow, and 《ブラウザーで行う》, the same beside the
 * browser. Everything is made when it is first shown. Action: portal.show(NAME of a page). */
#pragma once

#include "portal/portal-flow.h"
#include "widgets/help-button.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_VIEW (mdg_portal_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgPortalView, mdg_portal_view, MDG, PORTAL_VIEW, GtkWidget)

/* Signal: page-changed */
GtkWidget *mdg_portal_view_new (MdgWorkplace *workplace);

/* What 《?》 says of the page that is seen. Static. (nullable) */
const MdgHelp *mdg_portal_view_get_help (MdgPortalView *view);

/* (transfer none) */
MdgPortalFlow *mdg_portal_view_get_flow (MdgPortalView *view);

G_END_DECLS
