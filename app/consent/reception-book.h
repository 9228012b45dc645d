/* reception-book.h: the receptions in the cache: written, looked for, counted, forgotten. On the database's thread, inside the
 * caller's transaction (mdg_cache_run_async). Errors: those of database.h.
 *
 * A reception is kept for MDG_RECEPTION_DAYS, so that a year can be looked back on and compared with the same season of
 * the last; what is older is taken away, with secure_delete, by mdg_reception_book_forget(). The result files
 * themselves are the other system's and are never touched. */
#pragma once

#include "consent/reception-query.h"
#include "store/database.h"

G_BEGIN_DECLS

#define MDG_RECEPTION_DAYS 400

/* A file as it lay there. */
typedef struct
{
  gint64 key; /* mdg_result_file_key() */
  gint64 size;
  gint64 modified; /* seconds since 1970 UTC */
} MdgFileSight;

/* Whether that file has been read just as it is. @known: (out) */
gboolean mdg_reception_book_knows (MdgDatabase *database, const MdgFileSight *sight, gboolean *known, GError **error);

/* Writes what a file told; what the same file told before is replaced. */
gboolean mdg_reception_book_put (MdgDatabase *database, const MdgFileSight *sight, const MdgReception *reception,
                                 GError **error);

/* Takes away what was before @before (seconds since 1970 UTC). @n: (out) (optional): how many those were. */
gboolean mdg_reception_book_forget (MdgDatabase *database, gint64 before, gint64 *n, GError **error);

/* The numbers of those that @query asks for, by time. Returns: (transfer full) (element-type gint64) (nullable) */
GArray *mdg_reception_book_query (MdgDatabase *database, const MdgReceptionQuery *query, GError **error);

/* Receptions by number, NULL for one that is not there. Returns: (transfer full) (element-type MdgReception) (nullable) */
GPtrArray *mdg_reception_book_get (MdgDatabase *database, const gint64 *numbers, guint n, GError **error);

/* One way through the flow, and how many went it on one day. */
typedef struct
{
  int day;
  MdgReception way; /* the codes and consents of it alone */
  gint64 n;
} MdgReceptionCount;

/* Counts what @query asks for, by day. @take: called for each way of each day, days in their order. */
typedef void (*MdgReceptionTake) (const MdgReceptionCount *count, gpointer data);
gboolean mdg_reception_book_count (MdgDatabase *database, const MdgReceptionQuery *query, MdgReceptionTake take,
                                   gpointer data, GError **error);

/* The statement that mdg_reception_book_count() runs for a query without conditions, to measure it by. */
#define MDG_RECEPTION_COUNT_SQL                                                                                        \
  "SELECT day, outcome, reference, validity, prescription, consents, count(*) FROM reception"

#define MDG_RECEPTION_COUNT_GROUPS " GROUP BY day, outcome, reference, validity, prescription, consents"

G_END_DECLS
