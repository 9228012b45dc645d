/* account-sync-list.c: a run of the sync fetches the list of accounts: all of it, or what changed.
 *
 * A first load is as quick as the slowest of three things that go on beside each other: the next
 * page is fetched, those that came are taken apart, and the ones before are written down, as many
 * at once as are there. Not more than a few are held, so that nothing piles up.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-sync-private.h"

#include "accounts/account-history.h"

#define PAGES_MAX 6 /* that are held at once */

/* A page that was asked for. */
typedef struct
{
  GTask
      *task; /* the run; not owned: it owns this, and stays until all that is on its way has come */
  gboolean come;   /* it has, or what failed */
  MdgPage *page;   /* (nullable) */
  GError *failure; /* (nullable) */
} MdgSyncPage;

static void
page_free (gpointer data)
{
  MdgSyncPage *one = data;

  g_clear_pointer (&one->page, mdg_page_free);
  g_clear_error (&one->failure);
  g_free (one);
}

void
mdg_sync_ahead_clear (MdgSyncAhead *ahead)
{
  g_queue_clear_full (&ahead->pages, page_free);
  g_clear_pointer (&ahead->next, g_free);
}

gboolean
mdg_sync_is_at_rest (const MdgSyncRun *run)
{
  return run->ahead.n_fetching == 0 && !run->writing;
}

/* On the database's thread -------------------------------------------------------------------- */

static gpointer
begin_load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return mdg_sync_state_if (piece, database,
                            mdg_account_book_begin_load (piece->book, database, error), error);
}

static gpointer
write_pages (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;
  const GPtrArray *pages = piece->subject;
  gboolean good = mdg_account_history_set_heard (piece->book, database, piece->now, error);

  for (guint i = 0; i < pages->len && good; i++)
    good = mdg_account_book_add_page (piece->book, database, pages->pdata[i], error);
  return mdg_sync_state_if (piece, database, good, error);
}

static gpointer
write_changes (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return mdg_sync_state_if (
      piece, database,
      mdg_account_history_set_heard (piece->book, database, piece->now, error)
          && mdg_account_book_add_changes (piece->book, database, piece->subject, error),
      error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  MdgSyncRun *run = mdg_sync_run_of (task);
  GError *error = NULL;
  MdgBookState *state = mdg_sync_work_finish (task, result, &error);

  run->writing = FALSE;
  if (state == NULL)
    {
      /* What is on its way comes to its end first, and finds this. */
      g_clear_error (&run->failure);
      run->failure = error;
    }
  else
    {
      mdg_sync_take_state (task, state);
      mdg_account_desk_tell (mdg_sync_desk_of (task), MDG_DESK_ROWS);
    }
  mdg_sync_next (task);
}

/* The whole list ------------------------------------------------------------------------------ */

static void
on_page (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgSyncPage *one = data;
  GTask *task = one->task;

  one->page
      = mdg_account_service_get_page_finish (MDG_ACCOUNT_SERVICE (source), result, &one->failure);
  one->come = TRUE;
  mdg_sync_run_of (task)->ahead.n_fetching--;
  mdg_sync_next (task);
}

static void on_goes_on (const char *after, gpointer data);

/* @after: "" for the first one */
static void
ask_for_page (GTask *task, const char *after)
{
  MdgSyncRun *run = mdg_sync_run_of (task);
  MdgSyncPage *one = g_new0 (MdgSyncPage, 1);
  MdgListPart part = { .list = MDG_LIST_ACCOUNTS,
                       .after = *after ? after : NULL,
                       .since = -1,
                       .limit = MDG_PAGE_MAX,
                       .goes_on = on_goes_on,
                       .goes_on_data = one };

  one->task = task;
  g_queue_push_tail (&run->ahead.pages, one);
  run->ahead.n_fetching++;
  mdg_account_service_get_page_async (run->service, &part, g_task_get_cancellable (task), on_page,
                                      one);
}

/* Asks for the page that goes on, when it is known and there is room for it. */
static void
go_on (GTask *task)
{
  MdgSyncAhead *ahead = &mdg_sync_run_of (task)->ahead;
  g_autofree char *after = NULL;

  if (ahead->next == NULL || ahead->pages.length >= PAGES_MAX
      || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return;
  after = g_steal_pointer (&ahead->next);
  ask_for_page (task, after);
}

static void
on_goes_on (const char *after, gpointer data)
{
  const MdgSyncPage *one = data;
  MdgSyncAhead *ahead = &mdg_sync_run_of (one->task)->ahead;

  g_free (ahead->next);
  ahead->next = g_strdup (after);
  go_on (one->task);
}

/* Takes away those at the front that have come. The last one, when the service did not say before
 * where it goes on, says so now. Returns: (transfer full): of MdgPage */
static GPtrArray *
take_come (MdgSyncRun *run)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_page_free);
  MdgSyncAhead *ahead = &run->ahead;
  MdgSyncPage *one;

  while ((one = g_queue_peek_head (&ahead->pages)) != NULL && one->page != NULL)
    {
      if (ahead->pages.length == 1 && ahead->next == NULL)
        ahead->next = g_strdup (one->page->next);
      g_ptr_array_add (pages, g_steal_pointer (&one->page));
      page_free (g_queue_pop_head (&ahead->pages));
    }
  return pages;
}

/* Writes down what has come, in its order, and asks for more; the first page that failed ends the
 * run when nothing is under way any more. */
static void
go_on_loading (GTask *task)
{
  MdgSyncRun *run = mdg_sync_run_of (task);
  const MdgSyncPage *first = g_queue_peek_head (&run->ahead.pages);

  if (!run->writing && first->page != NULL)
    {
      GPtrArray *pages = take_come (run);

      run->writing = TRUE;
      mdg_sync_work (task, write_pages, pages, (GDestroyNotify)g_ptr_array_unref, 0, on_written);
    }
  else if (!run->writing && first->come)
    run->failure = g_error_copy (first->failure);
  if (run->failure == NULL)
    go_on (task);
}

/* What changed -------------------------------------------------------------------------------- */

static void
on_changes (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  MdgSyncRun *run = mdg_sync_run_of (task);
  GError *error = NULL;
  g_autoptr (MdgPage) page
      = mdg_account_service_get_page_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  if (mdg_sync_is (error, MDG_ERROR_LIST_OUTDATED) && run->n_loads++ < MDG_SYNC_LOADS_MAX)
    {
      g_error_free (error);
      mdg_sync_work (task, begin_load, NULL, NULL, 0, mdg_sync_on_state);
      return;
    }
  if (page == NULL)
    {
      mdg_sync_fail (task, error);
      return;
    }
  if (page->next == NULL)
    run->step = MDG_STEP_APPLICATIONS;
  if (page->items->len == 0 && page->revision == run->state->revision)
    mdg_sync_next (task);
  else
    mdg_sync_work (task, write_changes, g_steal_pointer (&page), (GDestroyNotify)mdg_page_free, 0,
                   on_written);
}

/* ---------------------------------------------------------------------------------------------- */

void
mdg_sync_next_of_list (GTask *task)
{
  MdgSyncRun *run = mdg_sync_run_of (task);

  if (run->failure == NULL && run->ahead.pages.length > 0)
    go_on_loading (task);
  if (!mdg_sync_is_at_rest (run))
    return;
  if (run->failure != NULL)
    mdg_sync_fail (task, g_steal_pointer (&run->failure));
  else if (run->state->load_after != NULL)
    {
      mdg_account_desk_set_phase (mdg_sync_desk_of (task), MDG_SYNC_LOADING);
      g_clear_pointer (&run->ahead.next, g_free);
      ask_for_page (task, run->state->load_after);
    }
  else if (run->state->revision < 0)
    mdg_sync_work (task, begin_load, NULL, NULL, 0, mdg_sync_on_state);
  else
    {
      mdg_account_desk_set_phase (mdg_sync_desk_of (task), MDG_SYNC_CHANGES);
      mdg_sync_get_page (task, MDG_LIST_ACCOUNTS, NULL, run->state->revision, on_changes);
    }
}
