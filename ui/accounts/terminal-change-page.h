/* terminal-change-page.h: notes that ID or password of an account of the terminal were changed. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "accounts/terminal-register.h"

G_BEGIN_DECLS

#define MDG_TYPE_TERMINAL_CHANGE_PAGE (mdg_terminal_change_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgTerminalChangePage, mdg_terminal_change_page, MDG, TERMINAL_CHANGE_PAGE, GtkWidget)

GtkWidget *mdg_terminal_change_page_new (MdgAccountLink *link);

/* Of that account, which is in the register. */
void mdg_terminal_change_page_begin (MdgTerminalChangePage *page, const MdgTerminalAccount *account);

/* 「パスワード」「ID」「ID とパスワード」. Static. */
const char *mdg_terminal_change_text (MdgTerminalChangeKind what);

G_END_DECLS
