/* wiping-stream.h: bytes to be sent that leave nothing behind on their way. Whoever sends a stream
 * reads it into a buffer of his own, again and again until it ends, and frees the buffer as it is
 * (GIO's splicing, which libsoup sends bodies with); each read wipes what the one before has left
 * in it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A copy of @text, wiped when the stream is freed. Any thread. Returns: (transfer full) */
GInputStream *mdg_wiping_stream_new (const char *text);

G_END_DECLS
