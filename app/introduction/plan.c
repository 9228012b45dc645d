/* plan.c: days for all steps, forwards from today and backwards from the wished date.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/plan.h"

#define SEARCH_DAYS (3 * 366)
#define FIRST_YEAR (MDG_CALENDAR_FIRST_YEAR + 1)
#define LAST_YEAR (MDG_CALENDAR_LAST_YEAR - 4) /* the search goes on from there */

MdgPlanProgress *
mdg_plan_progress_new (MdgDay done_on, const char *note)
{
  MdgPlanProgress *progress = g_new0 (MdgPlanProgress, 1);

  progress->done_on = done_on;
  progress->note = g_strdup (note != NULL ? note : "");
  return progress;
}

void
mdg_plan_progress_free (MdgPlanProgress *progress)
{
  if (progress == NULL)
    return;
  g_free (progress->note);
  g_free (progress);
}

GHashTable *
mdg_plan_progress_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify)mdg_plan_progress_free);
}

gboolean
mdg_plan_day_is_possible (MdgDay day)
{
  return day != MDG_DAY_NONE && day >= mdg_day_new (FIRST_YEAR, 1, 1)
         && day <= mdg_day_new (LAST_YEAR, 12, 31);
}

static MdgDay
done_on (const MdgPlanGuide *guide, guint n, GHashTable *progress)
{
  const MdgPlanProgress *one
      = progress != NULL ? g_hash_table_lookup (progress, mdg_plan_guide_step (guide, n)->id)
                         : NULL;

  return one != NULL ? one->done_on : MDG_DAY_NONE;
}

gboolean
mdg_plan_thing_is_there (const MdgPlanGuide *guide,
                         guint thing,
                         guint facility,
                         GHashTable *progress)
{
  guint64 steps = mdg_plan_guide_thing (guide, thing)->steps;

  for (guint n = 0; n < guide->steps->len; n++)
    if ((steps >> n & 1) != 0 && mdg_plan_step_is_for (mdg_plan_guide_step (guide, n), facility)
        && done_on (guide, n, progress) == MDG_DAY_NONE)
      return FALSE;
  return TRUE;
}

/* one wish ------------------------------------------------------------------------------------ */

/* All steps by their numbers in the guide; what the facility does not have is left alone. */
typedef struct
{
  const MdgPlanGuide *guide;
  const MdgCalendar *calendar;
  const MdgPlanWish *wish;
  GHashTable *progress;
  gboolean work_assumed;
  MdgPlannedStep steps[MDG_PLAN_STEPS_MAX];
} Run;

static gboolean
has (const Run *run, guint n)
{
  return mdg_plan_step_is_for (mdg_plan_guide_step (run->guide, n), run->wish->facility);
}

static MdgDeadline
apply (const Run *run, const MdgPlanRule *rule, MdgDay from)
{
  switch (rule->kind)
    {
    case MDG_RULE_MONTHS:
      return mdg_deadline_day (run->calendar, mdg_day_add_months (from, rule->n), MDG_ROLL_UNSAID);
    case MDG_RULE_MONTH_DAY:
      return mdg_deadline_month_day (run->calendar, from, rule->n, rule->month_day, rule->roll);
    case MDG_RULE_OPEN_DAYS:
      return mdg_deadline_open_days (run->calendar, from, rule->n);
    case MDG_RULE_DAYS:
      return mdg_deadline_day (run->calendar, from + rule->n, MDG_ROLL_UNSAID);
    case MDG_RULE_DAY:
    default:
      return mdg_deadline_day (run->calendar, from, MDG_ROLL_UNSAID);
    }
}

/* @day and the step's lead time, or without it (@sign -1). */
static MdgDay
with_lead (const Run *run, const MdgPlanStep *step, MdgDay day, int sign)
{
  if (step->lead.kind == MDG_RULE_OPEN_DAYS)
    return mdg_calendar_add_open_days (run->calendar, day, sign * step->lead.n);
  return step->lead.kind == MDG_RULE_DAYS ? day + sign * step->lead.n : day;
}

static void
find_deadlines (Run *run)
{
  for (guint i = 0; i < run->guide->steps->len; i++)
    {
      guint n = run->guide->order[i];
      const MdgPlanRule *rule;
      MdgDay from;

      if (!has (run, n))
        continue;
      rule = mdg_plan_step_rule (run->guide, mdg_plan_guide_step (run->guide, n),
                                 run->wish->facility);
      from = rule->of == MDG_OF_START  ? run->wish->wished
             : rule->of == MDG_OF_WORK ? run->wish->work
                                       : run->steps[rule->of].deadline.safe;
      run->steps[n].step = n;
      run->steps[n].deadline = apply (run, rule, from);
    }
}

/* A step that another one waits for must be done in time for that. */
static void
bring_forward (Run *run)
{
  for (guint i = run->guide->steps->len; i-- > 0;)
    {
      guint n = run->guide->order[i];
      const MdgPlanStep *step = mdg_plan_guide_step (run->guide, n);
      MdgDay limit;

      if (!has (run, n) || step->optional)
        continue;
      limit = with_lead (run, step, run->steps[n].deadline.due, -1);
      for (guint k = 0; k < step->n_after; k++)
        {
          MdgPlannedStep *before = &run->steps[step->after[k]];

          if (!has (run, step->after[k]) || before->deadline.due <= limit)
            continue;
          before->deadline = mdg_deadline_day (run->calendar, limit, MDG_ROLL_UNSAID);
          before->brought_forward = TRUE;
        }
    }
}

static gboolean
is_binding (const Run *run, const MdgPlanStep *step)
{
  return step->binding && !(run->work_assumed && step->due.of == MDG_OF_WORK);
}

/* What @n waits for: the last of their days, by the plan and as things stand. */
static gboolean
look_before (const Run *run, guint n, MdgDay *planned, MdgDay *possible)
{
  const MdgPlanStep *step = mdg_plan_guide_step (run->guide, n);
  gboolean waits = FALSE;

  *planned = *possible = MDG_DAY_NONE;
  for (guint k = 0; k < step->n_after; k++)
    {
      guint before = step->after[k];

      if (!has (run, before))
        continue;
      *planned = MAX (*planned, run->steps[before].deadline.safe);
      *possible = MAX (*possible, run->steps[before].earliest);
      waits |= run->steps[before].state != MDG_PLAN_DONE;
    }
  return waits;
}

static void
find_state (Run *run, guint n)
{
  const MdgPlanStep *step = mdg_plan_guide_step (run->guide, n);
  MdgPlannedStep *planned = &run->steps[n];
  MdgDay by_plan, possible, done = done_on (run->guide, n, run->progress);
  gboolean waits = look_before (run, n, &by_plan, &possible);

  planned->begin = by_plan != MDG_DAY_NONE ? with_lead (run, step, by_plan, 1) : run->wish->today;
  planned->begin = MIN (planned->begin, planned->deadline.due);
  planned->earliest = run->wish->today;
  if (possible != MDG_DAY_NONE)
    planned->earliest = MAX (planned->earliest, with_lead (run, step, possible, 1));
  if (done != MDG_DAY_NONE)
    {
      planned->earliest = done;
      planned->state = MDG_PLAN_DONE;
    }
  else if (planned->earliest > planned->deadline.due)
    planned->state = is_binding (run, step) ? MDG_PLAN_MISSED : MDG_PLAN_LATE;
  else
    planned->state = waits ? MDG_PLAN_WAITING : MDG_PLAN_READY;
}

static gboolean
run_is_met (const Run *run)
{
  for (guint n = 0; n < run->guide->steps->len; n++)
    if (has (run, n) && run->steps[n].state == MDG_PLAN_MISSED)
      return FALSE;
  return TRUE;
}

/* @wish: the work's day is filled in. */
static void
run_through (Run *run,
             const MdgPlanGuide *guide,
             const MdgCalendar *calendar,
             MdgPlanWish *wish,
             GHashTable *progress)
{
  *run = (Run){ .guide = guide, .calendar = calendar, .wish = wish, .progress = progress };
  run->work_assumed = wish->work == MDG_DAY_NONE;
  if (run->work_assumed)
    wish->work = apply (run, &guide->work, wish->wished).due;
  find_deadlines (run);
  bring_forward (run);
  for (guint i = 0; i < guide->steps->len; i++)
    if (has (run, guide->order[i]))
      find_state (run, guide->order[i]);
}

/* other wishes -------------------------------------------------------------------------------- */

static MdgDay
next_candidate (gboolean month, MdgDay day)
{
  int year, month_number;

  if (!month)
    return day + 1;
  mdg_day_get (day, &year, &month_number, NULL);
  return mdg_day_add_months (mdg_day_new (year, month_number, 1), 1);
}

/* The set-up work keeps its distance, where there was one. */
static MdgDay
find_earliest_start (const MdgPlanGuide *guide,
                     const MdgCalendar *calendar,
                     const MdgPlanWish *wish,
                     GHashTable *progress)
{
  gboolean month = mdg_plan_guide_facility (guide, wish->facility)->month;
  MdgDay from = MAX (wish->wished, wish->today);
  g_autofree Run *run = g_new0 (Run, 1);

  for (MdgDay day = next_candidate (month, from); day < from + SEARCH_DAYS;
       day = next_candidate (month, day))
    {
      MdgPlanWish other = *wish;

      other.wished = day;
      if (wish->work != MDG_DAY_NONE)
        other.work = day - (wish->wished - wish->work);
      run_through (run, guide, calendar, &other, progress);
      if (run_is_met (run))
        return day;
    }
  return MDG_DAY_NONE;
}

/* the plan ------------------------------------------------------------------------------------ */

static int
by_day (gconstpointer a, gconstpointer b, gpointer data)
{
  const MdgPlannedStep *one = a, *other = b;
  const guint *places = data;

  if (one->deadline.due != other->deadline.due)
    return one->deadline.due < other->deadline.due ? -1 : 1;
  return (places[one->step] > places[other->step]) - (places[one->step] < places[other->step]);
}

static void
take_steps (MdgPlan *plan, const Run *run, const MdgCalendar *calendar)
{
  guint places[MDG_PLAN_STEPS_MAX];

  for (guint i = 0; i < run->guide->steps->len; i++)
    {
      guint n = run->guide->order[i];

      places[n] = i;
      if (!has (run, n))
        continue;
      g_array_append_val (plan->steps, run->steps[n]);
      plan->n_done += run->steps[n].state == MDG_PLAN_DONE;
      plan->unannounced
          |= !mdg_calendar_is_announced (calendar, run->steps[n].deadline.due, plan->wish.today);
    }
  g_array_sort_with_data (plan->steps, by_day, places);
}

MdgPlan *
mdg_plan_new (const MdgPlanGuide *guide,
              const MdgCalendar *calendar,
              const MdgPlanWish *wish,
              GHashTable *progress)
{
  g_autofree Run *run = g_new0 (Run, 1);
  MdgPlan *plan;
  int month_day;

  g_return_val_if_fail (wish->facility < guide->facilities->len, NULL);
  g_return_val_if_fail (mdg_plan_day_is_possible (wish->wished), NULL);
  g_return_val_if_fail (wish->work == MDG_DAY_NONE || wish->work <= wish->wished, NULL);
  plan = g_new0 (MdgPlan, 1);
  plan->guide = guide;
  plan->wish = *wish;
  plan->work_assumed = wish->work == MDG_DAY_NONE;
  plan->steps = g_array_new (FALSE, TRUE, sizeof (MdgPlannedStep));
  plan->earliest_start = MDG_DAY_NONE;
  run_through (run, guide, calendar, &plan->wish, progress);
  take_steps (plan, run, calendar);
  plan->can_be_met = run_is_met (run);
  if (!plan->can_be_met)
    plan->earliest_start = find_earliest_start (guide, calendar, wish, progress);
  mdg_day_get (wish->wished, NULL, NULL, &month_day);
  plan->off_month = mdg_plan_guide_facility (guide, wish->facility)->month && month_day != 1;
  return plan;
}

void
mdg_plan_free (MdgPlan *plan)
{
  if (plan == NULL)
    return;
  g_array_unref (plan->steps);
  g_free (plan);
}

const MdgPlannedStep *
mdg_plan_get (const MdgPlan *plan, guint position)
{
  g_return_val_if_fail (position < plan->steps->len, NULL);
  return &g_array_index (plan->steps, MdgPlannedStep, position);
}

const MdgPlanStep *
mdg_plan_step_of (const MdgPlan *plan, const MdgPlannedStep *planned)
{
  return mdg_plan_guide_step (plan->guide, planned->step);
}
