/* apply-page.h: マイナ資格確認アプリの利用開始申請 ([3]). */
#pragma once

#include "core/clock.h"
#include "portal/portal-page.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_APPLY_PAGE (mdg_portal_apply_page_get_type ())
G_DECLARE_FINAL_TYPE (
    MdgPortalApplyPage, mdg_portal_apply_page, MDG, PORTAL_APPLY_PAGE, MdgPortalPage)

/* @clock: a birth date lies before today */
GtkWidget *mdg_portal_apply_page_new (MdgPortalFlow *flow, MdgClock *clock);

G_END_DECLS
