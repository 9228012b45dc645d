/* drawing.h: the drawing settings of DESIGN decision 1, for the platforms' own use. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Chooses GTK's cairo renderer and switches OpenGL and Vulkan off, through the environment; call
 * before any thread. Who chose a renderer, or says anything about GL, keeps that choice.
 * @debug_too: GTK before 4.16 is told through GDK_DEBUG instead of GDK_DISABLE */
void mdg_drawing_choose (gboolean debug_too);

G_END_DECLS
