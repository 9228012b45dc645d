/* authenticator-book.c: the entries of the tab [Authenticator] in the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/authenticator-book.h"

#include <string.h>

#include "authenticator/book-private.h"
#include "core/text.h"
#include "store/statement.h"
#include "store/vault.h"

/* What goes to the database's thread. */
typedef struct
{
  GPtrArray *items; /* (nullable) */
  GArray *numbers;  /* (nullable): of gint64 */
  MdgOtpFacts facts;
  gint64 a;
  gint64 b;
  gint64 now;
  char *by_whom;
  MdgPrintKind kind;
} Work;

static Work *
work_new (void)
{
  return g_new0 (Work, 1);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->items, g_ptr_array_unref);
  g_clear_pointer (&work->numbers, g_array_unref);
  g_free (work->facts.issuer);
  g_free (work->facts.account);
  g_free (work->facts.note);
  g_free (work->facts.institution_code);
  g_free (work->facts.login_id);
  g_free (work->by_whom);
  g_free (work);
}

static Work *
work_about (const gint64 *numbers, guint n)
{
  Work *work = work_new ();

  work->numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_array_append_vals (work->numbers, numbers, n);
  return work;
}

/* loading -------------------------------------------------------------------------------------- */

/* Accounts with a key that have no entry yet get one, at the end. */
static gboolean
take_in_accounts (MdgDatabase *database, gint64 now, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database,
                           "INSERT INTO otp_entry (position, account, added_at)"
                           " SELECT (SELECT coalesce (max (position), 0) FROM otp_entry)"
                           "   + row_number () OVER (ORDER BY id), id, ?1 FROM account"
                           " WHERE registration <> 0 AND id NOT IN"
                           "   (SELECT account FROM otp_entry WHERE account IS NOT NULL)",
                           error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, now);
  return mdg_statement_run (statement, error);
}

static MdgOtpEntry *
read_entry (MdgStatement *statement)
{
  const char *institution = mdg_statement_get_text (statement, 8);
  gboolean is_login = !mdg_statement_is_null (statement, 7);
  MdgOtpFacts facts = {
    .number = mdg_statement_get_int (statement, 0),
    .note = g_strdup (mdg_statement_get_text (statement, 3)),
    .trashed_at = mdg_statement_get_int (statement, 6),
    .times_printed = (guint)mdg_statement_get_int (statement, 11),
    .last_printed = mdg_statement_get_int (statement, 12),
  };

  if (is_login)
    {
      facts.state = mdg_statement_get_int (statement, 7) == MDG_REGISTRATION_PENDING
                        ? MDG_OTP_PENDING
                        : MDG_OTP_CONFIRMED;
      facts.issuer = g_strdup (institution != NULL ? institution : "");
      facts.institution_code = g_strdup (mdg_statement_get_text (statement, 9));
      facts.login_id = g_strdup (mdg_statement_get_text (statement, 10));
      facts.account = g_strdup (facts.login_id);
      return mdg_otp_entry_new (&facts);
    }
  facts.issuer = g_strdup (mdg_statement_get_text (statement, 1));
  facts.account = g_strdup (mdg_statement_get_text (statement, 2));
  facts.institution_code = g_strdup (mdg_statement_get_text (statement, 4));
  facts.login_id = g_strdup (mdg_statement_get_text (statement, 5));
  return mdg_otp_entry_new (&facts);
}

GPtrArray *
mdg_authenticator_book_load (MdgDatabase *database, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MdgStatement) statement = NULL;
  gboolean row = FALSE;

  if (!take_in_accounts (database, now, error))
    return NULL;
  statement = mdg_statement_new (
      database,
      "SELECT e.number, e.issuer, e.name, e.note, e.institution_code, e.login_id, e.trashed_at,"
      " a.registration, a.institution_name, a.institution_code, a.login_id,"
      " CASE WHEN a.id IS NULL THEN (SELECT count(*) FROM otp_print WHERE entry = e.number)"
      "  ELSE (SELECT count(*) FROM print WHERE account = a.id"
      "        AND print.registration_number = a.registration_number) END,"
      " CASE WHEN a.id IS NULL THEN"
      "  (SELECT coalesce (max (printed_at), 0) FROM otp_print WHERE entry = e.number)"
      "  ELSE (SELECT coalesce (max (printed_at), 0) FROM print WHERE account = a.id"
      "        AND print.registration_number = a.registration_number) END"
      " FROM otp_entry e LEFT JOIN account a ON a.id = e.account"
      " WHERE e.account IS NULL OR a.registration <> 0 ORDER BY e.position, e.number",
      error);
  if (statement == NULL)
    return NULL;
  for (;;)
    {
      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&entries);
      g_ptr_array_add (entries, read_entry (statement));
    }
}

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_authenticator_book_load (database, ((const Work *)data)->now, error);
}

/* changing ------------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *field)
{
  g_autoptr (GError) fault
      = mdg_error_new (MDG_ERROR_INVALID_INPUT, "%s does not have the right form", field);

  mdg_error_set_field (fault, field);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

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
static gboolean
check (const MdgOtpFacts *facts, GError **error)
{
  gboolean linked = *facts->institution_code != '\0' || *facts->login_id != '\0';

  if (!is_line (facts->issuer) || strchr (facts->issuer, ':') != NULL)
    return refuse (error, "issuer");
  if (!is_line (facts->account) || strchr (facts->account, ':') != NULL || *facts->account == '\0')
    return refuse (error, "account");
  if (!is_line (facts->note))
    return refuse (error, "note");
  if (linked && !mdg_text_is_digits (facts->institution_code, 10))
    return refuse (error, "institution_code");
  return !linked || is_id (facts->login_id) || refuse (error, "login_id");
}

/* Of a change of rows that must be there. */
static gpointer
change (MdgDatabase *database, MdgStatement *statement, gint64 rows, GError **error)
{
  if (!mdg_statement_run (statement, error))
    return NULL;
  if (mdg_database_changes (database) == rows)
    return MDG_CACHE_DONE;
  mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no such entry");
  return NULL;
}

static gpointer
edit (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const MdgOtpFacts *facts = &((const Work *)data)->facts;
  g_autoptr (MdgStatement) statement = NULL;

  statement = mdg_statement_new (
      database,
      "UPDATE otp_entry SET note = ?1,"
      " issuer = CASE WHEN account IS NULL THEN ?2 ELSE '' END,"
      " name = CASE WHEN account IS NULL THEN ?3 ELSE '' END,"
      " institution_code = CASE WHEN account IS NULL THEN ?4 ELSE '' END,"
      " login_id = CASE WHEN account IS NULL THEN ?5 ELSE '' END WHERE number = ?6",
      error);
  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 0, facts->note);
  mdg_statement_bind_text (statement, 1, facts->issuer);
  mdg_statement_bind_text (statement, 2, facts->account);
  mdg_statement_bind_text (statement, 3, facts->institution_code);
  mdg_statement_bind_text (statement, 4, facts->login_id);
  mdg_statement_bind_int (statement, 5, facts->number);
  return change (database, statement, 1, error);
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

static gpointer
swap (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;
  gint64 a = find_position (database, work->a, error);
  gint64 b = a >= 0 ? find_position (database, work->b, error) : -1;

  return b >= 0 && set_position (database, work->a, b, error)
                 && set_position (database, work->b, a, error)
             ? MDG_CACHE_DONE
             : NULL;
}

static gpointer
trash (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "UPDATE otp_entry SET trashed_at = ?1 WHERE number = ?2 AND account IS NULL",
      error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, work->now);
  mdg_statement_bind_int (statement, 1, work->a);
  return change (database, statement, 1, error);
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
static gpointer
empty (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (GArray) numbers = list_trash (database, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      g_autofree char *owner
          = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (numbers, gint64, i));

      if (!mdg_vault_remove (vault, MDG_OTP_KIND, owner, error))
        return NULL;
    }
  return numbers != NULL
                 && mdg_database_exec (database, "DELETE FROM otp_entry WHERE trashed_at <> 0",
                                       error)
             ? MDG_CACHE_DONE
             : NULL;
}

static gboolean
note_print_of (MdgDatabase *database, const Work *work, gint64 number, GError **error)
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
      mdg_statement_bind_int (statement, 1, work->now);
      mdg_statement_bind_text (statement, 2, work->by_whom != NULL ? work->by_whom : "");
      mdg_statement_bind_int (statement, 3, work->kind);
      if (!mdg_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
note_print (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;

  for (guint i = 0; i < work->numbers->len; i++)
    if (!note_print_of (database, work, g_array_index (work->numbers, gint64, i), error))
      return NULL;
  return MDG_CACHE_DONE;
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

static gpointer
add (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;

  return mdg_authenticator_book_add (database, vault, work->items, work->now, error)
             ? MDG_CACHE_DONE
             : NULL;
}

static gpointer
open_keys (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;

  return mdg_authenticator_book_open (database, vault, (const gint64 *)work->numbers->data,
                                      work->numbers->len, error);
}

static gpointer
compare (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_otp_compare (database, vault, ((const Work *)data)->items, error);
}

/* public --------------------------------------------------------------------------------------- */

/* What only succeeds or fails. */
static void
run (MdgCache *cache,
     MdgCacheFunc func,
     Work *work,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  mdg_cache_run_async (cache, cache, func, work, work_free, NULL, mdg_authenticator_book_finish,
                       cancellable, callback, data);
}

gboolean
mdg_authenticator_book_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_authenticator_book_finish, error) != NULL;
}

void
mdg_authenticator_book_load_async (MdgCache *cache,
                                   gint64 now,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  Work *work = work_new ();

  work->now = now;
  mdg_cache_run_async (cache, cache, load, work, work_free, (GDestroyNotify)g_ptr_array_unref,
                       mdg_authenticator_book_load_async, cancellable, callback, data);
}

GPtrArray *
mdg_authenticator_book_load_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_authenticator_book_load_async, error);
}

void
mdg_authenticator_book_open_async (MdgCache *cache,
                                   const gint64 *numbers,
                                   guint n,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  mdg_cache_run_async (cache, cache, open_keys, work_about (numbers, n), work_free,
                       (GDestroyNotify)mdg_otp_keys_free, mdg_authenticator_book_open_async,
                       cancellable, callback, data);
}

MdgOtpKeys *
mdg_authenticator_book_open_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_authenticator_book_open_async, error);
}

void
mdg_authenticator_book_compare_async (MdgCache *cache,
                                      GPtrArray *items,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  Work *work = work_new ();

  work->items = g_ptr_array_ref (items);
  mdg_cache_run_async (cache, cache, compare, work, work_free, (GDestroyNotify)g_byte_array_unref,
                       mdg_authenticator_book_compare_async, cancellable, callback, data);
}

GByteArray *
mdg_authenticator_book_compare_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_authenticator_book_compare_async, error);
}

void
mdg_authenticator_book_add_async (MdgCache *cache,
                                  GPtrArray *items,
                                  gint64 now,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  Work *work = work_new ();

  work->items = g_ptr_array_ref (items);
  work->now = now;
  run (cache, add, work, cancellable, callback, data);
}

void
mdg_authenticator_book_edit_async (MdgCache *cache,
                                   const MdgOtpFacts *facts,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  Work *work;
  GError *error = NULL;

  g_return_if_fail (MDG_IS_CACHE (cache) && facts != NULL);

  if (!check (facts, &error))
    {
      g_task_report_error (cache, callback, data, mdg_authenticator_book_finish, error);
      return;
    }
  work = work_new ();
  work->facts = *facts;
  work->facts.issuer = g_strdup (facts->issuer);
  work->facts.account = g_strdup (facts->account);
  work->facts.note = g_strdup (facts->note);
  work->facts.institution_code = g_strdup (facts->institution_code);
  work->facts.login_id = g_strdup (facts->login_id);
  run (cache, edit, work, cancellable, callback, data);
}

void
mdg_authenticator_book_swap_async (MdgCache *cache,
                                   gint64 a,
                                   gint64 b,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  Work *work = work_new ();

  work->a = a;
  work->b = b;
  run (cache, swap, work, cancellable, callback, data);
}

void
mdg_authenticator_book_trash_async (MdgCache *cache,
                                    gint64 number,
                                    gint64 when,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  Work *work = work_new ();

  work->a = number;
  work->now = when;
  run (cache, trash, work, cancellable, callback, data);
}

void
mdg_authenticator_book_empty_async (MdgCache *cache,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  run (cache, empty, work_new (), cancellable, callback, data);
}

void
mdg_authenticator_book_note_print_async (MdgCache *cache,
                                         const gint64 *numbers,
                                         guint n,
                                         MdgPrintKind kind,
                                         const char *by_whom,
                                         gint64 when,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data)
{
  Work *work = work_about (numbers, n);

  work->kind = kind;
  work->by_whom = g_strdup (by_whom);
  work->now = when;
  run (cache, note_print, work, cancellable, callback, data);
}
