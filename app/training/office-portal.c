/* office-portal.c: the rules of the portal for 施術所等 up to its login.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/office-portal.h"

#include <sodium.h>
#include <string.h>
#include "training/office-private.h"
#include "training/portal-directory.h"
#include "training/rules.h"

#define TOKEN_BYTES 32
#define TOKEN_LENGTH 43 /* in base64url without padding */

gint64
mdg_office_now (MdgOffice *office)
{
  return mdg_training_clock_now (office->clock);
}

static void
make_token (char *text)
{
  guint8 bytes[TOKEN_BYTES];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, TOKEN_LENGTH + 1, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (bytes, sizeof bytes);
}

static void
hash_token (const char *text, guint8 *hash)
{
  crypto_generichash (hash, MDG_LEDGER_TOKEN_BYTES, (const guint8 *)text, strlen (text), NULL, 0);
}

/* Facilities */

const GPtrArray *
mdg_office_get_directory (MdgOffice *office, GError **error)
{
  if (!office->directory)
    office->directory = mdg_portal_directory_read (error);
  return office->directory;
}

const MdgPortalFacility *
mdg_office_find_portal_facility (MdgOffice *office, const char *word, GError **error)
{
  const GPtrArray *directory = mdg_office_get_directory (office, error);
  const MdgPortalFacility *facility
      = directory ? mdg_portal_directory_find (directory, word) : NULL;

  if (directory && !facility)
    mdg_set_error (error, MDG_ERROR_FACILITY_UNKNOWN, "No facility has the number %s", word);
  return facility;
}

/* Without what only its 施術管理者 knows. */
MdgPortalFacility *
mdg_office_show_facility (const MdgPortalFacility *facility)
{
  MdgPortalFacility *shown = mdg_portal_facility_copy (facility);

  g_clear_pointer (&shown->birth_date, g_free);
  return shown;
}

static MdgPortalUser *
show_user (MdgOffice *office, const MdgLedgerUser *user, GError **error)
{
  const MdgPortalFacility *facility
      = mdg_office_find_portal_facility (office, user->registration, error);
  MdgPortalUser *shown;

  if (!facility)
    return NULL;
  shown = mdg_portal_user_new ();
  shown->family_name = g_strdup (user->family_name);
  shown->given_name = g_strdup (user->given_name);
  shown->mail_address = g_strdup (user->mail_address);
  shown->facility = mdg_office_show_facility (facility);
  return shown;
}

/* 新規ユーザー登録 */

static MdgLedgerUser *
make_user (MdgOffice *office,
           const MdgPortalRegistration *registration,
           const guint8 *salt,
           const guint8 *hash,
           const char *link)
{
  MdgLedgerUser *user = g_new0 (MdgLedgerUser, 1);

  user->mail_address = g_strdup (registration->mail_address);
  user->family_name = g_strdup (registration->family_name);
  user->given_name = g_strdup (registration->given_name);
  user->phone = g_strdup (registration->phone);
  user->registration = mdg_portal_number_to_word (&registration->number);
  user->registered_at = mdg_office_now (office);
  memcpy (user->salt, salt, sizeof user->salt);
  memcpy (user->password_hash, hash, sizeof user->password_hash);
  hash_token (link, user->link_hash);
  return user;
}

/* [3]: 異なるメールアドレスで登録. Whoever has not opened the link yet may register again. */
static gboolean
check_address (MdgOffice *office, const char *mail_address, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgLedgerUser) user = mdg_ledger_find_user (office->ledger, mail_address, &fault);

  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  else if (!user || !user->confirmed_at)
    return TRUE;
  else
    {
      fault = mdg_error_new (MDG_ERROR_ADDRESS_TAKEN, "The mail address is registered");
      mdg_error_set_field (fault, "mail_address");
      g_propagate_error (error, g_steal_pointer (&fault));
    }
  return FALSE;
}

MdgPortalReceipt *
mdg_office_register (MdgOffice *office,
                     const MdgPortalRegistration *registration,
                     const guint8 *salt,
                     const guint8 *hash,
                     GError **error)
{
  char link[TOKEN_LENGTH + 1];
  g_autoptr (MdgLedgerUser) user = NULL;
  const MdgPortalFacility *facility;
  MdgPortalReceipt *receipt;

  make_token (link);
  user = make_user (office, registration, salt, hash, link);
  facility = mdg_office_find_portal_facility (office, user->registration, error);
  if (!facility || !check_address (office, user->mail_address, error)
      || !mdg_ledger_add_user (office->ledger, user, error)
      || !mdg_office_send_link (office, user, facility, link, error))
    return NULL;
  receipt = mdg_portal_receipt_new ();
  receipt->mail_address = g_strdup (user->mail_address);
  receipt->facility_name = g_strdup (facility->facility_name);
  receipt->valid_until = user->registered_at + MDG_RULE_LINK_SECONDS;
  return receipt;
}

MdgPortalUser *
mdg_office_open_link (MdgOffice *office, const char *link, GError **error)
{
  guint8 hash[MDG_LEDGER_LINK_BYTES];
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgLedgerUser) user = NULL;
  gint64 now = mdg_office_now (office);

  hash_token (link, hash);
  user = mdg_ledger_find_link (office->ledger, hash, &fault);
  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  else if (!user)
    mdg_set_error (error, MDG_ERROR_LINK_UNKNOWN, "No such link was sent");
  else if (user->confirmed_at)
    mdg_set_error (error, MDG_ERROR_LINK_USED, "The link was opened before");
  else if (now - user->registered_at >= MDG_RULE_LINK_SECONDS)
    mdg_set_error (error, MDG_ERROR_LINK_EXPIRED, "The link's 24 hours are over");
  else if (mdg_ledger_confirm_user (office->ledger, user->id, now, error))
    return show_user (office, user, error);
  return NULL;
}

/* ログイン */

MdgPortalUser *
mdg_office_log_in (MdgOffice *office, const MdgLedgerUser *user, const guint8 *hash, GError **error)
{
  guint8 token_hash[MDG_LEDGER_TOKEN_BYTES];
  char token[TOKEN_LENGTH + 1];
  gint64 now = mdg_office_now (office);
  MdgPortalUser *shown;

  if (!user || sodium_memcmp (user->password_hash, hash, sizeof user->password_hash) != 0)
    {
      mdg_set_error (error, MDG_ERROR_WRONG_CREDENTIALS, "Mail address or password is wrong");
      return NULL;
    }
  if (!user->confirmed_at)
    {
      mdg_set_error (error, MDG_ERROR_LINK_DUE, "The link of the mail was not opened yet");
      return NULL;
    }
  make_token (token);
  hash_token (token, token_hash);
  if (!mdg_ledger_forget_portal_sessions (office->ledger, now - MDG_RULE_REMEMBER_SECONDS, error)
      || !mdg_ledger_add_portal_session (office->ledger, token_hash, user->id, now, error))
    return NULL;
  shown = show_user (office, user, error);
  if (shown)
    shown->token = mdg_secret_new_from_string (token);
  sodium_memzero (token, sizeof token);
  return shown;
}

static void
hash_secret (MdgSecret *token, guint8 *hash)
{
  hash_token (mdg_secret_get_string (token), hash);
}

MdgLedgerUser *
mdg_office_admit (MdgOffice *office, MdgSecret *token, gboolean action, GError **error)
{
  guint8 hash[MDG_LEDGER_TOKEN_BYTES];
  gint64 user_id = 0, last_action_at = 0, now = mdg_office_now (office);

  if (token && mdg_secret_get_length (token) == TOKEN_LENGTH)
    {
      hash_secret (token, hash);
      if (!mdg_ledger_get_portal_session (office->ledger, hash, &user_id, &last_action_at, error))
        return NULL;
    }
  if (user_id == 0)
    mdg_set_error (error, MDG_ERROR_SESSION_REQUIRED, "There is no such session of the portal");
  else if (now - last_action_at >= MDG_RULE_IDLE_SECONDS)
    mdg_set_error (error, MDG_ERROR_SESSION_EXPIRED,
                   "The session ended after 30 minutes without action");
  else if (!action || mdg_ledger_touch_portal_session (office->ledger, hash, now, error))
    return mdg_ledger_get_user (office->ledger, user_id, error);
  return NULL;
}

gboolean
mdg_office_log_out (MdgOffice *office, MdgSecret *token, GError **error)
{
  guint8 hash[MDG_LEDGER_TOKEN_BYTES];

  hash_secret (token, hash);
  return mdg_ledger_remove_portal_session (office->ledger, hash, error);
}
