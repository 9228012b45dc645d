/* form-sheets.c: which of the forms can be made.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/form-sheets.h"

#include <glib/gi18n.h>
#include <string.h>

GArray *
mdg_form_sheets_list (const MdgFilingGuide *guide, const MdgFilingDraft *draft)
{
  GArray *sheets = g_array_new (FALSE, TRUE, sizeof (MdgFormSheet));
  MdgFormSheet sheet = { MDG_FILING_NUMBER, NULL };

  for (guint i = 0; mdg_filing_side (guide, draft, i, &sheet.side); i++)
    g_array_append_val (sheets, sheet);
  sheet = (MdgFormSheet){ MDG_FILING_PLAN, NULL };
  g_array_append_val (sheets, sheet);
  return sheets;
}

gboolean
mdg_form_sheets_equal (const GArray *one, const GArray *other)
{
  gboolean same = one->len == other->len;

  for (guint i = 0; same && i < one->len; i++)
    same = g_array_index (one, MdgFormSheet, i).side == g_array_index (other, MdgFormSheet, i).side;
  return same;
}

guint
mdg_form_sheets_find (const GArray *sheets, MdgFilingForm form, const char *step)
{
  const char *side = strcmp (step, "number-request-dental") == 0 ? "dental" : NULL;
  guint found = 0;

  for (guint i = sheets->len; i-- > 0;)
    {
      const MdgFormSheet *sheet = &g_array_index (sheets, MdgFormSheet, i);

      if (sheet->form == form)
        found = i;
      if (sheet->form == form && side != NULL && g_strcmp0 (sheet->side, side) == 0)
        return i;
    }
  return found;
}

char *
mdg_form_sheet_name (const MdgFormSheet *sheet, const MdgFilingGuide *guide, gboolean sided)
{
  const char *name = guide->sheets[sheet->form].name;
  guint option = mdg_filing_guide_find_option (guide, MDG_FIELD_KIND, sheet->side);

  if (!sided || option == MDG_FILING_NONE)
    return g_strdup (name);
  /* Translators: a form, and for which side of the clinic */
  return g_strdup_printf (_ ("%s (%s)"), name,
                          mdg_filing_guide_option (guide, MDG_FIELD_KIND, option)->name);
}
