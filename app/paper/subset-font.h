/* subset-font.h: a font with no more in it than a page needs, for a PDF. cairo leaves all the
 * subroutines of a Japanese face in its own subsets, a megabyte of them. */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <hb.h>

G_BEGIN_DECLS

/* A face with the @glyphs of @real alone. @numbers: (out) (transfer full): the number a glyph of
 * @real has in it; hb_map_destroy(). Returns: (transfer full) (nullable): NULL for a face that
 * cannot be cut down; cairo_font_face_destroy(). Any thread. */
cairo_font_face_t *
mdg_subset_font_new (hb_face_t *real, const hb_set_t *glyphs, hb_map_t **numbers);

G_END_DECLS
