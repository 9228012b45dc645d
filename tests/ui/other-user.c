/* other-user.c: stands in for platform/secrets.c in a program of the tests: what one user wrapped,
 * no other opens, as with DPAPI. Who the user is the environment's MDG_TEST_USER says. It hides
 * nothing. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/error.h"
#include "platform/secrets.h"

static const char *
user (void)
{
  const char *name = g_getenv ("MDG_TEST_USER");

  return name != NULL ? name : "";
}

GBytes *
mdg_secrets_wrap (GBytes *plain, GError **error)
{
  g_autoptr (GByteArray) wrapped = g_byte_array_new ();

  g_byte_array_append (wrapped, (const guint8 *)user (), (guint)strlen (user ()) + 1);
  g_byte_array_append (wrapped, g_bytes_get_data (plain, NULL), (guint)g_bytes_get_size (plain));
  return g_byte_array_free_to_bytes (g_steal_pointer (&wrapped));
}

GBytes *
mdg_secrets_unwrap (GBytes *wrapped, GError **error)
{
  gsize own = strlen (user ()) + 1;
  gsize length;
  const char *data = g_bytes_get_data (wrapped, &length);

  if (length < own || memcmp (data, user (), own) != 0)
    {
      mdg_set_error (error, MDG_ERROR_WRAP_REFUSED, "another user wrapped this");
      return NULL;
    }
  return g_bytes_new (data + own, length - own);
}

const char *
mdg_secrets_wrap_name (void)
{
  return "user";
}
