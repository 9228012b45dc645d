/* plan-look.c: how a plan looks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/plan-look.h"

#include <glib/gi18n.h>

#define BAR_THICK 16 /* pixels */

static const struct
{
  const char *icon;
  const char *css_class;
  const char *colour; /* of the theme */
  gboolean filled;
} looks[] = {
  [MDG_PLAN_DONE] = { "check-circle", "good", "mdg_good", TRUE },
  [MDG_PLAN_READY] = { "circle", "plain", "mdg_accent", TRUE },
  [MDG_PLAN_WAITING] = { "clock", "plain", "mdg_accent", FALSE },
  [MDG_PLAN_LATE] = { "warning", "attention", "mdg_attention", TRUE },
  [MDG_PLAN_MISSED] = { "error", "bad", "mdg_bad", TRUE },
};

const char *
mdg_plan_state_icon (MdgPlanState state)
{
  return looks[state].icon;
}

const char *
mdg_plan_state_class (MdgPlanState state)
{
  return looks[state].css_class;
}

static void
set_colour (GtkWidget *widget, cairo_t *cr, const char *name, double alpha)
{
  GdkRGBA colour = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour);
  colour.alpha = (float)alpha;
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
draw_line (cairo_t *cr, double x, int height, double width)
{
  cairo_set_line_width (cr, width);
  cairo_move_to (cr, x, 0);
  cairo_line_to (cr, x, height);
  cairo_stroke (cr);
}

/* (transfer full) (nullable): NULL when there is no room for it */
static PangoLayout *
fit_name (GtkWidget *widget, const MdgTimelineMonth *month, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + 6 <= month->width ? g_steal_pointer (&layout) : NULL;
}

/* "11月"; January, and the first, with their year where there is room. */
static void
draw_month_name (GtkWidget *widget, cairo_t *cr, const MdgTimelineMonth *month, gboolean first)
{
  /* Translators: a year and one of its months, as short as can be */
  g_autofree char *whole = g_strdup_printf (_ ("%d-%02d"), month->year, month->month);
  /* Translators: a month by its number, as short as can be */
  g_autofree char *alone = g_strdup_printf (C_ ("month", "%02d"), month->month);
  g_autoptr (PangoLayout) layout = NULL;

  if (first || month->month == 1)
    layout = fit_name (widget, month, whole);
  if (layout == NULL)
    layout = fit_name (widget, month, alone);
  if (layout == NULL)
    return;
  set_colour (widget, cr, "theme_fg_color", 0.8);
  cairo_move_to (cr, month->x + 4, 0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_bar (GtkWidget *widget, cairo_t *cr, const MdgTimelineBar *bar, int height)
{
  double thick = MIN (BAR_THICK, height);

  cairo_rectangle (cr, bar->x + 1, (height - thick) / 2, MAX (bar->width - 2, 2), thick);
  if (looks[bar->state].filled)
    {
      set_colour (widget, cr, looks[bar->state].colour, bar->state == MDG_PLAN_DONE ? 0.45 : 0.9);
      cairo_fill_preserve (cr);
    }
  set_colour (widget, cr, looks[bar->state].colour, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

void
mdg_plan_look_draw (GtkWidget *widget,
                    cairo_t *cr,
                    const MdgPlan *plan,
                    guint position,
                    int width,
                    int height)
{
  g_autoptr (MdgTimeline) timeline = mdg_timeline_new (plan, width, 0, height);

  for (guint i = 0; i < timeline->months->len; i++)
    {
      const MdgTimelineMonth *month = &g_array_index (timeline->months, MdgTimelineMonth, i);

      set_colour (widget, cr, "mdg_line", 1);
      draw_line (cr, month->x + 0.5, height, 1);
      if (position >= timeline->bars->len)
        draw_month_name (widget, cr, month, i == 0);
    }
  if (position < timeline->bars->len)
    draw_bar (widget, cr, &g_array_index (timeline->bars, MdgTimelineBar, position), height);
  if (timeline->today >= 0)
    {
      static const double dashes[] = { 4, 3 };

      set_colour (widget, cr, "theme_fg_color", 0.75);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      draw_line (cr, timeline->today, height, 1.5);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  set_colour (widget, cr, "mdg_accent", 1);
  draw_line (cr, MIN (timeline->wished, width - 1), height, 2);
}
