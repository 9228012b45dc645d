/* plan-book.c: the plan in the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/plan-book.h"

#include "core/text.h"
#include "store/statement.h"

/* What goes to the database's thread. */
typedef struct
{
  MdgPlanRecord *record;
  gint64 now;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  mdg_plan_record_free (work->record);
  g_free (work);
}

MdgPlanRecord *
mdg_plan_record_new (void)
{
  MdgPlanRecord *record = g_new0 (MdgPlanRecord, 1);

  record->wished = record->work = MDG_DAY_NONE;
  record->progress = mdg_plan_progress_table_new ();
  return record;
}

void
mdg_plan_record_free (MdgPlanRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->facility);
  g_hash_table_unref (record->progress);
  g_free (record);
}

static void
add_progress (MdgPlanRecord *record, const char *step, MdgDay done_on, const char *note)
{
  g_hash_table_replace (record->progress, g_strdup (step), mdg_plan_progress_new (done_on, note));
}

static gboolean
check_note (const char *note, GError **error)
{
  if (note != NULL && g_utf8_validate (note, -1, NULL) && !mdg_text_has_control (note)
      && g_utf8_strlen (note, -1) <= MDG_PLAN_NOTE_MAX)
    return TRUE;
  return mdg_refuse_field (error, "note", "is too long, or has several lines");
}

/* on the database's thread -------------------------------------------------------------------- */

static void
bind_day (MdgStatement *statement, int index, MdgDay day)
{
  g_autofree char *text = day != MDG_DAY_NONE ? mdg_day_text (day) : NULL;

  mdg_statement_bind_text (statement, index, text);
}

/* A day, or NULL for none. */
static gboolean
read_day (MdgStatement *statement, int column, MdgDay *day, GError **error)
{
  const char *text = mdg_statement_get_text (statement, column);

  *day = mdg_day_parse (text);
  if (text == NULL || *day != MDG_DAY_NONE)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the plan has a day that is none");
  return FALSE;
}

static gboolean
load_wish (MdgDatabase *database, MdgPlanRecord *record, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT facility, wished, work FROM introduction_plan", error);
  gboolean row;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  record->facility = g_strdup (mdg_statement_get_text (statement, 0));
  return read_day (statement, 1, &record->wished, error)
         && read_day (statement, 2, &record->work, error);
}

static gboolean
load_progress (MdgDatabase *database, MdgPlanRecord *record, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT step, done_on, note FROM introduction_step", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      MdgDay done_on;

      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!read_day (statement, 1, &done_on, error))
        return FALSE;
      add_progress (record, mdg_statement_get_text (statement, 0), done_on,
                    mdg_statement_get_text (statement, 2));
    }
}

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgPlanRecord) record = mdg_plan_record_new ();

  if (!load_wish (database, record, error) || !load_progress (database, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

static gboolean
save_wish (MdgDatabase *database, const Work *work, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "INSERT INTO introduction_plan (number, facility, wished, work, edited_at)"
      " VALUES (1, ?1, ?2, ?3, ?4) ON CONFLICT (number) DO UPDATE SET facility = ?1, wished = ?2,"
      " work = ?3, edited_at = ?4",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, work->record->facility);
  bind_day (statement, 1, work->record->wished);
  bind_day (statement, 2, work->record->work);
  mdg_statement_bind_int (statement, 3, work->now);
  return mdg_statement_run (statement, error);
}

static gboolean
save_progress (MdgDatabase *database, const Work *work, GError **error)
{
  GHashTableIter iter;
  gpointer step, value;

  g_hash_table_iter_init (&iter, work->record->progress);
  while (g_hash_table_iter_next (&iter, &step, &value))
    {
      const MdgPlanProgress *progress = value;
      g_autoptr (MdgStatement) statement = mdg_statement_new (
          database,
          "INSERT INTO introduction_step (step, done_on, note, edited_at) VALUES (?1, ?2, ?3, ?4)"
          " ON CONFLICT (step) DO UPDATE SET done_on = ?2, note = ?3, edited_at = ?4",
          error);

      if (statement == NULL)
        return FALSE;
      mdg_statement_bind_text (statement, 0, step);
      bind_day (statement, 1, progress->done_on);
      mdg_statement_bind_text (statement, 2, progress->note);
      mdg_statement_bind_int (statement, 3, work->now);
      if (!mdg_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
save (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  if (!mdg_database_exec (database, "DELETE FROM introduction_step", error)
      || !save_wish (database, data, error) || !save_progress (database, data, error))
    return NULL;
  return MDG_CACHE_DONE;
}

static gpointer
save_step (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return save_progress (database, data, error) ? MDG_CACHE_DONE : NULL;
}

static gpointer
clear (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_database_exec (database,
                            "DELETE FROM introduction_plan; DELETE FROM introduction_step", error)
             ? MDG_CACHE_DONE
             : NULL;
}

/* public -------------------------------------------------------------------------------------- */

void
mdg_plan_book_load_async (MdgCache *cache,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  mdg_cache_run_async (cache, cache, load, NULL, NULL, (GDestroyNotify)mdg_plan_record_free,
                       mdg_plan_book_load_async, cancellable, callback, data);
}

MdgPlanRecord *
mdg_plan_book_load_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_plan_book_load_async, error);
}

/* Takes @error, if there is one, or else has the cache work. */
static void
run (MdgCache *cache,
     MdgCacheFunc func,
     Work *work,
     GError *error,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  if (error == NULL)
    {
      mdg_cache_run_async (cache, cache, func, work, work_free, NULL, mdg_plan_book_finish,
                           cancellable, callback, data);
      return;
    }
  work_free (work);
  g_task_report_error (cache, callback, data, mdg_plan_book_finish, error);
}

void
mdg_plan_book_save_async (MdgCache *cache,
                          const MdgPlanRecord *record,
                          gint64 now,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  Work *work = g_new0 (Work, 1);
  GHashTableIter iter;
  gpointer step, value;
  GError *error = NULL;

  g_return_if_fail (MDG_IS_CACHE (cache) && record->facility != NULL
                    && record->wished != MDG_DAY_NONE);
  work->now = now;
  work->record = mdg_plan_record_new ();
  work->record->facility = g_strdup (record->facility);
  work->record->wished = record->wished;
  work->record->work = record->work;
  g_hash_table_iter_init (&iter, record->progress);
  while (error == NULL && g_hash_table_iter_next (&iter, &step, &value))
    {
      const MdgPlanProgress *progress = value;

      if (check_note (progress->note, &error))
        add_progress (work->record, step, progress->done_on, progress->note);
    }
  run (cache, save, work, error, cancellable, callback, data);
}

void
mdg_plan_book_save_step_async (MdgCache *cache,
                               const char *step,
                               MdgDay done_on,
                               const char *note,
                               gint64 now,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Work *work = g_new0 (Work, 1);
  GError *error = NULL;

  g_return_if_fail (MDG_IS_CACHE (cache) && step != NULL);
  work->now = now;
  work->record = mdg_plan_record_new ();
  if (check_note (note, &error))
    add_progress (work->record, step, done_on, note);
  run (cache, save_step, work, error, cancellable, callback, data);
}

void
mdg_plan_book_clear_async (MdgCache *cache,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  mdg_cache_run_async (cache, cache, clear, NULL, NULL, NULL, mdg_plan_book_finish, cancellable,
                       callback, data);
}

gboolean
mdg_plan_book_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_plan_book_finish, error) != NULL;
}
