/* fuzz-p12.c: anything as a certificate file, opened with the password of the corpus's files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/pkcs12.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) file = g_bytes_new_static (data, size);
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string ("secret");
  g_autoptr (GError) error = NULL;
  g_auto (MdgPkcs12) contents = { 0 };
  gboolean good = mdg_pkcs12_read (file, password, &contents, &error);

  g_assert_true (good == (error == NULL));
  g_assert_true (good == (contents.key != NULL));
  g_assert_true (good == (contents.chain_length > 0));
  return 0;
}
