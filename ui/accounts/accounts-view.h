/* accounts-view.h: the tab [アカウント]: its pages, and the way between them.
 *
 * Actions, for everything inside: "accounts.show" (string page), "accounts.detail" (string: account ID),
 * "accounts.apply" (string: kind, "app" or "linkage"), "accounts.export", "accounts.paste" (a table to import),
 * "accounts.imported" (two strings: what was done), "accounts.log-in". */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "widgets/tab-view.h"

G_BEGIN_DECLS

#define MDG_TYPE_ACCOUNTS_VIEW (mdg_accounts_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgAccountsView, mdg_accounts_view, MDG, ACCOUNTS_VIEW, MdgTabView)

/* Signal: "log-in" (the person wants to). */
GtkWidget *mdg_accounts_view_new (MdgAccountLink *link);

/* Shows "list", "applications", "outbox" or "import". */
void mdg_accounts_view_show (MdgAccountsView *view, const char *page);

G_END_DECLS
