/* icon-shape.c: our symbolic icons as plain shapes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/icon-shape.h"

#include <math.h>
#include <string.h>

/* One figure: cairo commands and their points, in grid units. */
typedef struct
{
  GArray *ops;    /* of char: M L C Z */
  GArray *points; /* of double */
  gboolean filled;
} Figure;

struct _MdgIconShape
{
  GPtrArray *figures;
  double stroke_width;
};

/* Where the pen is while a path is read. */
typedef struct
{
  Figure *figure;
  double x, y;
  double control_x, control_y;
} Pen;

static void
figure_free (gpointer data)
{
  Figure *figure = data;

  g_array_unref (figure->ops);
  g_array_unref (figure->points);
  g_free (figure);
}

static Figure *
figure_new (MdgIconShape *shape, gboolean filled)
{
  Figure *figure = g_new0 (Figure, 1);

  figure->ops = g_array_new (FALSE, FALSE, sizeof (char));
  figure->points = g_array_new (FALSE, FALSE, sizeof (double));
  figure->filled = filled;
  g_ptr_array_add (shape->figures, figure);
  return figure;
}

static void
figure_add (Figure *figure, char op, const double *points, guint n)
{
  g_array_append_val (figure->ops, op);
  g_array_append_vals (figure->points, points, n);
}

static guint
argument_count (char command)
{
  switch (g_ascii_toupper (command))
    {
    case 'M':
    case 'L':
      return 2;
    case 'H':
    case 'V':
      return 1;
    case 'C':
      return 6;
    case 'S':
      return 4;
    default:
      return 0;
    }
}

static gboolean
read_numbers (const char **text, double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      char *end;

      *text += strspn (*text, " ,\t\n\r");
      numbers[i] = g_ascii_strtod (*text, &end);
      if (end == *text || !isfinite (numbers[i]))
        return FALSE;
      *text = end;
    }
  return TRUE;
}

static void
pen_curve (Pen *pen, const double *p)
{
  figure_add (pen->figure, 'C', p, 6);
  pen->control_x = p[2];
  pen->control_y = p[3];
  pen->x = p[4];
  pen->y = p[5];
}

static void
pen_line (Pen *pen, char op, double x, double y)
{
  const double p[] = { x, y };

  figure_add (pen->figure, op, p, 2);
  pen->x = pen->control_x = x;
  pen->y = pen->control_y = y;
}

static void
pen_do (Pen *pen, char command, double *p)
{
  guint n = argument_count (command);
  char op = g_ascii_toupper (command);

  if (g_ascii_islower (command) && n > 1)
    for (guint i = 0; i < n; i++)
      p[i] += i % 2 == 0 ? pen->x : pen->y;

  if (op == 'H')
    pen_line (pen, 'L', command == 'h' ? pen->x + p[0] : p[0], pen->y);
  else if (op == 'V')
    pen_line (pen, 'L', pen->x, command == 'v' ? pen->y + p[0] : p[0]);
  else if (op == 'C')
    pen_curve (pen, p);
  else if (op == 'S')
    {
      const double c[]
          = { 2 * pen->x - pen->control_x, 2 * pen->y - pen->control_y, p[0], p[1], p[2], p[3] };
      pen_curve (pen, c);
    }
  else if (op == 'Z')
    figure_add (pen->figure, 'Z', NULL, 0);
  else
    pen_line (pen, op, p[0], p[1]);
}

static gboolean
read_path (MdgIconShape *shape, const char *d, gboolean filled)
{
  Pen pen = { .figure = figure_new (shape, filled) };
  char command = 0;

  for (;;)
    {
      double p[6];

      d += strspn (d, " ,\t\n\r");
      if (*d == '\0')
        return TRUE;
      if (g_ascii_isalpha (*d))
        command = *d++;
      if (command == 0 || strchr ("MLHVCSZ", g_ascii_toupper (command)) == NULL)
        return FALSE;
      if (!read_numbers (&d, p, argument_count (command)))
        return FALSE;
      pen_do (&pen, command, p);
      if (command == 'M')
        command = 'L';
      else if (command == 'm')
        command = 'l';
      else if (g_ascii_toupper (command) == 'Z')
        command = 0;
    }
}

/* A rectangle with round corners; a circle is one whose corners are all there is. */
static void
add_round_box (MdgIconShape *shape,
               double x,
               double y,
               double w,
               double h,
               double r,
               gboolean filled)
{
  const double k = r * 0.44771525; /* control points of a quarter circle, from the corner */
  Pen pen = { .figure = figure_new (shape, filled) };
  const double top_right[] = { x + w - k, y, x + w, y + k, x + w, y + r };
  const double bottom_right[] = { x + w, y + h - k, x + w - k, y + h, x + w - r, y + h };
  const double bottom_left[] = { x + k, y + h, x, y + h - k, x, y + h - r };
  const double top_left[] = { x, y + k, x + k, y, x + r, y };

  pen_line (&pen, 'M', x + r, y);
  pen_line (&pen, 'L', x + w - r, y);
  pen_curve (&pen, top_right);
  pen_line (&pen, 'L', x + w, y + h - r);
  pen_curve (&pen, bottom_right);
  pen_line (&pen, 'L', x + r, y + h);
  pen_curve (&pen, bottom_left);
  pen_line (&pen, 'L', x, y + r);
  pen_curve (&pen, top_left);
  figure_add (pen.figure, 'Z', NULL, 0);
}

static const char *
attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  return NULL;
}

static double
number (const char **names, const char **values, const char *name)
{
  const char *text = attribute (names, values, name);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0;
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer data,
               GError **error)
{
  MdgIconShape *shape = data;
  gboolean filled = g_strcmp0 (attribute (names, values, "fill"), "currentColor") == 0;

  if (strcmp (element, "svg") == 0)
    {
      double width = number (names, values, "stroke-width");
      shape->stroke_width = width > 0 ? width : 1.75;
    }
  else if (strcmp (element, "path") == 0)
    {
      const char *d = attribute (names, values, "d");
      if (d == NULL || !read_path (shape, d, filled))
        g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "cannot read path %s",
                     d);
    }
  else if (strcmp (element, "circle") == 0)
    {
      double r = number (names, values, "r");
      add_round_box (shape, number (names, values, "cx") - r, number (names, values, "cy") - r,
                     2 * r, 2 * r, r, filled);
    }
  else if (strcmp (element, "rect") == 0)
    add_round_box (shape, number (names, values, "x"), number (names, values, "y"),
                   number (names, values, "width"), number (names, values, "height"),
                   number (names, values, "rx"), filled);
}

static void
draw_figure (const Figure *figure, cairo_t *cr)
{
  const double *p = (const double *)(void *)figure->points->data;

  for (guint i = 0; i < figure->ops->len; i++)
    switch (g_array_index (figure->ops, char, i))
      {
      case 'M':
        cairo_move_to (cr, p[0], p[1]);
        p += 2;
        break;
      case 'L':
        cairo_line_to (cr, p[0], p[1]);
        p += 2;
        break;
      case 'C':
        cairo_curve_to (cr, p[0], p[1], p[2], p[3], p[4], p[5]);
        p += 6;
        break;
      default:
        cairo_close_path (cr);
        break;
      }
}

MdgIconShape *
mdg_icon_shape_parse (const char *svg, gssize length, GError **error)
{
  static const GMarkupParser parser = { .start_element = start_element };
  g_autoptr (MdgIconShape) shape = g_new0 (MdgIconShape, 1);
  g_autoptr (GMarkupParseContext) context = NULL;

  shape->figures = g_ptr_array_new_with_free_func (figure_free);
  shape->stroke_width = 1.75;
  context = g_markup_parse_context_new (&parser, 0, shape, NULL);
  if (!g_markup_parse_context_parse (context, svg, length, error)
      || !g_markup_parse_context_end_parse (context, error))
    return NULL;
  return g_steal_pointer (&shape);
}

void
mdg_icon_shape_free (MdgIconShape *shape)
{
  if (shape == NULL)
    return;
  g_ptr_array_unref (shape->figures);
  g_free (shape);
}

void
mdg_icon_shape_draw (const MdgIconShape *shape, cairo_t *cr, double side)
{
  cairo_save (cr);
  cairo_scale (cr, side / MDG_ICON_GRID, side / MDG_ICON_GRID);
  cairo_set_line_width (cr, shape->stroke_width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < shape->figures->len; i++)
    {
      const Figure *figure = g_ptr_array_index (shape->figures, i);
      draw_figure (figure, cr);
      if (figure->filled)
        cairo_fill (cr);
      else
        cairo_stroke (cr);
    }
  cairo_restore (cr);
}

guint
mdg_icon_shape_get_n_figures (const MdgIconShape *shape)
{
  return shape->figures->len;
}
