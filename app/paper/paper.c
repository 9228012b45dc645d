/* paper.c: text and lines on a page of paper.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "paper/paper.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#include "paper/subset-font.h"

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

/* A run of text of a PDF, waiting for its font. */
typedef struct
{
  char *text; /* as long as the clusters say */
  PangoFont *font;
  cairo_matrix_t matrix; /* of the page when it was written */
  cairo_pattern_t *colour;
  GArray *glyphs;
  GArray *clusters;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  /* It may be the set-up key. */
  if (run->text != NULL)
    sodium_memzero (run->text, strlen (run->text));
  g_free (run->text);
  g_object_unref (run->font);
  cairo_pattern_destroy (run->colour);
  g_array_unref (run->glyphs);
  g_array_unref (run->clusters);
  g_free (run);
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

/* Whether a run can wait for a smaller font: left to right, all its characters in the font, and the
 * font as it is in its file, neither varied nor made bold or slanted. */
static gboolean
is_plain (PangoGlyphItem *run)
{
  hb_font_t *font = pango_font_get_hb_font (run->item->analysis.font);
  unsigned varied = 0;
  gboolean plain = run->item->analysis.level % 2 == 0 && font != NULL;

  if (plain)
    hb_font_get_var_coords_normalized (font, &varied);
  plain = plain && varied == 0;
  for (int i = 0; plain && i < run->glyphs->num_glyphs; i++)
    plain = (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
  return plain;
}

static void
keep_run (MdgPaper *paper, PangoGlyphItem *item, const char *text, double x, double y)
{
  Run *run;

  if (!is_plain (item))
    {
      cairo_move_to (paper->cr, x, y);
      pango_cairo_show_glyph_item (paper->cr, text, item);
      return;
    }
  run = g_new0 (Run, 1);
  run->text = g_strndup (text + item->item->offset, (gsize)item->item->length);
  run->font = g_object_ref (item->item->analysis.font);
  run->colour = cairo_pattern_reference (cairo_get_source (paper->cr));
  run->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  run->clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  cairo_get_matrix (paper->cr, &run->matrix);
  collect_glyphs (item, text, x, y, run->glyphs, run->clusters);
  g_ptr_array_add (paper->runs, run);
}

static void
keep_runs (MdgPaper *paper, PangoLayout *layout)
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
      keep_run (paper, run, text, x + pango_units_to_double (extents.x),
                y + pango_units_to_double (pango_layout_iter_get_baseline (iter)));
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
}

/* One face of the page: what is needed of it, then what it is in the PDF. */
typedef struct
{
  hb_set_t *glyphs;
  cairo_font_face_t *face; /* NULL: as cairo has it */
  hb_map_t *numbers;
} Face;

static void
face_free (gpointer data)
{
  Face *face = data;

  hb_set_destroy (face->glyphs);
  hb_map_destroy (face->numbers);
  if (face->face != NULL)
    cairo_font_face_destroy (face->face);
  g_free (face);
}

static void
need_glyphs (GHashTable *faces, const Run *run)
{
  hb_face_t *real = hb_font_get_face (pango_font_get_hb_font (run->font));
  Face *face = g_hash_table_lookup (faces, real);

  if (face == NULL)
    {
      face = g_new0 (Face, 1);
      face->glyphs = hb_set_create ();
      g_hash_table_insert (faces, hb_face_reference (real), face);
    }
  for (guint i = 0; i < run->glyphs->len; i++)
    hb_set_add (face->glyphs, (hb_codepoint_t)g_array_index (run->glyphs, cairo_glyph_t, i).index);
}

static void
show_run (cairo_t *cr, const Run *run, const Face *face)
{
  cairo_scaled_font_t *real = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (run->font));
  cairo_matrix_t size;

  cairo_set_matrix (cr, &run->matrix);
  cairo_set_source (cr, run->colour);
  cairo_scaled_font_get_font_matrix (real, &size);
  if (face->face != NULL)
    {
      cairo_font_options_t *options = cairo_font_options_create ();

      cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
      cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
      cairo_set_font_face (cr, face->face);
      cairo_set_font_matrix (cr, &size);
      cairo_set_font_options (cr, options);
      cairo_font_options_destroy (options);
      for (guint i = 0; i < run->glyphs->len; i++)
        {
          cairo_glyph_t *glyph = &g_array_index (run->glyphs, cairo_glyph_t, i);
          glyph->index = hb_map_get (face->numbers, (hb_codepoint_t)glyph->index);
        }
    }
  else
    cairo_set_scaled_font (cr, real);
  cairo_show_text_glyphs (
      cr, run->text, -1, (cairo_glyph_t *)(void *)run->glyphs->data, (int)run->glyphs->len,
      (cairo_text_cluster_t *)(void *)run->clusters->data, (int)run->clusters->len, 0);
}

void
mdg_paper_finish (MdgPaper *paper)
{
  g_autoptr (GHashTable) faces
      = g_hash_table_new_full (NULL, NULL, (GDestroyNotify)hb_face_destroy, face_free);
  GHashTableIter iter;
  gpointer real, face;

  if (paper->runs == NULL)
    return;
  for (guint i = 0; i < paper->runs->len; i++)
    need_glyphs (faces, g_ptr_array_index (paper->runs, i));
  g_hash_table_iter_init (&iter, faces);
  while (g_hash_table_iter_next (&iter, &real, &face))
    ((Face *)face)->face
        = mdg_subset_font_new (real, ((Face *)face)->glyphs, &((Face *)face)->numbers);
  cairo_save (paper->cr);
  for (guint i = 0; i < paper->runs->len; i++)
    {
      const Run *run = g_ptr_array_index (paper->runs, i);
      show_run (paper->cr, run,
                g_hash_table_lookup (faces, hb_font_get_face (pango_font_get_hb_font (run->font))));
    }
  cairo_restore (paper->cr);
  g_ptr_array_set_size (paper->runs, 0);
}

void
mdg_paper_init (MdgPaper *paper, cairo_t *cr, GHashTable *layouts)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  paper->cr = cr;
  paper->layouts = layouts != NULL ? g_hash_table_ref (layouts) : NULL;
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
    paper->runs = g_ptr_array_new_with_free_func (run_free);
}

void
mdg_paper_fit (cairo_t *cr, double width, double height)
{
  double scale = fmin (width / MDG_PAPER_WIDTH, height / MDG_PAPER_HEIGHT);

  if (fabs (scale - 1) < 0.005)
    scale = 1;
  cairo_translate (cr, fmax (0, (width - scale * MDG_PAPER_WIDTH) / 2),
                   fmax (0, (height - scale * MDG_PAPER_HEIGHT) / 2));
  cairo_scale (cr, scale, scale);
}

void
mdg_paper_clear (MdgPaper *paper)
{
  g_clear_object (&paper->context);
  g_clear_pointer (&paper->layouts, g_hash_table_unref);
  g_clear_pointer (&paper->runs, g_ptr_array_unref);
}

/* What a layout was made of. */
typedef struct
{
  char *text;
  MdgTextStyle style;
} Wording;

static guint
wording_hash (gconstpointer data)
{
  return g_str_hash (((const Wording *)data)->text);
}

static gboolean
wording_equal (gconstpointer a, gconstpointer b)
{
  const Wording *one = a, *other = b;

  return strcmp (one->text, other->text) == 0 && one->style.size == other->style.size
         && one->style.bold == other->style.bold && one->style.mono == other->style.mono
         && one->style.width == other->style.width && one->style.max_lines == other->style.max_lines
         && one->style.align == other->style.align;
}

static void
wording_free (gpointer data)
{
  Wording *wording = data;

  sodium_memzero (wording->text, strlen (wording->text)); /* it may be the set-up key */
  g_free (wording->text);
  g_free (wording);
}

GHashTable *
mdg_paper_layouts_new (void)
{
  return g_hash_table_new_full (wording_hash, wording_equal, wording_free, g_object_unref);
}

static PangoLayout *
lay_out (MdgPaper *paper, const char *text, gssize length, const MdgTextStyle *style)
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

PangoLayout *
mdg_paper_layout (MdgPaper *paper, const char *text, gssize length, const MdgTextStyle *style)
{
  Wording *wording;
  PangoLayout *layout;

  if (paper->layouts == NULL)
    return lay_out (paper, text, length, style);
  wording = g_new (Wording, 1);
  wording->text = length < 0 ? g_strdup (text) : g_strndup (text, (gsize)length);
  wording->style = *style;
  layout = g_hash_table_lookup (paper->layouts, wording);
  if (layout == NULL)
    {
      layout = lay_out (paper, text, length, style);
      g_hash_table_insert (paper->layouts, wording, layout);
    }
  else
    wording_free (wording);
  return g_object_ref (layout);
}

double
mdg_paper_layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double)width / PANGO_SCALE;
}

void
mdg_paper_show (MdgPaper *paper, PangoLayout *layout)
{
  if (paper->runs != NULL)
    keep_runs (paper, layout);
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
