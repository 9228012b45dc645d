/* flow-sheet.h: the picture of a consent flow (同意フロー) to hand out (E5). */
#pragma once

#include "consent/flow-trace.h"
#include "consent/picture-sheet.h"

G_BEGIN_DECLS

/* @flow: (transfer full). @trace: (nullable), of that or another flow of the same data: what is lit. Else as
 * mdg_picture_sheet_new(). Returns: (transfer full) */
MdgPictureSheet *mdg_flow_sheet_new (MdgFlow *flow,
                                     const MdgFlowVariant *variant,
                                     const MdgFlowTrace *trace,
                                     const MdgPictureWords *words,
                                     gint64 made_at);

G_END_DECLS
