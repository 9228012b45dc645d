/* plan-guide.c: the steps of joining, in memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/plan-guide.h"

#include <gio/gio.h>

#include "introduction/plan-guide-private.h"

#define RESOURCE "/org/madoguchi/Madoguchi/introduction/steps.json"

static void
facility_clear (gpointer data)
{
  MdgPlanFacility *facility = data;

  g_free (facility->id);
  g_free (facility->name);
  g_free (facility->note);
}

static void
person_clear (gpointer data)
{
  MdgPlanPerson *person = data;

  g_free (person->id);
  g_free (person->name);
  g_free (person->topic);
}

static void
thing_clear (gpointer data)
{
  MdgPlanThing *thing = data;

  g_free (thing->id);
  g_free (thing->name);
}

static void
step_clear (gpointer data)
{
  MdgPlanStep *step = data;

  g_free (step->id);
  g_free (step->title);
  g_free (step->words);
  g_free (step->source);
  g_free (step->lasts);
  g_free (step->doubt);
  g_strfreev (step->needs);
}

static GArray *
array_new (guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

MdgPlanGuide *
mdg_plan_guide_alloc (void)
{
  MdgPlanGuide *guide = g_new0 (MdgPlanGuide, 1);

  guide->facilities = array_new (sizeof (MdgPlanFacility), facility_clear);
  guide->people = array_new (sizeof (MdgPlanPerson), person_clear);
  guide->things = array_new (sizeof (MdgPlanThing), thing_clear);
  guide->steps = array_new (sizeof (MdgPlanStep), step_clear);
  return guide;
}

void
mdg_plan_guide_free (MdgPlanGuide *guide)
{
  if (guide == NULL)
    return;
  g_free (guide->checked);
  g_free (guide->sources);
  g_array_unref (guide->facilities);
  g_array_unref (guide->people);
  g_array_unref (guide->things);
  g_array_unref (guide->steps);
  g_free (guide);
}

MdgPlanGuide *
mdg_plan_guide_new (const char *language)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (RESOURCE, 0, NULL);
  g_autoptr (GError) error = NULL;
  MdgPlanGuide *guide = NULL;

  if (data != NULL)
    guide = mdg_plan_guide_parse (g_bytes_get_data (data, NULL), (gssize)g_bytes_get_size (data),
                                  language, &error);
  if (guide == NULL)
    g_error ("%s cannot be read: %s", RESOURCE, error != NULL ? error->message : "not there");
  return guide;
}

const MdgPlanFacility *
mdg_plan_guide_facility (const MdgPlanGuide *guide, guint number)
{
  g_return_val_if_fail (number < guide->facilities->len, NULL);
  return &g_array_index (guide->facilities, MdgPlanFacility, number);
}

const MdgPlanPerson *
mdg_plan_guide_person (const MdgPlanGuide *guide, guint number)
{
  g_return_val_if_fail (number < guide->people->len, NULL);
  return &g_array_index (guide->people, MdgPlanPerson, number);
}

const MdgPlanThing *
mdg_plan_guide_thing (const MdgPlanGuide *guide, guint number)
{
  g_return_val_if_fail (number < guide->things->len, NULL);
  return &g_array_index (guide->things, MdgPlanThing, number);
}

const MdgPlanStep *
mdg_plan_guide_step (const MdgPlanGuide *guide, guint number)
{
  g_return_val_if_fail (number < guide->steps->len, NULL);
  return &g_array_index (guide->steps, MdgPlanStep, number);
}

guint
mdg_plan_guide_find_facility (const MdgPlanGuide *guide, const char *id)
{
  for (guint i = 0; i < guide->facilities->len; i++)
    if (g_strcmp0 (mdg_plan_guide_facility (guide, i)->id, id) == 0)
      return i;
  return MDG_PLAN_NONE;
}

guint
mdg_plan_guide_find_step (const MdgPlanGuide *guide, const char *id)
{
  for (guint i = 0; i < guide->steps->len; i++)
    if (g_strcmp0 (mdg_plan_guide_step (guide, i)->id, id) == 0)
      return i;
  return MDG_PLAN_NONE;
}

gboolean
mdg_plan_step_is_for (const MdgPlanStep *step, guint facility)
{
  return (step->facilities & (1u << facility)) != 0;
}

const MdgPlanRule *
mdg_plan_step_rule (const MdgPlanGuide *guide, const MdgPlanStep *step, guint facility)
{
  if (step->due.of < guide->steps->len
      && !mdg_plan_step_is_for (mdg_plan_guide_step (guide, step->due.of), facility))
    return &step->otherwise;
  return &step->due;
}
