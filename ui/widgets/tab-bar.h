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

/* A mark at the tab that something there wants to be seen. @count: 0 takes it away. @spoken: what it means, for
 * assistive technology and as a tooltip. @urgent: in the colour of what cannot wait */
void mdg_tab_bar_set_badge (MdgTabBar *bar, const char *id, guint count, const char *spoken, gboolean urgent);

/* Icons alone, for a narrow window; the words are tooltips then. */
void mdg_tab_bar_set_folded (MdgTabBar *bar, gboolean folded);

void mdg_tab_bar_select (MdgTabBar *bar, const char *id);
const char *mdg_tab_bar_get_selected (MdgTabBar *bar); /* (nullable) */

G_END_DECLS
