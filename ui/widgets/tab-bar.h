/* tab-bar.h: the window's tabs at the left: icon, word, badge. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_TAB_BAR (mdg_tab_bar_get_type ())
G_DECLARE_FINAL_TYPE (MdgTabBar, mdg_tab_bar, MDG, TAB_BAR, GtkWidget)

/* Property: selected (string: a tab's id). */
GtkWidget *mdg_tab_bar_new (void);

/* @word: with mnemonic. @icon: one of ours. The first tab appended is selected. */
void mdg_tab_bar_append (MdgTabBar *bar, const char *id, const char *word, const char *icon);
void mdg_tab_bar_select (MdgTabBar *bar, const char *id);
const char *mdg_tab_bar_get_selected (MdgTabBar *bar); /* (nullable) */

G_END_DECLS
