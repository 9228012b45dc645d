/* account-history.h: what happened to the accounts of a list (履歴), in the cache. What changes in the list writes
 * itself down (schema/cache-8.sql); what people do here is added with it, in the same transaction. On the database's
 * thread, inside the caller's transaction, as account-book.h. */
#pragma once

#include "accounts/account-book.h"
#include "accounts/account-event.h"

G_BEGIN_DECLS

#define MDG_HISTORY_MAX 200 /* of one account are read */

/* Something was done here. @after: (nullable), @by_whom: (nullable): the person at this computer. */
gboolean mdg_account_history_add (MdgAccountBook *book, MdgDatabase *database, const char *account_id,
                                  MdgAccountEventKind kind, const char *after, const char *by_whom, gint64 now,
                                  GError **error);

/* The same for the account that an entry of the outbox is about; nothing for an application. While it is there. */
gboolean mdg_account_history_add_for_entry (MdgAccountBook *book, MdgDatabase *database, gint64 entry,
                                            MdgAccountEventKind kind, const char *after, const char *by_whom, gint64 now,
                                            GError **error);

/* The service refused the entry. */
gboolean mdg_account_history_add_refusal (MdgAccountBook *book, MdgDatabase *database, gint64 entry, const GError *reason,
                                          gint64 now, GError **error);

/* The newest first. Returns: (transfer full) (nullable) (element-type MdgAccountEvent) */
GPtrArray *mdg_account_history_list (MdgAccountBook *book, MdgDatabase *database, const char *account_id, GError **error);

/* What the list is told from now on was heard of at @now, seconds since 1970. */
gboolean mdg_account_history_set_heard (MdgAccountBook *book, MdgDatabase *database, gint64 now, GError **error);

G_END_DECLS
