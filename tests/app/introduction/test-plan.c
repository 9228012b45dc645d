/* test-plan.c: plans of [4] day by day; what can be met and what cannot; the picture, the calendar
 * file and the sheet of a plan. SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/plan.h"

#include <string.h>

#include "introduction/plan-export.h"
#include "introduction/plan-text.h"
#include "introduction/timeline.h"

typedef struct
{
  MdgPlanGuide *guide;
  MdgCalendar *calendar;
  GHashTable *progress;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->guide = mdg_plan_guide_new ("ja");
  f->calendar = mdg_calendar_new ();
  f->progress = mdg_plan_progress_table_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  mdg_plan_guide_free (f->guide);
  mdg_calendar_unref (f->calendar);
  g_hash_table_unref (f->progress);
}

static MdgDay
day (const char *text)
{
  MdgDay read = text != NULL ? mdg_day_parse (text) : MDG_DAY_NONE;

  g_assert_true (text == NULL || read != MDG_DAY_NONE);
  return read;
}

static MdgPlan *
plan_for (Fixture *f, const char *facility, const char *wished, const char *work, const char *today)
{
  const MdgPlanWish wish = { mdg_plan_guide_find_facility (f->guide, facility), day (wished),
                             day (work), day (today) };

  return mdg_plan_new (f->guide, f->calendar, &wish, f->progress);
}

static void
finish (Fixture *f, const char *step, const char *on, const char *note)
{
  g_assert_cmpuint (mdg_plan_guide_find_step (f->guide, step), !=, MDG_PLAN_NONE);
  g_hash_table_replace (f->progress, g_strdup (step), mdg_plan_progress_new (day (on), note));
}

static const MdgPlannedStep *
find (const MdgPlan *plan, const char *id)
{
  for (guint i = 0; i < plan->steps->len; i++)
    if (g_str_equal (mdg_plan_step_of (plan, mdg_plan_get (plan, i))->id, id))
      return mdg_plan_get (plan, i);
  return NULL;
}

#define assert_day(is, should)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *is_text = mdg_day_text (is);                                                  \
    g_assert_cmpstr (is_text, ==, should);                                                         \
  }                                                                                                \
  G_STMT_END

/* Every day of one plan, worked out by hand from [4]. */
static void
test_medical (Fixture *f, gconstpointer data)
{
  static const char *const days[][4] = {
    { "reader", "2027-01-01", "2027-01-01", "2026-12-28" },
    { "network", "2027-01-01", "2027-01-01", "2026-12-28" },
    { "estimate", "2027-01-01", "2027-01-01", "2026-12-28" },
    { "order", "2027-02-01", "2027-02-01", "2027-02-01" },
    { "number-request", "2027-02-01", "2027-02-01", "2027-02-01" },
    { "number", "2027-02-10", "2027-02-10", "2027-02-10" },
    { "number-submit", "2027-02-15", "2027-02-15", "2027-02-15" },
    { "portal-account", "2027-02-19", "2027-02-19", "2027-02-19" },
    { "designation", "2027-03-01", "2027-03-01", "2027-03-01" },
    { "use-application", "2027-03-10", "2027-03-10", "2027-03-10" },
    { "certificate-application", "2027-03-10", "2027-03-10", "2027-03-10" },
    { "receive", "2027-03-17", "2027-03-17", "2027-03-17" },
    { "setup", "2027-03-17", "2027-03-17", "2027-03-17" },
    { "test", "2027-03-18", "2027-03-18", "2027-03-18" },
    { "billing", "2027-03-20", "2027-03-20", "2027-03-19" },
    { "staff", "2027-03-25", "2027-03-25", "2027-03-25" },
    { "notice", "2027-03-31", "2027-03-31", "2027-03-31" },
    { "operation-date", "2027-03-31", "2027-03-31", "2027-03-31" },
    { "first-day", "2027-04-01", "2027-04-01", "2027-04-01" },
  };
  g_autoptr (MdgPlan) plan = plan_for (f, "medical", "2027-04-01", NULL, "2026-11-22");

  g_assert_true (plan->can_be_met && plan->work_assumed && !plan->off_month && !plan->unannounced);
  assert_day (plan->wish.work, "2027-03-17");
  g_assert_cmpuint (plan->steps->len, ==, G_N_ELEMENTS (days));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const MdgPlannedStep *step = find (plan, days[i][0]);

      assert_day (step->deadline.printed, days[i][1]);
      assert_day (step->deadline.due, days[i][2]);
      assert_day (step->deadline.safe, days[i][3]);
      g_assert_false (step->brought_forward);
      g_assert_cmpint (step->state, <=, MDG_PLAN_WAITING);
    }
  g_assert_cmpint (find (plan, "reader")->state, ==, MDG_PLAN_READY);
  g_assert_cmpint (find (plan, "order")->state, ==, MDG_PLAN_WAITING);
}

/* The 10th on a closed day (facts.md 8.4): 2027-01-10 is a Sunday, the 11th a holiday. */
static void
test_rolled (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlan) plan = plan_for (f, "dental", "2027-03-01", NULL, "2026-11-22");
  const MdgPlannedStep *number = find (plan, "number");
  g_auto (GStrv) remarks = mdg_plan_remarks (plan, f->calendar, number);

  assert_day (number->deadline.printed, "2027-01-10");
  assert_day (number->deadline.due, "2027-01-12");
  assert_day (find (plan, "number-submit")->deadline.due, "2027-01-15");
  assert_day (find (plan, "portal-account")->deadline.due, "2027-01-21");
  /* the closed day, the guideline, and what the document prints */
  g_assert_cmpuint (g_strv_length (remarks), ==, 3);
  g_assert_nonnull (strstr (remarks[0], "Sunday"));
  g_assert_nonnull (strstr (remarks[2], "翌開庁日"));
}

static void
test_work_given (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlan) plan = plan_for (f, "pharmacy", "2027-05-01", "2027-04-26", "2026-11-22");

  g_assert_false (plan->work_assumed);
  assert_day (find (plan, "use-application")->deadline.due, "2027-04-19");
  assert_day (find (plan, "test")->deadline.due, "2027-04-27");
}

/* A set-up work so early that what comes before it has to be done before its own rule says. */
static void
test_brought_forward (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlan) plan = plan_for (f, "medical", "2027-04-01", "2027-02-22", "2026-11-22");
  const MdgPlannedStep *account = find (plan, "portal-account");
  const MdgPlannedStep *submit = find (plan, "number-submit");

  assert_day (find (plan, "certificate-application")->deadline.due, "2027-02-15");
  assert_day (account->deadline.due, "2027-02-15");
  g_assert_true (account->brought_forward && submit->brought_forward);
  /* four open days before: 12th, 10th, 9th, 8th, the 11th being a holiday */
  assert_day (submit->deadline.due, "2027-02-08");
  assert_day (find (plan, "number")->deadline.due, "2027-02-08");
}

static void
test_missed (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlan) plan = plan_for (f, "medical", "2027-04-01", NULL, "2027-02-16");
  g_autoptr (MdgPlan) later = NULL;
  g_autoptr (MdgPlan) kept = NULL;
  g_autofree char *body = NULL;
  g_autofree char *verdict = mdg_plan_verdict (plan, &body);

  g_assert_false (plan->can_be_met);
  g_assert_cmpint (find (plan, "number-submit")->state, ==, MDG_PLAN_MISSED);
  g_assert_cmpint (find (plan, "reader")->state, ==, MDG_PLAN_LATE);
  assert_day (plan->earliest_start, "2027-05-01");
  g_assert_nonnull (strstr (verdict, "no longer"));
  g_assert_nonnull (strstr (body, "2027-05-01"));
  g_assert_nonnull (strstr (body, mdg_plan_step_of (plan, find (plan, "number-submit"))->title));
  later = plan_for (f, "medical", "2027-05-01", NULL, "2027-02-16");
  g_assert_true (later->can_be_met);
  /* with the account there already, the first date can be kept */
  finish (f, "number-request", "2027-02-01", NULL);
  finish (f, "number", "2027-02-10", NULL);
  finish (f, "number-submit", "2027-02-12", NULL);
  kept = plan_for (f, "medical", "2027-04-01", NULL, "2027-02-16");
  g_assert_true (kept->can_be_met);
  g_assert_cmpuint (kept->n_done, ==, 3);
  g_assert_cmpint (find (kept, "number-submit")->state, ==, MDG_PLAN_DONE);
  assert_day (find (kept, "number-submit")->earliest, "2027-02-12");
  assert_day (find (kept, "portal-account")->earliest, "2027-02-18");
}

/* It takes a week, whatever one does. */
static void
test_clinic_of_therapy (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlan) plan = plan_for (f, "judo", "2026-11-28", NULL, "2026-11-24");
  g_autoptr (MdgPlan) later = NULL;

  g_assert_false (plan->can_be_met);
  assert_day (plan->earliest_start, "2026-12-01");
  later = plan_for (f, "judo", "2026-12-01", NULL, "2026-11-24");
  g_assert_true (later->can_be_met && !later->off_month);
  g_assert_null (find (later, "reader"));
  g_assert_null (find (later, "number"));
  assert_day (find (later, "use-granted")->earliest, "2026-12-01");
  g_assert_cmpint (find (later, "use-granted")->state, ==, MDG_PLAN_LATE);
}

static void
test_notes (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlan) odd = plan_for (f, "both", "2030-04-10", NULL, "2026-11-22");
  g_auto (GStrv) notes = mdg_plan_notes (odd, f->calendar);

  g_assert_true (odd->off_month && odd->unannounced);
  /* of its kind, of the day, of the work, of the holidays, of the equinoxes */
  g_assert_cmpuint (g_strv_length (notes), ==, 5);
  g_assert_nonnull (find (odd, "number-request-dental"));
}

static void
test_things (Fixture *f, gconstpointer data)
{
  guint medical = mdg_plan_guide_find_facility (f->guide, "medical");
  guint both = mdg_plan_guide_find_facility (f->guide, "both");
  guint number = MDG_PLAN_NONE;

  for (guint i = 0; i < f->guide->things->len; i++)
    if (g_str_equal (mdg_plan_guide_thing (f->guide, i)->id, "number"))
      number = i;
  g_assert_cmpuint (number, !=, MDG_PLAN_NONE);
  finish (f, "number-request", "2027-01-05", NULL);
  g_assert_false (mdg_plan_thing_is_there (f->guide, number, medical, f->progress));
  finish (f, "number", "2027-01-12", NULL);
  g_assert_true (mdg_plan_thing_is_there (f->guide, number, medical, f->progress));
  g_assert_false (mdg_plan_thing_is_there (f->guide, number, both, f->progress));
}

/* One step after the other: there is always one that can be done now, and after the last the plan
 * says so. */
static void
test_to_the_first_day (Fixture *f, gconstpointer data)
{
  static const char *const facilities[]
      = { "medical", "dental",      "both",    "pharmacy", "nursing",
          "judo",    "acupuncture", "checkup", "midwife" };

  for (gsize i = 0; i < G_N_ELEMENTS (facilities); i++)
    {
      guint n_done = 0;

      g_hash_table_remove_all (f->progress);
      for (;; n_done++)
        {
          g_autoptr (MdgPlan) plan = plan_for (f, facilities[i], "2027-04-01", NULL, "2026-11-22");
          g_autofree char *body = NULL, *verdict = mdg_plan_verdict (plan, &body);
          const char *next = NULL;

          g_assert_cmpuint (plan->n_done, ==, n_done);
          for (guint k = 0; k < plan->steps->len && next == NULL; k++)
            if (mdg_plan_get (plan, k)->state == MDG_PLAN_READY)
              next = mdg_plan_step_of (plan, mdg_plan_get (plan, k))->id;
          g_assert_cmpint (g_str_equal (verdict, "All steps are done."), ==, next == NULL);
          if (next == NULL)
            {
              g_assert_cmpuint (n_done, ==, plan->steps->len);
              break;
            }
          finish (f, next, "2026-11-22", NULL);
        }
      g_assert_cmpuint (n_done, >, 5);
    }
}

/* Of any wish at any time. */
static void
check_plan (Fixture *f, const MdgPlan *plan)
{
  MdgDay last = G_MININT32;

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const MdgPlannedStep *step = mdg_plan_get (plan, i);
      const MdgPlanStep *words = mdg_plan_step_of (plan, step);

      g_assert_cmpint (step->deadline.due, >=, last);
      last = step->deadline.due;
      g_assert_cmpint (step->deadline.safe, <=, step->deadline.due);
      g_assert_true (mdg_calendar_is_open (f->calendar, step->deadline.safe));
      g_assert_cmpint (step->begin, <=, step->deadline.due);
      g_assert_cmpint (step->deadline.due, <=, plan->wish.wished);
      for (guint k = 0; k < words->n_after; k++)
        {
          const MdgPlannedStep *before
              = find (plan, mdg_plan_guide_step (f->guide, words->after[k])->id);

          if (before == NULL)
            continue;
          if (!words->optional)
            g_assert_cmpint (before->deadline.due, <=, step->deadline.due);
          if (step->state != MDG_PLAN_DONE)
            g_assert_cmpint (before->earliest, <=, step->earliest);
          if (step->state == MDG_PLAN_READY)
            g_assert_cmpint (before->state, ==, MDG_PLAN_DONE);
        }
      if (step->state == MDG_PLAN_MISSED)
        g_assert_false (plan->can_be_met);
    }
}

static void
check_picture (const MdgPlan *plan)
{
  double width = g_test_rand_double_range (300, 2000);
  g_autoptr (MdgTimeline) timeline = mdg_timeline_new (plan, width, 30, 24);
  double x = 0;

  g_assert_cmpuint (timeline->bars->len, ==, plan->steps->len);
  for (guint i = 0; i < timeline->bars->len; i++)
    {
      const MdgTimelineBar *bar = &g_array_index (timeline->bars, MdgTimelineBar, i);

      g_assert_true (bar->x >= 0 && bar->width > 0 && bar->x + bar->width <= width + 7);
      g_assert_cmpuint (mdg_timeline_row_at (timeline, bar->y + bar->height / 2), ==, i);
      g_assert_cmpuint (bar->position, ==, i);
    }
  for (guint i = 0; i < timeline->months->len; i++)
    {
      const MdgTimelineMonth *month = &g_array_index (timeline->months, MdgTimelineMonth, i);

      g_assert_cmpfloat_with_epsilon (month->x, x, 0.01);
      x = month->x + month->width;
    }
  g_assert_cmpfloat_with_epsilon (x, width, 0.01);
  g_assert_true (timeline->wished >= 0 && timeline->wished <= width && timeline->today <= width);
  g_assert_cmpuint (mdg_timeline_row_at (timeline, 29), ==, MDG_PLAN_NONE);
  g_assert_cmpuint (mdg_timeline_row_at (timeline, timeline->height), ==, MDG_PLAN_NONE);
}

static void
test_any (Fixture *f, gconstpointer data)
{
  MdgDay from = day ("2025-01-01");

  for (int round = 0; round < 300; round++)
    {
      MdgPlanWish wish = { (guint)g_test_rand_int_range (0, (int)f->guide->facilities->len),
                           from + g_test_rand_int_range (0, 3000), MDG_DAY_NONE,
                           from + g_test_rand_int_range (0, 3000) };
      g_autoptr (MdgPlan) plan = NULL;

      if (g_test_rand_bit ())
        wish.today = wish.wished - g_test_rand_int_range (0, 200);
      if (g_test_rand_bit ())
        wish.work = wish.wished - g_test_rand_int_range (0, 100);
      g_hash_table_remove_all (f->progress);
      for (guint n = 0; n < f->guide->steps->len; n++)
        if (g_test_rand_int_range (0, 4) == 0)
          g_hash_table_replace (f->progress, g_strdup (mdg_plan_guide_step (f->guide, n)->id),
                                mdg_plan_progress_new (wish.today, ""));
      plan = mdg_plan_new (f->guide, f->calendar, &wish, f->progress);
      check_plan (f, plan);
      check_picture (plan);
      if (plan->can_be_met)
        g_assert_cmpint (plan->earliest_start, ==, MDG_DAY_NONE);
      else if (plan->earliest_start != MDG_DAY_NONE)
        {
          g_autoptr (MdgPlan) later = NULL;

          g_assert_cmpint (plan->earliest_start, >, wish.wished);
          g_assert_cmpint (plan->earliest_start, >=, wish.today);
          if (wish.work != MDG_DAY_NONE)
            wish.work += plan->earliest_start - wish.wished;
          wish.wished = plan->earliest_start;
          later = mdg_plan_new (f->guide, f->calendar, &wish, f->progress);
          g_assert_true (later->can_be_met);
        }
    }
}

/* handed out ---------------------------------------------------------------------------------- */

static void
test_ics (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlan) plan = NULL;
  g_autofree char *text = NULL, *whole = NULL;
  g_auto (GStrv) parts = NULL;
  guint n_events = 0;

  finish (f, "reader", "2026-11-20", NULL);
  plan = plan_for (f, "medical", "2027-04-01", NULL, "2026-11-22");
  text = mdg_plan_to_ics (plan, f->calendar, 1795219200);
  parts = g_strsplit (text, "\r\n ", -1);
  whole = g_strjoinv ("", parts);
  for (const char *p = whole; (p = strstr (p, "BEGIN:VEVENT")) != NULL; p++)
    n_events++;
  g_assert_cmpuint (n_events, ==, plan->steps->len - 1);
  g_assert_null (strstr (whole, "UID:introduction-reader@madoguchi"));
  g_assert_nonnull (strstr (whole, "UID:introduction-network@madoguchi"));
  g_assert_nonnull (
      strstr (whole, "DTSTART;VALUE=DATE:20270215\r\nSUMMARY:実施機関へ受付番号を提出"));
  /* where it is written, by name */
  g_assert_nonnull (strstr (whole, "別紙3 ②"));
  g_assert_null (strstr (whole, "[4]"));
  /* on the safe day */
  g_assert_nonnull (
      strstr (whole, "DTSTART;VALUE=DATE:20270319\r\nSUMMARY:オンライン請求利用申請"));
}

static void
test_sheet (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlan) plan = plan_for (f, "medical", "2027-04-01", NULL, "2026-11-22");
  g_autoptr (MdgTableSheet) sheet
      = mdg_plan_to_sheet (plan, f->calendar, f->progress, 1795219200, TRUE);

  g_assert_cmpuint (mdg_table_sheet_get_n_rows (sheet), ==, plan->steps->len);
  g_assert_cmpuint (mdg_table_sheet_count_pages (sheet), >=, 2);
  g_assert_cmpuint (mdg_table_sheet_count_pages (sheet), <=, 4);
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/plan/medical", test_medical);
  add ("/plan/rolled", test_rolled);
  add ("/plan/work-given", test_work_given);
  add ("/plan/brought-forward", test_brought_forward);
  add ("/plan/missed", test_missed);
  add ("/plan/clinic-of-therapy", test_clinic_of_therapy);
  add ("/plan/notes", test_notes);
  add ("/plan/things", test_things);
  add ("/plan/to-the-first-day", test_to_the_first_day);
  add ("/plan/any", test_any);
  add ("/plan/ics", test_ics);
  add ("/plan/sheet", test_sheet);
  return g_test_run ();
}
