/* filing-guide-private.h: how a guide of the forms comes about. */
#pragma once

#include "introduction/filing-guide.h"

G_BEGIN_DECLS

/* Empty. Returns: (transfer full) */
MdgFilingGuide *mdg_filing_guide_alloc (void);

G_END_DECLS
