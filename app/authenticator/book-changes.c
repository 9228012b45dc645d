/* book-changes.c: what is changed in the book: entries added, edited, ordered, thrown away.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/book-private.h"

#include <string.h>

#include "core/text.h"
#include "store/statement.h"

/* changing ------------------------------------------------------------------------------------- */

static gboolean
is_line (const char *text)
{
  return g_utf8_validate (text, -1, NULL) && !mdg_text_has_control (text)
         && g_utf8_strlen (text, -1) <= MDG_OTP_TEXT_MAX;
}

static gboolean
is_id (const char *text)
{
  gsize n = strlen (text);

  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (text[i]))
      return FALSE;
  return n >= 1 && n <= 20;
}

/* A colon would part issuer and account in a URI. */
gboolean
mdg_otp_check (const MdgOtpFacts *facts, GError **error)
{
  gboolean linked = *facts->institution_code != '\0' || *facts->login_id != '\0';

  if (!is_line (facts->issuer) || strchr (facts->issuer, ':') != NULL)
    return mdg_refuse_field (error, "issuer", NULL);
  if (!is_line (facts->account) || strchr (facts->account, ':') != NULL || *facts->account == '\0')
    return mdg_refuse_field (error, "account", NULL);
  if (!is_line (facts->note))
    return mdg_refuse_field (error, "note", NULL);
  if (linked && !mdg_text_is_digits (facts->institution_code, 10))
    return mdg_refuse_field (error, "institution_code", NULL);
  return !linked || is_id (facts->login_id) || mdg_refuse_field (error, "login_id", NULL);
}

gboolean
mdg_otp_edit (MdgDatabase *database, const MdgOtpFacts *facts, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "UPDATE otp_entry SET note = ?1,"
      " issuer = CASE WHEN account IS NULL THEN ?2 ELSE '' END,"
      " name = CASE WHEN account IS NULL THEN ?3 ELSE '' END,"
      " institution_code = CASE WHEN account IS NULL THEN ?4 ELSE '' END,"
      " login_id = CASE WHEN account IS NULL THEN ?5 ELSE '' END WHERE number = ?6",
      error);
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, facts->note);
  mdg_statement_bind_text (statement, 1, facts->issuer);
  mdg_statement_bind_text (statement, 2, facts->account);
  mdg_statement_bind_text (statement, 3, facts->institution_code);
  mdg_statement_bind_text (statement, 4, facts->login_id);
  mdg_statement_bind_int (statement, 5, facts->number);
  return mdg_statement_change (statement, "entry", error);
}

/* -1 with @error when there is no such entry. */
static gint64
find_position (MdgDatabase *database, gint64 number, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT position FROM otp_entry WHERE number = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return -1;
  mdg_statement_bind_int (statement, 0, number);
  if (!mdg_statement_step (statement, &row, error))
    return -1;
  if (row)
    return mdg_statement_get_int (statement, 0);
  mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no such entry");
  return -1;
}

static gboolean
set_position (MdgDatabase *database, gint64 number, gint64 position, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "UPDATE otp_entry SET position = ?1 WHERE number = ?2", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, position);
  mdg_statement_bind_int (statement, 1, number);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_otp_swap (MdgDatabase *database, gint64 a, gint64 b, GError **error)
{
  gint64 of_a = find_position (database, a, error);
  gint64 of_b = of_a >= 0 ? find_position (database, b, error) : -1;

  return of_b >= 0 && set_position (database, a, of_b, error)
         && set_position (database, b, of_a, error);
}

gboolean
mdg_otp_trash (MdgDatabase *database, gint64 number, gint64 when, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "UPDATE otp_entry SET trashed_at = ?1 WHERE number = ?2 AND account IS NULL",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, when);
  mdg_statement_bind_int (statement, 1, number);
  return mdg_statement_change (statement, "entry", error);
}

/* The numbers of the entries in the trash, or NULL. */
static GArray *
list_trash (MdgDatabase *database, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT number FROM otp_entry WHERE trashed_at <> 0", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  for (;;)
    {
      gint64 number;

      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&numbers);
      number = mdg_statement_get_int (statement, 0);
      g_array_append_val (numbers, number);
    }
}

/* The keys go with their rows; none may stay that nobody can name. */
gboolean
mdg_otp_empty_trash (MdgDatabase *database, MdgVault *vault, GError **error)
{
  g_autoptr (GArray) numbers = list_trash (database, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      g_autofree char *owner = mdg_otp_owner (g_array_index (numbers, gint64, i));

      if (!mdg_vault_remove (vault, MDG_OTP_KIND, owner, error))
        return FALSE;
    }
  return numbers != NULL
         && mdg_database_exec (database, "DELETE FROM otp_entry WHERE trashed_at <> 0", error);
}

gboolean
mdg_otp_note_print (MdgDatabase *database, gint64 number, const MdgOtpPrint *print, GError **error)
{
  static const char *const inserts[] = {
    "INSERT INTO otp_print (entry, printed_at, by_whom, kind)"
    " SELECT number, ?2, ?3, ?4 FROM otp_entry WHERE number = ?1 AND account IS NULL",
    "INSERT INTO print (account, registration_number, printed_at, by_whom, kind)"
    " SELECT id, registration_number, ?2, ?3, ?4 FROM account"
    " WHERE id = (SELECT account FROM otp_entry WHERE number = ?1)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (inserts); i++)
    {
      g_autoptr (MdgStatement) statement = mdg_statement_new (database, inserts[i], error);

      if (statement == NULL)
        return FALSE;
      mdg_statement_bind_int (statement, 0, number);
      mdg_statement_bind_int (statement, 1, print->when);
      mdg_statement_bind_text (statement, 2, print->by_whom != NULL ? print->by_whom : "");
      mdg_statement_bind_int (statement, 3, print->kind);
      if (!mdg_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* adding --------------------------------------------------------------------------------------- */

static gint64
find_last_position (MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT coalesce (max (position), 0), count(*) FROM otp_entry", error);
  gboolean row;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return -1;
  if (mdg_statement_get_int (statement, 1) < MDG_OTP_BUNDLE_MAX)
    return mdg_statement_get_int (statement, 0);
  mdg_set_error (error, MDG_ERROR_LIMIT_EXCEEDED, "there are too many entries");
  return -1;
}

/* As it fits into a line. Returns: (transfer full) */
static char *
shorten (const char *text)
{
  return g_utf8_strlen (text, -1) > MDG_OTP_TEXT_MAX ? g_utf8_substring (text, 0, MDG_OTP_TEXT_MAX)
                                                     : g_strdup (text);
}

static gboolean
add_one (MdgDatabase *database,
         MdgVault *vault,
         const MdgOtpItem *item,
         gint64 position,
         gint64 now,
         GError **error)
{
  g_autoptr (MdgSecret) record = mdg_otp_record_new (item->uri);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "INSERT INTO otp_entry (position, issuer, name, note, institution_code, login_id, added_at)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);
  g_autofree char *issuer = shorten (item->uri->issuer != NULL ? item->uri->issuer : "");
  g_autofree char *account = shorten (item->uri->account);
  g_autofree char *note = shorten (item->note);
  g_autofree char *owner = NULL;

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, position);
  mdg_statement_bind_text (statement, 1, issuer);
  mdg_statement_bind_text (statement, 2, account);
  mdg_statement_bind_text (statement, 3, note);
  mdg_statement_bind_text (statement, 4, item->institution_code);
  mdg_statement_bind_text (statement, 5, item->login_id);
  mdg_statement_bind_int (statement, 6, now);
  if (!mdg_statement_run (statement, error))
    return FALSE;
  owner = mdg_otp_owner (mdg_database_last_rowid (database));
  return mdg_vault_store (vault, MDG_OTP_KIND, owner, record, error);
}

gboolean
mdg_authenticator_book_add (MdgDatabase *database,
                            MdgVault *vault,
                            GPtrArray *items,
                            gint64 now,
                            GError **error)
{
  gint64 position = find_last_position (database, error);

  if (position < 0)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!add_one (database, vault, items->pdata[i], position + 1 + i, now, error))
      return FALSE;
  return TRUE;
}
