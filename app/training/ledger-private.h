/* ledger-private.h: what the ledger's files share. */
#pragma once

#include "store/statement.h"
#include "training/ledger.h"

struct _MdgLedger
{
  MdgDatabase *database;
  GHashTable *statements; /* SQL (static) → MdgStatement, prepared once */
};

/* The statement for @sql, which is a literal, ready to be bound. Returns: (transfer none)
 * (nullable) */
MdgStatement *mdg_ledger_prepare (MdgLedger *ledger, const char *sql, GError **error);
