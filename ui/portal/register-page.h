/* register-page.h: ユーザー登録 ([3]): all fields with their rules, 入力内容確認, 同意して登録. */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_REGISTER_PAGE (mdg_portal_register_page_get_type ())
G_DECLARE_FINAL_TYPE (
    MdgPortalRegisterPage, mdg_portal_register_page, MDG, PORTAL_REGISTER_PAGE, MdgPortalPage)

GtkWidget *mdg_portal_register_page_new (MdgPortalFlow *flow);

/* What stands in the fields, right or not, for copying it in the browser. Returns: (transfer full) */
MdgPortalRegistration *mdg_portal_register_page_read (MdgPortalRegisterPage *page);

G_END_DECLS
