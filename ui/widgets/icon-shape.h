/* icon-shape.h: our symbolic icons (resources/icons/NAME.svg) as plain shapes.
 *
 * The icons are one family: a 24 × 24 grid, lines of one width, one colour. They are drawn from
 * their SVG directly, in the colour of the text around them, so that neither an icon theme nor an
 * SVG library is loaded before the first frame. Read: <path d> with M L H V C S Z in both cases,
 * <circle>, <rect rx>; fill="currentColor" fills, everything else is stroked with stroke-width of
 * the root. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define MDG_ICON_GRID 24.0

typedef struct _MdgIconShape MdgIconShape;

/* Parses an icon. Returns: (transfer full) (nullable): NULL with G_MARKUP_ERROR */
MdgIconShape *mdg_icon_shape_parse (const char *svg, gssize length, GError **error);
void mdg_icon_shape_free (MdgIconShape *shape);

/* Draws it into the square (0, 0, side) in the source that is set on @cr. */
void mdg_icon_shape_draw (const MdgIconShape *shape, cairo_t *cr, double side);

/* How many figures it has, for tests. */
guint mdg_icon_shape_get_n_figures (const MdgIconShape *shape);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgIconShape, mdg_icon_shape_free)

G_END_DECLS
