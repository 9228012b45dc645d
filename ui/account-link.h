/* account-link.h: which account desk there is: that of the institution that is logged in or, without
 * a session, of the one that was last; with the service as long as the session is open. Composes
 * login and accounts, which do not know each other. Main thread. */
#pragma once

#include "accounts/account-desk.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_ACCOUNT_LINK (mdg_account_link_get_type ())
G_DECLARE_FINAL_TYPE (MdgAccountLink, mdg_account_link, MDG, ACCOUNT_LINK, GObject)

/* Signals: "desk-changed" (another desk, or none), "session-changed" (somebody logged in or out).
 * Returns: (transfer full) */
MdgAccountLink *mdg_account_link_new (MdgWorkplace *workplace);

/* (nullable): NULL as long as the cache is not open, or nobody ever logged in here */
MdgAccountDesk *mdg_account_link_get_desk (MdgAccountLink *link);

/* 機関コード of the institution whose list it is. (nullable) */
const char *mdg_account_link_get_keeper (MdgAccountLink *link);

/* Whether something can be sent: somebody is logged in. */
gboolean mdg_account_link_has_session (MdgAccountLink *link);

/* Whether the last sync found nobody there: a state in which one goes on working. */
gboolean mdg_account_link_is_out_of_reach (MdgAccountLink *link);

MdgWorkplace *mdg_account_link_get_workplace (MdgAccountLink *link);

/* Why nothing can be kept or read, while the workplace has no cache. Returns: (transfer full) */
GError *mdg_account_link_explain_no_cache (MdgAccountLink *link);

G_END_DECLS
