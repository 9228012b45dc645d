/* other-windows.c: keeps other windows closed while ours is locked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/other-windows.h"

#include "widgets/path-chooser.h"

struct _MdgOtherWindows
{
  GtkWindow *own; /* which owns this */
  GListModel *windows;
  gulong handler;
  guint source; /* the next look */
};

static void
close_window (GtkWindow *window)
{
  if (GTK_IS_DIALOG (window))
    gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
  else
    gtk_window_close (window);
}

static void
close_all (MdgOtherWindows *self)
{
  g_autoptr (GList) windows = NULL;

  /* Windows' own dialogs are no windows of ours. */
  mdg_path_chooser_give_up ();
  windows = gtk_window_list_toplevels ();
  for (GList *i = windows; i != NULL; i = i->next)
    if (i->data != self->own && gtk_widget_get_visible (i->data))
      close_window (i->data);
}

static gboolean
look (gpointer data)
{
  MdgOtherWindows *self = data;

  self->source = 0;
  close_all (self);
  return G_SOURCE_REMOVE;
}

/* It is being made, and shown in a moment. */
static void
windows_changed (GListModel *windows, guint position, guint removed, guint added, gpointer data)
{
  MdgOtherWindows *self = data;

  if (added > 0 && self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH, look, self, NULL);
}

MdgOtherWindows *
mdg_other_windows_keep_closed (GtkWindow *own)
{
  MdgOtherWindows *self = g_new0 (MdgOtherWindows, 1);

  self->own = own;
  self->windows = g_object_ref (gtk_window_get_toplevels ());
  self->handler
      = g_signal_connect (self->windows, "items-changed", G_CALLBACK (windows_changed), self);
  close_all (self);
  return self;
}

void
mdg_other_windows_free (MdgOtherWindows *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_signal_handler (&self->handler, self->windows);
  g_object_unref (self->windows);
  g_free (self);
}
