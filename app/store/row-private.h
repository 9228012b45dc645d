/* row-private.h: what the window does to its rows. */
#pragma once

#include "store/row-window.h"

G_BEGIN_DECLS

MdgRow *mdg_row_new (gint64 number);

/* @value: (transfer full) (nullable): freed with @free_value. Notifies "value". */
void mdg_row_set_value (MdgRow *row, gpointer value, GDestroyNotify free_value);

G_END_DECLS
