/* test-vault.c: what the vault keeps, gives back and refuses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "faulty-disk.h"
#include "scratch-folder.h"
#include "store/cache-store.h"
#include "store/statement.h"
#include "store/vault.h"

#define OWNER "3410712362/WA000001"

static MdgDatabase *
open_memory (void)
{
  g_autoptr (GError) error = NULL;
  MdgDatabase *database = mdg_database_open (NULL, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                             mdg_cache_n_migrations, &error);

  g_assert_no_error (error);
  return database;
}

static MdgSecret *
secret (const char *text)
{
  return mdg_secret_new_from_string (text);
}

static MdgVault *
create (MdgDatabase *database, const char *passphrase, MdgSecret **recovery)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) known = secret (passphrase);
  MdgVault *vault = mdg_vault_create (database, known, MDG_VAULT_COST_GENERATED, recovery, &error);

  g_assert_no_error (error);
  return vault;
}

static void
store (MdgVault *vault, const char *kind, const char *owner, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) value = secret (text);

  g_assert_true (mdg_vault_store (vault, kind, owner, value, &error));
  g_assert_no_error (error);
}

static void
assert_holds (MdgVault *vault, const char *kind, const char *owner, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) value = mdg_vault_load (vault, kind, owner, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mdg_secret_get_string (value), ==, text);
}

static void
assert_load_fails (MdgVault *vault, const char *kind, const char *owner, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mdg_vault_load (vault, kind, owner, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
}

static gboolean
unlock (MdgVault *vault, const char *passphrase, GError **error)
{
  g_autoptr (MdgSecret) known = secret (passphrase);

  return mdg_vault_unlock (vault, known, error);
}

static void
assert_unlock_fails (MdgVault *vault, const char *passphrase, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (unlock (vault, passphrase, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
}

static void
run (MdgDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_database_exec (database, sql, &error));
  g_assert_no_error (error);
}

static void
test_store_and_load (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mdg_vault_exists (database));
  vault = create (database, "合言葉", NULL);
  g_assert_true (mdg_vault_exists (database));
  g_assert_false (mdg_vault_is_locked (vault));
  store (vault, "setup-key", OWNER, "ABCDEFGHIJKLMNOP");
  store (vault, "password", OWNER, "");
  assert_holds (vault, "setup-key", OWNER, "ABCDEFGHIJKLMNOP");
  assert_holds (vault, "password", OWNER, "");
  store (vault, "setup-key", OWNER, "QRSTUVWX");
  assert_holds (vault, "setup-key", OWNER, "QRSTUVWX");
  assert_load_fails (vault, "setup-key", "3410712362/WA000002", MDG_ERROR_NOT_FOUND);
  g_assert_true (mdg_vault_remove (vault, "setup-key", OWNER, &error));
  g_assert_true (mdg_vault_remove (vault, "setup-key", OWNER, &error));
  assert_load_fails (vault, "setup-key", OWNER, MDG_ERROR_NOT_FOUND);
}

/* Every length around the padding's blocks, and bytes that are no text. */
static void
test_lengths (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = create (database, "p", NULL);

  for (gsize length = 0; length < 100; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) value = mdg_secret_new_random (length);
      g_autoptr (MdgSecret) back = NULL;

      g_assert_true (mdg_vault_store (vault, "k", "o", value, &error));
      back = mdg_vault_load (vault, "k", "o", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (mdg_secret_get_length (back), ==, length);
      g_assert_true (mdg_secret_equal (value, back));
    }
}

/* Passwords of 8 and 20 characters take the same room. */
static void
test_length_hidden (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = create (database, "p", NULL);
  g_autoptr (MdgStatement) statement = NULL;
  gboolean row = FALSE;

  store (vault, "password", "a", "Abcdef1!");
  store (vault, "password", "b", "Abcdef1!Abcdef1!Abcd");
  statement
      = mdg_statement_new (database, "SELECT count(DISTINCT length (sealed)) FROM secret", NULL);
  g_assert_true (mdg_statement_step (statement, &row, NULL) && row);
  g_assert_cmpint (mdg_statement_get_int (statement, 0), ==, 1);
}

static void
test_lock_and_unlock (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = create (database, "合言葉", NULL);
  g_autoptr (MdgVault) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) value = secret ("x");
  guint sound, damaged;

  store (vault, "k", "o", "value");
  mdg_vault_lock (vault);
  g_assert_true (mdg_vault_is_locked (vault));
  assert_load_fails (vault, "k", "o", MDG_ERROR_VAULT_LOCKED);
  g_assert_false (mdg_vault_store (vault, "k", "o", value, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED);
  g_clear_error (&error);
  g_assert_false (mdg_vault_remove (vault, "k", "o", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED);
  g_clear_error (&error);
  g_assert_false (mdg_vault_verify (vault, &sound, &damaged, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED);
  g_clear_error (&error);
  g_assert_false (mdg_vault_change_passphrase (vault, value, MDG_VAULT_COST_GENERATED, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED);
  g_clear_error (&error);
  second = mdg_vault_open (database, &error);
  g_assert_no_error (error);
  g_assert_true (mdg_vault_is_locked (second));
  assert_unlock_fails (second, "合い言葉", MDG_ERROR_WRONG_PASSPHRASE);
  assert_unlock_fails (second, "", MDG_ERROR_WRONG_PASSPHRASE);
  assert_unlock_fails (second, "\xff\xfe", MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_true (mdg_vault_is_locked (second));
  g_assert_true (unlock (second, "合言葉", &error));
  assert_holds (second, "k", "o", "value");
  /* A wrong try later does not lock what is open. */
  assert_unlock_fails (second, "nonsense", MDG_ERROR_WRONG_PASSPHRASE);
  assert_holds (second, "k", "o", "value");
}

/* パ as one code point and as ハ with a combining mark. */
static void
test_normalisation (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = create (database, "\u30d1スワード", NULL);
  g_autoptr (GError) error = NULL;

  mdg_vault_lock (vault);
  g_assert_true (unlock (vault, "\u30cf\u309aスワード", &error));
  g_assert_no_error (error);
}

static void
test_bad_passphrases (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgSecret) empty = secret ("");
  g_autoptr (MdgSecret) no_text = secret ("\xff");
  g_autoptr (GError) error = NULL;

  g_assert_null (mdg_vault_create (database, empty, MDG_VAULT_COST_GENERATED, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (mdg_vault_create (database, no_text, MDG_VAULT_COST_GENERATED, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_false (mdg_vault_exists (database));
}

static void
test_created_once (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = create (database, "first", NULL);
  g_autoptr (MdgSecret) known = secret ("second");
  g_autoptr (GError) error = NULL;

  store (vault, "k", "o", "value");
  g_assert_null (mdg_vault_create (database, known, MDG_VAULT_COST_GENERATED, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  mdg_vault_lock (vault);
  g_assert_true (unlock (vault, "first", NULL));
}

/* In a transaction that is rolled back, the vault goes as well. */
static void
test_created_in_transaction (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = NULL;

  g_assert_true (mdg_database_begin (database, NULL));
  vault = create (database, "p", NULL);
  mdg_database_rollback (database);
  g_assert_false (mdg_vault_exists (database));
}

static void
test_moderate_cost (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = create (database, "p", NULL);
  g_autoptr (MdgSecret) known = secret ("a person's passphrase");
  g_autoptr (GError) error = NULL;

  store (vault, "k", "o", "value");
  g_assert_true (mdg_vault_change_passphrase (vault, known, MDG_VAULT_COST_MODERATE, &error));
  g_assert_no_error (error);
  mdg_vault_lock (vault);
  g_assert_true (unlock (vault, "a person's passphrase", &error));
  assert_holds (vault, "k", "o", "value");
}

static void
test_change_passphrase (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgSecret) code = NULL;
  g_autoptr (MdgVault) vault = create (database, "old", &code);
  g_autoptr (MdgSecret) known = secret ("new");
  g_autoptr (GError) error = NULL;

  store (vault, "k", "o", "value");
  g_assert_true (mdg_vault_change_passphrase (vault, known, MDG_VAULT_COST_GENERATED, &error));
  mdg_vault_lock (vault);
  assert_unlock_fails (vault, "old", MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_true (unlock (vault, "new", &error));
  assert_holds (vault, "k", "o", "value");
  mdg_vault_lock (vault);
  g_assert_true (mdg_vault_unlock_with_recovery_code (vault, mdg_secret_get_string (code), &error));
  assert_holds (vault, "k", "o", "value");
}

static void
assert_code_opens (MdgVault *vault, const char *code)
{
  g_autoptr (GError) error = NULL;

  mdg_vault_lock (vault);
  g_assert_true (mdg_vault_unlock_with_recovery_code (vault, code, &error));
  g_assert_no_error (error);
}

/* As a person would type it: small letters, hyphens, no spaces, full width, 0 1 8 for O I B. */
static void
test_recovery_code (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgSecret) secret_code = NULL;
  g_autoptr (MdgVault) vault = create (database, "p", &secret_code);
  const char *code = mdg_secret_get_string (secret_code);
  g_auto (GStrv) groups = g_strsplit (code, " ", -1);
  g_autofree char *lower = g_ascii_strdown (code, -1);
  g_autofree char *joined = g_strjoinv ("", groups);
  g_autofree char *hyphens = g_strjoinv ("-", groups);
  g_autofree char *digits = g_strdelimit (g_strdup (code), "O", '0');
  g_autoptr (GString) wide = g_string_new ("\u3000");

  g_assert_cmpuint (g_strv_length (groups), ==, 8);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpuint (strlen (groups[i]), ==, 4);
  for (const char *c = code; *c != '\0'; c++)
    g_string_append_unichar (wide, *c == ' ' ? 0x3000 : (gunichar)*c - '!' + 0xff01);
  g_strdelimit (g_strdelimit (digits, "I", '1'), "B", '8');
  assert_code_opens (vault, code);
  assert_code_opens (vault, lower);
  assert_code_opens (vault, joined);
  assert_code_opens (vault, hyphens);
  assert_code_opens (vault, digits);
  assert_code_opens (vault, wide->str);
}

static void
test_wrong_recovery_code (void)
{
  static const char *const wrong[]
      = { "",         "ABCD", "AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA",
          "あいうえ", "\xff", "AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA" };
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgSecret) code = NULL;
  g_autoptr (MdgVault) vault = create (database, "p", &code);

  mdg_vault_lock (vault);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (mdg_vault_recovery_code_has_form (wrong[i]), ==, i == 2);
      g_assert_false (mdg_vault_unlock_with_recovery_code (vault, wrong[i], &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE);
      g_assert_true (mdg_vault_is_locked (vault));
    }
}

/* Two records' nonce and text change places: both are where they do not belong. */
static void
test_swapped_records (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = create (database, "p", NULL);
  guint sound, damaged;

  store (vault, "password", "a", "first");
  store (vault, "password", "b", "other");
  store (vault, "password", "c", "third");
  run (database, "CREATE TEMP TABLE s AS SELECT * FROM secret;"
                 "UPDATE secret SET (nonce, sealed) ="
                 " (SELECT nonce, sealed FROM s WHERE owner ="
                 "  CASE secret.owner WHEN 'a' THEN 'b' ELSE 'a' END) WHERE owner IN ('a', 'b')");
  assert_load_fails (vault, "password", "a", MDG_ERROR_DAMAGED);
  assert_load_fails (vault, "password", "b", MDG_ERROR_DAMAGED);
  assert_holds (vault, "password", "c", "third");
  g_assert_true (mdg_vault_verify (vault, &sound, &damaged, NULL));
  g_assert_cmpuint (sound, ==, 1);
  g_assert_cmpuint (damaged, ==, 2);
}

/* A whole row given to somebody else, or another meaning. */
static void
test_moved_records (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = create (database, "p", NULL);

  store (vault, "password", "a", "first");
  run (database, "UPDATE secret SET owner = 'b'");
  assert_load_fails (vault, "password", "b", MDG_ERROR_DAMAGED);
  run (database, "UPDATE secret SET owner = 'a', kind = 'setup-key'");
  assert_load_fails (vault, "setup-key", "a", MDG_ERROR_DAMAGED);
  run (database, "UPDATE secret SET kind = 'password'");
  assert_holds (vault, "password", "a", "first");
  run (database, "UPDATE secret SET id = randomblob (16)");
  assert_load_fails (vault, "password", "a", MDG_ERROR_DAMAGED);
}

static void
test_altered_records (void)
{
  static const char *const alterations[] = {
    "UPDATE secret SET sealed = substr (sealed, 1, length (sealed) - 1)",
    "UPDATE secret SET sealed = zeroblob (48)",
    "UPDATE secret SET sealed = x''",
    "UPDATE secret SET nonce = x'00'",
    "UPDATE secret SET nonce = zeroblob (24)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (MdgDatabase) database = open_memory ();
      g_autoptr (MdgVault) vault = create (database, "p", NULL);

      store (vault, "password", "a", "first");
      run (database, alterations[i]);
      assert_load_fails (vault, "password", "a", MDG_ERROR_DAMAGED);
    }
}

/* A wrap that was damaged, exchanged or made hostile is not a wrong passphrase, and nothing is
 * computed with what it says. */
static void
test_altered_wraps (void)
{
  static const char *const alterations[] = {
    "UPDATE vault_key SET salt = zeroblob (16)",
    "UPDATE vault_key SET salt = zeroblob (15)",
    "UPDATE vault_key SET nonce = zeroblob (24)",
    "UPDATE vault_key SET sealed = zeroblob (48)",
    "UPDATE vault_key SET fingerprint = zeroblob (32)",
    "UPDATE vault_key SET fingerprint = x''",
    "UPDATE vault_key SET operations = 2",
    "UPDATE vault_key SET operations = 0",
    "UPDATE vault_key SET operations = 9223372036854775807",
    "UPDATE vault_key SET memory = 1099511627776",
    "UPDATE vault_key SET memory = -1",
    "UPDATE vault_key SET memory = 0",
    "UPDATE vault_key SET algorithm = 0",
    "UPDATE vault_key SET wrapped_by = 'dpapi'",
    "UPDATE vault_key SET wrapped_by = 'a name that is far too long'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (MdgDatabase) database = open_memory ();
      g_autoptr (MdgVault) vault = create (database, "p", NULL);
      g_autoptr (GError) error = NULL;

      mdg_vault_lock (vault);
      run (database, alterations[i]);
      assert_unlock_fails (vault, "p", MDG_ERROR_DAMAGED);
      g_assert_null (mdg_vault_open (database, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
    }
}

static void
test_swapped_wraps (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgSecret) code = NULL;
  g_autoptr (MdgVault) vault = create (database, "p", &code);
  g_autoptr (GError) error = NULL;

  mdg_vault_lock (vault);
  run (database, "CREATE TEMP TABLE w AS SELECT * FROM vault_key;"
                 "DELETE FROM vault_key;"
                 "INSERT INTO vault_key SELECT CASE kind WHEN 'recovery' THEN 'passphrase'"
                 " ELSE 'recovery' END, algorithm, operations, memory, salt, nonce, sealed,"
                 " fingerprint, wrapped_by FROM w");
  assert_unlock_fails (vault, "p", MDG_ERROR_DAMAGED);
  g_assert_false (
      mdg_vault_unlock_with_recovery_code (vault, mdg_secret_get_string (code), &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
}

/* The day the recovery code is for. */
static void
test_damaged_passphrase_wrap (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgSecret) code = NULL;
  g_autoptr (MdgVault) vault = create (database, "p", &code);
  g_autoptr (MdgVault) second = NULL;
  g_autoptr (MdgSecret) known = secret ("new");
  g_autoptr (GError) error = NULL;

  store (vault, "k", "o", "value");
  run (database, "UPDATE vault_key SET sealed = zeroblob (48) WHERE kind = 'passphrase'");
  second = mdg_vault_open (database, &error);
  g_assert_no_error (error);
  assert_unlock_fails (second, "p", MDG_ERROR_DAMAGED);
  g_assert_true (
      mdg_vault_unlock_with_recovery_code (second, mdg_secret_get_string (code), &error));
  g_assert_true (mdg_vault_change_passphrase (second, known, MDG_VAULT_COST_GENERATED, &error));
  mdg_vault_lock (second);
  g_assert_true (unlock (second, "new", &error));
  assert_holds (second, "k", "o", "value");
}

/* A new key for old secrets would hide that they are lost. */
static void
test_key_lost (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = create (database, "p", NULL);
  g_autoptr (MdgSecret) known = secret ("p");
  g_autoptr (GError) error = NULL;

  store (vault, "k", "o", "value");
  run (database, "DELETE FROM vault_key");
  g_assert_null (mdg_vault_create (database, known, MDG_VAULT_COST_GENERATED, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
  g_assert_false (mdg_vault_exists (database));
}

/* Opens @path and looks at everything in it, whatever the file says. Returns: whether it opened. */
static gboolean
look_through (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = mdg_database_open (
      path, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations, mdg_cache_n_migrations, &error);
  g_autoptr (MdgVault) vault = database != NULL ? mdg_vault_open (database, &error) : NULL;
  guint sound, damaged;

  if (vault != NULL && unlock (vault, "p", &error))
    mdg_vault_verify (vault, &sound, &damaged, &error);
  if (error != NULL)
    g_assert_cmpuint (error->domain, ==, MDG_ERROR);
  return database != NULL;
}

/* A few bytes of the file are anything: no crash, and an error of ours or none. */
static void
test_mutations (void)
{
  enum
  {
    ROUNDS = 400
  };
  char *folder = scratch_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cache.sqlite", NULL);
  g_autofree char *content = NULL;
  gsize length;
  guint n_opened = 0;
  MdgDatabase *database = mdg_database_open (path, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                             mdg_cache_n_migrations, NULL);
  MdgVault *vault = create (database, "p", NULL);

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *owner = g_strdup_printf ("owner %u", i);
      store (vault, "k", owner, "value");
    }
  mdg_vault_free (vault);
  mdg_database_close (database);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autofree char *mutated = g_memdup2 (content, length);
      int n = g_test_rand_int_range (1, 4);

      while (n-- > 0)
        mutated[g_test_rand_int_range (0, (gint32)length)] = (char)g_test_rand_int_range (0, 256);
      scratch_folder_write (folder, "cache.sqlite", mutated, length);
      n_opened += look_through (path);
    }
  g_test_message ("%u of %u opened", n_opened, ROUNDS);
  g_assert_cmpuint (n_opened, >, 0);
  g_assert_cmpuint (n_opened, <, ROUNDS);
  scratch_folder_free (folder);
}

static void
test_open_errors (void)
{
  g_autoptr (MdgDatabase) database = open_memory ();
  g_autoptr (MdgVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (mdg_vault_open (database, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  vault = create (database, "p", NULL);
  run (database, "UPDATE vault_key SET algorithm = 2");
  g_assert_null (mdg_vault_open (database, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_TOO_NEW);
}

/* Neither the secrets nor what opens them stand in the files, while it runs and afterwards. */
static void
test_nothing_in_files (void)
{
  static const char *const words[]
      = { "JBSWY3DPEHPK3PXP", "Himitsu-2026", "a passphrase nobody guesses" };
  char *folder = scratch_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cache.sqlite", NULL);
  MdgDatabase *database = mdg_database_open (path, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                             mdg_cache_n_migrations, NULL);
  MdgVault *vault = create (database, words[2], NULL);

  for (guint round = 0; round < 2; round++)
    {
      if (round == 0)
        {
          store (vault, "setup-key", OWNER, words[0]);
          store (vault, "password", OWNER, words[1]);
          g_assert_true (scratch_folder_contains (folder, OWNER, strlen (OWNER)));
        }
      else
        {
          mdg_vault_free (vault);
          mdg_database_close (database);
        }
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        g_assert_false (scratch_folder_contains (folder, words[i], strlen (words[i])));
    }
  scratch_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install (); /* never full; nothing waits for the real one */
  g_test_add_func ("/vault/store-and-load", test_store_and_load);
  g_test_add_func ("/vault/lengths", test_lengths);
  g_test_add_func ("/vault/length-hidden", test_length_hidden);
  g_test_add_func ("/vault/lock-and-unlock", test_lock_and_unlock);
  g_test_add_func ("/vault/normalisation", test_normalisation);
  g_test_add_func ("/vault/bad-passphrases", test_bad_passphrases);
  g_test_add_func ("/vault/created-once", test_created_once);
  g_test_add_func ("/vault/created-in-transaction", test_created_in_transaction);
  g_test_add_func ("/vault/moderate-cost", test_moderate_cost);
  g_test_add_func ("/vault/change-passphrase", test_change_passphrase);
  g_test_add_func ("/vault/recovery-code", test_recovery_code);
  g_test_add_func ("/vault/wrong-recovery-code", test_wrong_recovery_code);
  g_test_add_func ("/vault/swapped-records", test_swapped_records);
  g_test_add_func ("/vault/moved-records", test_moved_records);
  g_test_add_func ("/vault/altered-records", test_altered_records);
  g_test_add_func ("/vault/altered-wraps", test_altered_wraps);
  g_test_add_func ("/vault/swapped-wraps", test_swapped_wraps);
  g_test_add_func ("/vault/damaged-passphrase-wrap", test_damaged_passphrase_wrap);
  g_test_add_func ("/vault/key-lost", test_key_lost);
  g_test_add_func ("/vault/mutations", test_mutations);
  g_test_add_func ("/vault/open-errors", test_open_errors);
  g_test_add_func ("/vault/nothing-in-files", test_nothing_in_files);
  return g_test_run ();
}
