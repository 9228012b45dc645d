/* vault-row.c: one secret, sealed and opened.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-row.h"

#include <sodium.h>
#include <string.h>

#include "core/error.h"

#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES

/* Secrets are padded to whole blocks: the length of a password is nobody's business. */
#define BLOCK_BYTES 32

G_STATIC_ASSERT (MDG_VAULT_NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

void
mdg_vault_opener_clear (MdgVaultOpener *self)
{
  g_clear_pointer (&self->description, g_byte_array_unref);
  sodium_free (self->data);
  self->data = NULL;
  self->length = self->size = 0;
}

static gboolean
reserve (MdgVaultOpener *self, gsize size)
{
  if (self->data != NULL && size <= self->size)
    return TRUE;
  sodium_free (self->data);
  self->data = sodium_malloc (size);
  self->size = self->data != NULL ? size : 0;
  return self->data != NULL;
}

/* The associated data: a sealed text opens only in the row it was made for. Neither kind nor owner
 * can hold a NUL, so no two identities read alike. */
static GByteArray *
describe (MdgVaultOpener *self, MdgVaultFormat format, const MdgVaultRow *row)
{
  char tag[] = "madoguchi secret 1";

  tag[sizeof tag - 2] = (char)('0' + format);
  if (self->description == NULL)
    self->description = g_byte_array_new ();
  g_byte_array_set_size (self->description, 0);
  g_byte_array_append (self->description, (const guint8 *)tag, sizeof tag);
  g_byte_array_append (self->description, row->id, MDG_VAULT_ID_BYTES);
  g_byte_array_append (self->description, (const guint8 *)row->kind, (guint)strlen (row->kind) + 1);
  g_byte_array_append (self->description, (const guint8 *)row->owner,
                       (guint)strlen (row->owner) + 1);
  return self->description;
}

gboolean
mdg_vault_opener_open (MdgVaultOpener *self,
                       MdgSecret *key,
                       MdgVaultFormat format,
                       const MdgVaultRow *row,
                       MdgStatement *statement,
                       int column)
{
  gsize nonce_length, sealed_length;
  const guint8 *nonce = mdg_statement_get_blob (statement, column, &nonce_length);
  const guint8 *sealed = mdg_statement_get_blob (statement, column + 1, &sealed_length);
  GByteArray *description;

  if (row->id == NULL || row->kind == NULL || row->owner == NULL
      || nonce_length != MDG_VAULT_NONCE_BYTES || sealed_length < TAG_BYTES + BLOCK_BYTES
      || !reserve (self, sealed_length - TAG_BYTES))
    return FALSE;
  description = describe (self, format, row);
  return crypto_aead_xchacha20poly1305_ietf_decrypt (self->data, NULL, NULL, sealed, sealed_length,
                                                     description->data, description->len, nonce,
                                                     mdg_secret_get_data (key, NULL))
             == 0
         && sodium_unpad (&self->length, self->data, sealed_length - TAG_BYTES, BLOCK_BYTES) == 0;
}

GBytes *
mdg_vault_row_seal (MdgSecret *key,
                    MdgVaultFormat format,
                    const MdgVaultRow *row,
                    const guint8 *nonce,
                    const guint8 *data,
                    gsize length,
                    GError **error)
{
  g_auto (MdgVaultOpener) plain = { 0 };
  gsize padded = (length / BLOCK_BYTES + 1) * BLOCK_BYTES;
  GByteArray *description = describe (&plain, format, row);
  guint8 *sealed;

  if (!reserve (&plain, padded))
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "no locked memory left");
      return NULL;
    }
  if (length > 0)
    memcpy (plain.data, data, length);
  sodium_pad (&padded, plain.data, length, BLOCK_BYTES, plain.size);
  sealed = g_malloc (padded + TAG_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed, NULL, plain.data, padded, description->data,
                                              description->len, NULL, nonce,
                                              mdg_secret_get_data (key, NULL));
  return g_bytes_new_take (sealed, padded + TAG_BYTES);
}

const guint8 *
mdg_vault_row_get_id (MdgStatement *statement, int column)
{
  gsize length;
  const guint8 *id = mdg_statement_get_blob (statement, column, &length);

  return length == MDG_VAULT_ID_BYTES ? id : NULL;
}
