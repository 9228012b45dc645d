/* page.h: the frame of every page: steps, title, a sentence, messages, the work, and below the one
 * primary button in its one place. Scrolls when the text is larger than the window. */
#pragma once

#include <gtk/gtk.h>
#include "widgets/message-bar.h"

G_BEGIN_DECLS

#define MDG_TYPE_PAGE (mdg_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgPageFrame, mdg_page, MDG, PAGE, GtkWidget)

/* Properties: title, sentence (strings), busy (boolean), busy-text
 * (string: what is being done, after three seconds; may change meanwhile), wide (boolean: the work is a table).
 * Signal: cancel (the person gives up waiting; who does not connect to it has no button for it).
 * In a .ui file: children without a type are the work, type "primary" the primary button, type
 * "secondary" the buttons at the left of the footer, type "aside" those beside the primary button,
 * type "beside" what stands at the right of the title.
 */

/* Returns: (transfer floating) */
GtkWidget *mdg_page_new (const char *title, const char *sentence);

/* What a .ui file says with a child of that @type (nullable: the work). */
void mdg_page_add (MdgPageFrame *page, GtkWidget *child, const char *type);

/* Says what went wrong in the last act; NULL takes it away. */
void mdg_page_show_error (MdgPageFrame *page, const GError *error);

/* Says something that is no error. */
void
mdg_page_show_message (MdgPageFrame *page, MdgMessageKind kind, const char *title, const char *body);
/* The same of an error whose words are others than its own. @code: its nick */
void mdg_page_show_fault (MdgPageFrame *page, const char *title, const char *body, const char *code);
void mdg_page_hide_message (MdgPageFrame *page);

/* A state that lasts (clock skew, lock): stands above the messages until it is over. @title,
 * @code: (nullable) */
void mdg_page_set_note (MdgPageFrame *page,
                        MdgMessageKind kind,
                        const char *title,
                        const char *body,
                        const char *code);

void mdg_page_set_busy (MdgPageFrame *page, gboolean busy);

/* The primary button: Enter in a field presses it. (nullable) (transfer none) */
GtkWidget *mdg_page_get_primary (MdgPageFrame *page);
void mdg_page_activate_primary (MdgPageFrame *page);

/* The numbered steps of the job this page is part of; NULL: none. @step: from 1. @skipped: a step
 * left out, 0: none. */
void mdg_page_set_steps (MdgPageFrame *page, const char *const *steps, guint step, guint skipped);

G_END_DECLS
