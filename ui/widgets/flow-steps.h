/* flow-steps.h: going about in a consent flow's picture by keyboard and by ear. */
#pragma once

#include <gtk/gtk.h>

#include "consent/flow-layout.h"
#include "consent/flow-trace.h"

G_BEGIN_DECLS

/* From @node: to the right along the edge that was taken or else the first; to the left back along one; up and down to the
 * nearest node there. @trace: (nullable). Returns: NONE: there is none */
guint mdg_flow_steps_next (const MdgFlowLayout *layout, const MdgFlowTrace *trace, guint node, GtkDirectionType direction);

/* "同意する → お薬情報。…": where the node's answers lead. Returns: (transfer full) */
char *mdg_flow_steps_describe (const MdgFlow *flow, const MdgFlowLayout *layout, const MdgFlowVariant *variant, guint node);

G_END_DECLS
