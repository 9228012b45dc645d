/* fuzz-certificate-info.c: anything as a certificate file, asked for all that can be told of it,
 * with and without the password of the corpus's files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-info.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) file = g_bytes_new_static (data, size);
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string ("secret");
  g_autoptr (MdgCertificateInfo) with = mdg_certificate_info_new (file, password);
  g_autoptr (MdgCertificateInfo) without = mdg_certificate_info_new (file, NULL);

  g_assert_cmpstr (with->sha256, ==, without->sha256);
  g_assert_true ((with->fault == NULL) == with->key_matches);
  g_assert_true (g_utf8_validate (with->subject, -1, NULL));
  g_assert_true (g_utf8_validate (with->institution_code, -1, NULL));
  return 0;
}
