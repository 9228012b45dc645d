/* timeline.h: the picture of a plan as geometry: a row for each step, a bar from when it can be done until its last day, the
 * months above, today and the wished date as lines. Plain numbers, no drawing. Any thread. */
#pragma once

#include "introduction/plan.h"

G_BEGIN_DECLS

typedef struct
{
  guint position; /* in the plan */
  double x, y, width, height;
  MdgPlanState state;
} MdgTimelineBar;

typedef struct
{
  double x; /* where it begins */
  double width;
  int year;
  int month;
} MdgTimelineMonth;

typedef struct
{
  double width, height;
  double first_row;  /* where the rows begin */
  double row_height;
  GArray *bars;      /* of MdgTimelineBar, from above */
  GArray *months;    /* of MdgTimelineMonth, from the left, without gap */
  double today;      /* x of today's line; below 0: it is not in the picture */
  double wished;
} MdgTimeline;

/* Of @width, as high as its rows need. Returns: (transfer full) */
MdgTimeline *mdg_timeline_new (const MdgPlan *plan, double width, double head, double row_height);
void mdg_timeline_free (MdgTimeline *timeline);

/* The position in the plan of the row at @y; MDG_PLAN_NONE: none */
guint mdg_timeline_row_at (const MdgTimeline *timeline, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTimeline, mdg_timeline_free)

G_END_DECLS
