/* authority.h: the rules of [0] ch. 1 as the service applies them: who may log in, which session
 * stands, which passcode and which new password is accepted. No network, no threads: passwords are
 * derived elsewhere, between a begin and a finish. Belongs to the ledger's thread.
 *
 * Errors that say a rule was applied are those of contract/problem.h; after them the ledger must be
 * committed too (a failure was counted). Any other error is a fault of the ledger: roll back.
 */
#pragma once

#include "contract/connection.h"

#include "training/ledger.h"
#include "training/training-clock.h"

G_BEGIN_DECLS

typedef struct _MdgAuthority MdgAuthority;

/* Keeps its arguments, which must outlive it. Returns: (transfer full) */
MdgAuthority *
mdg_authority_new (MdgLedger *ledger, const MdgScenario *scenario, const MdgTrainingClock *clock);
void mdg_authority_free (MdgAuthority *authority);

/* Whether @error says that a rule was applied (commit), not that the ledger failed (roll back). */
gboolean mdg_authority_is_verdict (const GError *error);

/* Everything back to the scenario's beginning; what is under way between begin and finish then
 * fails. Runs its own transaction. */
gboolean mdg_authority_reset (MdgAuthority *authority, GError **error);

/* What is to be derived before the finish. */
typedef struct
{
  gint64 account_id; /* 0: nobody has these codes */
  guint8 salt[MDG_PASSWORD_SALT_BYTES];
  MdgSecret *inputs[MDG_PASSWORD_HASH_INPUTS + 1];
  guint epoch;
} MdgAuthorityTry;

void mdg_authority_try_clear (MdgAuthorityTry *attempt);

/* POST /v1/session. Errors: MDG_ERROR_LOCKED; of the finish also MDG_ERROR_WRONG_CREDENTIALS. */
gboolean mdg_authority_begin_login (MdgAuthority *authority,
                                    const MdgLoginRequest *request,
                                    MdgAuthorityTry *attempt,
                                    GError **error);
MdgSessionInfo *mdg_authority_finish_login (MdgAuthority *authority,
                                            const MdgLoginRequest *request,
                                            const MdgAuthorityTry *attempt,
                                            const MdgPasswordHashes *hashes,
                                            GError **error);

/* Who comes with @token (NULL: none was sent). @session and @account: (out). An action keeps the
 * session alive. Errors: MDG_ERROR_SESSION_REQUIRED, _SESSION_EXPIRED, _SESSION_SUPERSEDED. */
gboolean mdg_authority_admit (MdgAuthority *authority,
                              MdgSecret *token,
                              gboolean action,
                              MdgLedgerSession *session,
                              MdgLedgerAccount **account,
                              GError **error);

/* Whether the session is open for all that is not about the session itself. Errors:
 * MDG_ERROR_WRONG_STAGE, _PASSWORD_EXPIRED. */
gboolean mdg_authority_check_open (MdgAuthority *authority,
                                   const MdgLedgerSession *session,
                                   const MdgLedgerAccount *account,
                                   GError **error);

/* GET /v1/session. */
MdgSessionInfo *mdg_authority_describe_session (MdgAuthority *authority,
                                                const MdgLedgerSession *session,
                                                const MdgLedgerAccount *account);

/* GET /v1/session/registration. Errors: MDG_ERROR_WRONG_STAGE, _PASSWORD_EXPIRED. */
MdgRegistration *mdg_authority_show_registration (MdgAuthority *authority,
                                                  const MdgLedgerSession *session,
                                                  const MdgLedgerAccount *account,
                                                  GError **error);

/* POST /v1/session/passcode. Errors: MDG_ERROR_WRONG_STAGE, _PASSWORD_EXPIRED, _LOCKED,
 * _WRONG_PASSCODE. */
MdgSessionInfo *mdg_authority_take_passcode (MdgAuthority *authority,
                                             MdgLedgerSession *session,
                                             MdgLedgerAccount *account,
                                             const char *passcode,
                                             GError **error);

/* DELETE /v1/session. */
gboolean
mdg_authority_log_out (MdgAuthority *authority, const MdgLedgerSession *session, GError **error);

/* PUT /v1/password. Errors: MDG_ERROR_WRONG_STAGE, _LOCKED; of the finish also _WRONG_CREDENTIALS,
 * _PASSWORD_RULES, and those of mdg_authority_admit(): deriving takes its time. */
gboolean mdg_authority_begin_password (MdgAuthority *authority,
                                       const MdgLedgerSession *session,
                                       const MdgLedgerAccount *account,
                                       const MdgPasswordRequest *request,
                                       MdgAuthorityTry *attempt,
                                       GError **error);
MdgSessionInfo *mdg_authority_finish_password (MdgAuthority *authority,
                                               const MdgLedgerSession *session,
                                               const MdgPasswordRequest *request,
                                               const MdgAuthorityTry *attempt,
                                               const MdgPasswordHashes *hashes,
                                               GError **error);

/* The accounts to be offered for filling in, as they stand now: the named ones and the first of the
 * generated ones. Returns: (transfer full) (nullable) (element-type MdgTrainingAccount) */
GPtrArray *mdg_authority_list_accounts (MdgAuthority *authority, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAuthority, mdg_authority_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MdgAuthorityTry, mdg_authority_try_clear)

G_END_DECLS
