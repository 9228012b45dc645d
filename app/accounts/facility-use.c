/* facility-use.c: 利用状況 of one kind of account at a facility.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/facility-use.h"

#include "accounts/account-book-private.h"

G_STATIC_ASSERT (MDG_ACCOUNT_NOT_STARTED == 0 && MDG_ACCOUNT_USABLE == 1
                 && MDG_ACCOUNT_CANCELLING == 2 && MDG_ACCOUNT_SUSPENDED == 3
                 && MDG_ACCOUNT_ENDED == 4);

static MdgAccountStatus
judge (gint64 n_in_use, gint64 n_suspended, gint64 n_ended)
{
  if (n_in_use > 0)
    return MDG_ACCOUNT_USABLE;
  if (n_suspended > 0)
    return MDG_ACCOUNT_SUSPENDED;
  return n_ended > 0 ? MDG_ACCOUNT_ENDED : MDG_ACCOUNT_NOT_STARTED;
}

gboolean
mdg_facility_use_get (MdgAccountBook *book,
                      MdgDatabase *database,
                      const char *institution_code,
                      MdgAccountKind kind,
                      MdgFacilityUse *use,
                      GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "SELECT count (*) FILTER (WHERE status IN (1, 2)),"
      " count (*) FILTER (WHERE status = 3), count (*) FILTER (WHERE status = 4),"
      " min (started_on), max (ended_on) FROM listed"
      " WHERE list = ?1 AND institution_code = ?2"
      " AND (substr (account_id, 1, 2) = 'WA') = ?3",
      error);
  const char *started, *ended;

  *use = (MdgFacilityUse){ .status = MDG_ACCOUNT_NOT_STARTED };
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 1, institution_code);
  mdg_statement_bind_int (statement, 2, kind == MDG_ACCOUNT_LINKAGE);
  if (!mdg_book_run (statement, NULL, error))
    return FALSE;
  use->status = judge (mdg_statement_get_int (statement, 0), mdg_statement_get_int (statement, 1),
                       mdg_statement_get_int (statement, 2));
  started = mdg_statement_get_text (statement, 3);
  ended = mdg_statement_get_text (statement, 4);
  if (started != NULL)
    g_strlcpy (use->started_on, started, sizeof use->started_on);
  if (ended != NULL && use->status == MDG_ACCOUNT_ENDED)
    g_strlcpy (use->ended_on, ended, sizeof use->ended_on);
  return TRUE;
}
