/* fuzz-setup-key.c: anything as a set-up key.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/setup-key.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MdgSecret) key = mdg_setup_key_parse ((const char *)data, (gssize)size, NULL);

  if (key == NULL)
    return 0;
  const char *text = mdg_secret_get_string (key);
  g_assert_cmpuint (strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), ==,
                    mdg_secret_get_length (key));
  g_assert_cmpuint (strlen (text), >=, 16);
  g_autoptr (MdgSecret) grouped = mdg_setup_key_group (key);
  g_autoptr (MdgSecret) again = mdg_setup_key_parse (mdg_secret_get_string (grouped), -1, NULL);
  g_assert_true (again != NULL && mdg_secret_equal (again, key));
  return 0;
}
