/* password-hasher.c: Argon2id on a few threads of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/password-hasher.h"

#include <sodium.h>
#include <string.h>

/* 19 MiB, two passes: what OWASP asks for at least. A training service need not hold out longer,
 * and a login must not feel slow. */
#define MEMORY_BYTES (19 * 1024 * 1024)
#define PASSES 2

#define MAX_THREADS 4

/* Counted: a finished job may still be on its way to the main context when the owner lets go. */
struct _MdgPasswordHasher
{
  GMainContext *context;
  GThreadPool *pool;
  gboolean closed; /* of the context's thread */
};

typedef struct
{
  MdgPasswordHasher *hasher;
  guint8 salt[MDG_PASSWORD_SALT_BYTES];
  MdgSecret *inputs[MDG_PASSWORD_HASH_INPUTS + 1];
  MdgPasswordHashes hashes;
  MdgPasswordHashedFunc hashed;
  gpointer data;
  GDestroyNotify free_data;
} Job;

static void
clear_hasher (gpointer data)
{
  g_main_context_unref (((MdgPasswordHasher *)data)->context);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  for (int i = 0; job->inputs[i]; i++)
    mdg_secret_unref (job->inputs[i]);
  if (job->data)
    job->free_data (job->data);
  sodium_memzero (&job->hashes, sizeof job->hashes);
  g_atomic_rc_box_release_full (job->hasher, clear_hasher);
  g_free (job);
}

static gboolean
report (gpointer data)
{
  Job *job = data;

  if (!job->hasher->closed)
    job->hashed (&job->hashes, g_steal_pointer (&job->data));
  return G_SOURCE_REMOVE;
}

static void
work (gpointer data, gpointer user_data)
{
  Job *job = data;
  GSource *source = g_idle_source_new ();

  for (int i = 0; job->inputs[i] && !job->hashes.failed; i++)
    job->hashes.failed = !mdg_password_hash (job->inputs[i], job->salt, job->hashes.hash[i]);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, report, job, job_free);
  g_source_attach (source, job->hasher->context);
  g_source_unref (source);
}

MdgPasswordHasher *
mdg_password_hasher_new (GMainContext *context)
{
  MdgPasswordHasher *hasher = g_atomic_rc_box_new0 (MdgPasswordHasher);

  hasher->context = g_main_context_ref (context);
  hasher->pool = g_thread_pool_new_full (
      work, NULL, job_free, (int)CLAMP (g_get_num_processors (), 1, MAX_THREADS), FALSE, NULL);
  return hasher;
}

void
mdg_password_hasher_free (MdgPasswordHasher *hasher)
{
  if (!hasher)
    return;
  hasher->closed = TRUE;
  g_thread_pool_free (hasher->pool, TRUE, TRUE);
  g_atomic_rc_box_release_full (hasher, clear_hasher);
}

void
mdg_password_hasher_push (MdgPasswordHasher *hasher,
                          const guint8 *salt,
                          MdgSecret *const *inputs,
                          MdgPasswordHashedFunc hashed,
                          gpointer data,
                          GDestroyNotify free_data)
{
  Job *job = g_new0 (Job, 1);

  job->hasher = g_atomic_rc_box_acquire (hasher);
  memcpy (job->salt, salt, sizeof job->salt);
  for (int i = 0; i < MDG_PASSWORD_HASH_INPUTS && inputs[i]; i++)
    job->inputs[i] = mdg_secret_ref (inputs[i]);
  job->hashed = hashed;
  job->data = data;
  job->free_data = free_data;
  g_thread_pool_push (hasher->pool, job, NULL);
}

gboolean
mdg_password_hash (MdgSecret *password, const guint8 *salt, guint8 *hash)
{
  G_STATIC_ASSERT (MDG_PASSWORD_SALT_BYTES == crypto_pwhash_argon2id_SALTBYTES);

  return crypto_pwhash (hash, MDG_PASSWORD_HASH_BYTES, mdg_secret_get_string (password),
                        mdg_secret_get_length (password), salt, PASSES, MEMORY_BYTES,
                        crypto_pwhash_ALG_ARGON2ID13)
         == 0;
}
