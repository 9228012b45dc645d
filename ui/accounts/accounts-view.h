/* accounts-view.h: the tab [アカウント]: its pages, and the way between them.
 *
 * Actions, for everything inside: "accounts.show" (string page), "accounts.detail" (string: account ID),
 * "accounts.apply" (string: kind, "app" or "linkage"), "accounts.log-in". */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "widgets/help-button.h"

G_BEGIN_DECLS

#define MDG_TYPE_ACCOUNTS_VIEW (mdg_accounts_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgAccountsView, mdg_accounts_view, MDG, ACCOUNTS_VIEW, GtkWidget)

/* Property: page (string, read-only). Signal: "log-in" (the person wants to). */
GtkWidget *mdg_accounts_view_new (MdgAccountLink *link);

/* Shows "list", "applications" or "outbox". */
void mdg_accounts_view_show (MdgAccountsView *view, const char *page);

/* The explanation of the page that is shown. Static. */
const MdgHelp *mdg_accounts_view_get_help (MdgAccountsView *view);

/* The page that is shown. (transfer none) */
GtkWidget *mdg_accounts_view_get_page (MdgAccountsView *view);

G_END_DECLS
