/* authority.c: the rules of login, session, registration and passcode ([0] ch. 1).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/authority-private.h"

#include <sodium.h>
#include <string.h>
#include "core/base32.h"
#include "core/totp.h"
#include "training/ledger-listed.h"
#include "training/rules.h"

/* How the accounts are called in an Authenticator. */
#define ISSUER "窓口訓練"

/* Of so many generated accounts those that log in (every second one) are offered for filling in; a
 * list of 100,000 helps nobody. */
#define GENERATED_SHOWN 200

#define TOKEN_LENGTH 43 /* 32 bytes in base64url without padding */

MdgAuthority *
mdg_authority_new (MdgLedger *ledger, const MdgScenario *scenario, const MdgTrainingClock *clock)
{
  MdgAuthority *authority = g_new0 (MdgAuthority, 1);

  authority->ledger = ledger;
  authority->scenario = scenario;
  authority->clock = clock;
  randombytes_buf (authority->nobodys_salt, sizeof authority->nobodys_salt);
  return authority;
}

void
mdg_authority_free (MdgAuthority *authority)
{
  if (!authority)
    return;
  g_free (authority);
}

void
mdg_authority_try_clear (MdgAuthorityTry *attempt)
{
  for (int i = 0; attempt->inputs[i]; i++)
    g_clear_pointer (&attempt->inputs[i], mdg_secret_unref);
}

gboolean
mdg_authority_is_verdict (const GError *error)
{
  static const MdgErrorCode verdicts[] = {
    MDG_ERROR_INVALID_INPUT,  MDG_ERROR_WRONG_CREDENTIALS, MDG_ERROR_WRONG_PASSCODE,
    MDG_ERROR_LOCKED,         MDG_ERROR_PASSWORD_RULES,    MDG_ERROR_PASSWORD_EXPIRED,
    MDG_ERROR_WRONG_STAGE,    MDG_ERROR_NOT_FOUND,         MDG_ERROR_EDIT_CONFLICT,
    MDG_ERROR_LIMIT_EXCEEDED, MDG_ERROR_USE_NOT_STARTED,   MDG_ERROR_NOT_CANCELLABLE,
    MDG_ERROR_LIST_OUTDATED,  MDG_ERROR_ADDRESS_TAKEN,     MDG_ERROR_FACILITY_UNKNOWN,
    MDG_ERROR_LINK_UNKNOWN,   MDG_ERROR_LINK_EXPIRED,      MDG_ERROR_FACILITY_UNCONFIRMED,
    MDG_ERROR_LINK_USED,      MDG_ERROR_LINK_DUE,          MDG_ERROR_ALREADY_APPLIED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (g_error_matches (error, MDG_ERROR, verdicts[i]))
      return TRUE;
  return mdg_error_ends_session (error);
}

gboolean
mdg_authority_reset (MdgAuthority *authority, GError **error)
{
  MdgLedger *ledger = authority->ledger;
  gint64 now = mdg_training_clock_now (authority->clock), begins;

  if (!mdg_ledger_begin (ledger, error))
    return FALSE;
  begins = mdg_ledger_take_revision (ledger, error);
  if (begins >= 0 && mdg_ledger_clear (ledger, error)
      && mdg_ledger_add_scenario (ledger, authority->scenario, 0, now, error)
      && mdg_ledger_add_list (ledger, authority->scenario, 0, now, error)
      /* Whoever has an older list does not learn from the new one what is no more. */
      && mdg_ledger_set_number (ledger, MDG_LEDGER_LIST_BEGINS, begins, error))
    {
      authority->epoch++;
      return mdg_ledger_commit (ledger, error);
    }
  mdg_ledger_rollback (ledger);
  return FALSE;
}

/* Failures and locks */

static void
set_locked (const MdgLedgerTries *tries, gint64 now, GError **error)
{
  GError *locked = mdg_error_new (MDG_ERROR_LOCKED, "The account is locked");

  mdg_error_set_retry_after (locked, tries->locked_until - now);
  mdg_error_set_attempts_left (locked, 0);
  g_propagate_error (error, locked);
}

gboolean
mdg_tries_check (MdgLedgerTries *tries, gint64 now, GError **error)
{
  if (tries->locked_until > now)
    {
      set_locked (tries, now, error);
      return FALSE;
    }
  if (tries->locked_until)
    *tries = (MdgLedgerTries){ 0 };
  return TRUE;
}

void
mdg_tries_fail (MdgLedgerTries *tries, int *counter, gint64 now, MdgErrorCode code, GError **error)
{
  GError *wrong;

  if (++*counter >= MDG_RULE_TRIES)
    {
      tries->locked_until = now + MDG_RULE_LOCK_SECONDS;
      set_locked (tries, now, error);
      return;
    }
  wrong = mdg_error_new (code, code == MDG_ERROR_WRONG_PASSCODE
                                   ? "The passcode is wrong"
                                   : "Institution code, login ID or password is wrong");
  mdg_error_set_attempts_left (wrong, MDG_RULE_TRIES - *counter);
  g_propagate_error (error, wrong);
}

gboolean
mdg_authority_still_valid (MdgAuthority *authority, const MdgAuthorityTry *attempt, GError **error)
{
  if (attempt->epoch == authority->epoch)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_SERVICE_FAILED, "The scenario was reset meanwhile");
  return FALSE;
}

MdgLedgerAccount *
mdg_authority_get_account (MdgAuthority *authority, gint64 id, GError **error)
{
  g_autoptr (GError) fault = NULL;
  MdgLedgerAccount *account = mdg_ledger_get_account (authority->ledger, id, &fault);

  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  else if (!account)
    mdg_set_error (error, MDG_ERROR_SERVICE_FAILED, "The account is not in the ledger any more");
  return account;
}

gboolean
mdg_authority_password_is (MdgAuthority *authority,
                           MdgLedgerAccount *account,
                           MdgSecret *password,
                           const guint8 *hash)
{
  if (account->has_hash)
    return sodium_memcmp (account->password_hash, hash, MDG_PASSWORD_HASH_BYTES) == 0;
  if (!mdg_scenario_password_is (authority->scenario, account->origin, password))
    return FALSE;
  memcpy (account->password_hash, hash, MDG_PASSWORD_HASH_BYTES);
  account->has_hash = TRUE;
  return TRUE;
}

/* Login */

gboolean
mdg_authority_begin_login (MdgAuthority *authority,
                           const MdgLoginRequest *request,
                           MdgAuthorityTry *attempt,
                           GError **error)
{
  gint64 now = mdg_training_clock_now (authority->clock);
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgLedgerAccount) account = mdg_ledger_find_account (
      authority->ledger, request->institution_code, request->login_id, &fault);
  MdgLedgerTries tries = { 0 };

  if (!fault && account)
    tries = account->tries;
  else if (!fault)
    mdg_ledger_get_stranger (authority->ledger, request->institution_code, request->login_id,
                             &tries, &fault);
  if (fault)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  attempt->account_id = account ? account->id : 0;
  memcpy (attempt->salt, account ? account->salt : authority->nobodys_salt, sizeof attempt->salt);
  attempt->inputs[0] = mdg_secret_ref (request->password);
  attempt->epoch = authority->epoch;
  return mdg_tries_check (&tries, now, error);
}

static gboolean
refuse_stranger (MdgAuthority *authority,
                 const MdgLoginRequest *request,
                 gint64 now,
                 GError **error)
{
  g_autoptr (GError) verdict = NULL;
  MdgLedgerTries tries;

  if (!mdg_ledger_get_stranger (authority->ledger, request->institution_code, request->login_id,
                                &tries, error)
      || !mdg_tries_check (&tries, now, error))
    return FALSE;
  mdg_tries_fail (&tries, &tries.password_failures, now, MDG_ERROR_WRONG_CREDENTIALS, &verdict);
  if (mdg_ledger_save_stranger (authority->ledger, request->institution_code, request->login_id,
                                &tries, now, error))
    g_propagate_error (error, g_steal_pointer (&verdict));
  return FALSE;
}

static gboolean
refuse_password (MdgAuthority *authority, MdgLedgerAccount *account, gint64 now, GError **error)
{
  g_autoptr (GError) verdict = NULL;

  mdg_tries_fail (&account->tries, &account->tries.password_failures, now,
                  MDG_ERROR_WRONG_CREDENTIALS, &verdict);
  if (mdg_ledger_save_account (authority->ledger, account, error))
    g_propagate_error (error, g_steal_pointer (&verdict));
  return FALSE;
}

static void
hash_token (MdgSecret *token, guint8 *hash)
{
  gsize length;
  const guint8 *bytes = mdg_secret_get_data (token, &length);

  crypto_generichash (hash, MDG_LEDGER_TOKEN_BYTES, bytes, length, NULL, 0);
}

static MdgSecret *
make_token (void)
{
  guint8 bytes[MDG_LEDGER_TOKEN_BYTES];
  char text[TOKEN_LENGTH + 1];
  MdgSecret *token;

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  token = mdg_secret_new (text, TOKEN_LENGTH);
  sodium_memzero (bytes, sizeof bytes);
  sodium_memzero (text, sizeof text);
  return token;
}

static MdgSessionInfo *
open_session (MdgAuthority *authority, MdgLedgerAccount *account, gint64 now, GError **error)
{
  g_autoptr (MdgSecret) token = make_token ();
  MdgLedgerSession session = { .account_id = account->id, .last_action_at = now };
  MdgLedger *ledger = authority->ledger;
  MdgSessionInfo *info;

  hash_token (token, session.token_hash);
  session.stage = account->registered_at ? MDG_STAGE_PASSCODE : MDG_STAGE_REGISTRATION;
  /* Made once, and the same one until a passcode confirms it: a sheet that was printed stays good.
   */
  if (!account->setup_key)
    account->setup_key = mdg_secret_new_random (MDG_LEDGER_KEY_BYTES);
  account->tries.password_failures = 0;
  if (!mdg_ledger_save_account (ledger, account, error)
      || !mdg_ledger_end_sessions (ledger, account->id, now - MDG_RULE_IDLE_SECONDS, now, error)
      || !mdg_ledger_forget_sessions (ledger, now - MDG_RULE_REMEMBER_SECONDS, error)
      || !mdg_ledger_add_session (ledger, &session, error))
    return NULL;
  info = mdg_authority_describe_session (authority, &session, account);
  info->token = g_steal_pointer (&token);
  return info;
}

MdgSessionInfo *
mdg_authority_finish_login (MdgAuthority *authority,
                            const MdgLoginRequest *request,
                            const MdgAuthorityTry *attempt,
                            const MdgPasswordHashes *hashes,
                            GError **error)
{
  gint64 now = mdg_training_clock_now (authority->clock);
  g_autoptr (MdgLedgerAccount) account = NULL;

  if (!mdg_authority_still_valid (authority, attempt, error))
    return NULL;
  if (!attempt->account_id)
    {
      refuse_stranger (authority, request, now, error);
      return NULL;
    }
  account = mdg_authority_get_account (authority, attempt->account_id, error);
  if (!account || !mdg_tries_check (&account->tries, now, error))
    return NULL;
  if (mdg_authority_password_is (authority, account, request->password, hashes->hash[0]))
    return open_session (authority, account, now, error);
  refuse_password (authority, account, now, error);
  return NULL;
}

/* Sessions */

static gboolean
refuse_ended (MdgLedgerEnd ended, GError **error)
{
  if (ended == MDG_LEDGER_EXPIRED)
    mdg_set_error (error, MDG_ERROR_SESSION_EXPIRED,
                   "The session ended after 30 minutes without action");
  else
    mdg_set_error (error, MDG_ERROR_SESSION_SUPERSEDED, "A second login ended the session");
  return FALSE;
}

static gboolean
find_session (MdgAuthority *authority, MdgSecret *token, MdgLedgerSession *session, GError **error)
{
  guint8 hash[MDG_LEDGER_TOKEN_BYTES];
  gboolean found = FALSE;

  if (token && mdg_secret_get_length (token) == TOKEN_LENGTH)
    {
      hash_token (token, hash);
      if (!mdg_ledger_get_session (authority->ledger, hash, session, &found, error))
        return FALSE;
    }
  if (!found)
    mdg_set_error (error, MDG_ERROR_SESSION_REQUIRED, "There is no such session");
  return found;
}

gboolean
mdg_authority_still_alive (MdgAuthority *authority, const MdgLedgerSession *session, GError **error)
{
  MdgLedgerSession now;
  gboolean found = FALSE;

  if (!mdg_ledger_get_session (authority->ledger, session->token_hash, &now, &found, error))
    return FALSE;
  if (found && now.ended != MDG_LEDGER_ALIVE)
    return refuse_ended (now.ended, error);
  if (!found)
    mdg_set_error (error, MDG_ERROR_SESSION_REQUIRED, "The session is gone");
  return found;
}

/* Since when nobody acted. A session that waits for its passcode while the account is locked cannot
 * act: "after 30 minutes send the right passcode" ([0] p.16) could never be done otherwise. */
static gint64
idle_since (const MdgLedgerSession *session, const MdgLedgerAccount *account)
{
  return session->stage == MDG_STAGE_OPEN
             ? session->last_action_at
             : MAX (session->last_action_at, account->tries.locked_until);
}

gboolean
mdg_authority_admit (MdgAuthority *authority,
                     MdgSecret *token,
                     gboolean action,
                     MdgLedgerSession *session,
                     MdgLedgerAccount **account,
                     GError **error)
{
  gint64 now = mdg_training_clock_now (authority->clock);

  if (!find_session (authority, token, session, error))
    return FALSE;
  g_autoptr (MdgLedgerAccount) known
      = mdg_authority_get_account (authority, session->account_id, error);
  if (!known)
    return FALSE;
  if (session->ended == MDG_LEDGER_ALIVE
      && now - idle_since (session, known) >= MDG_RULE_IDLE_SECONDS)
    {
      session->ended = MDG_LEDGER_EXPIRED;
      if (!mdg_ledger_save_session (authority->ledger, session, now, error))
        return FALSE;
    }
  if (session->ended != MDG_LEDGER_ALIVE)
    return refuse_ended (session->ended, error);
  session->last_action_at = now;
  if (action && !mdg_ledger_save_session (authority->ledger, session, now, error))
    return FALSE;
  *account = g_steal_pointer (&known);
  return TRUE;
}

static gboolean
password_is_expired (const MdgLedgerAccount *account, gint64 now)
{
  return account->password_expires_at && now >= account->password_expires_at;
}

MdgSessionInfo *
mdg_authority_describe_session (MdgAuthority *authority,
                                const MdgLedgerSession *session,
                                const MdgLedgerAccount *account)
{
  MdgSessionInfo *info = mdg_session_info_new ();

  info->stage = session->stage;
  info->institution_code = g_strdup (account->institution_code);
  info->institution_name = g_strdup (account->institution_name);
  info->login_id = g_strdup (account->login_id);
  info->registered_at = account->registered_at;
  info->password_changed_at = account->password_changed_at;
  info->password_expires_at = account->password_expires_at;
  info->password_expired = password_is_expired (account, mdg_training_clock_now (authority->clock));
  info->idle_seconds = MDG_RULE_IDLE_SECONDS;
  return info;
}

/* In an open session with an expired password only the password can be changed. */
static gboolean
check_stage (MdgAuthority *authority,
             const MdgLedgerSession *session,
             const MdgLedgerAccount *account,
             gboolean fits,
             GError **error)
{
  if (fits)
    return TRUE;
  if (session->stage == MDG_STAGE_OPEN
      && password_is_expired (account, mdg_training_clock_now (authority->clock)))
    mdg_set_error (error, MDG_ERROR_PASSWORD_EXPIRED,
                   "The password has expired and must be changed first");
  else
    mdg_set_error (error, MDG_ERROR_WRONG_STAGE, "The session is at the stage “%s”",
                   mdg_stage_nick (session->stage));
  return FALSE;
}

gboolean
mdg_authority_check_open (MdgAuthority *authority,
                          const MdgLedgerSession *session,
                          const MdgLedgerAccount *account,
                          GError **error)
{
  gint64 now = mdg_training_clock_now (authority->clock);
  gboolean fits = session->stage == MDG_STAGE_OPEN && !password_is_expired (account, now);

  return check_stage (authority, session, account, fits, error);
}

static MdgSecret *
make_otpauth_uri (const char *login_id, MdgSecret *setup_key)
{
  g_autofree char *issuer = g_uri_escape_string (ISSUER, NULL, FALSE);
  g_autofree char *account = g_uri_escape_string (login_id, NULL, FALSE);
  char *uri = g_strdup_printf (
      "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d", issuer,
      account, mdg_secret_get_string (setup_key), issuer, MDG_TOTP_DIGITS, MDG_TOTP_PERIOD);
  MdgSecret *secret = mdg_secret_new_from_string (uri);

  mdg_wipe_string (uri);
  return secret;
}

MdgRegistration *
mdg_authority_show_registration (MdgAuthority *authority,
                                 const MdgLedgerSession *session,
                                 const MdgLedgerAccount *account,
                                 GError **error)
{
  MdgRegistration *registration;

  if (!check_stage (authority, session, account, session->stage == MDG_STAGE_REGISTRATION, error))
    return NULL;
  registration = mdg_registration_new ();
  registration->institution_code = g_strdup (account->institution_code);
  registration->institution_name = g_strdup (account->institution_name);
  registration->login_id = g_strdup (account->login_id);
  registration->setup_key
      = mdg_base32_encode (mdg_secret_get_data (account->setup_key, NULL), MDG_LEDGER_KEY_BYTES);
  registration->otpauth_uri = make_otpauth_uri (account->login_id, registration->setup_key);
  return registration;
}

static MdgSessionInfo *
accept_passcode (MdgAuthority *authority,
                 MdgLedgerSession *session,
                 MdgLedgerAccount *account,
                 guint64 step,
                 gint64 now,
                 GError **error)
{
  gboolean first = account->registered_at == 0;
  MdgSessionInfo *info;

  account->last_step = step;
  account->tries.passcode_failures = 0;
  if (first)
    account->registered_at = now;
  session->stage = MDG_STAGE_OPEN;
  if (!mdg_ledger_save_account (authority->ledger, account, error)
      || !mdg_ledger_save_session (authority->ledger, session, now, error))
    return NULL;
  info = mdg_authority_describe_session (authority, session, account);
  info->first_registration = first;
  return info;
}

MdgSessionInfo *
mdg_authority_take_passcode (MdgAuthority *authority,
                             MdgLedgerSession *session,
                             MdgLedgerAccount *account,
                             const char *passcode,
                             GError **error)
{
  gint64 now = mdg_training_clock_now (authority->clock);
  g_autoptr (GError) verdict = NULL;
  guint64 step = 0;

  if (!check_stage (authority, session, account, session->stage != MDG_STAGE_OPEN, error)
      || !mdg_tries_check (&account->tries, now, error))
    return NULL;
  if (mdg_totp_verify (account->setup_key, passcode, now, account->last_step, &step))
    return accept_passcode (authority, session, account, step, now, error);
  mdg_tries_fail (&account->tries, &account->tries.passcode_failures, now, MDG_ERROR_WRONG_PASSCODE,
                  &verdict);
  if (mdg_ledger_save_account (authority->ledger, account, error))
    g_propagate_error (error, g_steal_pointer (&verdict));
  return NULL;
}

gboolean
mdg_authority_log_out (MdgAuthority *authority, const MdgLedgerSession *session, GError **error)
{
  return mdg_ledger_remove_session (authority->ledger, session->token_hash, error);
}

/* The accounts */

static MdgTrainingState
state_of (const MdgLedgerAccount *account, gint64 now)
{
  if (account->tries.locked_until > now)
    return MDG_TRAINING_LOCKED;
  if (!account->registered_at)
    return MDG_TRAINING_NEVER_REGISTERED;
  return password_is_expired (account, now) ? MDG_TRAINING_PASSWORD_EXPIRED
                                            : MDG_TRAINING_REGISTERED;
}

/* A set-up key is told only where the scenario tells it: one that a trainee registered is shown
 * until it is confirmed, and never again. */
static MdgTrainingAccount *
describe_account (MdgAuthority *authority, const MdgLedgerAccount *account, gint64 now)
{
  g_autoptr (MdgScenarioAccount) begins = mdg_scenario_get (authority->scenario, account->origin);
  MdgTrainingAccount *shown = mdg_training_account_new ();

  shown->institution_code = g_strdup (account->institution_code);
  shown->institution_name = g_strdup (account->institution_name);
  shown->login_id = g_strdup (account->login_id);
  shown->password = account->password_initial ? g_steal_pointer (&begins->account.password) : NULL;
  shown->setup_key = g_steal_pointer (&begins->account.setup_key);
  shown->used_step = account->last_step;
  shown->state = state_of (account, now);
  return shown;
}

GPtrArray *
mdg_authority_list_accounts (MdgAuthority *authority, GError **error)
{
  guint n = mdg_scenario_get_n_named (authority->scenario) + GENERATED_SHOWN;
  g_autoptr (GPtrArray) accounts = mdg_ledger_list_accounts (authority->ledger, n, error);
  GPtrArray *list;

  if (!accounts)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_training_account_free);
  for (guint i = 0; i < accounts->len; i++)
    g_ptr_array_add (list, describe_account (authority, accounts->pdata[i],
                                             mdg_training_clock_now (authority->clock)));
  return list;
}
