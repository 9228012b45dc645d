/* ledger-mails.c: the ledger's mails, to institutions and to users of the portal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ledger-listed.h"

#include "training/ledger-private.h"

#define MAIL_ID "M%07" G_GINT64_FORMAT

static gpointer
read_mail (MdgStatement *statement)
{
  MdgMail *mail = mdg_mail_new ();

  mail->id = g_strdup_printf (MAIL_ID, mdg_statement_get_int (statement, 0));
  mail->institution_code = g_strdup (mdg_statement_get_text (statement, 1));
  mail->sent_at = mdg_statement_get_int (statement, 2);
  mail->subject = g_strdup (mdg_statement_get_text (statement, 3));
  mail->lines = g_strsplit (mdg_statement_get_text (statement, 4), "\n", -1);
  mail->link = g_strdup (mdg_statement_get_text (statement, 5));
  return mail;
}

static const char *
get_mail_id (gconstpointer item)
{
  return ((const MdgMail *)item)->id;
}

MdgPage *
mdg_ledger_get_mail_page (MdgLedger *ledger,
                          const char *mailbox,
                          const MdgLedgerPart *part,
                          GError **error)
{
  g_autoptr (MdgPage) page = mdg_mail_page_new ();
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "SELECT id, institution_code, sent_at, subject, body, link FROM mailbox_mail"
      " WHERE mailbox = ? AND id > ? ORDER BY id LIMIT ?",
      error);

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, mailbox);
  mdg_statement_bind_int (statement, 1, mdg_ledger_number_of (part->after));
  mdg_statement_bind_int (statement, 2, part->limit + 1);
  page->revision = mdg_ledger_get_revision (ledger);
  if (!mdg_ledger_read_page (statement, part->limit, page, read_mail, get_mail_id, error)
      || !mdg_ledger_read_total (ledger,
                                 "SELECT count (*) FROM mailbox_mail WHERE mailbox = ? AND id > ?",
                                 mailbox, 0, &page->total, error))
    return NULL;
  return g_steal_pointer (&page);
}

gboolean
mdg_ledger_add_mail (MdgLedger *ledger, const char *mailbox, const MdgMail *mail, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO mailbox_mail (mailbox, institution_code, sent_at, subject, body, link)"
      " VALUES (?, ?, ?, ?, ?, ?)",
      error);
  g_autofree char *body = g_strjoinv ("\n", mail->lines);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, mailbox);
  mdg_statement_bind_text (statement, 1, mail->institution_code);
  mdg_statement_bind_int (statement, 2, mail->sent_at);
  mdg_statement_bind_text (statement, 3, mail->subject);
  mdg_statement_bind_text (statement, 4, body);
  mdg_statement_bind_text (statement, 5, mail->link);
  return mdg_statement_run (statement, error);
}
