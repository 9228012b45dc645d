/* authority-password.c: the rules for changing the password ([0] p.12).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/authority-private.h"

#include <sodium.h>
#include <string.h>
#include "core/password-rules.h"
#include "training/rules.h"

/* What is derived, in this order. With one salt per account a password is compared with all five
 * generations, and its first characters with theirs, by two derivations. */
enum
{
  CURRENT,
  CHANGED,
  CHANGED_PREFIX,
  CURRENT_PREFIX
};

static MdgSecret *
prefix_of (MdgSecret *password)
{
  return mdg_secret_new (mdg_secret_get_data (password, NULL),
                         MIN (mdg_secret_get_length (password), MDG_PASSWORD_PREFIX));
}

gboolean
mdg_authority_begin_password (MdgAuthority *authority,
                              const MdgLedgerSession *session,
                              const MdgLedgerAccount *account,
                              const MdgPasswordRequest *request,
                              MdgAuthorityTry *attempt,
                              GError **error)
{
  MdgLedgerTries tries = account->tries;

  if (session->stage != MDG_STAGE_OPEN)
    {
      mdg_set_error (error, MDG_ERROR_WRONG_STAGE, "The session is not open yet");
      return FALSE;
    }
  attempt->account_id = account->id;
  memcpy (attempt->salt, account->salt, sizeof attempt->salt);
  attempt->inputs[CURRENT] = mdg_secret_ref (request->current_password);
  attempt->inputs[CHANGED] = mdg_secret_ref (request->new_password);
  attempt->inputs[CHANGED_PREFIX] = prefix_of (request->new_password);
  attempt->inputs[CURRENT_PREFIX] = prefix_of (request->current_password);
  attempt->epoch = authority->epoch;
  return mdg_tries_check (&tries, mdg_training_clock_now (authority->clock), error);
}

/* What a new password is held against. */
typedef struct
{
  MdgLedgerPassword candidate;
  MdgLedgerPassword earlier[MDG_PASSWORD_HISTORY];
  int n_earlier;
} History;

static gboolean
seen_password (const char *password, gpointer data)
{
  const History *history = data;

  for (int i = 0; i < history->n_earlier; i++)
    if (sodium_memcmp (history->earlier[i].hash, history->candidate.hash, MDG_PASSWORD_HASH_BYTES)
        == 0)
      return TRUE;
  return FALSE;
}

static gboolean
seen_prefix (const char *prefix, gpointer data)
{
  const History *history = data;

  for (int i = 0; i < history->n_earlier; i++)
    if (sodium_memcmp (history->earlier[i].prefix_hash, history->candidate.prefix_hash,
                       MDG_PASSWORD_HASH_BYTES)
        == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_rules (History *history, MdgSecret *password, GError **error)
{
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  GError *broken;

  if (mdg_password_rules_check (mdg_secret_get_string (password), seen_password, seen_prefix,
                                history, verdicts))
    return TRUE;
  broken = mdg_error_new (MDG_ERROR_PASSWORD_RULES, "The new password breaks a rule");
  mdg_error_set_rules (broken, mdg_password_rules_broken (verdicts));
  g_propagate_error (error, broken);
  return FALSE;
}

/* The password the scenario began with gets its place in the history when it is changed. */
static gboolean
load_history (MdgAuthority *authority,
              const MdgLedgerAccount *account,
              const MdgPasswordHashes *hashes,
              History *history,
              GError **error)
{
  MdgLedgerPassword current;

  history->n_earlier
      = mdg_ledger_get_passwords (authority->ledger, account->id, history->earlier, error);
  memcpy (history->candidate.hash, hashes->hash[CHANGED], MDG_PASSWORD_HASH_BYTES);
  memcpy (history->candidate.prefix_hash, hashes->hash[CHANGED_PREFIX], MDG_PASSWORD_HASH_BYTES);
  if (history->n_earlier != 0)
    return history->n_earlier > 0;
  memcpy (current.hash, hashes->hash[CURRENT], MDG_PASSWORD_HASH_BYTES);
  memcpy (current.prefix_hash, hashes->hash[CURRENT_PREFIX], MDG_PASSWORD_HASH_BYTES);
  history->earlier[0] = current;
  history->n_earlier = 1;
  return mdg_ledger_add_password (authority->ledger, account->id, &current, error);
}

static gboolean
change (MdgAuthority *authority,
        MdgLedgerAccount *account,
        const History *history,
        gsize length,
        gint64 now,
        GError **error)
{
  memcpy (account->password_hash, history->candidate.hash, MDG_PASSWORD_HASH_BYTES);
  account->has_hash = TRUE;
  account->password_initial = FALSE;
  account->password_changed_at = now;
  account->password_expires_at
      = mdg_password_expires (length) ? now + (gint64)MDG_PASSWORD_DAYS * MDG_RULE_DAY_SECONDS : 0;
  account->tries.password_failures = 0;
  return mdg_ledger_add_password (authority->ledger, account->id, &history->candidate, error)
         && mdg_ledger_save_account (authority->ledger, account, error);
}

/* The current password counts like one given at login: guessing it here is no cheaper. */
static gboolean
check_current (MdgAuthority *authority,
               MdgLedgerAccount *account,
               const MdgPasswordRequest *request,
               const MdgPasswordHashes *hashes,
               gint64 now,
               GError **error)
{
  g_autoptr (GError) verdict = NULL;

  if (!mdg_tries_check (&account->tries, now, error))
    return FALSE;
  if (mdg_authority_password_is (authority, account, request->current_password,
                                 hashes->hash[CURRENT]))
    {
      account->tries.password_failures = 0;
      return mdg_ledger_save_account (authority->ledger, account, error);
    }
  mdg_tries_fail (&account->tries, &account->tries.password_failures, now,
                  MDG_ERROR_WRONG_CREDENTIALS, &verdict);
  if (mdg_ledger_save_account (authority->ledger, account, error))
    g_propagate_error (error, g_steal_pointer (&verdict));
  return FALSE;
}

MdgSessionInfo *
mdg_authority_finish_password (MdgAuthority *authority,
                               const MdgLedgerSession *session,
                               const MdgPasswordRequest *request,
                               const MdgAuthorityTry *attempt,
                               const MdgPasswordHashes *hashes,
                               GError **error)
{
  gint64 now = mdg_training_clock_now (authority->clock);
  g_autoptr (MdgLedgerAccount) account = NULL;
  History history;

  if (!mdg_authority_still_valid (authority, attempt, error)
      || !mdg_authority_still_alive (authority, session, error))
    return NULL;
  account = mdg_authority_get_account (authority, attempt->account_id, error);
  if (!account || !check_current (authority, account, request, hashes, now, error)
      || !load_history (authority, account, hashes, &history, error)
      || !check_rules (&history, request->new_password, error)
      || !change (authority, account, &history, mdg_secret_get_length (request->new_password), now,
                  error))
    return NULL;
  return mdg_authority_describe_session (authority, session, account);
}
