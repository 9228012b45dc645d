/* secrets.c: an outer wrap for tests. It hides nothing, but bytes that were not wrapped, or were
 * altered, do not come back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/secrets.h"

#include <string.h>

#include "core/error.h"
#include "platform/fake/fake.h"

#define MARK "FAKE WRAP 1\n"
#define MARK_LENGTH (sizeof MARK - 1)
#define MASK 0x5a

static guint8
checksum (const guint8 *data, gsize length)
{
  guint8 sum = 0;

  for (gsize i = 0; i < length; i++)
    sum = (guint8)(sum * 31 + data[i]);
  return sum;
}

static void
mask (guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    data[i] ^= MASK;
}

GBytes *
mdg_secrets_wrap (GBytes *plain, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (plain, &length);
  guint8 *wrapped;

  if (!mdg_fake_is_working ())
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "the fake does not wrap now");
      return NULL;
    }
  wrapped = g_malloc (MARK_LENGTH + length + 1);
  memcpy (wrapped, MARK, MARK_LENGTH);
  if (length > 0)
    memcpy (wrapped + MARK_LENGTH, data, length);
  mask (wrapped + MARK_LENGTH, length);
  wrapped[MARK_LENGTH + length] = checksum (wrapped, MARK_LENGTH + length);
  return g_bytes_new_take (wrapped, MARK_LENGTH + length + 1);
}

GBytes *
mdg_secrets_unwrap (GBytes *wrapped, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (wrapped, &length);
  guint8 *plain;

  if (!mdg_fake_is_working () || length < MARK_LENGTH + 1 || memcmp (data, MARK, MARK_LENGTH) != 0
      || checksum (data, length - 1) != data[length - 1])
    {
      mdg_set_error (error, MDG_ERROR_WRAP_REFUSED, "the fake did not wrap this");
      return NULL;
    }
  length -= MARK_LENGTH + 1;
  plain = g_memdup2 (data + MARK_LENGTH, length);
  mask (plain, length);
  return g_bytes_new_take (plain, length);
}

const char *
mdg_secrets_wrap_name (void)
{
  return "fake";
}
