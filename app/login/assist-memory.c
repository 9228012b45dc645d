/* assist-memory.c: what the steps beside the browser know after a restart, too.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/assist-memory.h"

#include "store/vault.h"

#define KIND "assist-memory"

typedef struct
{
  char *whose;
  char *words; /* (nullable) */
} Call;

static Call *
call_new (const char *whose, const char *words)
{
  Call *call = g_new0 (Call, 1);

  call->whose = g_strdup (whose);
  call->words = g_strdup (words);
  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->whose);
  g_free (call->words);
  g_free (call);
}

static gpointer
keep (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Call *call = data;
  g_autoptr (MdgSecret) words = NULL;

  if (call->words == NULL)
    return mdg_vault_remove (vault, KIND, call->whose, error) ? MDG_CACHE_DONE : NULL;
  words = mdg_secret_new_from_string (call->words);
  return mdg_vault_store (vault, KIND, call->whose, words, error) ? MDG_CACHE_DONE : NULL;
}

static void
kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (mdg_cache_run_finish (result, mdg_assist_memory_keep, &error) == NULL)
    g_warning ("not remembered beside the browser: %s", error->message);
}

void
mdg_assist_memory_keep (MdgCache *cache, const char *whose, const char *words)
{
  g_return_if_fail (MDG_IS_CACHE (cache) && whose != NULL);

  mdg_cache_run_async (cache, NULL, keep, call_new (whose, words), call_free, NULL,
                       mdg_assist_memory_keep, NULL, kept, NULL);
}

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Call *call = data;
  g_autoptr (MdgSecret) words = mdg_vault_load (vault, KIND, call->whose, error);

  return words != NULL ? g_strdup (mdg_secret_get_string (words)) : NULL;
}

void
mdg_assist_memory_load_async (MdgCache *cache,
                              const char *whose,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (cache) && whose != NULL);

  mdg_cache_run_async (cache, NULL, load, call_new (whose, NULL), call_free, g_free,
                       mdg_assist_memory_load_async, NULL, callback, data);
}

char *
mdg_assist_memory_load_finish (GAsyncResult *result)
{
  return mdg_cache_run_finish (result, mdg_assist_memory_load_async, NULL);
}
