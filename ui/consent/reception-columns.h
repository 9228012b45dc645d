/* reception-columns.h: the columns of the 資格確認履歴: time, card, result, validity, consents, prescription. */
#pragma once

#include <gtk/gtk.h>

#include "consent/reception.h"

G_BEGIN_DECLS

#define MDG_RECEPTION_COLUMNS 7

/* In the language of the program. @column: below MDG_RECEPTION_COLUMNS. Static; the text (transfer full) */
const char *mdg_reception_column_title (guint column);
char *mdg_reception_column_text (const MdgReception *reception, guint column);

void mdg_reception_columns_add (GtkColumnView *view);

/* Sorted by time, which alone can be sorted by: "changed" of the view's sorter tells. Returns: whether the oldest come first */
gboolean mdg_reception_columns_is_oldest_first (GtkColumnView *view);

G_END_DECLS
