/* terminal-card.h: one kind of account of the terminal ([1] p.2-4): what it is for, what a change does, and which the
 * clinic has. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/terminal-register.h"

G_BEGIN_DECLS

/* What a change of such an account does, in a word or two. Static. */
const char *mdg_terminal_effect_text (const MdgTerminalAdvice *advice);

/* @accounts: of every kind; those of @advice are shown. Its buttons want the actions "accounts.terminal-edit" and
 * "terminal.before" (int64: number). Returns: (transfer floating) */
GtkWidget *mdg_terminal_card_new (const MdgTerminalAdvice *advice, GPtrArray *accounts);

G_END_DECLS
