/* lock.h: ロック (I2): whether the window is covered, and why; covers it after idle minutes, when the person's session at the
 * computer is locked, and when asked; uncovers it by the staff passphrase or the recovery code. In training there is
 * neither, and it covers only when asked, but while a guide shows what is to be kept secret. Knows no widget. Main thread. */
#pragma once

#include "core/clock.h"
#include "store/vault-door.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_LOCK_START,  /* the program was started */
  MDG_LOCK_IDLE,   /* nobody did anything */
  MDG_LOCK_SCREEN, /* the session at the computer was locked */
  MDG_LOCK_ASKED   /* by button or key */
} MdgLockReason;

#define MDG_TYPE_LOCK (mdg_lock_get_type ())
G_DECLARE_FINAL_TYPE (MdgLock, mdg_lock, MDG, LOCK, GObject)

/* @with_passphrase: a real profile: covered until there is a door that is open. @idle_minutes: 0: never. Properties:
 * covered, busy (a passphrase is being tried) (booleans, read-only), door (MdgVaultDoor, read-only, nullable).
 * Returns: (transfer full) */
MdgLock *mdg_lock_new (MdgClock *clock, gboolean with_passphrase, guint idle_minutes);

/* The door of the profile's cache, once that is open. NULL: there is no cache, and so nothing to be covered. */
void mdg_lock_set_door (MdgLock *lock, MdgVaultDoor *door);
MdgVaultDoor *mdg_lock_get_door (MdgLock *lock); /* (nullable) */

/* What it guarded is closed for good: it covers nothing and hears of nothing from now on, though somebody may hold it still while
 * another lock begins. */
void mdg_lock_end (MdgLock *lock);

gboolean mdg_lock_has_passphrase (MdgLock *lock); /* FALSE: whoever is there uncovers it */
gboolean mdg_lock_is_covered (MdgLock *lock);
gboolean mdg_lock_is_busy (MdgLock *lock);
MdgLockReason mdg_lock_get_reason (MdgLock *lock);
guint mdg_lock_get_idle_minutes (MdgLock *lock);

/* The guide of the first run is open, which shows a passphrase and a recovery code to come: it is covered after idle minutes and with the
 * session as records are, though nothing asks for a passphrase yet: also in a real profile that has no records. */
void mdg_lock_set_guiding (MdgLock *lock, gboolean guiding);

/* Somebody is there. */
void mdg_lock_touch (MdgLock *lock);

void mdg_lock_cover (MdgLock *lock, MdgLockReason reason);

/* Where there is no passphrase, as mdg_lock_has_passphrase() says. */
void mdg_lock_uncover (MdgLock *lock);

/* Errors: as of mdg_vault_door_unlock_async(). @by_recovery_code: what @known is */
void mdg_lock_open_async (MdgLock *lock, MdgSecret *known, gboolean by_recovery_code,
                          GAsyncReadyCallback callback, gpointer data);
gboolean mdg_lock_open_finish (MdgLock *lock, GAsyncResult *result, GError **error);

/* Minutes as the setting MDG_SETTING_LOCK_MINUTES has them: what is no number is the built-in 15, 0 is taken as it is, and
 * nothing over 8 hours. */
guint mdg_lock_read_minutes (const char *setting);

G_END_DECLS
