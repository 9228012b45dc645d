/* plan-guide-check.c: what the steps must be as a whole: no circle, none without a day, none for
 * nobody. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "introduction/plan-guide-private.h"

static gboolean
refuse (GError **error, const char *id, const char *why)
{
  mdg_set_error (error, MDG_ERROR_DAMAGED, "%s: %s", id, why);
  return FALSE;
}

/* ids ----------------------------------------------------------------------------------------- */

/* Of structs whose first member is the id. */
static gboolean
check_ids (GArray *array, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint size = g_array_get_element_size (array);

  for (guint i = 0; i < array->len; i++)
    {
      char *id;

      memcpy (&id, array->data + (gsize)i * size, sizeof id);
      if (!g_hash_table_add (seen, id))
        return refuse (error, id, "two of one id");
      if (strcmp (id, "start") == 0 || strcmp (id, "work") == 0)
        return refuse (error, id, "this is no id: rules count from it");
    }
  return TRUE;
}

/* circles ------------------------------------------------------------------------------------- */

typedef enum
{
  UNSEEN,
  OPEN,
  CLOSED
} Mark;

typedef struct
{
  MdgPlanGuide *guide;
  Mark marks[MDG_PLAN_STEPS_MAX];
  guint n_ordered;
} Visit;

static gboolean visit (Visit *self, guint n, GError **error);

static gboolean
visit_of (Visit *self, const MdgPlanRule *rule, GError **error)
{
  return rule->of >= self->guide->steps->len || visit (self, rule->of, error);
}

static gboolean
visit (Visit *self, guint n, GError **error)
{
  const MdgPlanStep *step = mdg_plan_guide_step (self->guide, n);

  if (self->marks[n] == OPEN)
    return refuse (error, step->id, "it depends on itself");
  if (self->marks[n] == CLOSED)
    return TRUE;
  self->marks[n] = OPEN;
  for (guint i = 0; i < step->n_after; i++)
    if (!visit (self, step->after[i], error))
      return FALSE;
  if (!visit_of (self, &step->due, error) || !visit_of (self, &step->otherwise, error))
    return FALSE;
  self->marks[n] = CLOSED;
  self->guide->order[self->n_ordered++] = n;
  return TRUE;
}

static gboolean
put_in_order (MdgPlanGuide *guide, GError **error)
{
  Visit self = { .guide = guide };

  for (guint n = 0; n < guide->steps->len; n++)
    if (!visit (&self, n, error))
      return FALSE;
  return TRUE;
}

/* days ---------------------------------------------------------------------------------------- */

static gboolean
has_day (const MdgPlanGuide *guide, const MdgPlanStep *step, guint facility)
{
  const MdgPlanRule *rule = mdg_plan_step_rule (guide, step, facility);

  return rule->of == MDG_OF_START || rule->of == MDG_OF_WORK
         || (rule->of < guide->steps->len
             && mdg_plan_step_is_for (mdg_plan_guide_step (guide, rule->of), facility));
}

static gboolean
check_step (const MdgPlanGuide *guide, const MdgPlanStep *step, GError **error)
{
  for (guint f = 0; f < guide->facilities->len; f++)
    if (mdg_plan_step_is_for (step, f) && !has_day (guide, step, f))
      return refuse (error, step->id, "without a day for some facility");
  for (guint i = 0; i < step->n_after; i++)
    {
      const MdgPlanStep *before = mdg_plan_guide_step (guide, step->after[i]);

      if ((before->facilities & step->facilities) == 0)
        return refuse (error, step->id, "after a step of other facilities");
      for (guint k = 0; k < i; k++)
        if (step->after[k] == step->after[i])
          return refuse (error, step->id, "twice after the same");
    }
  return TRUE;
}

/* Each begins some day. */
static gboolean
check_facility (const MdgPlanGuide *guide, guint facility, GError **error)
{
  for (guint n = 0; n < guide->steps->len; n++)
    {
      const MdgPlanStep *step = mdg_plan_guide_step (guide, n);

      if (mdg_plan_step_is_for (step, facility) && step->due.kind == MDG_RULE_DAY
          && step->due.of == MDG_OF_START)
        return TRUE;
    }
  return refuse (error, mdg_plan_guide_facility (guide, facility)->id, "it never begins");
}

gboolean
mdg_plan_guide_check (MdgPlanGuide *guide, GError **error)
{
  if (!check_ids (guide->facilities, error) || !check_ids (guide->people, error)
      || !check_ids (guide->things, error) || !check_ids (guide->steps, error))
    return FALSE;
  if (guide->work.of != MDG_OF_START)
    return refuse (error, "work", "not counted from the start");
  if (!put_in_order (guide, error))
    return FALSE;
  for (guint n = 0; n < guide->steps->len; n++)
    if (!check_step (guide, mdg_plan_guide_step (guide, n), error))
      return FALSE;
  for (guint f = 0; f < guide->facilities->len; f++)
    if (!check_facility (guide, f, error))
      return FALSE;
  return TRUE;
}
