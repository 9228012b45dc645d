/* assist-copies.h: what is to be typed into the browser's page, in its order: one 《コピー》 a field, the next one marked. What was copied
 * leaves the clipboard when it was pasted, when the next is copied, when the step is over, or after a minute. */
#pragma once

#include <gtk/gtk.h>

#include "login/assist-guide.h"

G_BEGIN_DECLS

#define MDG_TYPE_ASSIST_COPIES (mdg_assist_copies_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistCopies, mdg_assist_copies, MDG, ASSIST_COPIES, GtkWidget)

/* @fields: (element-type MdgAssistField). Signal: copied (int: MdgAssistCopy). Returns: (transfer floating) */
GtkWidget *mdg_assist_copies_new (GPtrArray *fields);

/* What stands in all fields of that kind. @shown: whether it is no secret, and stands there to be read. @value: (nullable): nothing to
 * copy yet */
void mdg_assist_copies_set (MdgAssistCopies *copies, MdgAssistCopy copy, MdgSecret *value, gboolean shown);

/* The step begins, or is over: the first field is the next one again, the clipboard is emptied. */
void mdg_assist_copies_reset (MdgAssistCopies *copies);

G_END_DECLS
