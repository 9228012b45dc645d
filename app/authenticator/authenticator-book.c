/* authenticator-book.c: the entries of the tab [Authenticator] in the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/authenticator-book.h"

#include "authenticator/book-private.h"
#include "store/statement.h"

/* What goes to the database's thread. */
typedef struct
{
  GPtrArray *items; /* (nullable) */
  GArray *numbers;  /* (nullable): of gint64 */
  MdgOtpFacts facts;
  gint64 a;
  gint64 b;
  gint64 now;
  MdgOtpPrint print; /* by_whom is owned */
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
  mdg_otp_facts_clear (&work->facts);
  g_free (work->print.by_whom);
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

static gpointer
done (gboolean success)
{
  return success ? MDG_CACHE_DONE : NULL;
}

static gpointer
add (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;

  return done (mdg_authenticator_book_add (database, vault, work->items, work->now, error));
}

static gpointer
edit (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return done (mdg_otp_edit (database, &((const Work *)data)->facts, error));
}

static gpointer
swap (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;

  return done (mdg_otp_swap (database, work->a, work->b, error));
}

static gpointer
trash (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;

  return done (mdg_otp_trash (database, work->a, work->now, error));
}

static gpointer
empty (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return done (mdg_otp_empty_trash (database, vault, error));
}

static gpointer
note_print (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;

  for (guint i = 0; i < work->numbers->len; i++)
    if (!mdg_otp_note_print (database, g_array_index (work->numbers, gint64, i), &work->print,
                             error))
      return NULL;
  return MDG_CACHE_DONE;
}

/* the keys ------------------------------------------------------------------------------------- */

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

  if (!mdg_otp_check (facts, &error))
    {
      g_task_report_error (cache, callback, data, mdg_authenticator_book_finish, error);
      return;
    }
  work = work_new ();
  work->facts = mdg_otp_facts_copy (facts);
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

  work->print = (MdgOtpPrint){ .kind = kind, .by_whom = g_strdup (by_whom), .when = when };
  run (cache, note_print, work, cancellable, callback, data);
}
