/* password-history.c: the last passwords of an account, as keyed hashes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/password-history.h"

#include <sodium.h>
#include <string.h>

#include "core/password-rules.h"
#include "store/statement.h"

#define HASH_BYTES 32
#define CONTEXT "madoguchi password history 1"

/* What a hash is of: the two never read alike. */
#define WHOLE 'w'
#define START 's'

typedef struct
{
  guint8 whole[HASH_BYTES];
  guint8 start[HASH_BYTES];
} Generation;

struct _MdgPasswordHistory
{
  MdgSecret *key;
  char *owner;
  GArray *generations; /* of Generation, the newest first */
};

static char *
owner_of (const char *institution_code, const char *login_id)
{
  return g_strconcat (institution_code, "/", login_id, NULL);
}

/* The owner belongs to what is hashed: two accounts with the same password do not show it. */
static void
hash (MdgSecret *key,
      const char *owner,
      char of,
      const char *text,
      gsize length,
      guint8 into[HASH_BYTES])
{
  crypto_generichash_state state;
  gsize key_length;
  const guint8 *key_data = mdg_secret_get_data (key, &key_length);

  crypto_generichash_init (&state, key_data, key_length, HASH_BYTES);
  crypto_generichash_update (&state, (const guint8 *)owner, strlen (owner) + 1);
  crypto_generichash_update (&state, (const guint8 *)&of, 1);
  crypto_generichash_update (&state, (const guint8 *)text, length);
  crypto_generichash_final (&state, into, HASH_BYTES);
  sodium_memzero (&state, sizeof state);
}

static void
hash_password (MdgSecret *key, const char *owner, MdgSecret *password, Generation *generation)
{
  gsize length;
  const char *text = (const char *)mdg_secret_get_data (password, &length);

  hash (key, owner, WHOLE, text, length, generation->whole);
  hash (key, owner, START, text, MIN (length, MDG_PASSWORD_PREFIX), generation->start);
}

static MdgStatement *
about_account (MdgDatabase *database,
               const char *sql,
               const char *institution_code,
               const char *login_id,
               GError **error)
{
  MdgStatement *statement = mdg_statement_new (database, sql, error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 0, institution_code);
  mdg_statement_bind_text (statement, 1, login_id);
  return statement;
}

/* Rows whose hashes are not as long as they must be cannot be: the table sees to that. */
static gboolean
read_generations (MdgDatabase *database,
                  const char *institution_code,
                  const char *login_id,
                  GArray *generations,
                  GError **error)
{
  g_autoptr (MdgStatement) statement = about_account (
      database,
      "SELECT whole, start FROM password_past JOIN account ON account.id = password_past.account"
      " WHERE institution_code = ?1 AND login_id = ?2 ORDER BY password_past.id DESC",
      institution_code, login_id, error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      Generation generation = { 0 };
      gsize length;

      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row || generations->len == MDG_PASSWORD_HISTORY)
        return TRUE;
      memcpy (generation.whole, mdg_statement_get_blob (statement, 0, &length), HASH_BYTES);
      memcpy (generation.start, mdg_statement_get_blob (statement, 1, &length), HASH_BYTES);
      g_array_append_val (generations, generation);
    }
}

static MdgPasswordHistory *
history_load (MdgDatabase *database,
              MdgVault *vault,
              const char *institution_code,
              const char *login_id,
              GError **error)
{
  g_autoptr (MdgPasswordHistory) self = g_new0 (MdgPasswordHistory, 1);

  self->owner = owner_of (institution_code, login_id);
  self->generations = g_array_new (FALSE, TRUE, sizeof (Generation));
  self->key = mdg_vault_derive_key (vault, CONTEXT, error);
  if (self->key == NULL
      || !read_generations (database, institution_code, login_id, self->generations, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
insert (MdgDatabase *database,
        const char *institution_code,
        const char *login_id,
        const Generation *generation,
        gint64 set_at,
        GError **error)
{
  g_autoptr (MdgStatement) statement
      = about_account (database,
                       "INSERT INTO password_past (account, set_at, whole, start)"
                       " SELECT id, ?3, ?4, ?5 FROM account"
                       " WHERE institution_code = ?1 AND login_id = ?2",
                       institution_code, login_id, error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 2, set_at);
  mdg_statement_bind_blob (statement, 3, generation->whole, HASH_BYTES);
  mdg_statement_bind_blob (statement, 4, generation->start, HASH_BYTES);
  return mdg_statement_run (statement, error);
}

static gboolean
forget_older (MdgDatabase *database,
              const char *institution_code,
              const char *login_id,
              GError **error)
{
  g_autoptr (MdgStatement) statement = about_account (
      database,
      "DELETE FROM password_past WHERE account = (SELECT id FROM account"
      "  WHERE institution_code = ?1 AND login_id = ?2)"
      " AND id NOT IN (SELECT p.id FROM password_past p JOIN account a ON a.id = p.account"
      "  WHERE institution_code = ?1 AND login_id = ?2 ORDER BY p.id DESC LIMIT ?3)",
      institution_code, login_id, error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 2, MDG_PASSWORD_HISTORY);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_password_history_add (MdgDatabase *database,
                          MdgVault *vault,
                          const char *institution_code,
                          const char *login_id,
                          MdgSecret *password,
                          gint64 set_at,
                          GError **error)
{
  g_autoptr (MdgPasswordHistory) known
      = history_load (database, vault, institution_code, login_id, error);
  Generation generation;

  if (known == NULL)
    return FALSE;
  hash_password (known->key, known->owner, password, &generation);
  if (known->generations->len > 0
      && memcmp (g_array_index (known->generations, Generation, 0).whole, generation.whole,
                 HASH_BYTES)
             == 0)
    return TRUE;
  return insert (database, institution_code, login_id, &generation, set_at, error)
         && forget_older (database, institution_code, login_id, error);
}

/* on the database's thread --------------------------------------------------------------------- */

typedef struct
{
  char *institution_code;
  char *login_id;
} Account;

static void
account_free (gpointer data)
{
  Account *account = data;

  g_free (account->institution_code);
  g_free (account->login_id);
  g_free (account);
}

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Account *account = data;

  return history_load (database, vault, account->institution_code, account->login_id, error);
}

void
mdg_password_history_load_async (MdgCache *cache,
                                 const char *institution_code,
                                 const char *login_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Account *account = g_new0 (Account, 1);

  account->institution_code = g_strdup (institution_code);
  account->login_id = g_strdup (login_id);
  mdg_cache_run_async (cache, cache, load, account, account_free,
                       (GDestroyNotify)mdg_password_history_free, mdg_password_history_load_async,
                       cancellable, callback, data);
}

MdgPasswordHistory *
mdg_password_history_load_finish (GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_password_history_load_async, error);
}

void
mdg_password_history_free (MdgPasswordHistory *history)
{
  if (history == NULL)
    return;
  g_clear_pointer (&history->key, mdg_secret_unref);
  g_clear_pointer (&history->generations, g_array_unref);
  g_free (history->owner);
  g_free (history);
}

guint
mdg_password_history_get_length (const MdgPasswordHistory *history)
{
  return history->generations->len;
}

gboolean
mdg_password_history_seen (const char *password, gpointer data)
{
  MdgPasswordHistory *history = data;
  guint8 of[HASH_BYTES];
  gboolean seen = FALSE;

  hash (history->key, history->owner, WHOLE, password, strlen (password), of);
  for (guint i = 0; i < history->generations->len; i++)
    seen |= memcmp (g_array_index (history->generations, Generation, i).whole, of, HASH_BYTES) == 0;
  return seen;
}

gboolean
mdg_password_history_seen_start (const char *start, gpointer data)
{
  MdgPasswordHistory *history = data;
  guint8 of[HASH_BYTES];
  gboolean seen = FALSE;

  hash (history->key, history->owner, START, start, strlen (start), of);
  for (guint i = 0; i < history->generations->len; i++)
    seen |= memcmp (g_array_index (history->generations, Generation, i).start, of, HASH_BYTES) == 0;
  return seen;
}
