/* reception-totals.h: how many receptions went which way in a day, a week, a month: node to node, for a picture whose streams
 * are as wide as many went there (E3). Main thread; the counting is the database's. */
#pragma once

#include "consent/reception-path.h"
#include "consent/reception-query.h"
#include "store/cache.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_PERIOD_DAY,
  MDG_PERIOD_WEEK,  /* from Monday */
  MDG_PERIOD_MONTH,
  MDG_PERIOD_WHOLE  /* all that the query asks for, as one */
} MdgPeriod;

/* A stream. */
typedef struct
{
  MdgReceptionNode from, to;
  gint64 n;
} MdgReceptionLink;

typedef struct
{
  int first_day;  /* of the period, days since 1970-01-01 in Japan; WHOLE: of the first reception */
  gint64 n;       /* receptions */
  GArray *links;  /* of MdgReceptionLink, by from and to; all with n above 0 */
} MdgReceptionTotals;

/* Returns: (transfer full) */
MdgReceptionTotals *mdg_reception_totals_copy (const MdgReceptionTotals *totals);
void mdg_reception_totals_free (MdgReceptionTotals *totals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgReceptionTotals, mdg_reception_totals_free)

/* How many came through @node. */
gint64 mdg_reception_totals_through (const MdgReceptionTotals *totals, MdgReceptionNode node);

/* The first day of the period in which @day lies. @period: not WHOLE. */
int mdg_period_begin (MdgPeriod period, int day);

/* Counts what @query asks for, a period each, those without receptions left out. Errors: of the cache.
 * Returns (finish): (transfer full) (element-type MdgReceptionTotals) (nullable): in the order of time */
void mdg_reception_totals_async (MdgCache *cache, const MdgReceptionQuery *query, MdgPeriod period,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_reception_totals_finish (GAsyncResult *result, GError **error);

/* The same at once, on the database's thread. */
GPtrArray *mdg_reception_totals_count (MdgDatabase *database, const MdgReceptionQuery *query, MdgPeriod period,
                                       GError **error);

G_END_DECLS
