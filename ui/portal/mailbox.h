/* mailbox.h: the mails of the portal's flow, newest first; the newest with a link has a button that opens it, as long as nobody
 * is logged in. */
#pragma once

#include <gtk/gtk.h>

#include "portal/portal-flow.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_MAILBOX (mdg_portal_mailbox_get_type ())
G_DECLARE_FINAL_TYPE (MdgPortalMailbox, mdg_portal_mailbox, MDG, PORTAL_MAILBOX, GtkWidget)

/* Shows what @flow has now. What stands there already stays: it may have the keyboard. */
void mdg_portal_mailbox_show (MdgPortalMailbox *mailbox, MdgPortalFlow *flow);

G_END_DECLS
