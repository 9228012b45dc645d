/* records-message.h: what the window says of this computer's own records when they cannot be
 * opened, and the way to begin anew. */
#pragma once

#include "widgets/message-bar.h"
#include "workplace.h"

G_BEGIN_DECLS

/* From now on @bar follows the records of @workplace, as long as both live. */
void mdg_records_message_bind (MdgMessageBar *bar, MdgWorkplace *workplace);

/* Tells what was set aside when the records were looked through. @unreadable: (element-type MdgUnreadable) */
void mdg_records_message_tell_unreadable (MdgMessageBar *bar, GPtrArray *unreadable);

G_END_DECLS
