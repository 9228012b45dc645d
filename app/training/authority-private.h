/* authority-private.h: what the authority's files share. */
#pragma once

#include "training/authority.h"

struct _MdgAuthority
{
  MdgLedger *ledger;
  const MdgScenario *scenario;
  const MdgTrainingClock *clock;
  guint8 nobodys_salt[MDG_PASSWORD_SALT_BYTES]; /* for codes nobody has: they take as long */
  guint epoch;                                  /* counts resets */
};

/* FALSE with MDG_ERROR_LOCKED while the lock lasts; forgets it, and all failures, when it is over.
 */
gboolean mdg_tries_check (MdgLedgerTries *tries, gint64 now, GError **error);

/* Counts one more wrong one in @counter (which is in @tries) and sets @error to @code, or to
 * MDG_ERROR_LOCKED when it was the last. */
void
mdg_tries_fail (MdgLedgerTries *tries, int *counter, gint64 now, MdgErrorCode code, GError **error);

/* Whether @hash is the account's password (@password itself while it is the scenario's). Keeps the
 * hash in @account when it was not known yet. */
gboolean mdg_authority_password_is (MdgAuthority *authority,
                                    MdgLedgerAccount *account,
                                    MdgSecret *password,
                                    const guint8 *hash);

/* The account, which must be there: a fault otherwise. */
MdgLedgerAccount *mdg_authority_get_account (MdgAuthority *authority, gint64 id, GError **error);

/* Whether nobody ended @session since it was admitted; fails as mdg_authority_admit() does. */
gboolean mdg_authority_still_alive (MdgAuthority *authority,
                                    const MdgLedgerSession *session,
                                    GError **error);

/* Fails what was begun before a reset. */
gboolean
mdg_authority_still_valid (MdgAuthority *authority, const MdgAuthorityTry *attempt, GError **error);
