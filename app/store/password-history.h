/* password-history.h: the last five passwords of an account, as far as this computer knows them, to hold a new one against
 * them ([0] p.12, A8). What is kept are no passwords but hashes under a key that is derived from the vault's, or, once they were moved,
 * lies in it: of the whole, and of the first five characters. Without the vault's key nothing can be tried out on them. */
#pragma once

#include "store/cache.h"
#include "store/database.h"
#include "store/vault.h"

G_BEGIN_DECLS

typedef struct _MdgPasswordHistory MdgPasswordHistory;

/* Adds @password, set at @set_at (seconds since 1970; 0: not known), unless it is the newest already, and forgets what is older than
 * MDG_PASSWORD_HISTORY generations. The account must be there. On the database's thread, inside a transaction.
 * Errors: MDG_ERROR_VAULT_LOCKED and those of the database. */
gboolean mdg_password_history_add (MdgDatabase *database, MdgVault *vault, const char *institution_code,
                                   const char *login_id, MdgSecret *password, gint64 set_at, GError **error);

/* Before they go to another vault, or this one gets another key: the hashes that are under the key derived from the vault's are from now
 * on under the same key as a secret of its own, of the kind "password-history-key". On the database's thread, inside a transaction. */
gboolean mdg_password_history_keep_key (MdgDatabase *database, MdgVault *vault, GError **error);

/* What is known of an account; an empty history when nothing is. Main thread. Returns (finish): (transfer full) (nullable) */
void mdg_password_history_load_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgPasswordHistory *mdg_password_history_load_finish (GAsyncResult *result, GError **error);
void mdg_password_history_free (MdgPasswordHistory *history);

/* How many generations are known. */
guint mdg_password_history_get_length (const MdgPasswordHistory *history);

/* Whether a password, or one beginning with @start (MDG_PASSWORD_PREFIX characters), was among them. As
 * mdg_password_rules_check() asks, @history being its data. */
gboolean mdg_password_history_seen (const char *password, gpointer history);
gboolean mdg_password_history_seen_start (const char *start, gpointer history);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPasswordHistory, mdg_password_history_free)

G_END_DECLS
