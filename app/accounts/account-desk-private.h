/* account-desk-private.h: what desk, sync and list share. */
#pragma once

#include "accounts/account-book.h"
#include "accounts/account-desk.h"
#include "accounts/outbox.h"

G_BEGIN_DECLS

/* A piece of work on the database's thread and what goes with it. */
typedef struct
{
  MdgAccountBook *book; /* owned */
  gint64 number;
  gint64 now;
  int choice;
  char *text;       /* (nullable) */
  char *more;       /* (nullable) */
  char *user;       /* (nullable): who is at this computer */
  gpointer subject; /* (nullable) */
  GDestroyNotify free_subject;
} MdgDeskWork;

MdgDeskWork *mdg_desk_work_new (MdgAccountDesk *desk);

/* Runs @func with @work (transfer full). Finished by mdg_account_desk_work_finish(). @source: (nullable): see cache.h */
void mdg_account_desk_work (MdgAccountDesk *desk, gpointer source, MdgCacheFunc func, MdgDeskWork *work,
                            GDestroyNotify free_result, gpointer tag, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data);
/* What failed was rolled back: then the book is doubted. */
gpointer mdg_account_desk_work_finish (MdgAccountDesk *desk, GAsyncResult *result, gpointer tag, GError **error);

MdgAccountService *mdg_account_desk_get_service (MdgAccountDesk *desk);
MdgClock *mdg_account_desk_get_clock (MdgAccountDesk *desk);

/* Tells how the sync goes on. */
void mdg_account_desk_set_phase (MdgAccountDesk *desk, MdgSyncPhase phase);
void mdg_account_desk_tell_book (MdgAccountDesk *desk, const MdgBookState *state);
typedef enum
{
  MDG_DESK_ROWS,
  MDG_DESK_OUTBOX,
  MDG_DESK_APPLICATIONS,
  MDG_DESK_HISTORY,
  MDG_DESK_N_PARTS
} MdgDeskPart;
/* A part that changes again and again is told of at once, and then from time to time and at the end. */
void mdg_account_desk_tell (MdgAccountDesk *desk, MdgDeskPart part);

/* 機関コード of the institution whose list it is. */
const char *mdg_account_desk_get_keeper (MdgAccountDesk *desk);

/* What a person asked for has just come into the cache: tells everybody, and sends. */
void mdg_account_desk_asked (MdgAccountDesk *desk);

/* One run of the sync, from the outbox to the mailbox (account-sync.c). */
void mdg_account_sync_run_async (MdgAccountDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer data);
/* @through: (out): all steps were taken; with @error, too, where only some entries could not be sent. */
gboolean mdg_account_sync_run_finish (MdgAccountDesk *desk, GAsyncResult *result, gboolean *through, GError **error);

G_END_DECLS
