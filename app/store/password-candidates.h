/* password-candidates.h: new passwords of which nobody here heard whether the service took them: kept, the newest first, until a login
 * or an answer tells which one holds. Each is a secret of its own in the vault ("password-candidate", "password-candidate-2", …). */
#pragma once

#include "store/cache.h"
#include "store/vault.h"

G_BEGIN_DECLS

/* So many are kept; who tries more without ever hearing an answer loses the oldest. */
#define MDG_PASSWORD_CANDIDATES 5

/* The kind of secret of the candidate at @place, 0 the newest, for mdg_cache_load_secret_async(). Static. */
const char *mdg_password_candidate_get_kind (guint place);

/* The rest is on the database's thread, inside a transaction; @owner: as the vault names it. Errors: those of the vault. */

/* @password becomes the newest one. */
gboolean mdg_password_candidates_add (MdgVault *vault, const char *owner, MdgSecret *password, GError **error);

gboolean mdg_password_candidates_hold (MdgVault *vault, const char *owner, MdgSecret *password);

/* It is known which one holds: all go. */
gboolean mdg_password_candidates_remove (MdgVault *vault, const char *owner, GError **error);

/* All of an account that can be read, the newest first. Main thread. @n_damaged: (out) (optional): how many there are besides that
 * cannot be: what holds may be among them. Returns (finish): (transfer full) (nullable) (element-type MdgSecret) */
void mdg_password_candidates_load_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_password_candidates_load_finish (GAsyncResult *result, guint *n_damaged, GError **error);

G_END_DECLS
