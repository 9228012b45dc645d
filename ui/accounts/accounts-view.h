/* accounts-view.h: the tab [アカウント]: its pages, and the way between them.
 *
 * Actions, for everything inside: "accounts.show" (string page), "accounts.detail" (string: account ID),
 * "accounts.apply" (string: kind, "app" or "linkage"), "accounts.export", "accounts.paste" (a table to import),
 * "accounts.imported" (two strings: what was done), "accounts.log-in", "accounts.settings" (string: "機関コード/ID" of what is
 * in the vault), "accounts.settings-entry" (int: the file that is taken in; -1: an empty form), "accounts.terminal-edit" (int64: number
 * of an account in the register, string: kind of a new one), "accounts.terminal-change" (int64).
 *
 * Above the three pages that everything else is reached from stands a bar that leads from one to the other. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "contract/account-settings.h"
#include "widgets/tab-view.h"

G_BEGIN_DECLS

#define MDG_TYPE_ACCOUNTS_VIEW (mdg_accounts_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgAccountsView, mdg_accounts_view, MDG, ACCOUNTS_VIEW, MdgTabView)

/* Signals: "log-in" (the person wants to), "use-settings" (MdgAccountSettings: they are to be filled into
 * the login page; who does it returns TRUE). */
GtkWidget *mdg_accounts_view_new (MdgAccountLink *link);

/* Asks for the login page to be filled in. Returns: whether it was */
gboolean mdg_accounts_view_use_settings (MdgAccountsView *view, const MdgAccountSettings *settings);

/* Shows "list", "applications", "outbox", "import", "settings" or "terminal". */
void mdg_accounts_view_show (MdgAccountsView *view, const char *page);

G_END_DECLS
