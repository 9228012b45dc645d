/* plan-guide-private.h: how a plan's guide comes about. */
#pragma once

#include "introduction/plan-guide.h"

G_BEGIN_DECLS

/* Empty. Returns: (transfer full) */
MdgPlanGuide *mdg_plan_guide_alloc (void);

/* plan-guide-check.c: what a guide must be as a whole; fills in @guide's order. Errors: MDG_ERROR_DAMAGED */
gboolean mdg_plan_guide_check (MdgPlanGuide *guide, GError **error);

G_END_DECLS
