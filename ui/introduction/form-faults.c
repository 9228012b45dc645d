/* form-faults.c: what is not right in a form, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/form-faults.h"

#include <glib/gi18n.h>

#define NAMED_MOST 4
#define LISTED_MOST 12

char *
mdg_form_faults_names (const MdgFilingGuide *guide, GPtrArray *faults)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < faults->len && i < NAMED_MOST; i++)
    {
      const MdgFilingFault *fault = g_ptr_array_index (faults, i);

      if (i > 0)
        g_string_append (names, _ (", "));
      g_string_append (names, guide->fields[fault->field].label);
    }
  if (faults->len > NAMED_MOST)
    g_string_append (names, "…");
  return g_string_free (names, FALSE);
}

char *
mdg_form_faults_list (const MdgFilingGuide *guide, GPtrArray *faults)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < faults->len && i < LISTED_MOST; i++)
    {
      const MdgFilingFault *fault = g_ptr_array_index (faults, i);

      g_string_append_printf (list, "%s・%s: %s", i > 0 ? "\n" : "",
                              guide->fields[fault->field].label, fault->words);
    }
  if (faults->len > LISTED_MOST)
    g_string_append (list, "\n…");
  return g_string_free (list, FALSE);
}
