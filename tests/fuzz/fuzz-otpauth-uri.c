/* fuzz-otpauth-uri.c: anything as an otpauth URI; what is accepted is written and read again.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/otpauth-uri.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse ((const char *)data, (gssize)size, NULL);

  if (uri == NULL)
    return 0;
  g_assert_true (uri->digits == 6 || uri->digits == 8);
  g_assert_true (uri->period >= 1 && uri->period <= 300);
  g_autoptr (MdgSecret) text = mdg_otpauth_uri_to_string (uri);
  if (mdg_secret_get_length (text) > 4096)
    return 0; /* encoding made it longer than what is read */
  g_autoptr (MdgOtpauthUri) again = mdg_otpauth_uri_parse (mdg_secret_get_string (text), -1, NULL);
  g_assert_nonnull (again);
  g_autoptr (MdgSecret) text_again = mdg_otpauth_uri_to_string (again);
  g_assert_true (mdg_secret_equal (text, text_again));
  return 0;
}
