/* flow-crossings.c: how often the edges of a flow's picture cross.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "consent/flow-frame.h"

static gboolean
is_within (double value, double a, double b)
{
  return value > fmin (a, b) + 0.01 && value < fmax (a, b) - 0.01;
}

/* Notes where a horizontal piece crosses a vertical one, once for each two nets and place. */
static void
note_crossing (GHashTable *seen,
               guint one,
               guint other,
               const MdgFlowPoint *h,
               const MdgFlowPoint *v)
{
  if (fabs (h[0].y - h[1].y) > 0.01 || fabs (v[0].x - v[1].x) > 0.01
      || !is_within (v[0].x, h[0].x, h[1].x) || !is_within (h[0].y, v[0].y, v[1].y))
    return;
  g_hash_table_add (seen, g_strdup_printf ("%u %u %.0f %.0f", MIN (one, other), MAX (one, other),
                                           v[0].x, h[0].y));
}

static void
note_crossings (GHashTable *seen, const MdgFlowRoute *a, const MdgFlowRoute *b)
{
  if (a->edge.to == b->edge.to)
    return;
  for (guint i = 0; i + 1 < a->points->len; i++)
    for (guint k = 0; k + 1 < b->points->len; k++)
      note_crossing (seen, a->edge.to, b->edge.to, &g_array_index (a->points, MdgFlowPoint, i),
                     &g_array_index (b->points, MdgFlowPoint, k));
}

guint
mdg_flow_count_crossings (const MdgFlowLayout *layout)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < layout->routes->len; i++)
    for (guint k = 0; k < layout->routes->len; k++)
      note_crossings (seen, &g_array_index (layout->routes, MdgFlowRoute, i),
                      &g_array_index (layout->routes, MdgFlowRoute, k));
  return g_hash_table_size (seen);
}
