/* ledger-portal.c: the ledger's users of the portal and their sessions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ledger-portal.h"

#include <string.h>
#include "training/ledger-private.h"

#define COLUMNS                                                                                    \
  "SELECT id, mail_address, family_name, given_name, phone, registration, salt, password_hash,"    \
  " link_hash, registered_at, confirmed_at FROM portal_user "

void
mdg_ledger_user_free (MdgLedgerUser *user)
{
  if (!user)
    return;
  g_free (user->mail_address);
  g_free (user->family_name);
  g_free (user->given_name);
  g_free (user->phone);
  g_free (user->registration);
  g_free (user);
}

static void
copy_blob (MdgStatement *statement, int column, guint8 *bytes, gsize length)
{
  gsize found = 0;
  const void *blob = mdg_statement_get_blob (statement, column, &found);

  if (blob && found == length)
    memcpy (bytes, blob, length);
}

static MdgLedgerUser *
read_user (MdgStatement *statement, GError **error)
{
  MdgLedgerUser *user = NULL;
  gboolean row = FALSE;

  if (mdg_statement_step (statement, &row, error) && row)
    {
      user = g_new0 (MdgLedgerUser, 1);
      user->id = mdg_statement_get_int (statement, 0);
      user->mail_address = g_strdup (mdg_statement_get_text (statement, 1));
      user->family_name = g_strdup (mdg_statement_get_text (statement, 2));
      user->given_name = g_strdup (mdg_statement_get_text (statement, 3));
      user->phone = g_strdup (mdg_statement_get_text (statement, 4));
      user->registration = g_strdup (mdg_statement_get_text (statement, 5));
      copy_blob (statement, 6, user->salt, sizeof user->salt);
      copy_blob (statement, 7, user->password_hash, sizeof user->password_hash);
      copy_blob (statement, 8, user->link_hash, sizeof user->link_hash);
      user->registered_at = mdg_statement_get_int (statement, 9);
      user->confirmed_at = mdg_statement_get_int (statement, 10);
    }
  mdg_statement_reset (statement);
  return user;
}

MdgLedgerUser *
mdg_ledger_find_user (MdgLedger *ledger, const char *mail_address, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (ledger, COLUMNS "WHERE mail_address = ?", error);

  if (!statement)
    return NULL;
  mdg_statement_bind_text (statement, 0, mail_address);
  return read_user (statement, error);
}

MdgLedgerUser *
mdg_ledger_find_link (MdgLedger *ledger, const guint8 *link_hash, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (ledger, COLUMNS "WHERE link_hash = ?", error);

  if (!statement)
    return NULL;
  mdg_statement_bind_blob (statement, 0, link_hash, MDG_LEDGER_LINK_BYTES);
  return read_user (statement, error);
}

MdgLedgerUser *
mdg_ledger_get_user (MdgLedger *ledger, gint64 id, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (ledger, COLUMNS "WHERE id = ?", error);

  if (!statement)
    return NULL;
  mdg_statement_bind_int (statement, 0, id);
  return read_user (statement, error);
}

static gboolean
remove_unconfirmed (MdgLedger *ledger, const char *mail_address, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "DELETE FROM portal_user WHERE mail_address = ? AND confirmed_at = 0", error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_text (statement, 0, mail_address);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_add_user (MdgLedger *ledger, const MdgLedgerUser *user, GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger,
      "INSERT INTO portal_user (mail_address, family_name, given_name, phone, registration, salt,"
      " password_hash, link_hash, registered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (!statement || !remove_unconfirmed (ledger, user->mail_address, error))
    return FALSE;
  mdg_statement_bind_text (statement, 0, user->mail_address);
  mdg_statement_bind_text (statement, 1, user->family_name);
  mdg_statement_bind_text (statement, 2, user->given_name);
  mdg_statement_bind_text (statement, 3, user->phone);
  mdg_statement_bind_text (statement, 4, user->registration);
  mdg_statement_bind_blob (statement, 5, user->salt, sizeof user->salt);
  mdg_statement_bind_blob (statement, 6, user->password_hash, sizeof user->password_hash);
  mdg_statement_bind_blob (statement, 7, user->link_hash, sizeof user->link_hash);
  mdg_statement_bind_int (statement, 8, user->registered_at);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_confirm_user (MdgLedger *ledger, gint64 id, gint64 now, GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger, "UPDATE portal_user SET confirmed_at = ? WHERE id = ?", error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_int (statement, 0, now);
  mdg_statement_bind_int (statement, 1, id);
  return mdg_statement_run (statement, error);
}

/* Sessions */

gboolean
mdg_ledger_add_portal_session (MdgLedger *ledger,
                               const guint8 *token_hash,
                               gint64 user_id,
                               gint64 now,
                               GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "INSERT INTO portal_session (token_hash, user_id, last_action_at) VALUES (?, ?, ?)",
      error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, token_hash, MDG_LEDGER_TOKEN_BYTES);
  mdg_statement_bind_int (statement, 1, user_id);
  mdg_statement_bind_int (statement, 2, now);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_get_portal_session (MdgLedger *ledger,
                               const guint8 *token_hash,
                               gint64 *user_id,
                               gint64 *last_action_at,
                               GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "SELECT user_id, last_action_at FROM portal_session WHERE token_hash = ?", error);
  gboolean row = FALSE, good;

  *user_id = *last_action_at = 0;
  if (!statement)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, token_hash, MDG_LEDGER_TOKEN_BYTES);
  good = mdg_statement_step (statement, &row, error);
  if (good && row)
    {
      *user_id = mdg_statement_get_int (statement, 0);
      *last_action_at = mdg_statement_get_int (statement, 1);
    }
  mdg_statement_reset (statement);
  return good;
}

gboolean
mdg_ledger_touch_portal_session (MdgLedger *ledger,
                                 const guint8 *token_hash,
                                 gint64 now,
                                 GError **error)
{
  MdgStatement *statement = mdg_ledger_prepare (
      ledger, "UPDATE portal_session SET last_action_at = ? WHERE token_hash = ?", error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_int (statement, 0, now);
  mdg_statement_bind_blob (statement, 1, token_hash, MDG_LEDGER_TOKEN_BYTES);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_remove_portal_session (MdgLedger *ledger, const guint8 *token_hash, GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger, "DELETE FROM portal_session WHERE token_hash = ?", error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, token_hash, MDG_LEDGER_TOKEN_BYTES);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_ledger_forget_portal_sessions (MdgLedger *ledger, gint64 before, GError **error)
{
  MdgStatement *statement
      = mdg_ledger_prepare (ledger, "DELETE FROM portal_session WHERE last_action_at < ?", error);

  if (!statement)
    return FALSE;
  mdg_statement_bind_int (statement, 0, before);
  return mdg_statement_run (statement, error);
}
