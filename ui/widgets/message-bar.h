/* message-bar.h: says something at the top of a page's content and stays until it is dealt with. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_MESSAGE_INFO,
  MDG_MESSAGE_SUCCESS,
  MDG_MESSAGE_WARNING,
  MDG_MESSAGE_ERROR
} MdgMessageKind;

#define MDG_TYPE_MESSAGE_BAR (mdg_message_bar_get_type ())
G_DECLARE_FINAL_TYPE (MdgMessageBar, mdg_message_bar, MDG, MESSAGE_BAR, GtkWidget)

/* Signals: action (the button of mdg_message_bar_set_action()), closed. Invisible until it has
 * something to say. */
GtkWidget *mdg_message_bar_new (void);

/* @title: one sentence, what happened. @body: (nullable): what was kept, what to do next. @code:
 * (nullable): nick that stands small at the end, with a button that copies it, and cure-button.h. */
void mdg_message_bar_show (MdgMessageBar *bar,
                           MdgMessageKind kind,
                           const char *title,
                           const char *body,
                           const char *code);

/* Same for an error, in the words of error-text.h. */
void mdg_message_bar_show_error (MdgMessageBar *bar, const GError *error);

/* A button in the bar; @label: (nullable): none. Shown from the next mdg_message_bar_show() on. */
void mdg_message_bar_set_action (MdgMessageBar *bar, const char *label);

/* Whether the person may put it away (TRUE unless set). */
void mdg_message_bar_set_closable (MdgMessageBar *bar, gboolean closable);

void mdg_message_bar_hide (MdgMessageBar *bar);

/* What it says, for tests. (nullable) (transfer none) */
const char *mdg_message_bar_get_title (MdgMessageBar *bar);

G_END_DECLS
