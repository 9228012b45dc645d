/* test-wiping-stream.c: what was sent is nowhere in memory afterwards.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/wiping-stream.h"

#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>
#include "own-memory.h"

#define LENGTH 400

static void
test_buffer (void)
{
  g_autoptr (GInputStream) stream = mdg_wiping_stream_new ("Kasumi-2026-mado");
  char buffer[32];
  const char nothing[sizeof buffer] = { 0 };

  memset (buffer, 'x', sizeof buffer);
  g_assert_cmpint (g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL), ==, 16);
  g_assert_cmpstr (buffer, ==, "Kasumi-2026-mado");
  g_assert_cmpint (g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL), ==, 0);
  g_assert_cmpmem (buffer, sizeof buffer, nothing, sizeof nothing);
}

static void
on_spliced (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(gssize *)data = g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error);
  g_assert_no_error (error);
}

/* As libsoup sends a body. */
static void
test_splice (void)
{
  char text[LENGTH + 1];
  char arrived[LENGTH];
  int ends[2];
  gssize sent = -1;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  memory_random_text (text, LENGTH);
  g_autoptr (MemoryMark) mark = memory_mark_new (text);
  g_autoptr (GOutputStream) pipe = g_unix_output_stream_new (ends[1], TRUE);
  GInputStream *body = mdg_wiping_stream_new (text);
  g_output_stream_splice_async (pipe, body, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE, G_PRIORITY_DEFAULT,
                                NULL, on_spliced, &sent);
  while (sent < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sent, ==, LENGTH);
  g_assert_cmpint (read (ends[0], arrived, sizeof arrived), ==, LENGTH);
  g_assert_cmpmem (arrived, sizeof arrived, text, LENGTH);
  g_object_unref (body);
  explicit_bzero (arrived, sizeof arrived);
  explicit_bzero (text, sizeof text);
  g_assert_false (memory_mark_is_found (mark));
  close (ends[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wiping-stream/buffer", test_buffer);
  g_test_add_func ("/wiping-stream/splice", test_splice);
  return g_test_run ();
}
