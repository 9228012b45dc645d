/* unreadable-text.h: what of the vault could not be read, in words. */
#pragma once

#include "store/record.h"

G_BEGIN_DECLS

/* "3410712362/WA000001 (password): does not open", a line each; of more than @max the first ones and an ellipsis. @list: (element-type
 * MdgUnreadable). Returns: (transfer full) */
char *mdg_unreadable_text (GPtrArray *list, guint max);

G_END_DECLS
