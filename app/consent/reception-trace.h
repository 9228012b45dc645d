/* reception-trace.h: the way of a reception on the picture of the consent flow (E3): the answers that its result file tells, and
 * what lies between two of them where every way leads through it. How the patient was identified no file tells: there
 * nothing is lit. Any thread. */
#pragma once

#include "consent/flow-trace.h"
#include "consent/reception-path.h"

G_BEGIN_DECLS

/* In the standard variant of @flow, which has every question that a file tells of. */
void mdg_reception_trace (const MdgFlow *flow, const MdgReception *reception, MdgFlowTrace *trace);

G_END_DECLS
