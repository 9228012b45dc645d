/* mail-page.h: the mail with the link, in the training's mailbox ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_MAIL_PAGE (mdg_portal_mail_page_get_type ())
G_DECLARE_FINAL_TYPE (
    MdgPortalMailPage, mdg_portal_mail_page, MDG, PORTAL_MAIL_PAGE, MdgPortalPage)

GtkWidget *mdg_portal_mail_page_new (MdgPortalFlow *flow);

G_END_DECLS
