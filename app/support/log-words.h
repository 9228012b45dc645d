/* log-words.h: the words of the program's own messages, for bundle-log.c; made by make-log-words when the program is built. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sorted by strcmp(). */
extern const char *const mdg_log_words[];
extern const gsize mdg_n_log_words;

G_END_DECLS
