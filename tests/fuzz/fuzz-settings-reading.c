/* fuzz-settings-reading.c: anything as what madoguchi-read-pdf answered: where words stand on
 * pages, and what is recognised in them. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-reading.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (MdgPdfWords) words = mdg_pdf_words_parse ((const char *)data, size, NULL);
  g_autoptr (MdgSettingsReading) reading = NULL;
  const MdgAccountSettings *settings;

  if (words == NULL)
    return 0;
  reading = mdg_settings_reading_recognise (words);
  settings = reading->settings;
  g_assert_true ((settings != NULL) == (reading->verdict == MDG_SETTINGS_RECOGNISED));
  if (settings == NULL)
    return 0;
  g_assert_true (settings->id == NULL || g_utf8_validate (settings->id, -1, NULL));
  g_assert_true (settings->institution_name == NULL
                 || g_utf8_validate (settings->institution_name, -1, NULL));
  if (mdg_settings_reading_judge (reading))
    {
      g_assert_true (mdg_account_id_check (settings->id, NULL));
      g_assert_cmpuint (strlen (settings->institution_code), ==, 10);
      g_assert_nonnull (settings->password);
    }
  return 0;
}
