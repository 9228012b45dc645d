/* account-sync-papers.c: a run of the sync fetches applications and mails.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-sync-private.h"

/* Applications as they come: and up to which revision they are complete then. */
typedef struct
{
  MdgPage *page; /* (nullable) */
  gboolean first;
  gint64 revision; /* -1: they are not complete */
} Applications;

static void
applications_free (gpointer data)
{
  Applications *applications = data;

  g_clear_pointer (&applications->page, mdg_page_free);
  g_free (applications);
}

static gpointer
write_applications (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;
  Applications *applications = piece->subject;

  return mdg_sync_state_if (
      piece, database,
      (applications->page == NULL
       || mdg_account_book_add_applications (piece->book, database, applications->page,
                                             applications->first, error))
          && mdg_account_book_set_applications_revision (piece->book, database,
                                                         applications->revision, error),
      error);
}

static gpointer
write_mail (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *piece = data;

  return mdg_sync_state_if (
      piece, database, mdg_account_book_add_mail (piece->book, database, piece->subject, error),
      error);
}

static void
on_applications_written (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAccountDesk *desk = mdg_sync_desk_of (data);
  g_autoptr (MdgAccountDesk) kept = g_object_ref (desk);

  mdg_sync_on_state (source, result, data);
  mdg_account_desk_tell (desk, MDG_DESK_APPLICATIONS);
}

static void
write_down (GTask *task, MdgPage *page, gboolean first, gint64 revision)
{
  Applications *applications = g_new (Applications, 1);

  *applications = (Applications){ page, first, revision };
  mdg_sync_work (task, write_applications, applications, applications_free, 0,
                 on_applications_written);
}

/* Takes over @page, one of changes. */
static void
take_changed_applications (GTask *task, MdgPage *page)
{
  MdgSyncRun *run = mdg_sync_run_of (task);
  gint64 revision = page->revision;

  if (page->next != NULL)
    revision = ((const MdgAccountApplication *)page->items->pdata[page->items->len - 1])->revision;
  else
    run->step = MDG_STEP_MAIL;
  if (page->items->len > 0 || revision != run->state->applications_revision)
    write_down (task, page, FALSE, revision);
  else
    {
      mdg_page_free (page);
      mdg_sync_next (task);
    }
}

/* Takes over @page, one of the whole list. */
static void
take_all_applications (GTask *task, MdgPage *page)
{
  MdgSyncRun *run = mdg_sync_run_of (task);
  gboolean first = run->after == NULL;

  if (first)
    run->first_revision = page->revision;
  g_free (run->after);
  run->after = g_strdup (page->next);
  if (page->next == NULL)
    run->step = MDG_STEP_MAIL;
  write_down (task, page, first, page->next == NULL ? run->first_revision : -1);
}

static void
on_applications (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  MdgSyncRun *run = mdg_sync_run_of (task);
  GError *error = NULL;
  MdgPage *page
      = mdg_account_service_get_page_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  if (mdg_sync_is (error, MDG_ERROR_LIST_OUTDATED) && run->n_loads++ < MDG_SYNC_LOADS_MAX)
    {
      g_error_free (error);
      write_down (task, NULL, FALSE, -1);
    }
  else if (page == NULL)
    mdg_sync_fail (task, error);
  else if (run->state->applications_revision >= 0)
    take_changed_applications (task, page);
  else
    take_all_applications (task, page);
}

static void
on_mail (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  MdgSyncRun *run = mdg_sync_run_of (task);
  GError *error = NULL;
  MdgPage *page
      = mdg_account_service_get_page_finish (MDG_ACCOUNT_SERVICE (source), result, &error);

  /* Only the training has a mailbox. */
  if (page == NULL && !mdg_sync_is (error, MDG_ERROR_NOT_FOUND))
    {
      mdg_sync_fail (task, error);
      return;
    }
  g_clear_error (&error);
  if (page == NULL || page->next == NULL)
    run->step = MDG_STEP_END;
  if (page != NULL && page->items->len > 0)
    mdg_sync_work (task, write_mail, page, (GDestroyNotify)mdg_page_free, 0,
                   on_applications_written);
  else
    {
      g_clear_pointer (&page, mdg_page_free);
      mdg_sync_next (task);
    }
}

void
mdg_sync_next_of_applications (GTask *task)
{
  MdgSyncRun *run = mdg_sync_run_of (task);

  mdg_sync_get_page (task, MDG_LIST_APPLICATIONS, run->after,
                     run->state->applications_revision >= 0 ? run->state->applications_revision
                                                            : -1,
                     on_applications);
}

void
mdg_sync_next_of_mail (GTask *task)
{
  mdg_sync_get_page (task, MDG_LIST_MAIL, mdg_sync_run_of (task)->state->mail_after, -1, on_mail);
}
