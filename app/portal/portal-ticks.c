/* portal-ticks.c: which steps of 《ブラウザーで行う》 are done.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal/portal-ticks.h"

#include "store/statement.h"

typedef struct
{
  char *step;
  gboolean done;
  gint64 now;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->step);
  g_free (work);
}

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT step FROM portal_tick ORDER BY step", error);
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  do
    {
      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (row)
        g_strv_builder_add (steps, mdg_statement_get_text (statement, 0));
    }
  while (row);
  return g_strv_builder_end (steps);
}

static gpointer
set (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      work->done
          ? "INSERT INTO portal_tick (step, ticked_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
          : "DELETE FROM portal_tick WHERE step = ?1",
      error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 0, work->step);
  if (work->done)
    mdg_statement_bind_int (statement, 1, work->now);
  return mdg_statement_run (statement, error) ? MDG_CACHE_DONE : NULL;
}

void
mdg_portal_ticks_load_async (MdgCache *cache,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  mdg_cache_run_async (cache, cache, load, NULL, NULL, (GDestroyNotify)g_strfreev,
                       mdg_portal_ticks_load_async, cancellable, callback, data);
}

char **
mdg_portal_ticks_load_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_portal_ticks_load_async, error);
}

void
mdg_portal_ticks_set_async (MdgCache *cache,
                            const char *step,
                            gboolean done,
                            gint64 now,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->step = g_strdup (step);
  work->done = done;
  work->now = now;
  mdg_cache_run_async (cache, cache, set, work, work_free, NULL, mdg_portal_ticks_set_async,
                       cancellable, callback, data);
}

gboolean
mdg_portal_ticks_set_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_portal_ticks_set_async, error) != NULL;
}
