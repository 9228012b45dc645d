/* text-pool.h: distinct texts, folded (mdg_text_fold), in one block: each is found by its place, all
 * are searched in one go. Used by account-index.c. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GString *block;  /* the texts, each with a line feed after it */
  GArray *begins;  /* of guint32: where each begins, and where the next would */
  guint32 *places; /* a hash table of place + 1; 0: free */
  guint n_places;  /* a power of 2 */
  guint counts[256]; /* how often each byte stands in the block */
  GArray *ranks;   /* of guint32: its rank among all, by place; empty: to be worked out */
} MdgTextPool;

void mdg_text_pool_init (MdgTextPool *pool);
void mdg_text_pool_clear (MdgTextPool *pool);

/* The place of @text (folded, without line feeds), which is added when it is not there. */
guint32 mdg_text_pool_add (MdgTextPool *pool, const char *text);
guint mdg_text_pool_count (const MdgTextPool *pool);

/* By place, from 0: the order of the texts' bytes. Valid until the next text is added. */
const guint32 *mdg_text_pool_get_ranks (MdgTextPool *pool);

/* Which texts hold @word (folded, not empty). Returns: (transfer full): a byte for each place, 1 or 0 */
guint8 *mdg_text_pool_search (const MdgTextPool *pool, const char *word);

/* The same for any block of @n lines of @width bytes each, line feed included. @counts: (nullable) */
guint8 *mdg_text_search_lines (const char *block, guint n, guint width, const char *word, const guint *counts);

G_END_DECLS
