/* plan-export.c: a plan for calendars and on paper.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/plan-export.h"

#include <glib/gi18n-lib.h>

#include "core/ics.h"
#include "core/source-words.h"
#include "introduction/plan-text.h"

/* What to do, what is needed, who acts, and what is doubtful about the day. */
static char *
detail_of (const MdgPlan *plan, const MdgCalendar *calendar, const MdgPlannedStep *planned)
{
  const MdgPlanStep *step = mdg_plan_step_of (plan, planned);
  g_autofree char *who = mdg_plan_who_words (plan, planned);
  g_auto (GStrv) remarks = mdg_plan_remarks (plan, calendar, planned);
  g_autofree char *doubts = g_strjoinv ("\n", remarks);
  /* Translators: between the things in a list */
  g_autofree char *needs = g_strjoinv (_ (", "), step->needs);
  g_autofree char *source = mdg_source_words (step->source);

  return g_strdup_printf ("%s\n%s: %s\n%s: %s\n%s\n%s", step->words, _ ("Who"), who, _ ("Needed"),
                          needs, doubts, source);
}

char *
mdg_plan_to_ics (const MdgPlan *plan, const MdgCalendar *calendar, gint64 now)
{
  static const int alarms[] = { 14, 7, 1 };
  MdgIcs *ics = mdg_ics_new ("Introduction");

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const MdgPlannedStep *planned = mdg_plan_get (plan, i);
      const MdgPlanStep *step = mdg_plan_step_of (plan, planned);
      g_autofree char *uid = g_strdup_printf ("introduction-%s@madoguchi", step->id);
      g_autofree char *detail = detail_of (plan, calendar, planned);
      const MdgIcsEvent event = { .uid = uid,
                                  .stamp = now,
                                  .day = planned->deadline.safe,
                                  .summary = step->title,
                                  .detail = detail,
                                  .alarms = alarms,
                                  .n_alarms = G_N_ELEMENTS (alarms) };

      if (planned->state != MDG_PLAN_DONE)
        mdg_ics_add (ics, &event);
    }
  return mdg_ics_end (ics);
}

/* The state, when it was done, and the note. */
static char *
state_cell (const MdgPlan *plan, const MdgPlannedStep *planned, GHashTable *progress)
{
  const MdgPlanProgress *one
      = progress != NULL ? g_hash_table_lookup (progress, mdg_plan_step_of (plan, planned)->id)
                         : NULL;
  const char *note = one != NULL ? one->note : "";
  g_autofree char *done
      = planned->state == MDG_PLAN_DONE ? mdg_day_words (planned->earliest) : g_strdup ("");

  return g_strdup_printf ("%s %s%s%s", mdg_plan_state_words (planned->state), done,
                          *note != '\0' ? "　" : "", note);
}

static void
add_row (MdgTableSheet *sheet,
         const MdgPlan *plan,
         const MdgPlannedStep *planned,
         GHashTable *progress)
{
  const MdgPlanStep *step = mdg_plan_step_of (plan, planned);
  g_autofree char *day = mdg_day_words (planned->deadline.safe);
  g_autofree char *who = mdg_plan_who_words (plan, planned);
  g_autofree char *needs = g_strjoinv (_ (", "), step->needs);
  g_autofree char *state = state_cell (plan, planned, progress);
  const char *const cells[] = { day, step->title, who, needs, state };

  mdg_table_sheet_add_row (sheet, cells);
}

static void
add_head (MdgTableSheet *sheet, const MdgPlan *plan, const MdgCalendar *calendar)
{
  g_autofree char *wished = mdg_day_words (plan->wish.wished);
  /* Translators: kind of facility, the wished date */
  g_autofree char *line
      = g_strdup_printf (_ ("%s, wished date %s"),
                         mdg_plan_guide_facility (plan->guide, plan->wish.facility)->name, wished);
  g_autofree char *body = NULL;
  g_autofree char *verdict = mdg_plan_verdict (plan, &body);
  g_auto (GStrv) bodies = body != NULL ? g_strsplit (body, "\n", -1) : NULL;
  g_auto (GStrv) notes = mdg_plan_notes (plan, calendar);

  mdg_table_sheet_add_line (sheet, line);
  mdg_table_sheet_add_line (sheet, verdict);
  for (guint i = 0; bodies != NULL && bodies[i] != NULL; i++)
    mdg_table_sheet_add_line (sheet, bodies[i]);
  for (guint i = 0; notes[i] != NULL; i++)
    mdg_table_sheet_add_line (sheet, notes[i]);
}

MdgTableSheet *
mdg_plan_to_sheet (const MdgPlan *plan,
                   const MdgCalendar *calendar,
                   GHashTable *progress,
                   gint64 now,
                   gboolean training)
{
  const MdgTableSheetColumn columns[] = {
    { _ ("By"), 112, 2, FALSE },
    { _ ("Step"), 0, 3, FALSE },
    { _ ("Who"), 130, 3, FALSE },
    { _ ("Needed"), 0, 6, FALSE },
    { _ ("State and note"), 132, 4, FALSE },
  };
  MdgTableSheet *sheet = mdg_table_sheet_new (_ ("Plan of introduction"), columns,
                                              G_N_ELEMENTS (columns), now, training);

  mdg_table_sheet_set_foot (sheet, _ ("Eligibility verification: plan of introduction"));
  add_head (sheet, plan, calendar);
  for (guint i = 0; i < plan->steps->len; i++)
    add_row (sheet, plan, mdg_plan_get (plan, i), progress);
  return sheet;
}
