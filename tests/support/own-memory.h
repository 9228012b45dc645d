/* own-memory.h: whether something still stands anywhere in this process's memory (Linux). What is looked
 * for is kept masked, so that looking does not find itself. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MemoryMark MemoryMark;

/* Takes down what to look for: the second half of @text, for freeing overwrites the beginning of what was
 * not wiped. @text itself is the caller's, and to be wiped by him. */
MemoryMark *memory_mark_new (const char *text);
void memory_mark_free (MemoryMark *mark);

/* Whether it stands in any memory that may be written to. */
gboolean memory_mark_is_found (MemoryMark *mark);

/* Fills @text with @length random letters and a NUL. */
void memory_random_text (char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MemoryMark, memory_mark_free)

G_END_DECLS
