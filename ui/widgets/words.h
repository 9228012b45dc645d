/* words.h: lines of text, one below the other, that stand beside something else in a row. As wide as it is let be, and as high as its
 * lines are at that width. A vertical GtkBox in a horizontal one asks for the width that its lines have unbroken, a
 * GtkGrid there (GTK 4.18, on Windows) for the height that they have at their narrowest. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_WORDS (mdg_words_get_type ())
G_DECLARE_FINAL_TYPE (MdgWords, mdg_words, MDG, WORDS, GtkWidget)

/* It expands. Returns: (transfer floating) */
GtkWidget *mdg_words_new (void);

/* Puts @line below the others. */
void mdg_words_append (MdgWords *words, GtkWidget *line);

G_END_DECLS
