/* audit-counter.h: how far 操作の記録 had come, kept outside of the database (beside the settings): one small file with the
 * record's id, its number of rows and the last one's hash. A database that is behind it, or went another way, is an old file
 * that was put back, by whomever. Belongs to the database's thread; blocks. */
#pragma once

#include "store/audit.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_COUNTER_AGREES,
  MDG_COUNTER_MISSING, /* there is no counter, or it is damaged, though there are rows */
  MDG_COUNTER_BEHIND,  /* the database has fewer rows than there were, or others */
  MDG_COUNTER_OTHER    /* the counter is of another record */
} MdgCounterState;

/* Holds the counter at @path against @database. @known: (out): how many rows the counter knows of. */
MdgCounterState mdg_audit_counter_check (const char *path, MdgDatabase *database, gint64 *known);

/* Brings the counter to where the record ends. Nothing to do without a record. */
gboolean mdg_audit_counter_write (const char *path, MdgDatabase *database, GError **error);

G_END_DECLS
