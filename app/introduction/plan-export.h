/* plan-export.h: a plan handed out: as an .ics file for calendars, and on paper. In the language of the program. */
#pragma once

#include "introduction/plan.h"
#include "paper/table-sheet.h"

G_BEGIN_DECLS

/* The steps that are not done yet, each on the day on which one is safe, with alarms 14, 7 and 1 days before. @now: seconds since
 * 1970. Returns: (transfer full) */
char *mdg_plan_to_ics (const MdgPlan *plan, const MdgCalendar *calendar, gint64 now);

/* All steps as a table on A4. @progress: (nullable): for the notes. Returns: (transfer full) */
MdgTableSheet *
mdg_plan_to_sheet (const MdgPlan *plan, const MdgCalendar *calendar, GHashTable *progress, gint64 now, gboolean training);

G_END_DECLS
