/* sha256.c: SHA-256 by GnuTLS, which knows the processor's own instructions for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/sha256.h"

#include <gnutls/crypto.h>
#include <string.h>

#define BYTES 32

struct _MdgSha256
{
  gnutls_hash_hd_t hash;
};

static char *
to_hex (const guint8 digest[BYTES])
{
  GString *text = g_string_sized_new (MDG_SHA256_DIGITS + 1);

  for (guint i = 0; i < BYTES; i++)
    g_string_append_printf (text, "%02x", digest[i]);
  return g_string_free (text, FALSE);
}

MdgSha256 *
mdg_sha256_new (void)
{
  MdgSha256 *sha = g_new0 (MdgSha256, 1);

  if (gnutls_hash_init (&sha->hash, GNUTLS_DIG_SHA256) < 0)
    g_error ("No SHA-256");
  return sha;
}

void
mdg_sha256_add (MdgSha256 *sha, const void *bytes, gsize length)
{
  gnutls_hash (sha->hash, bytes, length);
}

char *
mdg_sha256_finish (MdgSha256 *sha)
{
  guint8 digest[BYTES];

  gnutls_hash_output (sha->hash, digest);
  return to_hex (digest);
}

void
mdg_sha256_free (MdgSha256 *sha)
{
  gnutls_hash_deinit (sha->hash, NULL);
  g_free (sha);
}

char *
mdg_sha256_of (const void *bytes, gsize length)
{
  g_autoptr (MdgSha256) sha = mdg_sha256_new ();

  mdg_sha256_add (sha, bytes, length);
  return mdg_sha256_finish (sha);
}

gboolean
mdg_sha256_is_valid (const char *text)
{
  return strlen (text) == MDG_SHA256_DIGITS
         && strspn (text, "0123456789abcdef") == MDG_SHA256_DIGITS;
}
