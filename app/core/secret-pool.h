/* secret-pool.h: where the bytes of secrets lie. Private to core.
 *
 * libsodium guards each piece of memory with pages and locks of its own: four mappings, a locked page
 * and about 0.1 ms, whatever its size. Ten thousand short secrets would pass the limit of locked
 * memory, and what is above it is not locked, silently. So short pieces share guarded blocks. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @size bytes, zero or not; aborts when there are none, as g_malloc() does. Thread-safe. */
gpointer mdg_secret_pool_alloc (gsize size);

/* Wipes and frees what mdg_secret_pool_alloc() gave for @size bytes. Thread-safe. */
void mdg_secret_pool_free (gpointer memory, gsize size);

G_END_DECLS
