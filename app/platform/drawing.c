/* drawing.c: the drawing settings of DESIGN decision 1.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/drawing.h"

#include <string.h>

static void
append_gl_disable (void)
{
  const char *debug = g_getenv ("GDK_DEBUG");
  g_autofree char *longer = NULL;

  if (debug != NULL && strstr (debug, "gl-") != NULL)
    return;
  longer = debug != NULL && *debug != '\0' ? g_strconcat (debug, ",gl-disable", NULL)
                                           : g_strdup ("gl-disable");
  g_setenv ("GDK_DEBUG", longer, TRUE);
}

static void
choose_renderer (gboolean debug_too)
{
  const char *renderer = g_getenv ("GSK_RENDERER");

  if (renderer != NULL && strcmp (renderer, "cairo") != 0)
    return;
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  /* GTK starts OpenGL even for its cairo renderer unless told not to. */
  g_setenv ("GDK_DISABLE", "gl,vulkan", FALSE);
  if (debug_too)
    append_gl_disable ();
}

void
mdg_drawing_choose (gboolean debug_too, MdgAppearance appearance)
{
  static const char *const themes[] = {
    [MDG_APPEARANCE_LIGHT] = "Madoguchi",
    [MDG_APPEARANCE_DARK] = "Madoguchi:dark",
    [MDG_APPEARANCE_CONTRAST] = "Madoguchi:contrast",
    [MDG_APPEARANCE_CONTRAST_DARK] = "Madoguchi:contrast-dark",
  };

  choose_renderer (debug_too);
  g_setenv ("GTK_THEME", themes[appearance], FALSE);
}
