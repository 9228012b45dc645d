/* paper.c: text and lines on a page of paper.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/paper.h"

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
}

void
mdg_paper_clear (MdgPaper *paper)
{
  g_clear_object (&paper->context);
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

double
mdg_paper_text (MdgPaper *paper, double x, double y, const char *text, const MdgTextStyle *style)
{
  g_autoptr (PangoLayout) layout = mdg_paper_layout (paper, text, -1, style);
  int height;

  cairo_move_to (paper->cr, x, y);
  pango_cairo_show_layout (paper->cr, layout);
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
