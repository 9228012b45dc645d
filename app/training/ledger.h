/* ledger.h: the training service's own memory (SQLite): accounts, sessions, given answers. Only
 * what is kept and how; the rules are in authority.c. Belongs to one thread. All errors are those
 * of store/database.h. */
#pragma once

#include "contract/messages.h"
#include "store/database.h"
#include "training/password-hasher.h"
#include "training/scenario.h"

G_BEGIN_DECLS

typedef struct _MdgLedger MdgLedger;

#define MDG_LEDGER_APPLICATION_ID 0x4D44474C /* "MDGL" */
#define MDG_LEDGER_KEY_BYTES 20
#define MDG_LEDGER_TOKEN_BYTES 32

/* How often wrong in a row, and until when locked: of an account, or of codes nobody has. */
typedef struct
{
  int password_failures;
  int passcode_failures;
  gint64 locked_until;
} MdgLedgerTries;

typedef struct
{
  gint64 id;
  char *institution_code;
  char *institution_name;
  char *login_id;
  guint origin;
  guint8 salt[MDG_PASSWORD_SALT_BYTES];
  gboolean has_hash;
  guint8 password_hash[MDG_PASSWORD_HASH_BYTES];
  gboolean password_initial; /* still the scenario's */
  gint64 password_changed_at;
  gint64 password_expires_at; /* 0: never */
  MdgSecret *setup_key;       /* (nullable): the bytes */
  gint64 registered_at;       /* 0: not yet */
  guint64 last_step;
  MdgLedgerTries tries;
} MdgLedgerAccount;

typedef enum
{
  MDG_LEDGER_ALIVE,
  MDG_LEDGER_EXPIRED,
  MDG_LEDGER_SUPERSEDED
} MdgLedgerEnd;

typedef struct
{
  guint8 token_hash[MDG_LEDGER_TOKEN_BYTES];
  gint64 account_id;
  MdgStage stage;
  gint64 last_action_at;
  MdgLedgerEnd ended;
} MdgLedgerSession;

/* One of the passwords an account has had. */
typedef struct
{
  guint8 hash[MDG_PASSWORD_HASH_BYTES];
  guint8 prefix_hash[MDG_PASSWORD_HASH_BYTES];
} MdgLedgerPassword;

/* @path: NULL for memory. Returns: (transfer full) (nullable) */
MdgLedger *mdg_ledger_open (const char *path, GError **error);
void mdg_ledger_close (MdgLedger *ledger);

/* Transactions: everything an answer says has been committed before it is given. */
gboolean mdg_ledger_begin (MdgLedger *ledger, GError **error);
gboolean mdg_ledger_commit (MdgLedger *ledger, GError **error);
void mdg_ledger_rollback (MdgLedger *ledger);

/* A number kept by name; @fallback when there is none. */
gint64 mdg_ledger_get_number (MdgLedger *ledger, const char *name, gint64 fallback);
gboolean mdg_ledger_set_number (MdgLedger *ledger, const char *name, gint64 value, GError **error);

/* Forgets everything but the numbers. */
gboolean mdg_ledger_clear (MdgLedger *ledger, GError **error);

/* Adds the scenario's accounts with numbers from @first on, as they begin at @now. */
gboolean mdg_ledger_add_scenario (MdgLedger *ledger,
                                  const MdgScenario *scenario,
                                  guint first,
                                  gint64 now,
                                  GError **error);

/* Accounts. The finders give NULL without @error when there is none. */
MdgLedgerAccount *mdg_ledger_find_account (MdgLedger *ledger,
                                           const char *institution_code,
                                           const char *login_id,
                                           GError **error);
MdgLedgerAccount *mdg_ledger_get_account (MdgLedger *ledger, gint64 id, GError **error);
/* (element-type MdgLedgerAccount) (transfer full) (nullable): those with an origin below @n, by it.
 */
GPtrArray *mdg_ledger_list_accounts (MdgLedger *ledger, guint n, GError **error);
/* Writes back what can change: everything but the codes, names and the salt. */
gboolean
mdg_ledger_save_account (MdgLedger *ledger, const MdgLedgerAccount *account, GError **error);
void mdg_ledger_account_free (MdgLedgerAccount *account);

/* Codes nobody has. */
gboolean mdg_ledger_get_stranger (MdgLedger *ledger,
                                  const char *institution_code,
                                  const char *login_id,
                                  MdgLedgerTries *tries,
                                  GError **error);
gboolean mdg_ledger_save_stranger (MdgLedger *ledger,
                                   const char *institution_code,
                                   const char *login_id,
                                   const MdgLedgerTries *tries,
                                   gint64 now,
                                   GError **error);

/* The newest passwords, newest first, at most MDG_PASSWORD_HISTORY. Returns: how many; -1 with
 * @error */
int mdg_ledger_get_passwords (MdgLedger *ledger,
                              gint64 account_id,
                              MdgLedgerPassword *passwords,
                              GError **error);
gboolean mdg_ledger_add_password (MdgLedger *ledger,
                                  gint64 account_id,
                                  const MdgLedgerPassword *password,
                                  GError **error);

/* Sessions. */
gboolean
mdg_ledger_add_session (MdgLedger *ledger, const MdgLedgerSession *session, GError **error);
gboolean mdg_ledger_get_session (MdgLedger *ledger,
                                 const guint8 *token_hash,
                                 MdgLedgerSession *session,
                                 gboolean *found,
                                 GError **error);
gboolean mdg_ledger_save_session (MdgLedger *ledger,
                                  const MdgLedgerSession *session,
                                  gint64 now,
                                  GError **error);
gboolean mdg_ledger_remove_session (MdgLedger *ledger, const guint8 *token_hash, GError **error);
/* Marks the account's living sessions: those whose last action was at or before @idle_since as
 * expired, the others as superseded. */
gboolean mdg_ledger_end_sessions (MdgLedger *ledger,
                                  gint64 account_id,
                                  gint64 idle_since,
                                  gint64 now,
                                  GError **error);
/* Forgets sessions whose last action was before @before. */
gboolean mdg_ledger_forget_sessions (MdgLedger *ledger, gint64 before, GError **error);

/* Answers given to writes under an Idempotency-Key, each within a scope: a session's, with which they go, or a keeper's, by
 * its code. Of each scope the newest are kept: a key is for sending again what got lost, not for keeping a
 * history. */
#define MDG_LEDGER_SESSION_ANSWERS 16
#define MDG_LEDGER_KEEPER_ANSWERS 10000

typedef struct
{
  GBytes *fingerprint; /* of the request */
  guint status;
  char *body;
} MdgLedgerAnswer;

/* Returns: (transfer full) */
char *mdg_ledger_session_scope (const guint8 *token_hash);

/* NULL without @error when there is none. Returns: (transfer full) (nullable) */
MdgLedgerAnswer *mdg_ledger_get_answer (MdgLedger *ledger, const char *scope, const char *key, GError **error);
void mdg_ledger_answer_free (MdgLedgerAnswer *answer);

/* @kept: how many of @scope there may be. */
gboolean mdg_ledger_add_answer (MdgLedger *ledger,
                                const char *scope,
                                guint kept,
                                const char *key,
                                const MdgLedgerAnswer *answer,
                                gint64 now,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgLedger, mdg_ledger_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgLedgerAccount, mdg_ledger_account_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgLedgerAnswer, mdg_ledger_answer_free)

G_END_DECLS
