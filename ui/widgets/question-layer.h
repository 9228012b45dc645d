/* question-layer.h: lays a question over the window's content and keeps keyboard and pointer out of
 * what is below until it is answered. In the window, not a window of its own: it stands where the
 * eye is, on any window system and over remote desktops, and a screen shot shows it with what it is
 * about. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_QUESTION_LAYER (mdg_question_layer_get_type ())
G_DECLARE_FINAL_TYPE (MdgQuestionLayer, mdg_question_layer, MDG, QUESTION_LAYER, GtkWidget)

/* Property: child (GtkWidget, also the default child in a .ui file). */
GtkWidget *mdg_question_layer_new (void);

/* One at a time: a second question closes the first as if cancelled. @question: a floating widget;
 * it is closed by its "answered" signal. */
void mdg_question_layer_present (MdgQuestionLayer *layer, GtkWidget *question);

/* Takes the open question away, if any, and gives the keyboard back. */
void mdg_question_layer_close (MdgQuestionLayer *layer);

/* The open question. (nullable) (transfer none) */
GtkWidget *mdg_question_layer_get_question (MdgQuestionLayer *layer);

G_END_DECLS
