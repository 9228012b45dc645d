/* account-sync-private.h: one run of the sync from inside: account-sync.c (the run), account-sync-outbox.c,
 * account-sync-list.c and account-sync-papers.c (applications, mails). A run is the task data of its GTask; each step takes the task over
 * and hands it on. Main thread. */
#pragma once

#include "accounts/account-desk-private.h"

G_BEGIN_DECLS

/* A list that begins anew again and again is not followed for ever. */
#define MDG_SYNC_LOADS_MAX 3

typedef enum
{
  MDG_STEP_OUTBOX,
  MDG_STEP_LIST,
  MDG_STEP_APPLICATIONS,
  MDG_STEP_MAIL,
  MDG_STEP_END
} MdgSyncStep;

/* Pages of the whole list between the service and the book: asked for one after the other as soon as the one before
 * says where it goes on, taken apart beside each other, written down in their order. */
typedef struct
{
  GQueue pages;     /* of MdgSyncPage, in the list's order: on their way, or come and to be written down */
  guint n_fetching; /* of them that are on their way */
  char *next;       /* (nullable): where the next one begins, which was not asked for yet */
} MdgSyncAhead;

void mdg_sync_ahead_clear (MdgSyncAhead *ahead);

typedef struct
{
  MdgAccountService *service;
  MdgSyncStep step;
  MdgOutboxJob *job;  /* (nullable): on its way */
  GError *unsent;     /* (nullable): what kept an entry from being sent; the run ends with it */
  gint64 unsent_last; /* the last such entry; only those after it are looked at */
  guint n_unsent;     /* such entries that speak against the service */
  gint64 opposed;     /* the entry that the service opposed last */
  guint n_opposed;    /* so often */
  MdgBookState *state;
  guint n_loads;
  MdgSyncAhead ahead;
  gboolean writing;      /* pages are being written down */
  GError *failure;       /* (nullable): the run ends with it when nothing is under way any more */
  char *after;           /* (nullable): the whole list of applications goes on after it */
  gint64 first_revision; /* of its first page */
} MdgSyncRun;

MdgSyncRun *mdg_sync_run_of (GTask *task);
MdgAccountDesk *mdg_sync_desk_of (GTask *task);

/* Looks at how the book stands and does what is to be done next. */
void mdg_sync_next (GTask *task);

/* Ends the run. Takes over @task and @error. */
void mdg_sync_fail (GTask *task, GError *error);

gboolean mdg_sync_is (const GError *error, MdgErrorCode code);

/* Runs @func on the book; all work of a run is done even when the run was cancelled meanwhile. Finished by
 * mdg_sync_work_finish(). @subject: (nullable) (transfer full) */
void mdg_sync_work (GTask *task, MdgCacheFunc func, gpointer subject, GDestroyNotify free_subject, gint64 number,
                    GAsyncReadyCallback callback);
gpointer mdg_sync_work_finish (GTask *task, GAsyncResult *result, GError **error);

/* On the database's thread: what only succeeds; then how the book stands is read anew. */
gpointer mdg_sync_state_if (MdgDeskWork *piece, MdgDatabase *database, gboolean good, GError **error);

/* A step that ends with a new state: tells it and goes on. Takes over @data, the task. */
void mdg_sync_on_state (GObject *source, GAsyncResult *result, gpointer data);

/* Keeps @state (transfer full) and tells it. */
void mdg_sync_take_state (GTask *task, MdgBookState *state);

/* Asks for a page of a list. @after: (nullable); @since: -1: of the whole list */
void mdg_sync_get_page (GTask *task, MdgList list, const char *after, gint64 since, GAsyncReadyCallback callback);

/* Whether no page of the list is under way. */
gboolean mdg_sync_is_at_rest (const MdgSyncRun *run);

/* The steps. */
void mdg_sync_next_of_outbox (GTask *task);
void mdg_sync_next_of_list (GTask *task);
void mdg_sync_next_of_applications (GTask *task);
void mdg_sync_next_of_mail (GTask *task);

G_END_DECLS
