/* terminal-edit-page.h: what the clinic notes of one account of the terminal, and when it was changed. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"
#include "accounts/terminal-register.h"

G_BEGIN_DECLS

#define MDG_TYPE_TERMINAL_EDIT_PAGE (mdg_terminal_edit_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgTerminalEditPage, mdg_terminal_edit_page, MDG, TERMINAL_EDIT_PAGE, GtkWidget)

GtkWidget *mdg_terminal_edit_page_new (MdgAccountLink *link);

/* @account: (nullable): NULL for a new one of @kind. Copied. */
void mdg_terminal_edit_page_begin (MdgTerminalEditPage *page, MdgTerminalKind kind, const MdgTerminalAccount *account);

G_END_DECLS
