/* source-words.h: where something is written, for a person: the data names the documents by numbers. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "[4] 別紙3 ②、手引き p.7" with the documents' titles in the language of the program instead of their numbers; what the project found out
 * for itself ("facts 8.4") is left out. Returns: (transfer full) */
char *mdg_source_words (const char *source);

G_END_DECLS
