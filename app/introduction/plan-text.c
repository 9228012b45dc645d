/* plan-text.c: a plan in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/plan-text.h"

#include <glib/gi18n-lib.h>

const char *
mdg_plan_state_words (MdgPlanState state)
{
  static const char *const words[] = {
    [MDG_PLAN_DONE] = N_ ("Done"),
    [MDG_PLAN_READY] = N_ ("Can be done now"),
    [MDG_PLAN_WAITING] = N_ ("Waits for a step before"),
    [MDG_PLAN_LATE] = N_ ("Later than the guideline"),
    [MDG_PLAN_MISSED] = N_ ("Cannot be done in time"),
  };

  return _ (words[state]);
}

/* The titles of the steps in @state. */
static char *
titles_in (const MdgPlan *plan, MdgPlanState state, guint *n)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < plan->steps->len; i++)
    if (mdg_plan_get (plan, i)->state == state)
      g_strv_builder_add (titles, mdg_plan_step_of (plan, mdg_plan_get (plan, i))->title);
  all = g_strv_builder_end (titles);
  *n = g_strv_length (all);
  /* Translators: between the names of steps in a list */
  return g_strjoinv (_ (", "), all);
}

static char *
missed_body (const MdgPlan *plan, const char *titles)
{
  g_autofree char *steps = g_strdup_printf (_ ("Cannot be done in time: %s."), titles);
  g_autofree char *start = NULL;
  g_autofree char *when = NULL;

  if (plan->earliest_start != MDG_DAY_NONE)
    start = mdg_day_words (plan->earliest_start);
  when = start != NULL ? g_strdup_printf (_ ("The earliest date that can be met is %s."), start)
                       : g_strdup (_ ("No date within three years can be met."));
  return g_strdup_printf ("%s\n%s", steps, when);
}

char *
mdg_plan_verdict (const MdgPlan *plan, char **body)
{
  guint n_missed, n_late;
  g_autofree char *missed = titles_in (plan, MDG_PLAN_MISSED, &n_missed);
  g_autofree char *late = titles_in (plan, MDG_PLAN_LATE, &n_late);

  *body = NULL;
  if (plan->n_done == plan->steps->len)
    return g_strdup (_ ("All steps are done."));
  if (n_missed > 0)
    {
      *body = missed_body (plan, missed);
      return g_strdup (_ ("The wished date can no longer be met."));
    }
  if (n_late == 0)
    return g_strdup (_ ("The wished date can be met."));
  *body = g_strdup_printf (_ ("Later than the guideline: %s. Do them as soon as possible."), late);
  return g_strdup (_ ("The wished date can be met, but it is getting tight."));
}

char *
mdg_plan_who_words (const MdgPlan *plan, const MdgPlannedStep *planned)
{
  const MdgPlanStep *step = mdg_plan_step_of (plan, planned);
  const char *who = mdg_plan_guide_person (plan->guide, step->who)->name;

  if (step->with == MDG_PLAN_NONE)
    return g_strdup (who);
  return g_strdup_printf ("%s → %s", who, mdg_plan_guide_person (plan->guide, step->with)->name);
}

/* What closed days do to it. */
static void
add_day_remarks (GStrvBuilder *remarks, const MdgCalendar *calendar, const MdgDeadline *deadline)
{
  const char *why = mdg_calendar_why_closed (calendar, deadline->printed);
  g_autofree char *printed = mdg_day_words (deadline->printed);
  g_autofree char *safe = mdg_day_words (deadline->safe);
  g_autofree char *text = NULL;

  if (why == NULL)
    return;
  if (deadline->due != deadline->printed)
    /* Translators: a day, why offices are closed on it */
    text = g_strdup_printf (_ ("By the rule %s, a closed day (%s): the next open day counts."),
                            printed, why);
  else
    /* Translators: a day, why offices are closed on it, the last open day before */
    text = g_strdup_printf (_ ("%s is a closed day (%s). You are safe by %s."), printed, why, safe);
  g_strv_builder_add (remarks, text);
}

GStrv
mdg_plan_remarks (const MdgPlan *plan, const MdgCalendar *calendar, const MdgPlannedStep *planned)
{
  const MdgPlanStep *step = mdg_plan_step_of (plan, planned);
  g_autoptr (GStrvBuilder) remarks = g_strv_builder_new ();

  add_day_remarks (remarks, calendar, &planned->deadline);
  if (planned->brought_forward)
    g_strv_builder_add (remarks, _ ("Brought forward, so that the next step's day can be kept."));
  if (step->assumed)
    g_strv_builder_add (remarks,
                        _ ("The documents have no day for it: this is the program's guideline."));
  else if (!step->binding)
    g_strv_builder_add (remarks, _ ("The day is a guideline."));
  if (step->optional)
    g_strv_builder_add (remarks, _ ("Only where it is needed."));
  if (step->doubt != NULL)
    g_strv_builder_add (remarks, step->doubt);
  return g_strv_builder_end (remarks);
}

GStrv
mdg_plan_notes (const MdgPlan *plan, const MdgCalendar *calendar)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  const char *note = mdg_plan_guide_facility (plan->guide, plan->wish.facility)->note;
  g_autofree char *holidays = mdg_calendar_words (calendar);

  if (note != NULL)
    g_strv_builder_add (notes, note);
  if (plan->off_month)
    g_strv_builder_add (notes, _ ("The procedure is for a start on the first of a month; the "
                                  "wished date is another day."));
  if (plan->work_assumed && mdg_plan_guide_facility (plan->guide, plan->wish.facility)->month)
    {
      g_autofree char *day = mdg_day_words (plan->wish.work);
      g_autofree char *text
          = g_strdup_printf (_ ("The day of the set-up work is not settled: %s is assumed. Enter "
                                "it when the system vendor has told you."),
                             day);

      g_strv_builder_add (notes, text);
    }
  g_strv_builder_add (notes, holidays);
  if (plan->unannounced)
    g_strv_builder_add (notes, _ ("Some days lie in a year whose equinox days are not announced "
                                  "yet; they are calculated."));
  return g_strv_builder_end (notes);
}
