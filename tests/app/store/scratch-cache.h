/* scratch-cache.h: a training's cache in a scratch folder. */
#pragma once

#include "scratch-folder.h"
#include "store/cache.h"

/* Opens it, or makes it with the first time. Returns: (transfer full): closed by scratch_cache_close() */
static inline MdgCache *
scratch_cache_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgCache *cache;

  mdg_cache_open_training_async (folder, NULL, NULL, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  cache = mdg_cache_open_training_finish (result, &error);
  g_assert_no_error (error);
  return cache;
}

static inline void
scratch_cache_close (MdgCache **cache)
{
  mdg_cache_close (*cache);
  g_clear_object (cache);
}
