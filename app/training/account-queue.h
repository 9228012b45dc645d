/* account-queue.h: one thing at a time per account, so that counting failures and ending sessions
 * never race with a password that is still being derived. Belongs to one thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MdgAccountQueue MdgAccountQueue;

typedef void (*MdgAccountFunc) (gpointer data);

/* How many may wait for one account, and how many altogether. */
#define MDG_ACCOUNT_QUEUE_LENGTH 16
#define MDG_ACCOUNT_QUEUE_TOTAL 256

MdgAccountQueue *mdg_account_queue_new (void);

/* Drops what waits. */
void mdg_account_queue_free (MdgAccountQueue *queue);

/* Calls @func now, or when all earlier ones for @account have called mdg_account_queue_next().
 * @free_data: called instead of @func when it comes to nothing. Returns: FALSE when too many wait
 * (then
 * @data stays the caller's) */
gboolean mdg_account_queue_push (MdgAccountQueue *queue,
                                 const char *account,
                                 MdgAccountFunc func,
                                 gpointer data,
                                 GDestroyNotify free_data);

/* The one that was called for @account is done. */
void mdg_account_queue_next (MdgAccountQueue *queue, const char *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccountQueue, mdg_account_queue_free)

G_END_DECLS
