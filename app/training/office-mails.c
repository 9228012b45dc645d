/* office-mails.c: the mails of the portal for 施術所等, in our own words after those of [3].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/office-private.h"

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
  return mdg_ledger_add_mail (office->ledger, mail_address, mail, error);
}

gboolean
mdg_office_send_link (MdgOffice *office,
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

gboolean
mdg_office_send_received (MdgOffice *office,
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

gboolean
mdg_office_send_done (MdgOffice *office,
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
