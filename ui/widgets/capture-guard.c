/* capture-guard.c: windows with secrets stay out of screenshots.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/capture-guard.h"

#include "platform/capture.h"
#include "widgets/native-window.h"

/* On a widget that shows a secret: its window. On that window: how many such widgets it has. */
#define GUARDED "mdg-guarded"
#define COUNT "mdg-secrets-shown"

static void
count (GtkNative *native, int step)
{
  int before = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (native), COUNT));
  gpointer handle = mdg_native_window_handle (native);

  g_object_set_data (G_OBJECT (native), COUNT, GINT_TO_POINTER (before + step));
  if (handle != NULL && (before == 0 || before + step == 0)
      && mdg_capture_block (handle, before == 0))
    g_info ("the window is %s", before == 0 ? "kept out of pictures" : "in pictures again");
}

void
mdg_capture_guard_set (GtkWidget *widget, gboolean shows)
{
  GtkNative *guarded = g_object_get_data (G_OBJECT (widget), GUARDED);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (shows && guarded == NULL)
    {
      guarded = gtk_widget_get_native (widget);
      if (guarded == NULL)
        return;
      g_object_set_data_full (G_OBJECT (widget), GUARDED, g_object_ref (guarded), g_object_unref);
      count (guarded, 1);
    }
  else if (!shows && guarded != NULL)
    {
      count (guarded, -1);
      g_object_set_data (G_OBJECT (widget), GUARDED, NULL);
    }
}
