/* walk.c: walks the consent flow step by step.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/walk.h"

#define SECONDS_OF_AN_HOUR 3600

struct _MdgWalk
{
  const MdgFlow *flow;
  MdgFlowVariant variant;
  MdgFlowGraph *graph;
  GArray *steps; /* of MdgWalkStep */
};

MdgWalk *
mdg_walk_new (const MdgFlow *flow, const MdgFlowVariant *variant)
{
  MdgWalk *walk = g_new0 (MdgWalk, 1);

  walk->flow = flow;
  walk->variant = *variant;
  walk->graph = mdg_flow_graph_new (flow, variant);
  walk->steps = g_array_new (FALSE, FALSE, sizeof (MdgWalkStep));
  return walk;
}

void
mdg_walk_free (MdgWalk *walk)
{
  if (walk == NULL)
    return;
  mdg_flow_graph_free (walk->graph);
  g_array_unref (walk->steps);
  g_free (walk);
}

static const MdgWalkStep *
step_at (const MdgWalk *walk, guint i)
{
  return &g_array_index (walk->steps, MdgWalkStep, i);
}

static guint
start_of (const MdgWalk *walk)
{
  return mdg_flow_resolve (walk->flow, &walk->variant, 0);
}

void
mdg_walk_set_variant (MdgWalk *walk, const MdgFlowVariant *variant)
{
  g_autoptr (GArray) before = walk->steps;

  mdg_flow_graph_free (walk->graph);
  walk->variant = *variant;
  walk->graph = mdg_flow_graph_new (walk->flow, variant);
  walk->steps = g_array_new (FALSE, FALSE, sizeof (MdgWalkStep));
  for (guint i = 0; i < before->len; i++)
    {
      const MdgWalkStep *step = &g_array_index (before, MdgWalkStep, i);

      if (step->node != mdg_walk_get_node (walk) || !mdg_walk_answer (walk, step->answer, step->at))
        return;
    }
}

const MdgFlowVariant *
mdg_walk_get_variant (const MdgWalk *walk)
{
  return &walk->variant;
}

guint
mdg_walk_get_node (const MdgWalk *walk)
{
  const MdgWalkStep *last;

  if (walk->steps->len == 0)
    return start_of (walk);
  last = step_at (walk, walk->steps->len - 1);
  return mdg_flow_graph_edge (walk->graph, last->node, last->answer)->to;
}

gboolean
mdg_walk_is_over (const MdgWalk *walk)
{
  return mdg_flow_node (walk->flow, mdg_walk_get_node (walk))->kind == MDG_FLOW_END;
}

guint
mdg_walk_list_answers (const MdgWalk *walk, guint *answers)
{
  guint node = mdg_walk_get_node (walk);
  guint n = 0;

  for (guint i = 0; i < mdg_flow_node (walk->flow, node)->answers->len; i++)
    if (mdg_flow_graph_edge (walk->graph, node, i) != NULL)
      answers[n++] = i;
  return n;
}

gboolean
mdg_walk_answer (MdgWalk *walk, guint answer, gint64 now)
{
  MdgWalkStep step = { mdg_walk_get_node (walk), answer, now };

  if (mdg_flow_graph_edge (walk->graph, step.node, answer) == NULL)
    return FALSE;
  g_array_append_val (walk->steps, step);
  return TRUE;
}

gboolean
mdg_walk_set_card (MdgWalk *walk, gboolean present, gint64 now)
{
  gboolean over = mdg_walk_is_over (walk);

  if (present && over)
    mdg_walk_restart (walk);
  if (present)
    return walk->steps->len == 0 && mdg_walk_answer (walk, 0, now);
  if (over || walk->steps->len == 0)
    return FALSE;
  mdg_walk_restart (walk);
  return TRUE;
}

gboolean
mdg_walk_back (MdgWalk *walk)
{
  if (walk->steps->len == 0)
    return FALSE;
  g_array_set_size (walk->steps, walk->steps->len - 1);
  return TRUE;
}

void
mdg_walk_restart (MdgWalk *walk)
{
  g_array_set_size (walk->steps, 0);
}

const GArray *
mdg_walk_get_steps (const MdgWalk *walk)
{
  return walk->steps;
}

gboolean
mdg_walk_took (const MdgWalk *walk, guint node, guint answer)
{
  for (guint i = 0; i < walk->steps->len; i++)
    if (step_at (walk, i)->node == node && step_at (walk, i)->answer == answer)
      return TRUE;
  return FALSE;
}

gboolean
mdg_walk_visited (const MdgWalk *walk, guint node)
{
  if (node == mdg_walk_get_node (walk))
    return TRUE;
  for (guint i = 0; i < walk->steps->len; i++)
    if (step_at (walk, i)->node == node)
      return TRUE;
  return FALSE;
}

/* What @step says of the information with that @bit. */
static void
judge (const MdgWalk *walk, const MdgWalkStep *step, guint32 bit, MdgWalkResult *result)
{
  const MdgFlowAnswer *answer = mdg_flow_answer (walk->flow, step->node, step->answer);

  if ((answer->grants & bit) != 0)
    {
      result->consent = MDG_WALK_GIVEN;
      result->given_at = step->at;
    }
  else if ((answer->refuses & bit) != 0)
    result->consent = MDG_WALK_REFUSED;
}

GArray *
mdg_walk_summarize (const MdgWalk *walk)
{
  GArray *results = g_array_new (FALSE, TRUE, sizeof (MdgWalkResult));
  gboolean over = mdg_walk_is_over (walk);
  gboolean in_vain
      = over && mdg_flow_node (walk->flow, mdg_walk_get_node (walk))->tone != MDG_FLOW_YES;

  for (guint n = 0; n < walk->flow->information->len; n++)
    {
      MdgWalkResult result = { .information = n };
      guint hours = mdg_flow_information (walk->flow, n)->hours;

      for (guint i = 0; !in_vain && i < walk->steps->len; i++)
        judge (walk, step_at (walk, i), 1u << n, &result);
      if (over && result.consent == MDG_WALK_OPEN)
        result.consent = MDG_WALK_NOT_ASKED;
      if (result.consent == MDG_WALK_GIVEN && hours > 0)
        result.until = result.given_at + (gint64)hours * SECONDS_OF_AN_HOUR;
      g_array_append_val (results, result);
    }
  return results;
}

gint64
mdg_walk_get_seconds (const MdgWalk *walk, gint64 now)
{
  guint n = walk->steps->len;

  if (n == 0)
    return -1;
  if (mdg_walk_is_over (walk))
    now = step_at (walk, n - 1)->at;
  return MAX (now - step_at (walk, 0)->at, 0); /* clocks are set back at times */
}

gint64
mdg_walk_get_until (const MdgWalk *walk)
{
  g_autoptr (GArray) results = mdg_walk_summarize (walk);
  gint64 until = 0;

  for (guint i = 0; i < results->len; i++)
    until = MAX (until, g_array_index (results, MdgWalkResult, i).until);
  return until;
}
