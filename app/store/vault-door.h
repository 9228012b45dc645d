/* vault-door.h: the door of a person's cache: locks its vault, opens it by the staff passphrase or the recovery code, makes
 * wait who tries wrong ones (I2), and changes both. Each try is on the disk before it is made, so that
 * neither ending the program nor setting the clock back gives a free one (vault-tries.h: its limits). All deriving of keys (Argon2id) is on the cache's
 * thread. Main thread. */
#pragma once

#include "core/clock.h"
#include "store/cache.h"

G_BEGIN_DECLS

#define MDG_TYPE_VAULT_DOOR (mdg_vault_door_get_type ())
G_DECLARE_FINAL_TYPE (MdgVaultDoor, mdg_vault_door, MDG, VAULT_DOOR, GObject)

/* @cache: of store/cache-open.h. @user: (nullable): who is at this computer, for 操作の記録, in which opening, wrong tries, locking
 * and changes stand. @locked: whether its vault is. Reads at once how long there is to wait.
 * Properties: locked (boolean, read-only): TRUE from the call of mdg_vault_door_lock() on; wait-until (int64, read-only): of the
 * clock's monotonic time, microseconds; no try is taken before. Returns: (transfer full) */
MdgVaultDoor *mdg_vault_door_new (MdgCache *cache, MdgClock *clock, const char *user, gboolean locked);

MdgCache *mdg_vault_door_get_cache (MdgVaultDoor *door);
gboolean mdg_vault_door_get_locked (MdgVaultDoor *door);

/* Seconds to wait before the next try; 0: none. */
gint64 mdg_vault_door_get_wait (MdgVaultDoor *door);

/* Wipes the key, after what was asked of the cache before. */
void mdg_vault_door_lock (MdgVaultDoor *door);

/* Errors: MDG_ERROR_WRONG_PASSPHRASE, with retry_after where there is to wait now; MDG_ERROR_LOCKED with retry_after: it was too
 * early, nothing was tried; MDG_ERROR_WRAP_REFUSED: only the recovery code opens it; those of the vault and the cache, which are
 * not counted. Locked meanwhile, it stays locked: G_IO_ERROR_CANCELLED. */
void mdg_vault_door_unlock_async (MdgVaultDoor *door, MdgSecret *passphrase,
                                  GAsyncReadyCallback callback, gpointer data);
void mdg_vault_door_unlock_with_recovery_code_async (MdgVaultDoor *door, MdgSecret *typed,
                                                     GAsyncReadyCallback callback, gpointer data);
gboolean mdg_vault_door_unlock_finish (MdgVaultDoor *door, GAsyncResult *result, GError **error);

/* Whether it was opened by the recovery code last: then the passphrase may be set without the old one. */
gboolean mdg_vault_door_was_recovered (MdgVaultDoor *door);

/* Whether the person who is there now knows the passphrase, of a door that is open: asked before keys are handed out (B3).
 * Tried, counted and delayed as for unlocking; opens and records nothing but wrong tries. Errors: as for unlocking;
 * MDG_ERROR_VAULT_LOCKED. */
void mdg_vault_door_confirm_async (MdgVaultDoor *door, MdgSecret *passphrase,
                                   GAsyncReadyCallback callback, gpointer data);
gboolean mdg_vault_door_confirm_finish (MdgVaultDoor *door, GAsyncResult *result, GError **error);

/* Whether it was asked so, and known, in the last 5 minutes, and not locked since. Unlocking does not count: who opens the
 * records in the morning is not who stands there at noon. */
gboolean mdg_vault_door_is_confirmed (MdgVaultDoor *door);

/* Wraps the key anew; both or none; then renews the copies that what was valid before opens. @old: the passphrase up to now, tried as for unlocking; (nullable): allowed when
 * mdg_vault_door_was_recovered(). @recovery_code: (nullable): the old one stays. Errors: as for unlocking;
 * MDG_ERROR_VAULT_LOCKED; MDG_ERROR_INVALID_INPUT. */
void mdg_vault_door_change_async (MdgVaultDoor *door, MdgSecret *old, MdgSecret *passphrase, MdgSecret *recovery_code,
                                  GAsyncReadyCallback callback, gpointer data);
gboolean mdg_vault_door_change_finish (MdgVaultDoor *door, GAsyncResult *result, GError **error);

/* After a change: how many copies beside the records what was valid before still opens (renewal.h). They are tried again at each
 * unlocking, and stand in 操作の記録 as long as they stay. */
guint mdg_vault_door_get_n_copies (MdgVaultDoor *door);

/* After unlocking or a change: whether what the recovery code opens is damaged, so that the printed one is worth nothing: then a new
 * one is to be made. Stands in 操作の記録 at each unlocking until it is. */
gboolean mdg_vault_door_needs_recovery_code (MdgVaultDoor *door);

G_END_DECLS
