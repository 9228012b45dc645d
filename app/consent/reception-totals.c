/* reception-totals.c: how many receptions went which way in a day, a week, a month. SQLite counts
 * the ways of each day; here each way becomes its streams.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-totals.h"

#include "consent/reception-book.h"

#define EPOCH_JULIAN 719163 /* 1970-01-01 as GDate counts */

MdgReceptionTotals *
mdg_reception_totals_copy (const MdgReceptionTotals *totals)
{
  MdgReceptionTotals *copy = g_new (MdgReceptionTotals, 1);

  *copy = *totals;
  copy->links = g_array_copy (totals->links);
  return copy;
}

void
mdg_reception_totals_free (MdgReceptionTotals *totals)
{
  if (totals == NULL)
    return;
  g_array_unref (totals->links);
  g_free (totals);
}

/* What came in may be less than what went out, at the first station, and the other way round. */
gint64
mdg_reception_totals_through (const MdgReceptionTotals *totals, MdgReceptionNode node)
{
  gint64 in = 0, out = 0;

  for (guint i = 0; i < totals->links->len; i++)
    {
      const MdgReceptionLink *link = &g_array_index (totals->links, MdgReceptionLink, i);

      in += link->to == node ? link->n : 0;
      out += link->from == node ? link->n : 0;
    }
  return MAX (in, out);
}

int
mdg_period_begin (MdgPeriod period, int day)
{
  GDate date;

  switch (period)
    {
    case MDG_PERIOD_WEEK:
      /* 1970-01-01 was a Thursday. */
      return day - (day + 3) % 7;
    case MDG_PERIOD_MONTH:
      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32)(day + EPOCH_JULIAN));
      return day - (int)g_date_get_day (&date) + 1;
    case MDG_PERIOD_DAY:
    case MDG_PERIOD_WHOLE:
    default:
      return day;
    }
}

typedef struct
{
  MdgPeriod period;
  GPtrArray *totals;
  gint64 links[MDG_N_NODES][MDG_N_NODES]; /* of the last of them */
} Counting;

/* The streams of the period that was being counted. */
static void
close_period (Counting *counting)
{
  MdgReceptionTotals *totals;

  if (counting->totals->len == 0)
    return;
  totals = g_ptr_array_index (counting->totals, counting->totals->len - 1);
  for (guint from = 0; from < MDG_N_NODES; from++)
    for (guint to = 0; to < MDG_N_NODES; to++)
      {
        MdgReceptionLink link = { from, to, counting->links[from][to] };

        if (link.n > 0)
          g_array_append_val (totals->links, link);
        counting->links[from][to] = 0;
      }
}

static MdgReceptionTotals *
open_period (Counting *counting, int first_day)
{
  MdgReceptionTotals *totals = g_new0 (MdgReceptionTotals, 1);

  close_period (counting);
  totals->first_day = first_day;
  totals->links = g_array_new (FALSE, FALSE, sizeof (MdgReceptionLink));
  g_ptr_array_add (counting->totals, totals);
  return totals;
}

static void
take_count (const MdgReceptionCount *count, gpointer data)
{
  Counting *counting = data;
  MdgReceptionNode nodes[MDG_PATH_MAX];
  guint n = mdg_reception_path (&count->way, nodes);
  int first_day = mdg_period_begin (counting->period, count->day);
  MdgReceptionTotals *totals = NULL;

  if (counting->totals->len > 0)
    totals = g_ptr_array_index (counting->totals, counting->totals->len - 1);
  if (totals == NULL || (counting->period != MDG_PERIOD_WHOLE && totals->first_day != first_day))
    totals = open_period (counting, first_day);
  totals->n += count->n;
  for (guint i = 1; i < n; i++)
    counting->links[nodes[i - 1]][nodes[i]] += count->n;
}

GPtrArray *
mdg_reception_totals_count (MdgDatabase *database,
                            const MdgReceptionQuery *query,
                            MdgPeriod period,
                            GError **error)
{
  g_autoptr (GPtrArray) totals
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_reception_totals_free);
  Counting counting = { period, totals, { { 0 } } };

  if (!mdg_reception_book_count (database, query, take_count, &counting, error))
    return NULL;
  close_period (&counting);
  return g_steal_pointer (&totals);
}

/* Asking -------------------------------------------------------------------------------------- */

typedef struct
{
  MdgReceptionQuery query;
  MdgPeriod period;
} Question;

static gpointer
count (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Question *question = data;

  return mdg_reception_totals_count (database, &question->query, question->period, error);
}

void
mdg_reception_totals_async (MdgCache *cache,
                            const MdgReceptionQuery *query,
                            MdgPeriod period,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  Question *question;

  g_return_if_fail (MDG_IS_CACHE (cache) && query != NULL);
  question = g_new (Question, 1);
  *question = (Question){ *query, period };
  mdg_cache_run_async (cache, NULL, count, question, g_free, (GDestroyNotify)g_ptr_array_unref,
                       mdg_reception_totals_async, cancellable, callback, data);
}

GPtrArray *
mdg_reception_totals_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_reception_totals_async, error);
}
