/* drag-source.c: a window out of which files can be dragged, as out of a file manager:
 * madoguchi-drag-source FILE... Says "ready" when it is there; then of a drag that it has "begun",
 * each time that what the pointer is over has it "taken" or "refused", that it was "cancelled" when
 * it came to nothing, and that it is "over". SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

static GdkContentProvider *
prepare (GtkDragSource *source, double x, double y, gpointer files)
{
  GdkFileList *list = gdk_file_list_new_from_list (files);
  GdkContentProvider *content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);

  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  return content;
}

static void
say (const char *word)
{
  g_print ("%s\n", word);
  fflush (stdout);
}

static void
action_changed (GdkDrag *drag)
{
  say (gdk_drag_get_selected_action (drag) != 0 ? "taken" : "refused");
}

static void
begun (GtkDragSource *source, GdkDrag *drag)
{
  say ("begun");
  g_signal_connect (drag, "notify::selected-action", G_CALLBACK (action_changed), NULL);
}

static void
over (void)
{
  say ("over");
}

static gboolean
cancelled (GtkDragSource *source, GdkDrag *drag, GdkDragCancelReason reason)
{
  say ("cancelled");
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GSList) files = NULL;
  GtkDragSource *source;
  GtkWidget *window, *label;

  gtk_init ();
  for (int i = argc - 1; i > 0; i--)
    files = g_slist_prepend (files, g_file_new_for_path (argv[i]));
  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "drag-source");
  gtk_window_set_default_size (GTK_WINDOW (window), 120, 60);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  label = gtk_label_new ("files");
  gtk_window_set_child (GTK_WINDOW (window), label);
  source = gtk_drag_source_new ();
  g_signal_connect (source, "prepare", G_CALLBACK (prepare), files);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begun), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (over), NULL);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (cancelled), NULL);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_present (GTK_WINDOW (window));
  say ("ready");
  g_main_loop_run (loop);
  return 0;
}
