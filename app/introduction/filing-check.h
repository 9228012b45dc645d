/* filing-check.h: what is missing in the data of the forms, does not have the right form, or contradicts something else: at which
 * field, and what to do, in the language of the program. Any thread. */
#pragma once

#include "introduction/filing-draft.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_FAULT_MISSING,
  MDG_FAULT_MALFORMED,
  MDG_FAULT_CONTRADICTION
} MdgFilingFaultKind;

typedef struct
{
  MdgFilingFieldId field;
  MdgFilingFaultKind kind;
  char *words; /* what to do */
} MdgFilingFault;

/* At most one of a field, in the fields' order, of those that stand on @forms (bits). @plan: (nullable): what does not go with it is
 * a contradiction. Returns: (transfer full) (element-type MdgFilingFault) */
GPtrArray *
mdg_filing_check (const MdgFilingGuide *guide, const MdgFilingDraft *draft, const MdgFilingPlan *plan, guint forms);

G_END_DECLS
