/* secrets.c: DPAPI, user scope: the bytes open only to this user on this computer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/secrets.h"

#include <windows.h>
#include <dpapi.h>

#include "core/error.h"

/* Keeps another program's blobs from being taken for ours; it is no secret. */
static const char purpose[] = "Madoguchi 1";

static DATA_BLOB
blob_of (gconstpointer data, gsize length)
{
  DATA_BLOB blob = { (DWORD)length, (BYTE *)data };

  return blob;
}

static GBytes *
take (DATA_BLOB *blob)
{
  GBytes *bytes = g_bytes_new (blob->pbData, blob->cbData);

  SecureZeroMemory (blob->pbData, blob->cbData);
  LocalFree (blob->pbData);
  return bytes;
}

GBytes *
mdg_secrets_wrap (GBytes *plain, GError **error)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (plain, &length);
  DATA_BLOB in = blob_of (data, length), entropy = blob_of (purpose, sizeof purpose), out;

  if (CryptProtectData (&in, NULL, &entropy, NULL, NULL, CRYPTPROTECT_UI_FORBIDDEN, &out))
    return take (&out);
  mdg_set_error (error, MDG_ERROR_FAILED, "DPAPI does not wrap: %lu", GetLastError ());
  return NULL;
}

GBytes *
mdg_secrets_unwrap (GBytes *wrapped, GError **error)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (wrapped, &length);
  DATA_BLOB in = blob_of (data, length), entropy = blob_of (purpose, sizeof purpose), out;

  if (CryptUnprotectData (&in, NULL, &entropy, NULL, NULL, CRYPTPROTECT_UI_FORBIDDEN, &out))
    return take (&out);
  mdg_set_error (error, MDG_ERROR_WRAP_REFUSED, "DPAPI does not open this: %lu", GetLastError ());
  return NULL;
}

const char *
mdg_secrets_wrap_name (void)
{
  return "dpapi";
}
