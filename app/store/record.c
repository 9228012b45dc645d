/* record.c: the record of what was done, for the main thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/record.h"

#include "store/statement.h"

static char tag_note, tag_read;

typedef struct
{
  gint64 when;
  char *by_whom;
  char *act;
  char *what;
  char *of_whom;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->by_whom);
  g_free (note->act);
  g_free (note->what);
  g_free (note->of_whom);
  g_free (note);
}

static void
unreadable_free (gpointer data)
{
  MdgUnreadable *unreadable = data;

  g_free (unreadable->kind);
  g_free (unreadable->owner);
  g_free (unreadable);
}

void
mdg_record_free (MdgRecord *record)
{
  if (record == NULL)
    return;
  g_clear_pointer (&record->events, g_ptr_array_unref);
  g_clear_pointer (&record->unreadable, g_ptr_array_unref);
  g_free (record);
}

/* on the database's thread -------------------------------------------------------------------- */

static gpointer
append (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Note *note = data;

  return mdg_audit_append (database, vault, note->when, note->by_whom, note->act, note->what,
                           note->of_whom, error)
             ? MDG_CACHE_DONE
             : NULL;
}

static GPtrArray *
list_unreadable (MdgDatabase *database, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (unreadable_free);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT found_at, kind, owner, why FROM secret_unreadable WHERE found_at >= ?"
      " ORDER BY number DESC",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, since);
  for (;;)
    {
      MdgUnreadable *unreadable;

      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&list);
      unreadable = g_new0 (MdgUnreadable, 1);
      unreadable->found_at = mdg_statement_get_int (statement, 0);
      /* Of a damaged record the names may be, too. */
      unreadable->kind = g_utf8_make_valid (mdg_statement_get_text (statement, 1), -1);
      unreadable->owner = g_utf8_make_valid (mdg_statement_get_text (statement, 2), -1);
      unreadable->why = (MdgUnreadableWhy)mdg_statement_get_int (statement, 3);
      g_ptr_array_add (list, unreadable);
    }
}

static gpointer
list_found (MdgDatabase *database, MdgVault *vault, gpointer since, GError **error)
{
  return list_unreadable (database, *(gint64 *)since, error);
}

static gpointer
read_record (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgRecord) record = g_new0 (MdgRecord, 1);

  record->events = mdg_audit_list (database, 0, error);
  if (record->events == NULL)
    return NULL;
  record->unreadable = list_unreadable (database, G_MININT64, error);
  if (record->unreadable == NULL || !mdg_audit_verify (database, vault, &record->verdict, error))
    return NULL;
  return g_steal_pointer (&record);
}

/* public -------------------------------------------------------------------------------------- */

static void
noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_record_note_finish (result, &error))
    g_warning ("an act could not be recorded: %s", error->message);
}

void
mdg_record_note_async (MdgCache *cache,
                       gint64 when,
                       const char *by_whom,
                       const char *act,
                       const char *what,
                       const char *of_whom,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  Note *note;

  g_return_if_fail ((cache == NULL || MDG_IS_CACHE (cache)) && act != NULL);

  if (cache == NULL)
    {
      g_task_report_new_error (NULL, callback != NULL ? callback : noted, data, &tag_note,
                               MDG_ERROR, MDG_ERROR_FAILED, "the records are not open");
      return;
    }
  note = g_new0 (Note, 1);
  *note = (Note){ when, g_strdup (by_whom), g_strdup (act), g_strdup (what), g_strdup (of_whom) };
  mdg_cache_run_async (cache, cache, append, note, note_free, NULL, &tag_note, NULL,
                       callback != NULL ? callback : noted, data);
}

gboolean
mdg_record_note_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, &tag_note, error) != NULL;
}

void
mdg_record_list_unreadable_async (MdgCache *cache,
                                  gint64 since,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (cache));

  mdg_cache_run_async (cache, cache, list_found, g_memdup2 (&since, sizeof since), g_free,
                       (GDestroyNotify)g_ptr_array_unref, mdg_record_list_unreadable_async,
                       cancellable, callback, data);
}

GPtrArray *
mdg_record_list_unreadable_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_record_list_unreadable_async, error);
}

void
mdg_record_read_async (MdgCache *cache,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (cache));

  mdg_cache_run_async (cache, cache, read_record, NULL, NULL, (GDestroyNotify)mdg_record_free,
                       &tag_read, cancellable, callback, data);
}

MdgRecord *
mdg_record_read_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, &tag_read, error);
}
