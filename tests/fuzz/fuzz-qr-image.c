/* fuzz-qr-image.c: anything as an image file, or as a grey picture whose width stands in the first
 * byte.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/qr-code.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static MdgSecret *
read_file (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new_static (data, size);

  return mdg_qr_code_read_image (file, NULL);
}

static MdgSecret *
read_grey (const guint8 *data, gsize size)
{
  guint width = data[0] + 1u;

  return mdg_qr_code_read (data + 1, width, (guint)((size - 1) / width), width, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gboolean file = size > 2 && (data[0] == 0x89 || data[0] == 0xFF || data[0] == 'B');
  g_autoptr (MdgSecret) text = NULL;

  if (size == 0)
    return 0;
  text = file ? read_file (data, size) : read_grey (data, size);
  if (text != NULL)
    g_assert_true (g_utf8_validate (mdg_secret_get_string (text), -1, NULL));
  return 0;
}
