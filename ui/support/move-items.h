/* move-items.h: what a moving file has, as a list to look through before it is taken in. */
#pragma once

#include <gtk/gtk.h>

#include "store/transfer.h"

G_BEGIN_DECLS

/* A row for each item of @look (nullable), in the place of the rows that are in @list. Main thread. */
void mdg_move_items_fill (GtkListBox *list, const MdgTransferLook *look);

/* "In the file: 3   With a set-up key: 2", and how many of them are in the list where that is not all. Returns: (transfer full):
 * "" where there is none */
char *mdg_move_items_summary (const MdgTransferLook *look);

G_END_DECLS
