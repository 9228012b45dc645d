/* office-portal.c: the rules of the portal for 施術所等.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/office-portal.h"

#include <sodium.h>
#include <string.h>
#include "training/office-private.h"
#include "training/portal-directory.h"
#include "training/rules.h"

#define TOKEN_BYTES 32
#define TOKEN_LENGTH 43 /* in base64url without padding */

static gint64
now_of (MdgOffice *office)
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
static MdgPortalFacility *
show_facility (const MdgPortalFacility *facility)
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
  shown->facility = show_facility (facility);
  return shown;
}

/* Mails, in our own words after those of [3] */

#define TRAINING_LINE "※訓練用のメールです。実際には送信されていません。"

/* @link: (nullable) */
static gboolean
send_mail (MdgOffice *office,
           const char *mail_address,
           const MdgPortalFacility *facility,
           gint64 sent_at,
           const char *subject,
           const char *body,
           const char *link,
           GError **error)
{
  g_autoptr (MdgMail) mail = mdg_mail_new ();

  mail->institution_code = g_strdup (facility->institution_code);
  mail->sent_at = sent_at;
  mail->subject = g_strdup (subject);
  mail->lines = g_strsplit (body, "\n", -1);
  mail->link = g_strdup (link);
  return mdg_ledger_add_portal_mail (office->ledger, mail_address, mail, error);
}

static gboolean
send_link (MdgOffice *office,
           const MdgLedgerUser *user,
           const MdgPortalFacility *facility,
           const char *link,
           GError **error)
{
  g_autofree char *body = g_strdup_printf (
      "%s %s 様\n%s\n\n"
      "総合ポータルサイトへのご登録ありがとうございます。\n"
      "「ユーザー登録完了はこちら」を押すと、ユーザー登録が完了します。\n"
      "※有効期限は24時間です。過ぎた場合は、新規ユーザー登録をやり直してください。\n" TRAINING_LINE,
      user->family_name, user->given_name, facility->facility_name);

  return send_mail (office, user->mail_address, facility, user->registered_at,
                    "【総合ポータルサイト】ユーザー登録のご案内", body, link, error);
}

static gboolean
send_received (MdgOffice *office,
               const MdgLedgerUser *user,
               const MdgPortalFacility *facility,
               const MdgPortalStart *start,
               GError **error)
{
  g_autofree char *body = g_strdup_printf (
      "%s\n\nマイナ資格確認アプリの利用開始申請を受け付けました。\n職員数：%d\n申請台数：%d\n\n"
      "完了のメールが届くまで、最大1週間程度かかる場合があります。\n" TRAINING_LINE,
      facility->facility_name, start->staff, start->terminals);

  return send_mail (office, user->mail_address, facility, start->received_at,
                    "【総合ポータルサイト】利用開始申請を受け付けました", body, NULL, error);
}

static gboolean
send_done (MdgOffice *office,
           const char *mail_address,
           const MdgPortalFacility *facility,
           const MdgPortalStart *start,
           GError **error)
{
  g_autofree char *accounts = g_strjoinv ("、", start->accounts);
  g_autofree char *body
      = g_strdup_printf ("%s\n\nマイナ資格確認アプリの利用開始申請について、手続きが完了しました。"
                         "\nアカウントID：%s\n\n"
                         "「マイナ資格確認アプリユーザ設定情報」は、総合ポータルサイトの"
                         "「資格確認アカウント管理」で確認できます。\n" TRAINING_LINE,
                         facility->facility_name, accounts);

  return send_mail (office, mail_address, facility, start->done_at,
                    "【総合ポータルサイト】利用開始申請の手続きが完了しました", body, NULL, error);
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
  user->registered_at = now_of (office);
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
      || !send_link (office, user, facility, link, error))
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
  gint64 now = now_of (office);

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
  gint64 now = now_of (office);
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
  gint64 user_id = 0, last_action_at = 0, now = now_of (office);

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

/* 利用開始申請 */

MdgPortalFacility *
mdg_office_confirm_facility (MdgOffice *office,
                             const MdgLedgerUser *user,
                             const char *birth_date,
                             GError **error)
{
  const MdgPortalFacility *facility
      = mdg_office_find_portal_facility (office, user->registration, error);
  GError *wrong;

  if (!facility)
    return NULL;
  if (g_strcmp0 (facility->birth_date, birth_date) == 0)
    return show_facility (facility);
  wrong = mdg_error_new (MDG_ERROR_FACILITY_UNCONFIRMED, "The birth date does not fit");
  mdg_error_set_field (wrong, "birth_date");
  g_propagate_error (error, wrong);
  return NULL;
}

/* One that began before the portal knew it, or nothing yet. */
static MdgPortalStart *
get_unwritten_start (MdgOffice *office, const MdgLedgerUser *user, GError **error)
{
  const MdgPortalFacility *facility
      = mdg_office_find_portal_facility (office, user->registration, error);
  g_autofree char *keeper = NULL;
  gboolean use_started;
  MdgPortalStart *start;

  if (!facility
      || !mdg_ledger_get_institution (office->ledger, facility->institution_code, &keeper,
                                      &use_started, error))
    return NULL;
  start = mdg_portal_start_new ();
  start->use = use_started ? MDG_PORTAL_USE_DONE : MDG_PORTAL_USE_NONE;
  return start;
}

MdgPortalStart *
mdg_office_get_start (MdgOffice *office, const MdgLedgerUser *user, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgPortalStart) start
      = mdg_ledger_find_start (office->ledger, user->registration, &fault);

  if (!start && !fault)
    start = get_unwritten_start (office, user, &fault);
  if (start && !fault)
    start->operation_on = mdg_ledger_get_operation (office->ledger, user->registration, &fault);
  if (!fault)
    return g_steal_pointer (&start);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

/* A document is looked at by people, afterwards; here it is taken for a good one. */
static gboolean
check_proof (MdgOffice *office,
             const MdgLedgerUser *user,
             const MdgPortalStartRequest *request,
             GError **error)
{
  g_autoptr (MdgPortalFacility) facility = NULL;

  if (request->proof == MDG_PORTAL_BY_DOCUMENT)
    return TRUE;
  facility = mdg_office_confirm_facility (office, user, request->birth_date, error);
  return facility != NULL;
}

MdgPortalStart *
mdg_office_start_use (MdgOffice *office,
                      const MdgLedgerUser *user,
                      const MdgPortalStartRequest *request,
                      GError **error)
{
  g_autoptr (MdgPortalStart) before = mdg_office_get_start (office, user, error);
  g_autoptr (MdgPortalStart) start = NULL;
  const MdgPortalFacility *facility;

  if (!before)
    return NULL;
  if (before->use != MDG_PORTAL_USE_NONE)
    {
      mdg_set_error (error, MDG_ERROR_ALREADY_APPLIED, "The use was applied for before");
      return NULL;
    }
  if (!check_proof (office, user, request, error)
      || !mdg_ledger_add_start (office->ledger, user, request, now_of (office), error))
    return NULL;
  facility = mdg_office_find_portal_facility (office, user->registration, error);
  start = mdg_office_get_start (office, user, error);
  if (!facility || !start || !send_received (office, user, facility, start, error))
    return NULL;
  return g_steal_pointer (&start);
}

/* Accounts that waited for the start come first, then new ones. */
static gboolean
start_waiting (MdgOffice *office,
               const MdgPortalFacility *facility,
               MdgPortalStart *start,
               GStrvBuilder *ids,
               int *left,
               GError **error)
{
  while (*left > 0)
    {
      g_autoptr (GError) fault = NULL;
      g_autoptr (MdgAccount) account
          = mdg_ledger_find_not_started (office->ledger, facility->institution_code, &fault);

      if (fault)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      if (!account)
        return TRUE;
      account->status = MDG_ACCOUNT_USABLE;
      g_free (account->started_on);
      account->started_on = mdg_office_day_of (start->done_at);
      if (!mdg_ledger_save_listed (office->ledger, account, 0, error))
        return FALSE;
      g_strv_builder_add (ids, account->id);
      (*left)--;
    }
  return TRUE;
}

static gboolean
issue_accounts (MdgOffice *office,
                const MdgPortalFacility *facility,
                const char *keeper,
                MdgPortalStart *start,
                GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  MdgAccountApplication application = { .institution_code = facility->institution_code,
                                        .institution_name = facility->facility_name,
                                        .kind = MDG_ACCOUNT_APP,
                                        .done_at = start->done_at };
  gint64 serial = mdg_ledger_get_last_serial (office->ledger, error);
  int left = start->terminals;

  if (serial < 0 || !start_waiting (office, facility, start, ids, &left, error))
    return FALSE;
  for (; left > 0; left--)
    {
      g_autofree char *id = mdg_office_issue (office, keeper, &application, ++serial, error);

      if (!id)
        return FALSE;
      g_strv_builder_add (ids, id);
    }
  g_strfreev (start->accounts);
  start->accounts = g_strv_builder_end (ids);
  return TRUE;
}

/* A facility that is on nobody's list yet comes on that of the institution whose terminal this is.
 */
static gboolean
finish_start (MdgOffice *office,
              const char *registration,
              gint64 user_id,
              MdgPortalStart *start,
              GError **error)
{
  const MdgPortalFacility *facility = mdg_office_find_portal_facility (office, registration, error);
  g_autoptr (MdgLedgerUser) user = mdg_ledger_get_user (office->ledger, user_id, error);
  g_autofree char *keeper = NULL;
  gboolean use_started;

  if (!facility || !user
      || !mdg_ledger_get_institution (office->ledger, facility->institution_code, &keeper,
                                      &use_started, error))
    return FALSE;
  if (!keeper)
    keeper = g_strdup (mdg_scenario_get_institution_code (office->scenario));
  start->done_at = start->received_at + MDG_RULE_DONE_SECONDS;
  return mdg_ledger_start_use (office->ledger, facility, keeper, error)
         && issue_accounts (office, facility, keeper, start, error)
         && mdg_ledger_finish_start (office->ledger, registration, start, error)
         && send_done (office, user->mail_address, facility, start, error);
}

gboolean
mdg_office_settle_starts (MdgOffice *office, gint64 before, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) fault = NULL;
      g_autofree char *registration = NULL;
      gint64 user_id = 0;
      g_autoptr (MdgPortalStart) start
          = mdg_ledger_find_open_start (office->ledger, before, &registration, &user_id, &fault);

      if (fault)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      if (!start)
        return TRUE;
      if (!finish_start (office, registration, user_id, start, error))
        return FALSE;
    }
}

/* 運用開始日登録 */

MdgPortalStart *
mdg_office_set_operation (MdgOffice *office,
                          const MdgLedgerUser *user,
                          const char *day,
                          GError **error)
{
  g_autoptr (MdgPortalStart) start = mdg_office_get_start (office, user, error);
  g_autofree char *first = NULL;
  GError *wrong;

  if (!start)
    return NULL;
  if (start->use != MDG_PORTAL_USE_DONE)
    {
      mdg_set_error (error, MDG_ERROR_USE_NOT_STARTED, "Its 利用開始申請 is not complete");
      return NULL;
    }
  first = start->done_at != 0 ? mdg_office_day_of (start->done_at) : g_strdup ("");
  if (strcmp (day, first) < 0)
    {
      wrong = mdg_error_new (MDG_ERROR_INVALID_INPUT, "Before %s nobody can begin", first);
      mdg_error_set_field (wrong, "operation_on");
      g_propagate_error (error, wrong);
      return NULL;
    }
  if (!mdg_ledger_set_operation (office->ledger, user->registration, day, now_of (office), error))
    return NULL;
  g_free (start->operation_on);
  start->operation_on = g_strdup (day);
  return g_steal_pointer (&start);
}
