/* secrets.c: no outer wrap on Linux; the file's mode is the protection.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/secrets.h"

GBytes *
mdg_secrets_wrap (GBytes *plain, GError **error)
{
  return g_bytes_ref (plain);
}

GBytes *
mdg_secrets_unwrap (GBytes *wrapped, GError **error)
{
  return g_bytes_ref (wrapped);
}

const char *
mdg_secrets_wrap_name (void)
{
  return "none";
}
