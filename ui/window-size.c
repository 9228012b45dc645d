/* window-size.c: how large the window is when it opens.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-size.h"

#include <stdio.h>

/* What fits a 1024 × 768 screen with its task bar. */
#define DEFAULT_WIDTH 1000
#define DEFAULT_HEIGHT 700

/* WIDTHxHEIGHT, if it makes sense. */
static gboolean
parse_size (const char *text, int *width, int *height)
{
  return text != NULL && sscanf (text, "%5dx%5d", width, height) == 2 && *width >= 640
         && *height >= 480 && *width <= 16384 && *height <= 16384;
}

void
mdg_window_size_restore (GtkWindow *window, MdgSettings *settings, const char *wanted)
{
  g_autofree char *saved = mdg_settings_get (settings, MDG_SETTING_WINDOW_SIZE);
  int width = DEFAULT_WIDTH;
  int height = DEFAULT_HEIGHT;

  if (!parse_size (wanted, &width, &height) && !parse_size (saved, &width, &height))
    {
      width = DEFAULT_WIDTH;
      height = DEFAULT_HEIGHT;
    }
  gtk_window_set_default_size (window, width, height);
}

void
mdg_window_size_keep (GtkWindow *window, MdgSettings *settings)
{
  g_autofree char *saved = mdg_settings_get (settings, MDG_SETTING_WINDOW_SIZE);
  g_autofree char *size = NULL;
  g_autoptr (GError) error = NULL;
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  size = g_strdup_printf ("%dx%d", width, height);
  if (!gtk_window_is_maximized (window) && !g_str_equal (size, saved)
      && mdg_settings_get_origin (settings, MDG_SETTING_WINDOW_SIZE) <= MDG_SETTING_USER
      && !mdg_settings_set (settings, MDG_SETTING_WINDOW_SIZE, size, &error))
    g_warning ("window size not kept: %s", error->message);
}
