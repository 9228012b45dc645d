/* mail-page.h: the mail with the link, in the training's mailbox ([3]). */
#pragma once

#include "portal/portal-page.h"

G_BEGIN_DECLS

GtkWidget *mdg_portal_mail_page_new (MdgPortalFlow *flow);

G_END_DECLS
