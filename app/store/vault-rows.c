/* vault-rows.c: keeping secrets and giving them back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-private.h"

#include <sodium.h>

#include "store/statement.h"
#include "store/vault-register.h"
#include "store/vault-row.h"

static gboolean
insert (MdgVault *self, const MdgVaultRow *row, const guint8 *nonce, GBytes *sealed, GError **error)
{
  /* REPLACE: the earlier one of this kind and owner goes, with its id. */
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      self->database,
      "INSERT OR REPLACE INTO secret (id, kind, owner, nonce, sealed) VALUES (?, ?, ?, ?, ?)",
      error);
  gsize length;
  const void *data = g_bytes_get_data (sealed, &length);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, row->id, MDG_VAULT_ID_BYTES);
  mdg_statement_bind_text (statement, 1, row->kind);
  mdg_statement_bind_text (statement, 2, row->owner);
  mdg_statement_bind_blob (statement, 3, nonce, MDG_VAULT_NONCE_BYTES);
  mdg_statement_bind_blob (statement, 4, data, length);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_vault_store (MdgVault *self,
                 const char *kind,
                 const char *owner,
                 MdgSecret *secret,
                 GError **error)
{
  guint8 id[MDG_VAULT_ID_BYTES], nonce[MDG_VAULT_NONCE_BYTES];
  const MdgVaultRow row = { id, kind, owner };
  g_autoptr (GBytes) sealed = NULL;
  gsize length;
  const guint8 *data = mdg_secret_get_data (secret, &length);

  if (!mdg_vault_require_unlocked (self, error)
      || (!mdg_vault_register_exists (self) && !mdg_vault_adopt (self, error)))
    return FALSE;
  randombytes_buf (id, sizeof id);
  randombytes_buf (nonce, sizeof nonce);
  sealed
      = mdg_vault_row_seal (self->key, MDG_VAULT_FORMAT_LISTED, &row, nonce, data, length, error);
  return sealed != NULL && mdg_vault_begin (self, error)
         && mdg_vault_end (self,
                           insert (self, &row, nonce, sealed, error)
                               && mdg_vault_register_enter (self, &row, error),
                           error);
}

/* Whether the row opens and is the one that counts, by the word of the register on it. */
static gboolean
open_row (MdgVault *self,
          MdgVaultOpener *opener,
          MdgRegisterWord word,
          const MdgVaultRow *row,
          MdgStatement *statement,
          int column)
{
  if (word == MDG_REGISTER_DENIES)
    return FALSE;
  return mdg_vault_opener_open (opener, self->key, MDG_VAULT_FORMAT_LISTED, row, statement, column)
         || (word == MDG_REGISTER_NONE
             && mdg_vault_opener_open (opener, self->key, MDG_VAULT_FORMAT_FIRST, row, statement,
                                       column));
}

MdgSecret *
mdg_vault_load (MdgVault *self, const char *kind, const char *owner, GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  g_auto (MdgVaultOpener) opener = { 0 };
  MdgVaultRow asked = { NULL, kind, owner };
  gboolean row = FALSE;

  if (!mdg_vault_require_unlocked (self, error))
    return NULL;
  statement = mdg_statement_new (
      self->database, "SELECT id, nonce, sealed FROM secret WHERE kind = ? AND owner = ?", error);
  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 0, kind);
  mdg_statement_bind_text (statement, 1, owner);
  if (!mdg_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "no %s is kept for %s", kind, owner);
      return NULL;
    }
  asked.id = mdg_vault_row_get_id (statement, 0);
  if (asked.id != NULL
      && open_row (self, &opener, mdg_vault_register_ask (self, &asked), &asked, statement, 1))
    return mdg_secret_new (opener.data, opener.length);
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the %s of %s was altered or put back", kind, owner);
  return NULL;
}

gboolean
mdg_vault_load_each (MdgVault *self,
                     const char *kind,
                     MdgVaultEach each,
                     gpointer user_data,
                     GError **error)
{
  g_autoptr (MdgVaultRegister) list = NULL;
  g_autoptr (MdgStatement) statement = NULL;
  g_auto (MdgVaultOpener) opener = { 0 };
  gboolean row = FALSE;

  if (!mdg_vault_require_unlocked (self, error))
    return FALSE;
  list = mdg_vault_register_load (self, error);
  statement = list == NULL
                  ? NULL
                  : mdg_statement_new (self->database,
                                       "SELECT id, owner, nonce, sealed FROM secret WHERE kind = ?",
                                       error);
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, kind);
  for (;;)
    {
      MdgVaultRow found = { NULL, kind, NULL };
      MdgRegisterEntry *entry;
      gboolean opened;

      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      found.id = mdg_vault_row_get_id (statement, 0);
      found.owner = mdg_statement_get_text (statement, 1);
      opened = open_row (self, &opener, mdg_vault_register_judge (list, &found, &entry), &found,
                         statement, 2);
      each (found.owner, opened ? opener.data : NULL, opened ? opener.length : 0, user_data);
    }
}

static gboolean delete (MdgVault *self, const char *kind, const char *owner, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      self->database, "DELETE FROM secret WHERE kind = ? AND owner = ?", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, kind);
  mdg_statement_bind_text (statement, 1, owner);
  return mdg_statement_run (statement, error)
         && (!mdg_vault_register_exists (self)
             || mdg_vault_register_strike (self, kind, owner, error));
}

gboolean
mdg_vault_remove (MdgVault *self, const char *kind, const char *owner, GError **error)
{
  return mdg_vault_require_unlocked (self, error) && mdg_vault_begin (self, error)
         && mdg_vault_end (self, delete (self, kind, owner, error), error);
}

/* One by one: the statement begins anew after each, for nothing is removed while it is walked over.
 */
static gboolean
delete_all (MdgVault *self, const char *kept, GError **error)
{
  for (;;)
    {
      g_autofree char *kind = NULL;
      g_autofree char *owner = NULL;
      g_autoptr (MdgStatement) statement = mdg_statement_new (
          self->database, "SELECT kind, owner FROM secret WHERE kind <> ? LIMIT 1", error);
      gboolean row = FALSE;

      if (statement == NULL)
        return FALSE;
      mdg_statement_bind_text (statement, 0, kept);
      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      kind = g_strdup (mdg_statement_get_text (statement, 0));
      owner = g_strdup (mdg_statement_get_text (statement, 1));
      g_clear_pointer (&statement, mdg_statement_free);
      if (!delete (self, kind, owner, error))
        return FALSE;
    }
}

gboolean
mdg_vault_remove_all (MdgVault *self, const char *kept, GError **error)
{
  return mdg_vault_require_unlocked (self, error) && mdg_vault_begin (self, error)
         && mdg_vault_end (self, delete_all (self, kept, error), error);
}
