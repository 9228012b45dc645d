/* outline-font.c: a cairo user font made of another font's outlines.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/outline-font.h"

#define GRID                                                                                       \
  1000.0 /* the outlines are taken at this size, where cairo's fixed point is fine enough */

/* The real font at the size GRID, and a context that it makes paths on. */
typedef struct
{
  cairo_scaled_font_t *font;
  cairo_t *scratch;
} Source;

static const cairo_user_data_key_t source_key;

static Source *
source_new (cairo_scaled_font_t *real)
{
  Source *source = g_new0 (Source, 1);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_matrix_t identity, grid;

  cairo_matrix_init_identity (&identity);
  cairo_matrix_init_scale (&grid, GRID, GRID);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  source->font = cairo_scaled_font_create (cairo_scaled_font_get_font_face (real), &grid, &identity,
                                           options);
  source->scratch = cairo_create (surface);
  cairo_set_scaled_font (source->scratch, source->font);
  cairo_surface_destroy (surface);
  cairo_font_options_destroy (options);
  return source;
}

static void
source_free (void *data)
{
  Source *source = data;

  cairo_scaled_font_destroy (source->font);
  cairo_destroy (source->scratch);
  g_free (source);
}

static Source *
source_of (cairo_scaled_font_t *font)
{
  return cairo_font_face_get_user_data (cairo_scaled_font_get_font_face (font), &source_key);
}

static cairo_status_t
measure_font (cairo_scaled_font_t *font, cairo_t *cr, cairo_font_extents_t *extents)
{
  Source *source = source_of (font);

  cairo_scaled_font_extents (source->font, extents);
  extents->ascent /= GRID;
  extents->descent /= GRID;
  extents->height /= GRID;
  extents->max_x_advance /= GRID;
  extents->max_y_advance /= GRID;
  return CAIRO_STATUS_SUCCESS;
}

/* One em is one unit here. */
static cairo_status_t
render_glyph (cairo_scaled_font_t *font,
              unsigned long index,
              cairo_t *cr,
              cairo_text_extents_t *extents)
{
  Source *source = source_of (font);
  const cairo_glyph_t glyph = { index, 0, 0 };
  cairo_text_extents_t real;

  cairo_scaled_font_glyph_extents (source->font, &glyph, 1, &real);
  extents->x_advance = real.x_advance / GRID;
  extents->y_advance = real.y_advance / GRID;

  cairo_new_path (source->scratch);
  cairo_glyph_path (source->scratch, &glyph, 1);
  cairo_path_t *path = cairo_copy_path (source->scratch);
  cairo_scale (cr, 1 / GRID, 1 / GRID);
  cairo_append_path (cr, path);
  cairo_fill (cr);
  cairo_path_destroy (path);
  return CAIRO_STATUS_SUCCESS;
}

cairo_font_face_t *
mdg_outline_font_new (cairo_scaled_font_t *real)
{
  cairo_font_face_t *face = cairo_user_font_face_create ();

  cairo_user_font_face_set_init_func (face, measure_font);
  cairo_user_font_face_set_render_glyph_func (face, render_glyph);
  cairo_font_face_set_user_data (face, &source_key, source_new (real), source_free);
  return face;
}
