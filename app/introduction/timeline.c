/* timeline.c: the picture of a plan as geometry.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/timeline.h"

#define BAR_SHARE 0.5 /* of a row's height */
#define NARROWEST 6.0 /* a bar that is a single day can be seen */
#define LONG_AGO 62   /* days before the first last day: earlier than that nothing is drawn */

typedef struct
{
  MdgDay first; /* of the first month */
  MdgDay end;   /* after the last month */
} Span;

static MdgDay
month_of (MdgDay day)
{
  int year, month;

  mdg_day_get (day, &year, &month, NULL);
  return mdg_day_new (year, month, 1);
}

/* The months with all last days, and today if it is near. */
static Span
find_span (const MdgPlan *plan)
{
  MdgDay from = plan->wish.wished, to = plan->wish.wished;

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const MdgPlannedStep *step = mdg_plan_get (plan, i);

      from = MIN (from, step->deadline.safe);
      to = MAX (to, step->deadline.due);
    }
  if (plan->wish.today >= from - LONG_AGO && plan->wish.today < from)
    from = plan->wish.today;
  return (Span){ month_of (from), mdg_day_add_months (month_of (to), 1) };
}

static double
x_of (const MdgTimeline *timeline, const Span *span, MdgDay day)
{
  return timeline->width * (CLAMP (day, span->first, span->end) - span->first)
         / (span->end - span->first);
}

static void
add_months (MdgTimeline *timeline, const Span *span)
{
  for (MdgDay day = span->first; day < span->end;)
    {
      MdgDay next = mdg_day_add_months (day, 1);
      MdgTimelineMonth month = { .x = x_of (timeline, span, day) };

      month.width = x_of (timeline, span, next) - month.x;
      mdg_day_get (day, &month.year, &month.month, NULL);
      g_array_append_val (timeline->months, month);
      day = next;
    }
}

static void
add_bar (MdgTimeline *timeline, const Span *span, const MdgPlan *plan, guint position)
{
  const MdgPlannedStep *step = mdg_plan_get (plan, position);
  MdgTimelineBar bar = { .position = position, .state = step->state };
  double end = x_of (timeline, span, step->deadline.due + 1);

  bar.x = MIN (x_of (timeline, span, MIN (step->begin, step->deadline.due)), end - NARROWEST);
  bar.x = MAX (bar.x, 0);
  bar.width = MAX (end - bar.x, NARROWEST);
  bar.height = timeline->row_height * BAR_SHARE;
  bar.y = timeline->first_row + position * timeline->row_height
          + (timeline->row_height - bar.height) / 2;
  g_array_append_val (timeline->bars, bar);
}

MdgTimeline *
mdg_timeline_new (const MdgPlan *plan, double width, double head, double row_height)
{
  Span span = find_span (plan);
  MdgTimeline *timeline = g_new0 (MdgTimeline, 1);

  timeline->width = width;
  timeline->first_row = head;
  timeline->row_height = row_height;
  timeline->height = head + plan->steps->len * row_height;
  timeline->bars = g_array_new (FALSE, TRUE, sizeof (MdgTimelineBar));
  timeline->months = g_array_new (FALSE, TRUE, sizeof (MdgTimelineMonth));
  timeline->wished = x_of (timeline, &span, plan->wish.wished);
  timeline->today = plan->wish.today >= span.first && plan->wish.today < span.end
                        ? x_of (timeline, &span, plan->wish.today)
                        : -1;
  add_months (timeline, &span);
  for (guint i = 0; i < plan->steps->len; i++)
    add_bar (timeline, &span, plan, i);
  return timeline;
}

void
mdg_timeline_free (MdgTimeline *timeline)
{
  if (timeline == NULL)
    return;
  g_array_unref (timeline->bars);
  g_array_unref (timeline->months);
  g_free (timeline);
}

guint
mdg_timeline_row_at (const MdgTimeline *timeline, double y)
{
  if (y < timeline->first_row || y >= timeline->height)
    return MDG_PLAN_NONE;
  return (guint)((y - timeline->first_row) / timeline->row_height);
}
