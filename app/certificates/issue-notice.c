/* issue-notice.c: the notices in the cache, their two IDs in the vault.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/issue-notice.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "store/statement.h"
#include "store/vault.h"

#define KIND_REQUEST "certificate-request-id"
#define KIND_REFERENCE "certificate-reference-id"
#define CODE_DIGITS 10
#define ID_MAX 64
#define NAME_MAX_BYTES 200

MdgIssueNotice *
mdg_issue_notice_new (void)
{
  MdgIssueNotice *notice = g_new0 (MdgIssueNotice, 1);

  notice->institution_code = g_strdup ("");
  notice->terminal_name = g_strdup ("");
  notice->deadline = g_strdup ("");
  return notice;
}

MdgIssueNotice *
mdg_issue_notice_copy (const MdgIssueNotice *notice)
{
  MdgIssueNotice *copy = g_new (MdgIssueNotice, 1);

  *copy = *notice;
  copy->institution_code = g_strdup (notice->institution_code);
  copy->terminal_name = g_strdup (notice->terminal_name);
  copy->deadline = g_strdup (notice->deadline);
  if (notice->request_id != NULL)
    mdg_secret_ref (notice->request_id);
  if (notice->reference_id != NULL)
    mdg_secret_ref (notice->reference_id);
  return copy;
}

void
mdg_issue_notice_free (MdgIssueNotice *notice)
{
  if (notice == NULL)
    return;
  g_free (notice->institution_code);
  g_free (notice->terminal_name);
  g_free (notice->deadline);
  g_clear_pointer (&notice->request_id, mdg_secret_unref);
  g_clear_pointer (&notice->reference_id, mdg_secret_unref);
  g_free (notice);
}

gint64
mdg_issue_notice_deadline (const MdgIssueNotice *notice)
{
  g_auto (GStrv) parts = g_strsplit (notice->deadline, "-", 4);
  g_autoptr (GDateTime) last = NULL;

  if (g_strv_length (parts) != 3 || !mdg_text_is_digits (parts[0], 4)
      || !mdg_text_is_digits (parts[1], 2) || !mdg_text_is_digits (parts[2], 2))
    return 0;
  last = g_date_time_new_local (atoi (parts[0]), atoi (parts[1]), atoi (parts[2]), 23, 59, 59);
  return last != NULL ? g_date_time_to_unix (last) : 0;
}

/* what a person typed ------------------------------------------------------------------------- */

/* What the two IDs look like is not known (facts.md 5.3); anything of a sane length that can be
 * typed. */
static gboolean
is_id (MdgSecret *id)
{
  gsize length = 0;
  const char *text;

  if (id == NULL)
    return TRUE;
  mdg_secret_get_data (id, &length);
  text = mdg_secret_get_string (id);
  return length > 0 && length <= ID_MAX && strlen (text) == length
         && g_utf8_validate (text, -1, NULL);
}

static gboolean
check (const MdgIssueNotice *notice, GError **error)
{
  if (mdg_issue_notice_deadline (notice) <= 0)
    return mdg_refuse_field (error, "deadline", "is no date");
  if (*notice->institution_code != '\0'
      && !mdg_text_is_digits (notice->institution_code, CODE_DIGITS))
    return mdg_refuse_field (error, "institution_code", "is not ten digits");
  if (strlen (notice->terminal_name) > NAME_MAX_BYTES
      || !g_utf8_validate (notice->terminal_name, -1, NULL))
    return mdg_refuse_field (error, "terminal_name", "is too long");
  if (!is_id (notice->request_id))
    return mdg_refuse_field (error, "request_id", "is empty or too long");
  if (!is_id (notice->reference_id))
    return mdg_refuse_field (error, "reference_id", "is empty or too long");
  return TRUE;
}

/* on the database thread ---------------------------------------------------------------------- */

/* A new one has no id: NULL lets the database choose. */
static gint64
write_row (MdgDatabase *database, const MdgIssueNotice *notice, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "INSERT INTO issue_notice (id, institution_code, terminal_name, deadline, downloaded_at)"
      " VALUES (nullif (?, 0), ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
      " institution_code = excluded.institution_code, terminal_name = excluded.terminal_name,"
      " deadline = excluded.deadline, downloaded_at = excluded.downloaded_at",
      error);

  if (statement == NULL)
    return 0;
  mdg_statement_bind_int (statement, 0, notice->id);
  mdg_statement_bind_text (statement, 1, notice->institution_code);
  mdg_statement_bind_text (statement, 2, notice->terminal_name);
  mdg_statement_bind_text (statement, 3, notice->deadline);
  mdg_statement_bind_int (statement, 4, notice->downloaded_at);
  if (!mdg_statement_run (statement, error))
    return 0;
  return notice->id != 0 ? notice->id : mdg_database_last_rowid (database);
}

static gpointer
save (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const MdgIssueNotice *notice = data;
  gint64 id = write_row (database, notice, error);
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (id == 0)
    return NULL;
  if (notice->request_id != NULL
      && !mdg_vault_store (vault, KIND_REQUEST, owner, notice->request_id, error))
    return NULL;
  if (notice->reference_id != NULL
      && !mdg_vault_store (vault, KIND_REFERENCE, owner, notice->reference_id, error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

#define COLUMNS "id, institution_code, terminal_name, deadline, downloaded_at"

static MdgIssueNotice *
read_row (MdgStatement *row)
{
  MdgIssueNotice *notice = g_new0 (MdgIssueNotice, 1);

  notice->id = mdg_statement_get_int (row, 0);
  notice->institution_code = g_strdup (mdg_statement_get_text (row, 1));
  notice->terminal_name = g_strdup (mdg_statement_get_text (row, 2));
  notice->deadline = g_strdup (mdg_statement_get_text (row, 3));
  notice->downloaded_at = mdg_statement_get_int (row, 4);
  return notice;
}

/* One that was never typed is no error. */
static gboolean
load_id (MdgVault *vault, const char *kind, const char *owner, MdgSecret **place, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *place = mdg_vault_load (vault, kind, owner, &problem);
  if (*place != NULL || g_error_matches (problem, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  gint64 id = *(gint64 *)data;
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (MdgIssueNotice) notice = NULL;
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT " COLUMNS " FROM issue_notice WHERE id = ?", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, id);
  if (!mdg_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no such notice");
      return NULL;
    }
  notice = read_row (statement);
  if (!load_id (vault, KIND_REQUEST, owner, &notice->request_id, error)
      || !load_id (vault, KIND_REFERENCE, owner, &notice->reference_id, error))
    return NULL;
  return g_steal_pointer (&notice);
}

static gpointer
list (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) notices
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_issue_notice_free);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT " COLUMNS " FROM issue_notice ORDER BY downloaded_at > 0, deadline, id",
      error);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  do
    {
      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (notices, read_row (statement));
    }
  while (row);
  return g_steal_pointer (&notices);
}

static gboolean
remove_id (MdgVault *vault, const char *kind, const char *owner, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (mdg_vault_remove (vault, kind, owner, &problem)
      || g_error_matches (problem, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gpointer
take_away (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  gint64 id = *(gint64 *)data;
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "DELETE FROM issue_notice WHERE id = ?", error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, id);
  return mdg_statement_run (statement, error) && remove_id (vault, KIND_REQUEST, owner, error)
                 && remove_id (vault, KIND_REFERENCE, owner, error)
             ? MDG_CACHE_DONE
             : NULL;
}

/* the calls ----------------------------------------------------------------------------------- */

void
mdg_issue_notice_save_async (MdgCache *cache,
                             const MdgIssueNotice *notice,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (notice != NULL);
  if (check (notice, &error))
    mdg_cache_run_async (cache, NULL, save, mdg_issue_notice_copy (notice),
                         (GDestroyNotify)mdg_issue_notice_free, g_free, mdg_issue_notice_save_async,
                         cancellable, callback, data);
  else
    g_task_report_error (cache, callback, data, mdg_issue_notice_save_async,
                         g_steal_pointer (&error));
}

gint64
mdg_issue_notice_save_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = mdg_cache_run_finish (result, mdg_issue_notice_save_async, error);

  return id != NULL ? *id : 0;
}

void
mdg_issue_notice_load_async (MdgCache *cache,
                             gint64 id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  mdg_cache_run_async (cache, NULL, load, g_memdup2 (&id, sizeof id), g_free,
                       (GDestroyNotify)mdg_issue_notice_free, mdg_issue_notice_load_async,
                       cancellable, callback, data);
}

MdgIssueNotice *
mdg_issue_notice_load_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_issue_notice_load_async, error);
}

void
mdg_issue_notice_list_async (MdgCache *cache,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  mdg_cache_run_async (cache, NULL, list, NULL, NULL, (GDestroyNotify)g_ptr_array_unref,
                       mdg_issue_notice_list_async, cancellable, callback, data);
}

GPtrArray *
mdg_issue_notice_list_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_issue_notice_list_async, error);
}

void
mdg_issue_notice_remove_async (MdgCache *cache,
                               gint64 id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  mdg_cache_run_async (cache, NULL, take_away, g_memdup2 (&id, sizeof id), g_free, NULL,
                       mdg_issue_notice_remove_async, cancellable, callback, data);
}

gboolean
mdg_issue_notice_remove_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_issue_notice_remove_async, error) != NULL;
}
