/* drawing.h: the drawing settings of DESIGN decision 1, for the platforms' own use. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the person asked the system for. */
typedef enum
{
  MDG_APPEARANCE_LIGHT,
  MDG_APPEARANCE_DARK,
  MDG_APPEARANCE_CONTRAST,
  MDG_APPEARANCE_CONTRAST_DARK
} MdgAppearance;

/* Chooses GTK's cairo renderer and switches OpenGL and Vulkan off, and chooses our theme
 * (resources/theme) instead of GTK's, through the environment; call before any thread. Who chose a
 * renderer or a theme, or says anything about GL, keeps that choice.
 * @debug_too: GTK before 4.16 is told through GDK_DEBUG instead of GDK_DISABLE */
void mdg_drawing_choose (gboolean debug_too, MdgAppearance appearance);

G_END_DECLS
