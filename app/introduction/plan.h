/* plan.h: 導入計画 (D4): all steps of a facility with their days, what can still be met and what cannot, and the earliest day that
 * can. A pure function of guide, calendar, wish, progress and today. Any thread. */
#pragma once

#include "introduction/plan-guide.h"

G_BEGIN_DECLS

/* What the person wishes. */
typedef struct
{
  guint facility; /* its number in the guide */
  MdgDay wished;  /* 指定希望日, or the first day of operation */
  MdgDay work;    /* 機器設定作業; MDG_DAY_NONE: not settled */
  MdgDay today;
} MdgPlanWish;

/* How far a step has come. */
typedef struct
{
  MdgDay done_on; /* MDG_DAY_NONE: not done */
  char *note;
} MdgPlanProgress;

MdgPlanProgress *mdg_plan_progress_new (MdgDay done_on, const char *note);
void mdg_plan_progress_free (MdgPlanProgress *progress);

/* By the step's id. Returns: (transfer full) (element-type char* MdgPlanProgress) */
GHashTable *mdg_plan_progress_table_new (void);

typedef enum
{
  MDG_PLAN_DONE,
  MDG_PLAN_READY,   /* it can be done now */
  MDG_PLAN_WAITING, /* another one comes first */
  MDG_PLAN_LATE,    /* its day, which is a guideline, cannot be kept any more */
  MDG_PLAN_MISSED   /* its day cannot be kept any more, and with it the wished date */
} MdgPlanState;

typedef struct
{
  guint step;               /* its number in the guide */
  MdgDeadline deadline;     /* by its rule, or brought forward */
  gboolean brought_forward; /* so that a later step's day can be kept */
  MdgDay begin;             /* from when on it can be done, if all goes by the plan; not after its last day */
  MdgDay earliest;          /* when it was done, or can be from today on */
  MdgPlanState state;
} MdgPlannedStep;

typedef struct
{
  const MdgPlanGuide *guide; /* has to live as long */
  MdgPlanWish wish;          /* with the work's day filled in */
  gboolean work_assumed;
  GArray *steps;         /* of MdgPlannedStep, by their last days */
  guint n_done;
  gboolean can_be_met;
  MdgDay earliest_start; /* when it cannot: the next day that can, of those on which such a facility begins; MDG_DAY_NONE: none
                            within three years */
  gboolean off_month;    /* such a facility begins on the first of a month, and the wished date is none */
  gboolean unannounced;  /* some day lies in a year whose equinoxes are not announced yet */
} MdgPlan;

/* @guide must outlive the plan. @progress: (nullable). Days must be ones that the calendar has; the work's day, if given, not
 * after the wished one. Returns: (transfer full) */
MdgPlan *mdg_plan_new (const MdgPlanGuide *guide, const MdgCalendar *calendar, const MdgPlanWish *wish, GHashTable *progress);
void mdg_plan_free (MdgPlan *plan);

const MdgPlannedStep *mdg_plan_get (const MdgPlan *plan, guint position);

/* The guide's words on it. */
const MdgPlanStep *mdg_plan_step_of (const MdgPlan *plan, const MdgPlannedStep *planned);

/* Whether a wish makes sense: its day within the calendar's years with room on both sides. */
gboolean mdg_plan_day_is_possible (MdgDay day);

/* Whether all steps of that thing which the facility has are done. */
gboolean mdg_plan_thing_is_there (const MdgPlanGuide *guide, guint thing, guint facility, GHashTable *progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPlan, mdg_plan_free)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPlanProgress, mdg_plan_progress_free)

G_END_DECLS
