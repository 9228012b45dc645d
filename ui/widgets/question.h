/* question.h: asks before something that cannot be undone or costs something, and names the
 * consequence. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_ANSWER_CANCEL "cancel" /* Esc, or the button with this id */

typedef enum
{
  MDG_ANSWER_NORMAL,
  MDG_ANSWER_PRIMARY, /* Enter */
  MDG_ANSWER_DANGER
} MdgAnswerKind;

#define MDG_TYPE_QUESTION (mdg_question_get_type ())
G_DECLARE_FINAL_TYPE (MdgQuestion, mdg_question, MDG, QUESTION, GtkWidget)

/* Signals:
 *   answering (string id of the button pressed; returns boolean): TRUE: not yet an answer, the question stays; who
 *     said so gives it with mdg_question_answer() when it is one
 *   answered (string id of the button). Emitted once, after which the question is gone. */
MdgQuestion *mdg_question_new (const char *heading, const char *body);

/* Buttons stand in the order they are added, the last at the right. @label: with mnemonic. */
void mdg_question_add_button (MdgQuestion *question,
                              const char *id,
                              const char *label,
                              MdgAnswerKind kind);

/* Something between the words and the buttons, e.g. a field. Gets the focus. */
void mdg_question_set_extra (MdgQuestion *question, GtkWidget *extra);

/* Asks, over the window that @near is in. Takes the floating @question. */
void mdg_question_present (MdgQuestion *question, GtkWidget *near);

/* Gives an answer as its button would. */
void mdg_question_answer (MdgQuestion *question, const char *id);

G_END_DECLS
