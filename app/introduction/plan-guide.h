/* plan-guide.h: the steps of joining オンライン資格確認 as data (resources/introduction/steps.json): for which facility, who acts,
 * what is needed, on what a step depends, by what rule its day is found, and where the document says so ([4]; [3] for 施術所).
 * Read strictly: no circle, no step without a day, both languages. Immutable; any thread. */
#pragma once

#include "core/deadline.h"

G_BEGIN_DECLS

#define MDG_PLAN_FACILITIES_MAX 16
#define MDG_PLAN_PEOPLE_MAX 16
#define MDG_PLAN_THINGS_MAX 32
#define MDG_PLAN_STEPS_MAX 64
#define MDG_PLAN_AFTER_MAX 8
#define MDG_PLAN_NEEDS_MAX 8
#define MDG_PLAN_NONE G_MAXUINT

/* What kind of facility (施設の種類). */
typedef struct
{
  char *id;
  char *name;
  char *note;     /* (nullable): what is to be known of this kind */
  gboolean month; /* it begins on the first of a month (診療開始月の月初) */
} MdgPlanFacility;

/* Who acts. */
typedef struct
{
  char *id;
  char *name;
  char *topic; /* (nullable): of the contacts (resources/support/contacts.json), where one finds whom to call */
} MdgPlanPerson;

typedef enum
{
  MDG_RULE_DAY,       /* on that day */
  MDG_RULE_MONTHS,    /* n months after it (before, if negative) */
  MDG_RULE_MONTH_DAY, /* by a day of the month n months after that of it */
  MDG_RULE_OPEN_DAYS, /* n business days after it */
  MDG_RULE_DAYS       /* n days after it */
} MdgRuleKind;

/* What a rule counts from, besides the step of that number. */
#define MDG_OF_START (G_MAXUINT - 1) /* the wished date (指定希望日) */
#define MDG_OF_WORK (G_MAXUINT - 2)  /* the day of the set-up work (機器設定作業) */

typedef struct
{
  MdgRuleKind kind;
  guint of; /* MDG_PLAN_NONE: there is no such rule */
  int n;
  int month_day;
  MdgRoll roll;
} MdgPlanRule;

typedef struct
{
  char *id;
  char *title;
  char *words;      /* what to do */
  char *source;     /* document and page */
  char *lasts;      /* (nullable): how long it takes */
  char *doubt;      /* (nullable): what the document leaves open */
  GStrv needs;      /* what has to be at hand */
  guint facilities; /* bits */
  guint who;
  guint with; /* MDG_PLAN_NONE: with nobody */
  guint after[MDG_PLAN_AFTER_MAX];
  guint n_after;
  MdgPlanRule lead;      /* OPEN_DAYS or DAYS: how long after the last of those it can be done */
  MdgPlanRule due;       /* the last day */
  MdgPlanRule otherwise; /* the same for facilities that do not have the step which @due counts from */
  gboolean binding;      /* who misses it cannot begin on the wished date; else a guideline (目安) */
  gboolean assumed;      /* the document has no day: it is this program's */
  gboolean optional;
} MdgPlanStep;

/* Something that may be there already, and with it some steps are done. */
typedef struct
{
  char *id;
  char *name;
  guint64 steps;    /* bits */
  guint facilities; /* bits: whose steps some of them are */
} MdgPlanThing;

typedef struct
{
  char *checked; /* as of when this was so, "2026-11" */
  char *sources;
  GArray *facilities; /* of MdgPlanFacility */
  GArray *people;
  GArray *things;
  GArray *steps;
  MdgPlanRule work;                /* the day of the set-up work where none is given */
  guint order[MDG_PLAN_STEPS_MAX]; /* the steps' numbers: each after those that it depends on or counts from */
} MdgPlanGuide;

/* @language: "ja", anything else: English. The first reads what is in the program, and a fault in it ends that. Errors:
 * MDG_ERROR_DAMAGED. Returns: (transfer full) (nullable) */
MdgPlanGuide *mdg_plan_guide_new (const char *language);
MdgPlanGuide *mdg_plan_guide_parse (const char *json, gssize length, const char *language, GError **error);
void mdg_plan_guide_free (MdgPlanGuide *guide);

const MdgPlanFacility *mdg_plan_guide_facility (const MdgPlanGuide *guide, guint number);
const MdgPlanPerson *mdg_plan_guide_person (const MdgPlanGuide *guide, guint number);
const MdgPlanThing *mdg_plan_guide_thing (const MdgPlanGuide *guide, guint number);
const MdgPlanStep *mdg_plan_guide_step (const MdgPlanGuide *guide, guint number);

/* By id. Returns: MDG_PLAN_NONE when there is none */
guint mdg_plan_guide_find_facility (const MdgPlanGuide *guide, const char *id);
guint mdg_plan_guide_find_step (const MdgPlanGuide *guide, const char *id);

/* Whether the facility of that number has the step. */
gboolean mdg_plan_step_is_for (const MdgPlanStep *step, guint facility);

/* Which rule gives the step's day in that facility's plan. */
const MdgPlanRule *mdg_plan_step_rule (const MdgPlanGuide *guide, const MdgPlanStep *step, guint facility);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPlanGuide, mdg_plan_guide_free)

G_END_DECLS
