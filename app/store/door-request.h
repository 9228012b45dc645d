/* door-request.h: what the vault's door (vault-door.h) asks of the cache's thread: the tries at the vault, counted on the disk before
 * they are made, and what 操作の記録 says of them. For vault-door.c only. */
#pragma once

#include "core/clock.h"
#include "store/cache.h"
#include "store/vault-tries.h"
#include "store/vault.h"

G_BEGIN_DECLS

/* What is asked, and what is answered besides an error. Made and freed on the main thread; in between it belongs to the cache's. */
typedef struct
{
  MdgClock *clock;
  char *user; /* (nullable) */
  MdgVaultTries *tries;
  MdgSecret *passphrase; /* (nullable) */
  MdgSecret *typed;      /* (nullable): a recovery code */
  MdgSecret *changed;    /* (nullable): the new passphrase */
  MdgSecret *code;       /* (nullable): the new recovery code */
  gint64 wait_until;     /* monotonic: not before; from then on the answer's */
  guint generation;
  guint n_copies;      /* out: that the former passphrase opens still */
  gboolean needs_code; /* out: the recovery code's wrap is damaged */
} MdgDoorRequest;

/* @user: (nullable): whom the record names. The rest is the caller's to fill in. Returns: (transfer full) */
MdgDoorRequest *mdg_door_request_new (MdgClock *clock, const char *user, MdgVaultTries *tries);
void mdg_door_request_free (MdgDoorRequest *request);

/* How long it is until @until (monotonic, microseconds): seconds, never 0 before it is time. Any thread. */
gint64 mdg_door_seconds_until (MdgClock *clock, gint64 until);

/* The acts: each is a MdgCacheFunc for mdg_cache_run_plain_async(), with a request as @data. Errors: those of the database;
 * MDG_ERROR_WRONG_PASSPHRASE, _LOCKED: it is not time yet, both with retry-after. Return MDG_CACHE_DONE, or NULL with @error. */

/* Finds out until when there is to wait. */
gpointer mdg_door_look (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);

/* Opens the vault, with the passphrase or with the code that was typed. */
gpointer mdg_door_unlock (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);

/* Locks it; that cannot fail. */
gpointer mdg_door_lock (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);

/* Gives it another passphrase, and another recovery code where there is one. MDG_ERROR_VAULT_LOCKED besides. */
gpointer mdg_door_change (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);

/* Whether the passphrase is the right one, of a vault that is open. MDG_ERROR_VAULT_LOCKED besides. */
gpointer mdg_door_confirm (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);

G_END_DECLS
