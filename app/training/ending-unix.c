/* ending-unix.c: SIGTERM and SIGINT.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/ending.h"

#include <glib-unix.h>

static guint term, interrupt;

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

void
mdg_ending_watch (GMainLoop *loop)
{
  term = g_unix_signal_add (SIGTERM, on_signal, loop);
  interrupt = g_unix_signal_add (SIGINT, on_signal, loop);
}

void
mdg_ending_unwatch (void)
{
  g_clear_handle_id (&term, g_source_remove);
  g_clear_handle_id (&interrupt, g_source_remove);
}
