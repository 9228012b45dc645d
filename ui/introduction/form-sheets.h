/* form-sheets.h: which of the forms of [4] can be made: 別紙1, for each side of the clinic that needs its own, and 別紙2. */
#pragma once

#include "introduction/filing-page.h"

G_BEGIN_DECLS

/* A form, and for which side. */
typedef struct
{
  MdgFilingForm form;
  const char *side; /* (nullable): the guide's */
} MdgFormSheet;

/* By what the draft says of the clinic. Returns: (transfer full) (element-type MdgFormSheet): never empty */
GArray *mdg_form_sheets_list (const MdgFilingGuide *guide, const MdgFilingDraft *draft);

gboolean mdg_form_sheets_equal (const GArray *one, const GArray *other);

/* The position of the one that a step of the plan needs: of two sides the first, unless it is the other one's step. @form: the
 * step's, of which there is one */
guint mdg_form_sheets_find (const GArray *sheets, MdgFilingForm form, const char *step);

/* "別紙1 受付番号… (歯科)". @sided: with its side. Returns: (transfer full) */
char *mdg_form_sheet_name (const MdgFormSheet *sheet, const MdgFilingGuide *guide, gboolean sided);

G_END_DECLS
