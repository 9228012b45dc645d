/* ledger-private.h: what the ledger's files share. */
#pragma once

#include "contract/accounts.h"
#include "store/statement.h"
#include "training/ledger.h"

struct _MdgLedger
{
  MdgDatabase *database;
  GHashTable *statements; /* SQL (static) → MdgStatement, prepared once */
};

/* Reads the rows of @statement, bound to give one more than @limit, into @page. */
gboolean mdg_ledger_read_page (MdgStatement *statement,
                               int limit,
                               MdgPage *page,
                               gpointer (*read) (MdgStatement *),
                               const char *(*get_id) (gconstpointer),
                               GError **error);

/* The one number that @sql, with @keeper and @since bound, gives. */
gboolean mdg_ledger_read_total (MdgLedger *ledger,
                                const char *sql,
                                const char *keeper,
                                gint64 since,
                                gint64 *total,
                                GError **error);

/* The statement for @sql, which is a literal, ready to be bound. Returns: (transfer none)
 * (nullable) */
MdgStatement *mdg_ledger_prepare (MdgLedger *ledger, const char *sql, GError **error);

/* The number in an ID (A0000001, M0000001); 0 for what is none, which comes before all. @id: (nullable) */
gint64 mdg_ledger_number_of (const char *id);
