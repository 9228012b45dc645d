/* vault-row.h: one secret, sealed and opened: XChaCha20-Poly1305, with the identity of its row as associated data. One row of
 * the table secret. Used by the vault's files only. */
#pragma once

#include "core/secret.h"
#include "store/statement.h"

G_BEGIN_DECLS

#define MDG_VAULT_ID_BYTES 16
#define MDG_VAULT_NONCE_BYTES 24

/* What a row is sealed as. FIRST is how it was done before there was a register (vault-register.h): where one is, no row of
 * that time is worth anything any more. */
typedef enum
{
  MDG_VAULT_FORMAT_FIRST = 1,
  MDG_VAULT_FORMAT_LISTED = 2
} MdgVaultFormat;

/* Which row it is. Nothing is owned. @id: random, another one each time something is stored. */
typedef struct
{
  const guint8 *id;
  const char *kind;
  const char *owner;
} MdgVaultRow;

/* Memory in which one row after another is opened: locked, wiped, kept from one to the next. All zero: none yet. */
typedef struct
{
  GByteArray *description;
  guint8 *data; /* the plain text of the row that was opened last */
  gsize length;
  gsize size;
} MdgVaultOpener;

void mdg_vault_opener_clear (MdgVaultOpener *opener);

/* Opens the columns @column (nonce) and the one behind it (sealed) of the present row of @statement. FALSE: it was not sealed as
 * this row with @key, or it was altered. */
gboolean mdg_vault_opener_open (MdgVaultOpener *opener, MdgSecret *key, MdgVaultFormat format, const MdgVaultRow *row,
                                MdgStatement *statement, int column);

/* @nonce: MDG_VAULT_NONCE_BYTES, random. Errors: MDG_ERROR_FAILED (no locked memory left). Returns: (transfer full) (nullable) */
GBytes *mdg_vault_row_seal (MdgSecret *key, MdgVaultFormat format, const MdgVaultRow *row, const guint8 *nonce,
                            const guint8 *data, gsize length, GError **error);

/* The id in @column; NULL when it has not the right length. */
const guint8 *mdg_vault_row_get_id (MdgStatement *statement, int column);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MdgVaultOpener, mdg_vault_opener_clear)

G_END_DECLS
