/* form.c: the parts of a sheet for people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper/form.h"

#include <glib/gi18n-lib.h>

#define LEFT MDG_PAPER_MARGIN
#define WIDTH MDG_FORM_WIDTH
#define BOTTOM (MDG_PAPER_HEIGHT - MDG_PAPER_MARGIN)

#define BODY MDG_PAPER_SMALLEST
#define HEADING MDG_FORM_HEADING
#define VALUE 15.0
#define TITLE 24.0

void
mdg_form_begin (MdgForm *form, cairo_t *cr, GHashTable *layouts)
{
  *form = (MdgForm){ .y = MDG_PAPER_MARGIN };
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  mdg_paper_init (&form->paper, cr, layouts);
}

void
mdg_form_end (MdgForm *form)
{
  cairo_t *cr = form->paper.cr;

  mdg_paper_finish (&form->paper);
  mdg_paper_clear (&form->paper);
  cairo_restore (cr);
}

char *
mdg_form_time (gint64 wall)
{
  const char *const days[]
      = { _ ("Mon"), _ ("Tue"), _ ("Wed"), _ ("Thu"), _ ("Fri"), _ ("Sat"), _ ("Sun") };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall);

  if (time == NULL)
    return g_strdup ("—");
  /* Translators: year, month, day, day of the week, hour, minute */
  return g_strdup_printf (_ ("%d-%02d-%02d (%s) %02d:%02d"), g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                          days[g_date_time_get_day_of_week (time) - 1], g_date_time_get_hour (time),
                          g_date_time_get_minute (time));
}

void
mdg_form_bar (MdgForm *form, const char *text)
{
  const MdgTextStyle style = {
    .size = HEADING, .bold = TRUE, .width = WIDTH, .align = PANGO_ALIGN_CENTER, .max_lines = 1
  };
  double height = mdg_paper_text_height (&form->paper, text, &style) + 8;

  cairo_rectangle (form->paper.cr, LEFT, form->y, WIDTH, height);
  cairo_fill (form->paper.cr);
  cairo_set_source_rgb (form->paper.cr, 1, 1, 1);
  mdg_paper_text (&form->paper, LEFT, form->y + 4, text, &style);
  cairo_set_source_rgb (form->paper.cr, 0, 0, 0);
  form->y += height + 10;
}

void
mdg_form_title (MdgForm *form, const char *title, const char *system)
{
  const MdgTextStyle large = { .size = TITLE, .bold = TRUE, .width = WIDTH, .max_lines = 1 };
  const MdgTextStyle small = { .size = BODY, .width = WIDTH, .max_lines = 1 };

  form->y += mdg_paper_text (&form->paper, LEFT, form->y, title, &large);
  form->y += mdg_paper_text (&form->paper, LEFT, form->y, system, &small);
  form->y += 8;
}

/* A closed padlock, 24 points wide and 30 high. */
static void
draw_padlock (cairo_t *cr, double x, double y)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_set_line_width (cr, 3);
  cairo_move_to (cr, 5.5, 14);
  cairo_line_to (cr, 5.5, 8);
  cairo_arc (cr, 12, 8, 6.5, G_PI, 2 * G_PI);
  cairo_line_to (cr, 18.5, 14);
  cairo_stroke (cr);
  cairo_rectangle (cr, 1, 13, 22, 17);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_arc (cr, 12, 20, 2.4, 0, 2 * G_PI);
  cairo_rectangle (cr, 11, 20, 2, 6);
  cairo_fill (cr);
  cairo_restore (cr);
}

void
mdg_form_warning (MdgForm *form, const char *heading, const char *text)
{
  const double inner = LEFT + MDG_FORM_PADDING + 24 + MDG_FORM_PADDING;
  const MdgTextStyle bold = { .size = HEADING, .bold = TRUE };
  const MdgTextStyle body = { .size = BODY, .width = LEFT + WIDTH - MDG_FORM_PADDING - inner };
  double top = form->y;

  form->y += MDG_FORM_PADDING - 2;
  draw_padlock (form->paper.cr, LEFT + MDG_FORM_PADDING, form->y + 3);
  form->y += mdg_paper_text (&form->paper, inner, form->y, heading, &bold);
  form->y += mdg_paper_text (&form->paper, inner, form->y, text, &body);
  form->y += MDG_FORM_PADDING;
  cairo_set_line_width (form->paper.cr, 1.5);
  cairo_rectangle (form->paper.cr, LEFT + 0.75, top, WIDTH - 1.5, form->y - top);
  cairo_stroke (form->paper.cr);
  form->y += MDG_FORM_SECTION;
}

double
mdg_form_field (MdgForm *form, const MdgFormField *field, double x, double y, double width)
{
  const MdgTextStyle label = { .size = BODY, .width = width, .max_lines = 1 };
  MdgTextStyle large = { .size = VALUE, .bold = !field->code, .mono = field->code, .width = width };
  double height = mdg_paper_text (&form->paper, x, y, field->name, &label);

  if (field->value == NULL)
    {
      mdg_paper_rule (&form->paper, x, y + height + 18, width, 0.5);
      return height + 24;
    }
  if (mdg_paper_text_height (&form->paper, field->value, &large)
      > (field->max_lines + 0.5) * VALUE * 1.4)
    large.size = BODY;
  large.max_lines = field->max_lines + (large.size < VALUE && field->max_lines > 1);
  return height + mdg_paper_text (&form->paper, x, y + height, field->value, &large) + 4;
}

void
mdg_form_steps (MdgForm *form, const char *heading, const char *const *steps, gsize n)
{
  const double number_width = 18;
  const MdgTextStyle bold = { .size = HEADING, .bold = TRUE, .width = WIDTH };
  const MdgTextStyle number = { .size = BODY, .bold = TRUE };
  const MdgTextStyle body = { .size = BODY, .width = WIDTH - number_width };

  form->y += mdg_paper_text (&form->paper, LEFT, form->y, heading, &bold) + 1;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);
      mdg_paper_text (&form->paper, LEFT, form->y, label, &number);
      form->y += mdg_paper_text (&form->paper, LEFT + number_width, form->y, steps[i], &body) + 1.5;
    }
  form->y += MDG_FORM_SECTION - 4;
}

double
mdg_form_foot (MdgForm *form, const char *left, const char *right)
{
  MdgTextStyle style = { .size = BODY };
  g_autoptr (PangoLayout) layout = mdg_paper_layout (&form->paper, right, -1, &style);
  double width = mdg_paper_layout_width (layout);
  double top = BOTTOM - mdg_paper_text_height (&form->paper, right, &style);

  mdg_paper_rule (&form->paper, LEFT, top - 4, WIDTH, 0.5);
  cairo_move_to (form->paper.cr, LEFT + WIDTH - width, top);
  mdg_paper_show (&form->paper, layout);
  style.width = WIDTH - width - MDG_FORM_GUTTER;
  style.max_lines = 1;
  mdg_paper_text (&form->paper, LEFT, top, left, &style);
  return top - 4;
}

double
mdg_form_sheet_foot (MdgForm *form,
                     const char *code,
                     const char *name,
                     const char *training,
                     const char *day,
                     guint page,
                     guint n_pages)
{
  g_autofree char *right = g_strdup_printf ("%s%s　%s　%u/%u", training != NULL ? training : "",
                                            training != NULL ? "　" : "", day, page, n_pages);
  g_autofree char *left
      = g_strdup_printf ("%s　%s", code != NULL ? code : "", name != NULL ? name : "");

  return mdg_form_foot (form, left, right);
}
