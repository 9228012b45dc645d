/* assist-memory.h: what the steps beside the browser know from nobody but the person, and must know after a restart, too: how far the
 * clock is off, how many wrong ones in a row the page showed. In the vault, a word or two each. Main thread. */
#pragma once

#include "store/cache.h"

G_BEGIN_DECLS

#define MDG_ASSIST_MEMORY_CLOCK "clock"

/* @whose: MDG_ASSIST_MEMORY_CLOCK, or an account ("1312345678/WA000008"). @words: (nullable): forgets. A failure is logged. */
void mdg_assist_memory_keep (MdgCache *cache, const char *whose, const char *words);

/* Returns (finish): (transfer full) (nullable): nothing is kept */
void mdg_assist_memory_load_async (MdgCache *cache, const char *whose, GAsyncReadyCallback callback, gpointer data);
char *mdg_assist_memory_load_finish (GAsyncResult *result);

G_END_DECLS
