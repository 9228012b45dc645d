/* flow.c: the consent flow's structs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow.h"

#include "consent/flow-private.h"
#include "core/guide.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE "/org/madoguchi/Madoguchi/consent/flow.json"

/* making and freeing -------------------------------------------------------------------------- */

static void
option_clear (gpointer data)
{
  MdgFlowOption *option = data;

  g_free (option->id);
  g_free (option->name);
  g_strfreev (option->values);
  g_strfreev (option->value_names);
}

static void
stage_clear (gpointer data)
{
  MdgFlowStage *stage = data;

  g_free (stage->id);
  g_free (stage->name);
}

static void
information_clear (gpointer data)
{
  MdgFlowInformation *information = data;

  g_free (information->id);
  g_free (information->name);
  g_free (information->seen);
  g_free (information->code);
}

static void
node_clear (gpointer data)
{
  MdgFlowNode *node = data;

  g_free (node->id);
  g_free (node->source);
  g_clear_pointer (&node->title, g_ptr_array_unref);
  g_clear_pointer (&node->words, g_ptr_array_unref);
  g_clear_pointer (&node->meaning, g_ptr_array_unref);
  g_clear_pointer (&node->after, g_ptr_array_unref);
  g_clear_pointer (&node->answers, g_array_unref);
}

static GArray *
array_new (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint)size);

  g_array_set_clear_func (array, clear);
  return array;
}

MdgFlow *
mdg_flow_alloc (void)
{
  MdgFlow *flow = g_new0 (MdgFlow, 1);

  flow->options = array_new (sizeof (MdgFlowOption), option_clear);
  flow->stages = array_new (sizeof (MdgFlowStage), stage_clear);
  flow->information = array_new (sizeof (MdgFlowInformation), information_clear);
  flow->nodes = array_new (sizeof (MdgFlowNode), node_clear);
  return flow;
}

void
mdg_flow_case_free (gpointer data)
{
  MdgFlowCase *one = data;

  g_free (one->text);
  g_free (one);
}

void
mdg_flow_free (MdgFlow *flow)
{
  if (flow == NULL)
    return;
  g_free (flow->checked);
  g_free (flow->sources);
  g_array_unref (flow->options);
  g_array_unref (flow->stages);
  g_array_unref (flow->information);
  g_array_unref (flow->nodes);
  g_free (flow);
}

MdgFlow *
mdg_flow_new (const char *language)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (RESOURCE, 0, NULL);
  g_autoptr (GError) error = NULL;
  MdgFlow *flow = NULL;

  if (data != NULL)
    flow = mdg_flow_parse (g_bytes_get_data (data, NULL), (gssize)g_bytes_get_size (data),
                           mdg_guide_language (language), &error);
  if (flow == NULL)
    g_error ("%s cannot be read: %s", RESOURCE, error != NULL ? error->message : "absent");
  return flow;
}

/* looking into it ----------------------------------------------------------------------------- */

const MdgFlowNode *
mdg_flow_node (const MdgFlow *flow, guint node)
{
  g_return_val_if_fail (flow != NULL && node < flow->nodes->len, NULL);

  return &g_array_index (flow->nodes, MdgFlowNode, node);
}

const MdgFlowAnswer *
mdg_flow_answer (const MdgFlow *flow, guint node, guint answer)
{
  GArray *answers = mdg_flow_node (flow, node)->answers;

  g_return_val_if_fail (answer < answers->len, NULL);

  return &g_array_index (answers, MdgFlowAnswer, answer);
}

const MdgFlowOption *
mdg_flow_option (const MdgFlow *flow, guint option)
{
  g_return_val_if_fail (flow != NULL && option < flow->options->len, NULL);

  return &g_array_index (flow->options, MdgFlowOption, option);
}

const MdgFlowInformation *
mdg_flow_information (const MdgFlow *flow, guint information)
{
  g_return_val_if_fail (flow != NULL && information < flow->information->len, NULL);

  return &g_array_index (flow->information, MdgFlowInformation, information);
}

guint
mdg_flow_find (const MdgFlow *flow, const char *node_id)
{
  g_return_val_if_fail (flow != NULL && node_id != NULL, MDG_FLOW_NONE);

  for (guint i = 0; i < flow->nodes->len; i++)
    if (strcmp (g_array_index (flow->nodes, MdgFlowNode, i).id, node_id) == 0)
      return i;
  return MDG_FLOW_NONE;
}

const char *
mdg_flow_text (const GPtrArray *text, const MdgFlowVariant *variant)
{
  for (guint i = 0; i < text->len; i++)
    {
      const MdgFlowCase *one = text->pdata[i];
      if (mdg_flow_when (&one->when, variant))
        return one->text;
    }
  return "";
}

/* variants ------------------------------------------------------------------------------------ */

gboolean
mdg_flow_when (const MdgFlowWhen *when, const MdgFlowVariant *variant)
{
  for (guint i = 0; i < MDG_FLOW_OPTIONS_MAX; i++)
    if ((when->allowed[i] & (1u << variant->value[i])) == 0)
      return FALSE;
  return TRUE;
}

MdgFlowVariant
mdg_flow_standard (const MdgFlow *flow)
{
  MdgFlowVariant variant = { { 0 } };

  for (guint i = 0; i < flow->options->len; i++)
    variant.value[i] = mdg_flow_option (flow, i)->standard;
  return variant;
}

gboolean
mdg_flow_choose (const MdgFlow *flow,
                 MdgFlowVariant *variant,
                 const char *option,
                 const char *value)
{
  for (guint i = 0; i < flow->options->len; i++)
    {
      const MdgFlowOption *one = mdg_flow_option (flow, i);

      if (strcmp (one->id, option) != 0)
        continue;
      for (guint8 v = 0; one->values[v] != NULL; v++)
        if (strcmp (one->values[v], value) == 0)
          {
            variant->value[i] = v;
            return TRUE;
          }
    }
  return FALSE;
}

gboolean
mdg_flow_next_variant (const MdgFlow *flow, MdgFlowVariant *variant)
{
  for (guint i = 0; i < flow->options->len; i++)
    {
      if (mdg_flow_option (flow, i)->values[++variant->value[i]] != NULL)
        return TRUE;
      variant->value[i] = 0;
    }
  return FALSE;
}
