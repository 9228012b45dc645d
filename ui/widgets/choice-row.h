/* choice-row.h: one thing of several to choose: a check mark or a radio mark, a symbol, a title, and how it
 * stands. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_CHOICE_ROW (mdg_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (MdgChoiceRow, mdg_choice_row, MDG, CHOICE_ROW, GtkWidget)

/* Signal: toggled. @icon: one of ours */
GtkWidget *mdg_choice_row_new (const char *icon);

/* Of all that share a group one is chosen. @group: (nullable): a row of it; NULL begins one */
void mdg_choice_row_set_group (MdgChoiceRow *row, MdgChoiceRow *group);

/* @detail: (nullable) */
void mdg_choice_row_set_words (MdgChoiceRow *row, const char *title, const char *detail);

/* (transfer none) */
const char *mdg_choice_row_get_title (MdgChoiceRow *row);

/* Why it cannot be chosen; NULL: it can. */
void mdg_choice_row_set_fault (MdgChoiceRow *row, const char *fault);
gboolean mdg_choice_row_has_fault (MdgChoiceRow *row);

void mdg_choice_row_set_active (MdgChoiceRow *row, gboolean active);

/* Chosen, and nothing stands against it. */
gboolean mdg_choice_row_get_active (MdgChoiceRow *row);

/* The first such row in @box, which holds nothing else. (nullable) (transfer none) */
GtkWidget *mdg_choice_row_find_active (GtkWidget *box);

G_END_DECLS
