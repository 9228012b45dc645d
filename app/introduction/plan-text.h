/* plan-text.h: a plan in a person's words, in the language of the program; the same thing always by the same name. */
#pragma once

#include "introduction/plan.h"

G_BEGIN_DECLS

/* 済み, できます, 前の手順を待っています, 目安を過ぎています, 間に合いません. Static */
const char *mdg_plan_state_words (MdgPlanState state);

/* Whether the whole can be kept. @body: (out) (transfer full) (nullable): which steps cannot, and from when on it could. Returns:
 * (transfer full) */
char *mdg_plan_verdict (const MdgPlan *plan, char **body);

/* Who acts, and with whom. Returns: (transfer full) */
char *mdg_plan_who_words (const MdgPlan *plan, const MdgPlannedStep *step);

/* What is to be known of a step's day: closed days, rolls, guidelines, what the document leaves open. Returns: (transfer full) */
GStrv mdg_plan_remarks (const MdgPlan *plan, const MdgCalendar *calendar, const MdgPlannedStep *step);

/* What is to be known of the plan as a whole: what was assumed and is not certain. Returns: (transfer full) */
GStrv mdg_plan_notes (const MdgPlan *plan, const MdgCalendar *calendar);

G_END_DECLS
