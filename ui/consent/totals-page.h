/* totals-page.h: 受付の流れ (E3): how many receptions went which way in a day, a week, a month, as streams through the flow. */
#pragma once

#include <gtk/gtk.h>

#include "consent/reception-desk.h"
#include "consent/reception-query.h"

G_BEGIN_DECLS

#define MDG_TYPE_TOTALS_PAGE (mdg_totals_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgTotalsPage, mdg_totals_page, MDG, TOTALS_PAGE, GtkWidget)

GtkWidget *mdg_totals_page_new (MdgReceptionDesk *desk);

/* Counts what @query asks for. @words: (nullable): what that is; NULL: every one */
void mdg_totals_page_count (MdgTotalsPage *page, const MdgReceptionQuery *query, const char *words);

/* Whether the count is there. */
gboolean mdg_totals_page_is_counted (MdgTotalsPage *page);

G_END_DECLS
