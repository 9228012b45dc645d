/* test-vault-recovery.c: the row that the recovery code opens is altered, or an earlier one put
 * back, by who has the file, but not the key: it is noticed at the next opening by the passphrase.
 *
 * A bit is flipped in each STRIDE-th place; MADOGUCHI_VAULT_FLIPS=1: in each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>
#include <string.h>

#include "faulty-disk.h"
#include "scratch-folder.h"
#include "store/cache-store.h"
#include "store/statement.h"
#include "store/vault-private.h"
#include "store/vault-row.h"
#include "store/vault-wrap.h"

#define NOW G_GINT64_CONSTANT (1795305600)
#define STRIDE 9
#define SALT_BYTES 16
#define NONCE_BYTES 24
#define SEALED_BYTES 48

/* A vault of a person, which the passphrase opens day by day, and the code never. */
typedef struct
{
  char *folder;
  MdgDatabase *database;
  MdgVault *vault;
  MdgSecret *passphrase;
} Person;

static Person
person_new (void)
{
  Person person = { .folder = scratch_folder_new () };
  g_autofree char *file = g_build_filename (person.folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (MdgSecret) code = mdg_vault_new_recovery_code ();

  person.passphrase = mdg_secret_new_from_string ("受付の朝は雨、駅前の柳");
  person.database = mdg_database_open (file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                       mdg_cache_n_migrations, NULL);
  person.vault = mdg_vault_create_for_person (person.database, person.passphrase,
                                              MDG_VAULT_COST_GENERATED, code, NULL, NULL);
  g_assert_nonnull (person.vault);
  return person;
}

static void
person_clear (Person *person)
{
  mdg_vault_free (person->vault);
  mdg_database_close (person->database);
  mdg_secret_unref (person->passphrase);
  scratch_folder_free (person->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_clear)

/* As at a new start. */
static gboolean
needs_code (Person *person)
{
  g_autoptr (GError) error = NULL;

  mdg_vault_free (person->vault);
  person->vault = mdg_vault_open (person->database, &error);
  g_assert_no_error (error);
  mdg_vault_unlock (person->vault, person->passphrase, &error);
  g_assert_no_error (error);
  return mdg_vault_has_damaged_recovery (person->vault);
}

static void
do_sql (Person *person, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mdg_database_exec (person->database, sql, &error);
  g_assert_no_error (error);
}

static void
make_code (Person *person)
{
  g_autoptr (MdgSecret) code = mdg_vault_new_recovery_code ();

  g_assert_true (mdg_vault_change_recovery_code (person->vault, code, NULL));
}

/* The row of the recovery code as it is found. */
typedef struct
{
  gint64 operations;
  gint64 memory;
  guint8 salt[SALT_BYTES];
  guint8 nonce[NONCE_BYTES];
  guint8 sealed[SEALED_BYTES];
} Row;

static void
copy_blob (MdgStatement *statement, int column, guint8 *into, gsize expected)
{
  gsize length;
  const guint8 *data = mdg_statement_get_blob (statement, column, &length);

  g_assert_cmpuint (length, ==, expected);
  memcpy (into, data, length);
}

static Row
read_row (Person *person)
{
  Row row;
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (person->database,
                           "SELECT operations, memory, salt, nonce, sealed FROM vault_key"
                           " WHERE kind = 'recovery'",
                           NULL);
  gboolean found = FALSE;

  g_assert_true (mdg_statement_step (statement, &found, NULL) && found);
  row.operations = mdg_statement_get_int (statement, 0);
  row.memory = mdg_statement_get_int (statement, 1);
  copy_blob (statement, 2, row.salt, sizeof row.salt);
  copy_blob (statement, 3, row.nonce, sizeof row.nonce);
  copy_blob (statement, 4, row.sealed, sizeof row.sealed);
  return row;
}

/* With the fingerprint that goes with it, which takes no key: the row is whole in itself. */
static void
write_row (Person *person, const Row *row)
{
  g_autofree char *text = g_strdup_printf ("madoguchi vault key 1\nrecovery\n%" G_GINT64_FORMAT
                                           "\n%" G_GINT64_FORMAT "\n",
                                           row->operations, row->memory);
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (person->database,
                           "UPDATE vault_key SET operations = ?, memory = ?, salt = ?, nonce = ?,"
                           " sealed = ?, fingerprint = ? WHERE kind = 'recovery'",
                           NULL);
  guint8 fingerprint[crypto_generichash_BYTES];
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, sizeof fingerprint);
  crypto_generichash_update (&state, (const guint8 *)text, strlen (text));
  crypto_generichash_update (&state, row->salt, sizeof row->salt);
  crypto_generichash_update (&state, row->nonce, sizeof row->nonce);
  crypto_generichash_update (&state, row->sealed, sizeof row->sealed);
  crypto_generichash_final (&state, fingerprint, sizeof fingerprint);
  mdg_statement_bind_int (statement, 0, row->operations);
  mdg_statement_bind_int (statement, 1, row->memory);
  mdg_statement_bind_blob (statement, 2, row->salt, sizeof row->salt);
  mdg_statement_bind_blob (statement, 3, row->nonce, sizeof row->nonce);
  mdg_statement_bind_blob (statement, 4, row->sealed, sizeof row->sealed);
  mdg_statement_bind_blob (statement, 5, fingerprint, sizeof fingerprint);
  g_assert_true (mdg_statement_run (statement, NULL));
}

static void
assert_noticed (Person *person, const Row *altered)
{
  write_row (person, altered);
  mdg_vault_lock (person->vault);
  g_assert_false (
      mdg_vault_has_damaged_recovery (person->vault)); /* to who has no key it is whole */
  g_assert_true (needs_code (person));
}

static void
test_flips (void)
{
  g_auto (Person) person = person_new ();
  const Row row = read_row (&person);
  Row altered = row;
  guint8 *const parts[] = { altered.salt, altered.nonce, altered.sealed };
  const gsize lengths[] = { SALT_BYTES, NONCE_BYTES, SEALED_BYTES };
  guint n = 0;

  g_assert_false (needs_code (&person));
  for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
    for (gsize i = 0; i < 8 * lengths[part]; i += g_getenv ("MADOGUCHI_VAULT_FLIPS") ? 1 : STRIDE)
      {
        parts[part][i / 8] ^= (guint8)(1 << i % 8);
        assert_noticed (&person, &altered);
        parts[part][i / 8] ^= (guint8)(1 << i % 8);
        n++;
      }
  g_assert_cmpuint (n, >=, 8 * (SALT_BYTES + NONCE_BYTES + SEALED_BYTES) / STRIDE);
  altered.operations++;
  assert_noticed (&person, &altered);
  altered = row;
  altered.memory += 1024;
  assert_noticed (&person, &altered);
  write_row (&person, &row);
  g_assert_false (needs_code (&person));
  /* What a row says that is not whole in itself. */
  do_sql (&person, "UPDATE vault_key SET algorithm = 2 WHERE kind = 'recovery'");
  g_assert_true (needs_code (&person));
  do_sql (&person, "DELETE FROM vault_key WHERE kind = 'recovery'");
  g_assert_true (needs_code (&person));
  make_code (&person);
  g_assert_false (needs_code (&person));
}

/* The one of a code that is worth nothing any more. */
static void
test_put_back (void)
{
  g_auto (Person) person = person_new ();

  do_sql (&person, "CREATE TABLE kept AS SELECT * FROM vault_key WHERE kind = 'recovery'");
  make_code (&person);
  g_assert_false (needs_code (&person));
  g_assert_true (mdg_vault_change_passphrase (person.vault, person.passphrase,
                                              MDG_VAULT_COST_GENERATED, NULL));
  g_assert_false (needs_code (&person));
  do_sql (&person, "INSERT OR REPLACE INTO vault_key SELECT * FROM kept");
  g_assert_true (needs_code (&person));
  g_assert_true (needs_code (&person)); /* until there is a new one */
  make_code (&person);
  g_assert_false (needs_code (&person));
}

/* What the caller takes back is as it was, on both sides. */
static void
test_with_transaction (void)
{
  g_auto (Person) person = person_new ();

  g_assert_true (mdg_database_begin (person.database, NULL));
  make_code (&person);
  mdg_database_rollback (person.database);
  g_assert_false (needs_code (&person));
}

/* Where it is not known any more it is learnt, as far as it is whole. */
static void
test_unknown (void)
{
  static const char *const changes[] = {
    "DELETE FROM vault_register",
    "UPDATE vault_register SET sealed = zeroblob (40) WHERE page = 0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (Person) person = person_new ();
      MdgVaultFindings found;
      Row row;

      do_sql (&person, changes[i]);
      g_assert_false (needs_code (&person));
      g_assert_true (mdg_vault_set_aside (person.vault, NOW, &found, NULL));
      g_assert_false (needs_code (&person));
      row = read_row (&person);
      row.sealed[0] ^= 1;
      assert_noticed (&person, &row);
      g_assert_true (mdg_vault_set_aside (person.vault, NOW, &found, NULL));
      g_assert_true (needs_code (&person));
    }
}

/* How the root was sealed before it ended with the digest (vault-register.c). */
static void
shorten_root (Person *person)
{
  guint8 described[40] = "madoguchi register 1"; /* and two numbers: page 0, version 0 */
  guint8 plain[4096], nonce[NONCE_BYTES];
  g_autofree guint8 *sealed = NULL;
  unsigned long long length;
  const guint8 *key = mdg_secret_get_data (person->vault->key, NULL);
  g_autoptr (MdgStatement) reading = mdg_statement_new (
      person->database, "SELECT nonce, sealed FROM vault_register WHERE page = 0", NULL);
  g_autoptr (MdgStatement) writing = mdg_statement_new (
      person->database, "UPDATE vault_register SET sealed = ? WHERE page = 0", NULL);
  gboolean row = FALSE;
  gsize sealed_length;
  const guint8 *data;

  g_assert_true (mdg_statement_step (reading, &row, NULL) && row);
  copy_blob (reading, 0, nonce, sizeof nonce);
  data = mdg_statement_get_blob (reading, 1, &sealed_length);
  g_assert_cmpuint (sealed_length, <, sizeof plain);
  g_assert_cmpint (crypto_aead_xchacha20poly1305_ietf_decrypt (plain, &length, NULL, data,
                                                               sealed_length, described,
                                                               sizeof described, nonce, key),
                   ==, 0);
  g_clear_pointer (&reading, mdg_statement_free);
  length -= MDG_VAULT_WRAP_DIGEST_BYTES;
  sealed = g_malloc (length + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed, &length, plain, length, described,
                                              sizeof described, NULL, nonce, key);
  mdg_statement_bind_blob (writing, 0, sealed, length);
  g_assert_true (mdg_statement_run (writing, NULL));
}

static void
test_earlier_version (void)
{
  g_auto (Person) person = person_new ();
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("kept");
  g_autoptr (MdgSecret) given = NULL;
  MdgVaultFindings found;
  Row row;

  g_assert_true (mdg_vault_store (person.vault, "password", "a", secret, NULL));
  shorten_root (&person);
  g_assert_false (needs_code (&person));
  g_assert_true (mdg_vault_set_aside (person.vault, NOW, &found, NULL));
  g_assert_false (found.lost_list || found.had_no_list);
  g_assert_cmpuint (found.n_set_aside, ==, 0);
  given = mdg_vault_load (person.vault, "password", "a", NULL);
  g_assert_nonnull (given);
  row = read_row (&person);
  row.nonce[0] ^= 1;
  assert_noticed (&person, &row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install (); /* never full; nothing waits for the real one */
  g_test_add_func ("/vault-recovery/flips", test_flips);
  g_test_add_func ("/vault-recovery/put-back", test_put_back);
  g_test_add_func ("/vault-recovery/with-transaction", test_with_transaction);
  g_test_add_func ("/vault-recovery/unknown", test_unknown);
  g_test_add_func ("/vault-recovery/earlier-version", test_earlier_version);
  return g_test_run ();
}
