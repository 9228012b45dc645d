/* password-hasher.h: Argon2id on a few threads of its own, so that the service goes on answering
 * while passwords are derived. Belongs to the thread whose main context it was made for. */
#pragma once

#include "core/secret.h"

G_BEGIN_DECLS

typedef struct _MdgPasswordHasher MdgPasswordHasher;

#define MDG_PASSWORD_HASH_BYTES 32
#define MDG_PASSWORD_SALT_BYTES 16
#define MDG_PASSWORD_HASH_INPUTS 4

typedef struct
{
  guint8 hash[MDG_PASSWORD_HASH_INPUTS][MDG_PASSWORD_HASH_BYTES]; /* as the inputs were given */
  gboolean failed;                                                /* not enough memory */
} MdgPasswordHashes;

typedef void (*MdgPasswordHashedFunc) (const MdgPasswordHashes *hashes, gpointer data);

/* Returns: (transfer full) */
MdgPasswordHasher *mdg_password_hasher_new (GMainContext *context);

/* Waits for what is being derived; what is not yet reported never will be. */
void mdg_password_hasher_free (MdgPasswordHasher *hasher);

/* Derives a hash of each of @inputs (NULL ends them; at most MDG_PASSWORD_HASH_INPUTS) with @salt
 * and reports to the main context. @hashed takes over @data, or @free_data does when it comes to no
 * report (on any thread). */
void mdg_password_hasher_push (MdgPasswordHasher *hasher,
                               const guint8 *salt,
                               MdgSecret *const *inputs,
                               MdgPasswordHashedFunc hashed,
                               gpointer data,
                               GDestroyNotify free_data);

/* The derivation itself. Blocks; any thread. Returns: FALSE when there is not enough memory */
gboolean mdg_password_hash (MdgSecret *password, const guint8 *salt, guint8 *hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPasswordHasher, mdg_password_hasher_free)

G_END_DECLS
