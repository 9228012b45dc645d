/* fuzz-bundle-log.c: anything as lines of a log that is handed to support, and as the list of what
 * helps: no line gets through that is not of a line's form, none is longer in words than it was,
 * and none has six digits in a row behind its time. SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/bundle-log.h"
#include "support/cure-guide.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_line (const char *line)
{
  g_autofree char *out = mdg_bundle_log_line (line);
  g_autofree char *again = out != NULL ? mdg_bundle_log_line (out) : NULL;
  guint digits = 0;

  if (out == NULL)
    return;
  g_assert_true (g_utf8_validate (out, -1, NULL));
  g_assert_cmpstr (again, ==, out);
  for (const char *p = out; *p != '\0'; p++)
    {
      digits = g_ascii_isdigit (*p) ? digits + 1 : 0;
      g_assert_cmpuint (digits, <, 6);
      g_assert_true (*p != '\n');
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 100);
  g_autoptr (MdgCureGuide) guide = mdg_cure_guide_parse ((const char *)data, (gssize)size, NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    check_line (lines[i]);
  if (guide != NULL)
    (void)mdg_cure_guide_get (guide, "locked");
  return 0;
}
