/* terminal-page.h: the register of the terminal's other accounts (C7, [1] p.2-4): the eight kinds, those the clinic
 * has, and the warning before a change. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "accounts/terminal-register.h"

G_BEGIN_DECLS

#define MDG_TYPE_TERMINAL_PAGE (mdg_terminal_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgTerminalPage, mdg_terminal_page, MDG, TERMINAL_PAGE, GtkWidget)

/* Action, for everything inside: "terminal.before" (int64): the warning before that account is changed. */
GtkWidget *mdg_terminal_page_new (MdgAccountLink *link);

/* One of those that are shown. (nullable) */
const MdgTerminalAccount *mdg_terminal_page_find (MdgTerminalPage *page, gint64 number);

G_END_DECLS
