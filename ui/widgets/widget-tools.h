/* widget-tools.h: small things every widget of ours needs. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For dispose: unparents what is still inside @widget. */
void mdg_widget_clear (GtkWidget *widget);

/* Takes all that is in @box, a GtkBox, out of it. */
void mdg_widget_clear_box (GtkWidget *box);

/* Gives @control the accessible name and description of these widgets. @description: (nullable) */
void mdg_widget_set_label (GtkWidget *control, GtkWidget *label, GtkWidget *description);

/* Gives @control an accessible name of its own, where no label stands beside it. */
void mdg_widget_set_name (GtkWidget *control, const char *name);

/* @label as it is read: without the underscore of its mnemonic, and without the letter in brackets that a Japanese
 * label has for it: "送信(_S)" is "送信". Returns: (transfer full) */
char *mdg_widget_plain_label (const char *label);

/* A label of several lines, from the left. @text, @css_class: (nullable). It is never asked how it
 * would look one character wide: GTK breaks and shapes the text anew for every width it tries,
 * which was a third of the time to the first frame. Returns: (transfer floating) */
GtkWidget *mdg_widget_new_text (const char *text, const char *css_class);

/* Lets the words beside a check mark go on in the next line instead of making the page wider. @check: made with a label */
void mdg_widget_wrap_check (GtkWidget *check);

/* No line of @label (a GtkLabel) breaks inside @part, where its text has that: Japanese would break between any two kana.
 * Holds until the next call. @part: (nullable): lines break anywhere */
void mdg_widget_keep_whole (GtkWidget *label, const char *part);

/* Shows or hides, and tells assistive technology the same. */
void mdg_widget_set_shown (GtkWidget *widget, gboolean shown);

/* Takes @widget and all below out of reach of assistive technology, or puts it back. */
void mdg_widget_set_accessible_hidden (GtkWidget *widget, gboolean hidden);

/* GTK 4.8 gives a button with a mnemonic its name twice, the first time with the underscore: takes
 * that away from all buttons in @widget; and the underscore from the names of check marks. Again after a new label. */
void mdg_widget_tidy_names (GtkWidget *widget);

/* 「n~m 件目 / N 件」: writes into @label (a GtkLabel) which of the @n rows in @scroll (a GtkScrolledWindow) are seen, of
 * @n_all that there are. All rows are of one height, so where the view stands tells. */
void mdg_widget_count_rows (GtkWidget *label, GtkWidget *scroll, guint n, guint n_all);

/* Gives @widget the focus if its window has none: what had it could not be used for a while, and Tab would begin at the top. */
void mdg_widget_refocus (GtkWidget *widget);

/* Scrolls to all of @widget, once what was just said in it has its place. */
void mdg_widget_show_whole (GtkWidget *widget);

/* The same to the field with the focus in @widget's window: a message that comes above pushes it out of the window. */
void mdg_widget_show_focus (GtkWidget *widget);

/* For a class that chooses where grab_focus goes: its focus function, from one child to the next in their
 * order. GTK's own would let Tab come in only where grab_focus goes, and skip all that stands before. */
gboolean mdg_widget_focus_child (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
