/* fuzz-stick-identity.c: anything as the number on a stick.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/stick-identity.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *number = mdg_stick_identity_parse (data, size);
  g_autofree char *again = NULL;

  g_assert_nonnull (number);
  if (*number == '\0')
    return 0;
  /* What is taken stands in the records, in its one form. */
  g_assert_true (mdg_stick_identity_is_number (number));
  g_assert_cmpuint (strlen (number), ==, strlen ("M-0123456789ABCDEF"));
  again = mdg_stick_identity_parse (number, strlen (number));
  g_assert_cmpstr (again, ==, number);
  return 0;
}
