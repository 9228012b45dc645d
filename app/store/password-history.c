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

#define KEY_KIND "password-history-key"
#define KEY_NAME_BYTES crypto_generichash_BYTES_MIN

/* Of one generation of a password. */
typedef struct
{
  guint8 whole[HASH_BYTES];
  guint8 start[HASH_BYTES];
  gint64 id;
  gint64 set_at; /* what is not known counts as what came before it under the same key */
  guint key;     /* of the history's */
} Generation;

/* A key, and by which name the rows know it. */
typedef struct
{
  char *name;
  MdgSecret *key;
} Key;

struct _MdgPasswordHistory
{
  GArray *keys; /* of Key */
  char *owner;
  GArray *generations; /* of Generation, the newest first */
};

static void
key_clear (gpointer data)
{
  Key *key = data;

  g_free (key->name);
  mdg_secret_unref (key->key);
}

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

static MdgSecret *
load_key (MdgVault *vault, const char *name, GError **error)
{
  return *name == '\0' ? mdg_vault_derive_key (vault, CONTEXT, error)
                       : mdg_vault_load (vault, KEY_KIND, name, error);
}

/* @index: (out): of the key of that name; -1: it is gone, and what is under it tells nothing. */
static gboolean
find_key (MdgPasswordHistory *self, MdgVault *vault, const char *name, int *index, GError **error)
{
  g_autoptr (GError) fault = NULL;
  Key key;

  *index = -1;
  for (guint i = 0; i < self->keys->len; i++)
    if (g_str_equal (g_array_index (self->keys, Key, i).name, name))
      {
        *index = (int)i;
        return TRUE;
      }
  key = (Key){ NULL, load_key (vault, name, &fault) };
  if (key.key != NULL)
    {
      key.name = g_strdup (name);
      *index = (int)self->keys->len;
      g_array_append_val (self->keys, key);
      return TRUE;
    }
  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      || g_error_matches (fault, MDG_ERROR, MDG_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

/* Rows that came from another terminal have higher ids than what was set here before. */
static int
newest_first (gconstpointer one, gconstpointer other)
{
  const Generation *a = one;
  const Generation *b = other;

  if (a->set_at != b->set_at)
    return a->set_at > b->set_at ? -1 : 1;
  return a->id > b->id ? -1 : a->id < b->id;
}

static gint64
set_before (GArray *generations, guint key)
{
  for (guint i = generations->len; i > 0; i--)
    if (g_array_index (generations, Generation, i - 1).key == key)
      return g_array_index (generations, Generation, i - 1).set_at;
  return 0;
}

/* Rows whose hashes are not as long as they must be cannot be: the table sees to that. */
static gboolean
read_row (MdgPasswordHistory *self, MdgVault *vault, MdgStatement *statement, GError **error)
{
  Generation generation = { 0 };
  gsize length;
  int key;

  if (!find_key (self, vault, mdg_statement_get_text (statement, 4), &key, error))
    return FALSE;
  if (key < 0)
    return TRUE;
  generation.key = (guint)key;
  generation.id = mdg_statement_get_int (statement, 2);
  generation.set_at = mdg_statement_get_int (statement, 3);
  if (generation.set_at == 0)
    generation.set_at = set_before (self->generations, generation.key);
  memcpy (generation.whole, mdg_statement_get_blob (statement, 0, &length), HASH_BYTES);
  memcpy (generation.start, mdg_statement_get_blob (statement, 1, &length), HASH_BYTES);
  g_array_append_val (self->generations, generation);
  return TRUE;
}

static gboolean
read_generations (MdgPasswordHistory *self,
                  MdgDatabase *database,
                  MdgVault *vault,
                  const char *institution_code,
                  const char *login_id,
                  GError **error)
{
  g_autoptr (MdgStatement) statement
      = about_account (database,
                       "SELECT whole, start, password_past.id, set_at, keyed_by FROM password_past"
                       " JOIN account ON account.id = password_past.account"
                       " WHERE institution_code = ?1 AND login_id = ?2 ORDER BY password_past.id",
                       institution_code, login_id, error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        break;
      if (!read_row (self, vault, statement, error))
        return FALSE;
    }
  g_array_sort (self->generations, newest_first);
  g_array_set_size (self->generations, MIN (self->generations->len, MDG_PASSWORD_HISTORY));
  return TRUE;
}

static MdgPasswordHistory *
history_load (MdgDatabase *database,
              MdgVault *vault,
              const char *institution_code,
              const char *login_id,
              GError **error)
{
  g_autoptr (MdgPasswordHistory) self = g_new0 (MdgPasswordHistory, 1);
  int own;

  self->owner = owner_of (institution_code, login_id);
  self->generations = g_array_new (FALSE, TRUE, sizeof (Generation));
  self->keys = g_array_new (FALSE, TRUE, sizeof (Key));
  g_array_set_clear_func (self->keys, key_clear);
  if (!find_key (self, vault, "", &own, error)
      || !read_generations (self, database, vault, institution_code, login_id, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Whether the whole, or the start, of a generation is @text. */
static gboolean
is_of (const MdgPasswordHistory *self,
       const Generation *generation,
       char of,
       const char *text,
       gsize length)
{
  guint8 hashed[HASH_BYTES];

  hash (g_array_index (self->keys, Key, generation->key).key, self->owner, of, text, length,
        hashed);
  return memcmp (of == WHOLE ? generation->whole : generation->start, hashed, HASH_BYTES) == 0;
}

static gboolean
insert (MdgDatabase *database,
        const char *institution_code,
        const char *login_id,
        const Generation *generation,
        const char *keyed_by,
        GError **error)
{
  g_autoptr (MdgStatement) statement
      = about_account (database,
                       "INSERT INTO password_past (account, set_at, whole, start, keyed_by)"
                       " SELECT id, ?3, ?4, ?5, ?6 FROM account"
                       " WHERE institution_code = ?1 AND login_id = ?2",
                       institution_code, login_id, error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 2, generation->set_at);
  mdg_statement_bind_blob (statement, 3, generation->whole, HASH_BYTES);
  mdg_statement_bind_blob (statement, 4, generation->start, HASH_BYTES);
  mdg_statement_bind_text (statement, 5, keyed_by);
  return mdg_statement_run (statement, error);
}

/* All but the newest ones, and all whose key is gone. */
static gboolean
forget_older (const MdgPasswordHistory *self,
              MdgDatabase *database,
              const char *institution_code,
              const char *login_id,
              GError **error)
{
  g_autoptr (GString) kept = g_string_new ("0");
  g_autofree char *sql = NULL;
  g_autoptr (MdgStatement) statement = NULL;

  for (guint i = 0; i < self->generations->len; i++)
    g_string_append_printf (kept, ", %" G_GINT64_FORMAT,
                            g_array_index (self->generations, Generation, i).id);
  sql = g_strdup_printf ("DELETE FROM password_past WHERE account = (SELECT id FROM account"
                         "  WHERE institution_code = ?1 AND login_id = ?2) AND id NOT IN (%s)",
                         kept->str);
  statement = about_account (database, sql, institution_code, login_id, error);
  return statement != NULL && mdg_statement_run (statement, error);
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
  g_autoptr (MdgPasswordHistory) after = NULL;
  Generation generation = { .set_at = set_at };
  gsize length;
  const char *text = (const char *)mdg_secret_get_data (password, &length);
  const Key *key;

  if (known == NULL)
    return FALSE;
  if (known->generations->len > 0)
    {
      const Generation *newest = &g_array_index (known->generations, Generation, 0);

      if (is_of (known, newest, WHOLE, text, length))
        return TRUE;
      /* So that an account's are under one key, also where they came from elsewhere. */
      generation.key = newest->key;
      /* Not before them, whatever the clock says. */
      if (set_at > 0)
        generation.set_at = MAX (set_at, newest->set_at);
    }
  key = &g_array_index (known->keys, Key, generation.key);
  hash_password (key->key, known->owner, password, &generation);
  if (!insert (database, institution_code, login_id, &generation, key->name, error))
    return FALSE;
  after = history_load (database, vault, institution_code, login_id, error);
  return after != NULL && forget_older (after, database, institution_code, login_id, error);
}

gboolean
mdg_password_history_keep_key (MdgDatabase *database, MdgVault *vault, GError **error)
{
  g_autoptr (MdgSecret) key = mdg_vault_derive_key (vault, CONTEXT, error);
  g_autoptr (MdgStatement) statement = NULL;
  guint8 bytes[KEY_NAME_BYTES];
  char name[2 * KEY_NAME_BYTES + 1];
  gsize length;
  const guint8 *data;

  if (key == NULL)
    return FALSE;
  data = mdg_secret_get_data (key, &length);
  crypto_generichash (bytes, sizeof bytes, (const guint8 *)KEY_KIND, strlen (KEY_KIND), data,
                      length);
  sodium_bin2hex (name, sizeof name, bytes, KEY_NAME_BYTES);
  statement = mdg_statement_new (
      database, "UPDATE password_past SET keyed_by = ? WHERE keyed_by = ''", error);
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, name);
  return mdg_statement_run (statement, error)
         && (mdg_database_changes (database) == 0
             || mdg_vault_store (vault, KEY_KIND, name, key, error));
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
  g_clear_pointer (&history->keys, g_array_unref);
  g_clear_pointer (&history->generations, g_array_unref);
  g_free (history->owner);
  g_free (history);
}

guint
mdg_password_history_get_length (const MdgPasswordHistory *history)
{
  return history->generations->len;
}

static gboolean
seen (const MdgPasswordHistory *self, char of, const char *text)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->generations->len; i++)
    found
        |= is_of (self, &g_array_index (self->generations, Generation, i), of, text, strlen (text));
  return found;
}

gboolean
mdg_password_history_seen (const char *password, gpointer data)
{
  return seen (data, WHOLE, password);
}

gboolean
mdg_password_history_seen_start (const char *start, gpointer data)
{
  return seen (data, START, start);
}
