/* asked.h: the data of a callback that answers after the one who asked is gone, or after the question was taken back: the cache
 * finishes what it has begun. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @object: who asks; @question: cancelled when the answer is not wanted any more. For the callback's data. */
gpointer mdg_asked_new (gpointer object, GCancellable *question);

/* In the callback, once. Returns: (transfer full) (nullable): who asked, NULL when nobody wants the answer */
gpointer mdg_asked_end (gpointer asked);

G_END_DECLS
