/* hello.c: the barest GTK window there is, to measure our own start against. It greets in Japanese,
 * as ours does: who writes Japanese loads a Japanese font. SPDX-License-Identifier:
 * GPL-3.0-or-later */
#include "measure.h"

static void
on_activate (GApplication *application, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_title (GTK_WINDOW (window), "Hello");
  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 700);
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("こんにちは、世界"));
  mdg_measure_first_frame (GTK_WINDOW (window), "hello");
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application
      = gtk_application_new ("org.madoguchi.Hello", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
