/* error-memory.c: the last errors that a person was told of.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error-memory.h"

static MdgErrorMemory kept[MDG_ERROR_MEMORY_MAX];
static guint n_noted; /* ever */

void
mdg_error_memory_note (const GError *error)
{
  if (error == NULL)
    return;
  kept[n_noted++ % MDG_ERROR_MEMORY_MAX] = (MdgErrorMemory){
    .at = g_get_real_time () / G_USEC_PER_SEC,
    .code = error->domain == MDG_ERROR ? (MdgErrorCode)error->code : MDG_ERROR_FAILED,
  };
}

guint
mdg_error_memory_get (MdgErrorMemory *memory, guint most)
{
  guint n = MIN (MIN (n_noted, MDG_ERROR_MEMORY_MAX), most);

  for (guint i = 0; i < n; i++)
    memory[i] = kept[(n_noted - 1 - i) % MDG_ERROR_MEMORY_MAX];
  return n;
}
