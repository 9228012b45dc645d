/* flow-private.h: what reading and checking a flow share. */
#pragma once

#include "consent/flow.h"

G_BEGIN_DECLS

/* One wording of a text. */
typedef struct
{
  MdgFlowWhen when;
  char *text;
} MdgFlowCase;

/* An empty flow, to be filled. Returns: (transfer full) */
MdgFlow *mdg_flow_alloc (void);

void mdg_flow_case_free (gpointer data);

/* Whether the flow leads from the start to an end whatever is answered, and nothing in it is in vain. Errors:
 * MDG_ERROR_DAMAGED */
gboolean mdg_flow_check (const MdgFlow *flow, GError **error);

G_END_DECLS
