/* paper.c: text and lines on a page of paper.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/paper.h"

#include "totp/outline-font.h"

/* The first that a system has: Debian, Windows 10 and 11, then whatever it calls its own. */
#define TEXT_FACES "Noto Sans CJK JP,Noto Sans JP,Yu Gothic UI,Meiryo,IPAexGothic,IPAGothic,Sans"
#define MONO_FACES "DejaVu Sans Mono,Consolas,Cascadia Mono,Noto Sans Mono,Monospace"
#define LINE_HEIGHT 1.36 /* of the size, whatever the face says of itself */

static PangoFontDescription *
describe (const MdgTextStyle *style)
{
  PangoFontDescription *font
      = pango_font_description_from_string (style->mono ? MONO_FACES : TEXT_FACES);

  pango_font_description_set_size (font, (int)(style->size * PANGO_SCALE));
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  return font;
}

static void
set_attributes (PangoLayout *layout, const MdgTextStyle *style)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_line_height_new_absolute (
                                          (int)(style->size * LINE_HEIGHT * PANGO_SCALE)));
  if (style->mono)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0,calt=0,kern=0"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static void
drop_face (gpointer face)
{
  cairo_font_face_destroy (face);
}

/* The PDF's font for @font, one for all its sizes; kept as long as the paper. */
static cairo_font_face_t *
outline_font (MdgPaper *paper, PangoFont *font)
{
  PangoFontDescription *description = pango_font_describe (font);
  pango_font_description_unset_fields (description, PANGO_FONT_MASK_SIZE);
  g_autofree char *name = pango_font_description_to_string (description);
  cairo_font_face_t *face = g_hash_table_lookup (paper->outlines, name);

  pango_font_description_free (description);
  if (face == NULL)
    {
      face = mdg_outline_font_new (pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)));
      g_hash_table_insert (paper->outlines, g_steal_pointer (&name), face);
    }
  return face;
}

/* A run's glyphs, and which bytes of the text each cluster of them stands for: what is copied out
 * of the PDF comes from there. */
static void
collect_glyphs (PangoGlyphItem *run,
                const char *text,
                double x,
                double y,
                GArray *glyphs,
                GArray *clusters)
{
  PangoGlyphItemIter iter;

  for (gboolean more = pango_glyph_item_iter_init_start (&iter, run, text); more;
       more = pango_glyph_item_iter_next_cluster (&iter))
    {
      cairo_text_cluster_t cluster = { .num_bytes = iter.end_index - iter.start_index };
      for (int i = iter.start_glyph; i < iter.end_glyph; i++)
        {
          const PangoGlyphInfo *info = &run->glyphs->glyphs[i];
          cairo_glyph_t glyph = { info->glyph, x + pango_units_to_double (info->geometry.x_offset),
                                  y + pango_units_to_double (info->geometry.y_offset) };
          x += pango_units_to_double (info->geometry.width);
          if (info->glyph == PANGO_GLYPH_EMPTY)
            continue;
          g_array_append_val (glyphs, glyph);
          cluster.num_glyphs++;
        }
      g_array_append_val (clusters, cluster);
    }
}

/* Whether a run can be drawn in outlines: left to right, all its characters in the font. */
static gboolean
is_plain (PangoGlyphItem *run)
{
  gboolean plain = run->item->analysis.level % 2 == 0;

  for (int i = 0; plain && i < run->glyphs->num_glyphs; i++)
    plain = (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
  return plain;
}

static void
show_run (MdgPaper *paper, PangoGlyphItem *run, const char *text, double x, double y)
{
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  cairo_scaled_font_t *real
      = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (run->item->analysis.font));
  cairo_matrix_t size;

  if (real == NULL || !is_plain (run))
    {
      cairo_move_to (paper->cr, x, y);
      pango_cairo_show_glyph_item (paper->cr, text, run);
      return;
    }
  collect_glyphs (run, text, x, y, glyphs, clusters);
  cairo_scaled_font_get_font_matrix (real, &size);
  cairo_set_font_face (paper->cr, outline_font (paper, run->item->analysis.font));
  cairo_set_font_matrix (paper->cr, &size);
  cairo_show_text_glyphs (paper->cr, text + run->item->offset, run->item->length,
                          (cairo_glyph_t *)(void *)glyphs->data, (int)glyphs->len,
                          (cairo_text_cluster_t *)(void *)clusters->data, (int)clusters->len, 0);
}

static void
show_in_outlines (MdgPaper *paper, PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  const char *text = pango_layout_get_text (layout);
  double x, y;

  cairo_get_current_point (paper->cr, &x, &y);
  do
    {
      PangoGlyphItem *run = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle extents;

      if (run == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &extents);
      show_run (paper, run, text, x + pango_units_to_double (extents.x),
                y + pango_units_to_double (pango_layout_iter_get_baseline (iter)));
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
}

void
mdg_paper_init (MdgPaper *paper, cairo_t *cr)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  paper->cr = cr;
  paper->context = pango_cairo_create_context (cr);
  /* No hinting: the page is the same on a printer, in a PDF and on the raster it is checked on. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (paper->context, options);
  pango_cairo_context_set_resolution (paper->context, 72);
  pango_context_set_round_glyph_positions (paper->context, FALSE);
  /* Han characters in their Japanese shapes, also on a sheet in English. */
  pango_context_set_language (paper->context, pango_language_from_string ("ja"));
  cairo_font_options_destroy (options);
  if (cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_PDF)
    paper->outlines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, drop_face);
}

void
mdg_paper_clear (MdgPaper *paper)
{
  g_clear_object (&paper->context);
  g_clear_pointer (&paper->outlines, g_hash_table_unref);
}

PangoLayout *
mdg_paper_layout (MdgPaper *paper, const char *text, gssize length, const MdgTextStyle *style)
{
  PangoLayout *layout = pango_layout_new (paper->context);
  PangoFontDescription *font = describe (style);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, (int)length);
  pango_layout_set_alignment (layout, style->align);
  set_attributes (layout, style);
  if (style->width > 0)
    {
      pango_layout_set_width (layout, (int)(style->width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  if (style->max_lines > 0)
    {
      pango_layout_set_height (layout, -style->max_lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_font_description_free (font);
  return layout;
}

void
mdg_paper_show (MdgPaper *paper, PangoLayout *layout)
{
  if (paper->outlines != NULL)
    show_in_outlines (paper, layout);
  else
    pango_cairo_show_layout (paper->cr, layout);
}

double
mdg_paper_text (MdgPaper *paper, double x, double y, const char *text, const MdgTextStyle *style)
{
  g_autoptr (PangoLayout) layout = mdg_paper_layout (paper, text, -1, style);
  int height;

  cairo_move_to (paper->cr, x, y);
  mdg_paper_show (paper, layout);
  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

double
mdg_paper_text_height (MdgPaper *paper, const char *text, const MdgTextStyle *style)
{
  g_autoptr (PangoLayout) layout = mdg_paper_layout (paper, text, -1, style);
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

void
mdg_paper_rule (MdgPaper *paper, double x, double y, double width, double thickness)
{
  cairo_set_line_width (paper->cr, thickness);
  cairo_move_to (paper->cr, x, y);
  cairo_line_to (paper->cr, x + width, y);
  cairo_stroke (paper->cr);
}
