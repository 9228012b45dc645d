/* fuzz-plan-guide.c: anything as the steps of joining; and a plan by what is taken for such.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/plan.h"
#include "introduction/timeline.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static MdgCalendar *calendar;
  MdgPlanWish wish = { 0, mdg_day_new (2027, 4, 1), MDG_DAY_NONE, mdg_day_new (2026, 11, 22) };
  g_autoptr (MdgPlanGuide) guide
      = mdg_plan_guide_parse ((const char *)data, (gssize)size, "ja", NULL);

  if (calendar == NULL)
    calendar = mdg_calendar_new ();
  for (; guide != NULL && wish.facility < guide->facilities->len; wish.facility++)
    {
      g_autoptr (MdgPlan) plan = mdg_plan_new (guide, calendar, &wish, NULL);
      g_autoptr (MdgTimeline) timeline = mdg_timeline_new (plan, 800, 30, 24);

      g_assert_cmpuint (timeline->bars->len, ==, plan->steps->len);
    }
  return 0;
}
