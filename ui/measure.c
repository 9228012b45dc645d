/* measure.c: for tests/bench/run: how soon a window showed itself, and what it cost.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

gint64
mdg_measure_pss_kib (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return -1;
  line = strstr (text, "\nPss:");
  return line != NULL ? g_ascii_strtoll (line + strlen ("\nPss:"), NULL, 10) : -1;
}

static gboolean
close_window (gpointer window)
{
  gtk_window_close (window);
  return G_SOURCE_REMOVE;
}

static void
on_after_paint (GdkFrameClock *clock, GtkWindow *window)
{
  gint64 now = g_get_monotonic_time ();
  const char *name = g_object_get_data (G_OBJECT (window), "mdg-measure");

  g_signal_handlers_disconnect_by_func (clock, on_after_paint, window);
  g_print ("{\"name\": \"%s\", \"first_frame_us\": %" G_GINT64_FORMAT
           ", \"pss_kib\": %" G_GINT64_FORMAT "}\n",
           name, now, mdg_measure_pss_kib ());
  g_idle_add_full (G_PRIORITY_LOW, close_window, g_object_ref (window), g_object_unref);
}

static void
on_realize (GtkWindow *window, gpointer data)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                           G_CALLBACK (on_after_paint), window, 0);
}

void
mdg_measure_first_frame (GtkWindow *window, const char *name)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_object_set_data_full (G_OBJECT (window), "mdg-measure", g_strdup (name), g_free);
  g_signal_connect (window, "realize", G_CALLBACK (on_realize), NULL);
}
