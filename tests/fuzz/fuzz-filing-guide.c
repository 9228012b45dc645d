/* fuzz-filing-guide.c: anything as the forms' data, and as a draft of what is entered; what is
 * taken for such is checked. SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/filing-check.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static MdgFilingGuide *known; /* the last that was sound */
  g_autoptr (MdgFilingDraft) draft
      = mdg_filing_draft_parse ((const char *)data, (gssize)size, NULL);
  MdgFilingGuide *guide = mdg_filing_guide_parse ((const char *)data, (gssize)size, "ja", NULL);

  if (guide != NULL)
    {
      mdg_filing_guide_unref (known);
      known = guide;
    }
  if (draft != NULL && known != NULL)
    {
      g_autoptr (GPtrArray) faults = mdg_filing_check (known, draft, NULL, MDG_FILING_BOTH);

      g_assert_cmpuint (faults->len, <=, MDG_N_FIELDS);
    }
  return 0;
}
