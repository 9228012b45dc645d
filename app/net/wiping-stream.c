/* wiping-stream.c: a stream out of memory that cleans the reader's buffer, too.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/wiping-stream.h"

#include <string.h>
#include "core/secret.h"

#define MDG_TYPE_WIPING_STREAM (mdg_wiping_stream_get_type ())
G_DECLARE_FINAL_TYPE (MdgWipingStream, mdg_wiping_stream, MDG, WIPING_STREAM, GMemoryInputStream)

struct _MdgWipingStream
{
  GMemoryInputStream parent;
};

G_DEFINE_FINAL_TYPE (MdgWipingStream, mdg_wiping_stream, G_TYPE_MEMORY_INPUT_STREAM)

static gssize
mdg_wiping_stream_read (GInputStream *stream,
                        void *buffer,
                        gsize count,
                        GCancellable *cancellable,
                        GError **error)
{
  memset (buffer, 0, count);
  return G_INPUT_STREAM_CLASS (mdg_wiping_stream_parent_class)
      ->read_fn (stream, buffer, count, cancellable, error);
}

static void
mdg_wiping_stream_class_init (MdgWipingStreamClass *class)
{
  G_INPUT_STREAM_CLASS (class)->read_fn = mdg_wiping_stream_read;
}

static void
mdg_wiping_stream_init (MdgWipingStream *self)
{
}

static void
wipe_string (gpointer text)
{
  mdg_wipe_string (text);
}

GInputStream *
mdg_wiping_stream_new (const char *text)
{
  GInputStream *self = g_object_new (MDG_TYPE_WIPING_STREAM, NULL);
  char *copy = g_strdup (text);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (copy, strlen (copy), wipe_string, copy);

  g_memory_input_stream_add_bytes (G_MEMORY_INPUT_STREAM (self), bytes);
  return self;
}
