/* office-mails.c: the mails of the portal for 施術所等.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/mail-words.h"
#include "training/office-private.h"

static gboolean
send_mail (MdgOffice *office,
           const char *mail_address,
           const MdgPortalFacility *facility,
           gint64 sent_at,
           MdgMail *mail,
           GError **error)
{
  mail->institution_code = g_strdup (facility->institution_code);
  mail->sent_at = sent_at;
  return mdg_ledger_add_mail (office->ledger, mail_address, mail, error);
}

gboolean
mdg_office_send_link (MdgOffice *office,
                      const MdgLedgerUser *user,
                      const MdgPortalFacility *facility,
                      const char *link,
                      GError **error)
{
  g_autoptr (MdgMail) mail = mdg_mail_new ();
  g_autofree char *name = g_strjoin (" ", user->family_name, user->given_name, NULL);

  mail->link = g_strdup (link);
  return mdg_mail_words_fill (mail, "link", error, "name", name, "facility",
                              facility->facility_name, NULL)
         && send_mail (office, user->mail_address, facility, user->registered_at, mail, error);
}

gboolean
mdg_office_send_received (MdgOffice *office,
                          const MdgLedgerUser *user,
                          const MdgPortalFacility *facility,
                          const MdgPortalStart *start,
                          GError **error)
{
  g_autoptr (MdgMail) mail = mdg_mail_new ();
  g_autofree char *staff = g_strdup_printf ("%d", start->staff);
  g_autofree char *terminals = g_strdup_printf ("%d", start->terminals);

  return mdg_mail_words_fill (mail, "received", error, "facility", facility->facility_name, "staff",
                              staff, "terminals", terminals, NULL)
         && send_mail (office, user->mail_address, facility, start->received_at, mail, error);
}

gboolean
mdg_office_send_done (MdgOffice *office,
                      const char *mail_address,
                      const MdgPortalFacility *facility,
                      const MdgPortalStart *start,
                      GError **error)
{
  g_autoptr (MdgMail) mail = mdg_mail_new ();
  g_autofree char *accounts = g_strjoinv (", ", start->accounts);

  return mdg_mail_words_fill (mail, "done", error, "facility", facility->facility_name, "accounts",
                              accounts, NULL)
         && send_mail (office, mail_address, facility, start->done_at, mail, error);
}
