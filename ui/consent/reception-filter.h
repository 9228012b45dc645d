/* reception-filter.h: which receptions (資格確認履歴) are looked for: period, card, result, validity, prescription, kind of proof,
 * consent. */
#pragma once

#include <gtk/gtk.h>

#include "consent/reception-query.h"

G_BEGIN_DECLS

#define MDG_TYPE_RECEPTION_FILTER (mdg_reception_filter_get_type ())
G_DECLARE_FINAL_TYPE (MdgReceptionFilter, mdg_reception_filter, MDG, RECEPTION_FILTER, GtkWidget)

/* Signal: changed. */

gboolean mdg_reception_filter_is_active (MdgReceptionFilter *filter);

/* Every one; tells nobody. */
void mdg_reception_filter_clear (MdgReceptionFilter *filter);

/* @now: seconds since 1970: what days "the last 7 days" are */
void mdg_reception_filter_fill (MdgReceptionFilter *filter, gint64 now, MdgReceptionQuery *query);

/* "期間: 今月 / 処方箋: 電子処方箋". Returns: (transfer full) (nullable): NULL: every one */
char *mdg_reception_filter_describe (MdgReceptionFilter *filter);

G_END_DECLS
