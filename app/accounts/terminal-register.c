/* terminal-register.c: the terminal's other accounts in the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/terminal-register.h"

#include "accounts/account-columns.h"
#include "store/statement.h"

/* What goes to the database's thread. */
typedef struct
{
  MdgTerminalAccount *account; /* (nullable) */
  gint64 number;
  gint64 now;
  MdgTerminalChangeKind what;
  char *changed_on; /* (nullable) */
  char *by_whom;    /* (nullable) */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->account, mdg_terminal_account_free);
  g_free (work->changed_on);
  g_free (work->by_whom);
  g_free (work);
}

MdgTerminalAccount *
mdg_terminal_account_new (MdgTerminalKind kind)
{
  MdgTerminalAccount *account = g_new0 (MdgTerminalAccount, 1);

  account->kind = kind;
  account->login_id = g_strdup ("");
  account->owner = g_strdup ("");
  account->used_at = g_strdup ("");
  account->remark = g_strdup ("");
  return account;
}

void
mdg_terminal_account_free (MdgTerminalAccount *account)
{
  if (account == NULL)
    return;
  g_free (account->login_id);
  g_free (account->owner);
  g_free (account->used_at);
  g_free (account->remark);
  g_free (account->changed_on);
  g_free (account);
}

void
mdg_terminal_change_free (MdgTerminalChange *change)
{
  if (change == NULL)
    return;
  g_free (change->changed_on);
  g_free (change->by_whom);
  g_free (change);
}

/* Judging ------------------------------------------------------------------------------------- */

/* One line of text, not too long. */
static gboolean
check_line (const char *text, const char *field, GError **error)
{
  if (text == NULL || !g_utf8_validate (text, -1, NULL)
      || g_utf8_strlen (text, -1) > MDG_TERMINAL_TEXT_MAX)
    return mdg_refuse_field (error, field, NULL);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return mdg_refuse_field (error, field, NULL);
  return TRUE;
}

static gboolean
check_day (const char *day, GError **error)
{
  g_autofree char *read = NULL;

  if (day != NULL && g_utf8_validate (day, -1, NULL) && mdg_account_day_read (day, &read)
      && g_strcmp0 (read, day) == 0)
    return TRUE;
  return mdg_refuse_field (error, "changed_on", NULL);
}

/* On the database's thread -------------------------------------------------------------------- */

static MdgTerminalAccount *
read_account (MdgStatement *statement, MdgTerminalKind kind)
{
  MdgTerminalAccount *account = g_new0 (MdgTerminalAccount, 1);

  account->number = mdg_statement_get_int (statement, 0);
  account->kind = kind;
  account->login_id = g_strdup (mdg_statement_get_text (statement, 2));
  account->owner = g_strdup (mdg_statement_get_text (statement, 3));
  account->used_at = g_strdup (mdg_statement_get_text (statement, 4));
  account->remark = g_strdup (mdg_statement_get_text (statement, 5));
  account->edited_at = mdg_statement_get_int (statement, 6);
  account->changed_on = g_strdup (mdg_statement_get_text (statement, 7));
  return account;
}

static int
by_kind (gconstpointer a, gconstpointer b)
{
  const MdgTerminalAccount *one = *(MdgTerminalAccount *const *)a;
  const MdgTerminalAccount *other = *(MdgTerminalAccount *const *)b;

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  return one->number < other->number ? -1 : one->number > other->number;
}

static gpointer
list_accounts (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) accounts
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_terminal_account_free);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT number, kind, login_id, owner, used_at, remark, edited_at,"
      " (SELECT max (changed_on) FROM terminal_change WHERE account = terminal_account.number)"
      " FROM terminal_account",
      error);
  gboolean row;

  for (;;)
    {
      MdgTerminalKind kind;

      if (statement == NULL || !mdg_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      /* A kind of a later program is left alone. */
      if (mdg_terminal_kind_from_nick (mdg_statement_get_text (statement, 1), &kind))
        g_ptr_array_add (accounts, read_account (statement, kind));
    }
  g_ptr_array_sort (accounts, by_kind);
  return g_steal_pointer (&accounts);
}

static gpointer
save (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;
  const MdgTerminalAccount *account = work->account;
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      account->number == 0
          ? "INSERT INTO terminal_account (kind, login_id, owner, used_at, remark, edited_at)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
          : "UPDATE terminal_account SET kind = ?1, login_id = ?2, owner = ?3, used_at = ?4,"
            " remark = ?5, edited_at = ?6 WHERE number = ?7",
      error);
  gint64 number = account->number;

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 0, mdg_terminal_kind_nick (account->kind));
  mdg_statement_bind_text (statement, 1, account->login_id);
  mdg_statement_bind_text (statement, 2, account->owner);
  mdg_statement_bind_text (statement, 3, account->used_at);
  mdg_statement_bind_text (statement, 4, account->remark);
  mdg_statement_bind_int (statement, 5, work->now);
  if (number != 0)
    mdg_statement_bind_int (statement, 6, number);
  if (!mdg_statement_change (statement, "account in the register", error))
    return NULL;
  if (number == 0)
    number = mdg_database_last_rowid (database);
  return g_memdup2 (&number, sizeof number);
}

static gpointer
remove_account (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "DELETE FROM terminal_account WHERE number = ?1", error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, ((Work *)data)->number);
  return mdg_statement_change (statement, "account in the register", error) ? MDG_CACHE_DONE : NULL;
}

static gpointer
note_change (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "INSERT INTO terminal_change (account, changed_on, what, by_whom, noted_at)"
      " SELECT number, ?2, ?3, ?4, ?5 FROM terminal_account WHERE number = ?1",
      error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, work->number);
  mdg_statement_bind_text (statement, 1, work->changed_on);
  mdg_statement_bind_int (statement, 2, work->what);
  mdg_statement_bind_text (statement, 3, work->by_whom);
  mdg_statement_bind_int (statement, 4, work->now);
  return mdg_statement_change (statement, "account in the register", error) ? MDG_CACHE_DONE : NULL;
}

static gpointer
get_changes (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_terminal_change_free);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT changed_on, what, by_whom, noted_at FROM terminal_change WHERE account = ?1"
      " ORDER BY changed_on DESC, number DESC",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, ((Work *)data)->number);
  for (;;)
    {
      MdgTerminalChange *change;

      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&changes);
      change = g_new0 (MdgTerminalChange, 1);
      change->changed_on = g_strdup (mdg_statement_get_text (statement, 0));
      change->what = (MdgTerminalChangeKind)mdg_statement_get_int (statement, 1);
      change->by_whom = g_strdup (mdg_statement_get_text (statement, 2));
      change->noted_at = mdg_statement_get_int (statement, 3);
      g_ptr_array_add (changes, change);
    }
}

/* public -------------------------------------------------------------------------------------- */

void
mdg_terminal_register_list_async (MdgCache *cache,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  mdg_cache_run_async (cache, cache, list_accounts, NULL, NULL, (GDestroyNotify)g_ptr_array_unref,
                       mdg_terminal_register_list_async, cancellable, callback, data);
}

GPtrArray *
mdg_terminal_register_list_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_terminal_register_list_async, error);
}

void
mdg_terminal_register_save_async (MdgCache *cache,
                                  const MdgTerminalAccount *account,
                                  gint64 now,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  GError *error = NULL;
  Work *work;

  g_return_if_fail (MDG_IS_CACHE (cache) && account != NULL
                    && (guint)account->kind < MDG_N_TERMINAL_KINDS);
  if (!check_line (account->login_id, "login_id", &error)
      || !check_line (account->owner, "owner", &error)
      || !check_line (account->used_at, "used_at", &error)
      || !check_line (account->remark, "remark", &error))
    {
      g_task_report_error (cache, callback, data, mdg_terminal_register_save_async, error);
      return;
    }
  work = g_new0 (Work, 1);
  work->now = now;
  work->account = g_new0 (MdgTerminalAccount, 1);
  work->account->number = account->number;
  work->account->kind = account->kind;
  work->account->login_id = g_strdup (account->login_id);
  work->account->owner = g_strdup (account->owner);
  work->account->used_at = g_strdup (account->used_at);
  work->account->remark = g_strdup (account->remark);
  mdg_cache_run_async (cache, cache, save, work, work_free, g_free,
                       mdg_terminal_register_save_async, cancellable, callback, data);
}

gint64
mdg_terminal_register_save_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *number
      = mdg_cache_run_finish (result, mdg_terminal_register_save_async, error);

  return number != NULL ? *number : 0;
}

void
mdg_terminal_register_remove_async (MdgCache *cache,
                                    gint64 number,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->number = number;
  mdg_cache_run_async (cache, cache, remove_account, work, work_free, NULL,
                       mdg_terminal_register_finish, cancellable, callback, data);
}

void
mdg_terminal_register_note_change_async (MdgCache *cache,
                                         gint64 number,
                                         MdgTerminalChangeKind what,
                                         const char *changed_on,
                                         const char *by_whom,
                                         gint64 now,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data)
{
  GError *error = NULL;
  Work *work;

  g_return_if_fail (MDG_IS_CACHE (cache) && (guint)what <= MDG_TERMINAL_BOTH);
  if (!check_day (changed_on, &error) || !check_line (by_whom, "by_whom", &error))
    {
      g_task_report_error (cache, callback, data, mdg_terminal_register_finish, error);
      return;
    }
  work = g_new0 (Work, 1);
  work->number = number;
  work->what = what;
  work->changed_on = g_strdup (changed_on);
  work->by_whom = g_strdup (by_whom);
  work->now = now;
  mdg_cache_run_async (cache, cache, note_change, work, work_free, NULL,
                       mdg_terminal_register_finish, cancellable, callback, data);
}

gboolean
mdg_terminal_register_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_terminal_register_finish, error) != NULL;
}

void
mdg_terminal_register_get_changes_async (MdgCache *cache,
                                         gint64 number,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->number = number;
  mdg_cache_run_async (cache, cache, get_changes, work, work_free,
                       (GDestroyNotify)g_ptr_array_unref, mdg_terminal_register_get_changes_async,
                       cancellable, callback, data);
}

GPtrArray *
mdg_terminal_register_get_changes_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_terminal_register_get_changes_async, error);
}
