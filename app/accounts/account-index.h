/* account-index.h: a list of accounts in memory as far as sorting, filtering and searching go: 100,000 rows
 * in some megabytes, any query in milliseconds. No rows are shown from it. Used on the database's
 * thread. */
#pragma once

#include "accounts/account-query.h"
#include "contract/accounts.h"

G_BEGIN_DECLS

typedef struct _MdgAccountIndex MdgAccountIndex;

/* What the index wants to know of a row. Strings are not kept. */
typedef struct
{
  gint64 number;
  const char *id; /* checked */
  const char *note;
  const char *institution_code;
  const char *institution_name;
  MdgAccountStatus status;
  const char *started_on;   /* (nullable) */
  const char *ended_on;     /* (nullable) */
  const char *suspended_on; /* (nullable) */
  gboolean pending;
} MdgIndexed;

MdgAccountIndex *mdg_account_index_new (void);
void mdg_account_index_free (MdgAccountIndex *index);

/* Adds a row or replaces the one with that number. Quickest in the order of their numbers. */
void mdg_account_index_put (MdgAccountIndex *index, const MdgIndexed *row);
void mdg_account_index_remove (MdgAccountIndex *index, gint64 number);
guint mdg_account_index_count (MdgAccountIndex *index);

/* The numbers of the rows that @query asks for, in its order. Returns: (transfer full) (element-type gint64) */
GArray *mdg_account_index_query (MdgAccountIndex *index, const MdgAccountQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccountIndex, mdg_account_index_free)

G_END_DECLS
