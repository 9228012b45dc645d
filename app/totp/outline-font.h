/* outline-font.h: text in a PDF without the whole machinery of a CJK font. Internal to app/totp.
 *
 * cairo 1.16 puts all subroutines of a CJK font into a PDF even when ten of its characters are
 * used: 0.5 MB and 25 ms for each face, and the sheet has two. Here the used outlines alone become
 * a font (Type 3) of the PDF: text that can be selected and searched as before, 30 kB, 5 ms.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A font whose glyphs have the numbers, outlines and widths of @real's. Returns: (transfer full) */
cairo_font_face_t *mdg_outline_font_new (cairo_scaled_font_t *real);

G_END_DECLS
