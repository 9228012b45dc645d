/* cure-page.h: 対処: what an error message says, and where to go for what helps against it. */
#pragma once

#include <gtk/gtk.h>

#include "support/support-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_CURE_PAGE (mdg_cure_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgCurePage, mdg_cure_page, MDG, CURE_PAGE, GtkWidget)

/* Needs support.go(s) above it; support.go('back') leads back to where the error was read. */
GtkWidget *mdg_cure_page_new (MdgSupportDesk *desk);

/* @code: the error's nick. */
void mdg_cure_page_begin (MdgCurePage *page, const char *code);

G_END_DECLS
