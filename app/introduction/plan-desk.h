/* plan-desk.h: the plan as it stands, between the cache and whoever shows it: loads it, calculates it for today, and keeps what is
 * changed. Main thread. */
#pragma once

#include "core/clock.h"
#include "introduction/plan-book.h"

G_BEGIN_DECLS

#define MDG_TYPE_PLAN_DESK (mdg_plan_desk_get_type ())
G_DECLARE_FINAL_TYPE (MdgPlanDesk, mdg_plan_desk, MDG, PLAN_DESK, GObject)

/* Signals:
 *   changed: there is another plan, or none
 *   failed (GError): what was asked for was not kept; the plan is as it was
 *   kept: what was asked for is on the disk; after changed
 *
 * @language: of the guide, "ja" or "en". @calendar: kept. Returns: (transfer full) */
MdgPlanDesk *mdg_plan_desk_new (MdgClock *clock, MdgCalendar *calendar, const char *language);

/* Where the plan is kept. @cache: (nullable): none yet */
void mdg_plan_desk_set_cache (MdgPlanDesk *desk, MdgCache *cache);

/* Another calendar from now on; kept. */
void mdg_plan_desk_set_calendar (MdgPlanDesk *desk, MdgCalendar *calendar);

/* Whether it is known what is kept. */
gboolean mdg_plan_desk_is_loaded (MdgPlanDesk *desk);

const MdgPlanGuide *mdg_plan_desk_get_guide (MdgPlanDesk *desk);
const MdgCalendar *mdg_plan_desk_get_calendar (MdgPlanDesk *desk);

/* (nullable): none was made, or it is of a facility that this program does not know. Valid until "changed". */
const MdgPlan *mdg_plan_desk_get_plan (MdgPlanDesk *desk);

/* What is kept. Valid until "changed". */
const MdgPlanRecord *mdg_plan_desk_get_record (MdgPlanDesk *desk);

/* Seconds since 1970, and the day that is in Japan. */
gint64 mdg_plan_desk_get_now (MdgPlanDesk *desk);
MdgDay mdg_plan_desk_get_today (MdgPlanDesk *desk);

/* Calculates anew when another day has begun. */
void mdg_plan_desk_refresh (MdgPlanDesk *desk);

/* Makes or changes the plan. @work: MDG_DAY_NONE: not settled. @things: bits of the guide's things that are there; the steps that go
 * with one are done today, and not done any more when it is not there after all. Errors, told by "failed": MDG_ERROR_INVALID_INPUT
 * with the field "wished" or "work"; those of the cache; MDG_ERROR_FAILED: there is none yet */
void mdg_plan_desk_make (MdgPlanDesk *desk, guint facility, MdgDay wished, MdgDay work, guint things);

/* @step: its id. @done_on: MDG_DAY_NONE: not done. @note: one line. Errors: those of mdg_plan_book_save_step_async() */
void mdg_plan_desk_set_progress (MdgPlanDesk *desk, const char *step, MdgDay done_on, const char *note);

/* Takes the plan away. */
void mdg_plan_desk_clear (MdgPlanDesk *desk);

/* How far @step has come; its note is "" where nothing is kept. Returns: (transfer full) */
MdgPlanProgress *mdg_plan_desk_get_progress (MdgPlanDesk *desk, const char *step);

G_END_DECLS
