/* test-vault-attack.c: who has the file, but not the key, alters it: rows of it are put back,
 * taken out, exchanged, bits flipped anywhere. It is noticed, only what it concerns is set aside,
 * and the rest opens.
 *
 * A bit is flipped in each STRIDE-th byte of the vault's pages that is not zero, as what is free
 * is; MADOGUCHI_VAULT_FLIPS=1: in each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>
#include <string.h>

#include "faulty-disk.h"
#include "scratch-folder.h"
#include "store/cache-store-private.h"
#include "store/record.h"
#include "store/statement.h"
#include "store/vault-private.h"
#include "store/vault-row.h"

#define NOW G_GINT64_CONSTANT (1795305600)
#define PAGE_BYTES 4096
#define STRIDE 9

static const char *const owners[] = { "a", "b", "c", "d", "e", "f" };

typedef struct
{
  char *folder;
  char *counter;
  MdgCacheStore *store;
} World;

static void
start (World *world)
{
  g_autoptr (GError) error = NULL;

  world->store = mdg_cache_store_open_training (world->folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
stop (World *world)
{
  g_clear_pointer (&world->store, mdg_cache_store_free);
}

static void
keep (World *world, const char *owner, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (text);

  mdg_vault_store (world->store->vault, "password", owner, secret, &error);
  g_assert_no_error (error);
}

static void
note (World *world, const char *act)
{
  g_autoptr (GError) error = NULL;

  mdg_audit_append (world->store->database, world->store->vault, NOW, "受付", act, MDG_MATTER_VAULT,
                    "", &error);
  g_assert_no_error (error);
}

static void
inspect (World *world)
{
  g_autoptr (GError) error = NULL;

  mdg_cache_store_inspect (world->store, world->counter, "受付", NOW, &error);
  g_assert_no_error (error);
}

/* Secrets of six owners, each its own name, and some rows of the record. */
static World
world_new (void)
{
  World world = { scratch_folder_new (), NULL, NULL };

  world.counter = g_build_filename (world.folder, "settings", "record.count", NULL);
  start (&world);
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    keep (&world, owners[i], owners[i]);
  note (&world, MDG_ACT_CREATED);
  inspect (&world);
  return world;
}

static void
world_clear (World *world)
{
  stop (world);
  scratch_folder_free (world->folder);
  g_free (world->counter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static void
run (World *world, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mdg_database_exec (world->store->database, sql, &error);
  g_assert_no_error (error);
}

static gint64
number (World *world, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgStatement) statement = mdg_statement_new (world->store->database, sql, &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  g_assert_true (mdg_statement_step (statement, &row, &error) && row);
  return mdg_statement_get_int (statement, 0);
}

/* What the vault gives for @owner; NULL: nothing. */
static char *
look_up (World *world, const char *owner)
{
  g_autoptr (MdgSecret) secret = mdg_vault_load (world->store->vault, "password", owner, NULL);

  return secret != NULL ? g_strdup (mdg_secret_get_string (secret)) : NULL;
}

static void
assert_gives (World *world, const char *owner, const char *expected)
{
  g_autofree char *text = look_up (world, owner);

  g_assert_cmpstr (text, ==, expected);
}

/* The row of @owner, to be put back later. It lies in the file, as anywhere else. */
static void
remember (World *world, const char *owner)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM secret "
                                          "WHERE 0; INSERT INTO kept SELECT * FROM secret"
                                          " WHERE owner = '%s'",
                                          owner);

  run (world, sql);
}

static void
put_back (World *world)
{
  run (world, "INSERT OR REPLACE INTO secret SELECT * FROM kept");
}

/* A new start: exactly @owner's secret is set aside, for @why, and everybody else's opens. @owner:
 * (nullable): nobody's */
static void
assert_only (World *world, const char *owner, MdgUnreadableWhy why)
{
  g_autofree char *sql = NULL;

  stop (world);
  start (world);
  inspect (world);
  g_assert_cmpint (number (world, "SELECT count(*) FROM secret_unreadable"), ==, owner != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    assert_gives (world, owners[i], g_strcmp0 (owners[i], owner) != 0 ? owners[i] : NULL);
  if (owner == NULL)
    return;
  sql = g_strdup_printf ("SELECT count(*) FROM secret_unreadable WHERE owner = '%s' AND kind = "
                         "'password' AND why = %d",
                         owner, (int)why);
  g_assert_cmpint (number (world, sql), ==, 1);
  g_assert_cmpint (
      number (world, "SELECT count(*) FROM audit WHERE act = 'set-aside' AND what = '1'"), ==, 1);
  /* Told once; and a new one can be kept. */
  inspect (world);
  g_assert_cmpint (number (world, "SELECT count(*) FROM secret_unreadable"), ==, 1);
  keep (world, owner, "new");
  stop (world);
  start (world);
  inspect (world);
  assert_gives (world, owner, "new");
}

static void
test_untouched (void)
{
  g_auto (World) world = world_new ();

  assert_only (&world, NULL, 0);
  g_assert_cmpint (number (&world, "SELECT count(*) FROM audit WHERE act LIKE 'list%'"), ==, 0);
}

/* Yesterday's password over today's. It is not given out even before it is set aside. */
static void
test_old_row_put_back (void)
{
  g_auto (World) world = world_new ();

  keep (&world, "c", "yesterday's");
  remember (&world, "c");
  keep (&world, "c", "c");
  put_back (&world);
  assert_gives (&world, "c", NULL);
  assert_only (&world, "c", MDG_UNREADABLE_OLD);
}

static void
test_deleted_row_put_back (void)
{
  g_auto (World) world = world_new ();

  remember (&world, "d");
  g_assert_true (mdg_vault_remove (world.store->vault, "password", "d", NULL));
  put_back (&world);
  assert_gives (&world, "d", NULL);
  assert_only (&world, "d", MDG_UNREADABLE_OLD);
}

static void
test_row_deleted (void)
{
  g_auto (World) world = world_new ();

  run (&world, "DELETE FROM secret WHERE owner = 'e'");
  assert_only (&world, "e", MDG_UNREADABLE_TAKEN);
}

/* An old row under the id of the present one: the id belongs to what is sealed. */
static void
test_old_row_renamed (void)
{
  g_auto (World) world = world_new ();

  keep (&world, "c", "yesterday's");
  remember (&world, "c");
  keep (&world, "c", "c");
  run (&world, "UPDATE secret SET nonce = (SELECT nonce FROM kept),"
               " sealed = (SELECT sealed FROM kept) WHERE owner = 'c'");
  assert_gives (&world, "c", NULL);
  assert_only (&world, "c", MDG_UNREADABLE_ALTERED);
}

static void
test_rows_swapped (void)
{
  static const char *const changes[] = {
    /* what is sealed; and whose it is */
    "UPDATE secret SET (nonce, sealed) = (SELECT nonce, sealed FROM kept WHERE kept.owner <>"
    " secret.owner) WHERE owner IN ('a', 'b')",
    "DELETE FROM secret WHERE owner IN ('a', 'b'); INSERT INTO secret SELECT id, kind,"
    " CASE owner WHEN 'a' THEN 'b' ELSE 'a' END, nonce, sealed FROM kept",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (World) world = world_new ();

      remember (&world, "a");
      remember (&world, "b");
      run (&world, changes[i]);
      stop (&world);
      start (&world);
      inspect (&world);
      g_assert_cmpint (number (&world, "SELECT count(*) FROM secret_unreadable"), ==, 2);
      for (guint j = 0; j < G_N_ELEMENTS (owners); j++)
        assert_gives (&world, owners[j], j < 2 ? NULL : owners[j]);
    }
}

/* the register -------------------------------------------------------------------------------- */

static gint64
count_lost (World *world)
{
  return number (world, "SELECT count(*) FROM audit WHERE act = '" MDG_ACT_LIST_LOST "'");
}

/* The old row, and the pages of the register as they were with it; with the root and without. */
static void
test_old_pages_put_back (void)
{
  for (int with_root = 0; with_root < 2; with_root++)
    {
      g_auto (World) world = world_new ();
      MdgAuditVerdict verdict;

      keep (&world, "c", "yesterday's");
      note (&world, MDG_ACT_REVEALED);
      remember (&world, "c");
      run (&world, "CREATE TABLE pages AS SELECT * FROM vault_register");
      keep (&world, "c", "c");
      note (&world, MDG_ACT_REVEALED);
      put_back (&world);
      run (&world, with_root ? "INSERT OR REPLACE INTO vault_register SELECT * FROM pages"
                             : "INSERT OR REPLACE INTO vault_register SELECT * FROM pages"
                               " WHERE page > 0");
      stop (&world);
      start (&world);
      inspect (&world);
      g_assert_true (mdg_audit_verify (world.store->database, world.store->vault, &verdict, NULL));
      if (with_root)
        {
          /* All of it is of one moment: it is the record that has gone on since. */
          g_assert_cmpint (count_lost (&world), ==, 0);
          g_assert_cmpint (verdict.state, ==, MDG_AUDIT_AHEAD);
          g_assert_cmpint (verdict.number, ==, 3);
        }
      else
        {
          g_assert_cmpint (count_lost (&world), ==, 1);
          g_assert_cmpint (verdict.state, ==, MDG_AUDIT_SOUND);
          g_assert_cmpint (verdict.n_older, ==, 1);
        }
    }
}

/* Damaged or taken away: what is there is taken as it is found, and that is told, once. */
static void
test_register_damaged (void)
{
  static const char *const changes[] = {
    "DELETE FROM vault_register",
    "DELETE FROM vault_register WHERE page = 0",
    "DELETE FROM vault_register WHERE page > 0",
    "UPDATE vault_register SET sealed = zeroblob (40) WHERE page = 0",
    "UPDATE vault_register SET sealed = zeroblob (40) WHERE page > 0",
    "UPDATE vault_register SET nonce = x'00' WHERE page > 0",
    "UPDATE vault_register SET page = 1000 - page WHERE page > 0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (World) world = world_new ();
      MdgAuditVerdict verdict;

      run (&world, changes[i]);
      assert_only (&world, NULL, 0);
      g_assert_cmpint (count_lost (&world), ==, 1);
      assert_only (&world, NULL, 0);
      g_assert_cmpint (count_lost (&world), ==, 1);
      keep (&world, "a", "new");
      assert_gives (&world, "a", "new");
      note (&world, MDG_ACT_REVEALED);
      g_assert_true (mdg_audit_verify (world.store->database, world.store->vault, &verdict, NULL));
      g_assert_cmpint (verdict.state, ==, MDG_AUDIT_SOUND);
    }
}

/* Nothing is kept on a page that is damaged before that was looked at. */
static void
test_nothing_over_damage (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("new");
  g_autoptr (GError) error = NULL;

  run (&world, "UPDATE vault_register SET sealed = zeroblob (40)");
  g_assert_false (mdg_vault_store (world.store->vault, "password", "a", secret, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
  assert_gives (&world, "a", "a");
}

/* What the caller takes back is as it was. */
static void
test_with_transaction (void)
{
  g_auto (World) world = world_new ();

  g_assert_true (mdg_database_begin (world.store->database, NULL));
  keep (&world, "a", "new");
  keep (&world, "g", "g");
  g_assert_true (mdg_vault_remove (world.store->vault, "password", "b", NULL));
  mdg_database_rollback (world.store->database);
  assert_only (&world, NULL, 0);
}

/* a vault of an earlier version --------------------------------------------------------------- */

/* Seals what is there as it was done before there was a register, of which nothing remains. */
static void
make_earlier (World *world)
{
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      guint8 id[MDG_VAULT_ID_BYTES], nonce[MDG_VAULT_NONCE_BYTES];
      const MdgVaultRow row = { id, "password", owners[i] };
      g_autoptr (MdgStatement) statement
          = mdg_statement_new (world->store->database,
                               "INSERT OR REPLACE INTO secret (id, kind, owner, nonce, sealed)"
                               " VALUES (?, ?, ?, ?, ?)",
                               NULL);
      g_autoptr (GBytes) sealed = NULL;

      randombytes_buf (id, sizeof id);
      randombytes_buf (nonce, sizeof nonce);
      sealed = mdg_vault_row_seal (world->store->vault->key, MDG_VAULT_FORMAT_FIRST, &row, nonce,
                                   (const guint8 *)owners[i], strlen (owners[i]), NULL);
      mdg_statement_bind_blob (statement, 0, id, sizeof id);
      mdg_statement_bind_text (statement, 1, row.kind);
      mdg_statement_bind_text (statement, 2, row.owner);
      mdg_statement_bind_blob (statement, 3, nonce, sizeof nonce);
      mdg_statement_bind_blob (statement, 4, g_bytes_get_data (sealed, NULL),
                               g_bytes_get_size (sealed));
      g_assert_true (mdg_statement_run (statement, NULL));
    }
  run (world, "DELETE FROM secret WHERE kind <> 'password'; DELETE FROM vault_register");
}

static void
test_earlier_version (void)
{
  g_auto (World) world = world_new ();
  MdgAuditVerdict verdict;

  make_earlier (&world);
  remember (&world, "c");
  assert_only (&world, NULL, 0);
  g_assert_cmpint (
      number (&world, "SELECT count(*) FROM audit WHERE act = '" MDG_ACT_LIST_BEGUN "'"), ==, 1);
  g_assert_cmpint (count_lost (&world), ==, 0);
  g_assert_true (mdg_audit_verify (world.store->database, world.store->vault, &verdict, NULL));
  g_assert_cmpint (verdict.n_older, ==, 0);
  /* From then on its rows are worth nothing, with the register or without. */
  put_back (&world);
  assert_gives (&world, "c", NULL);
  assert_only (&world, "c", MDG_UNREADABLE_OLD);
}

/* As if it had never had one: the record knows better. */
static void
test_earlier_version_put_back (void)
{
  g_auto (World) world = world_new ();

  make_earlier (&world);
  run (&world, "CREATE TABLE earlier AS SELECT * FROM secret");
  assert_only (&world, NULL, 0);
  run (&world, "DELETE FROM vault_register; DELETE FROM secret;"
               "INSERT INTO secret SELECT * FROM earlier");
  assert_only (&world, NULL, 0);
  g_assert_cmpint (count_lost (&world), ==, 1);
}

/* bits anywhere ------------------------------------------------------------------------------- */

/* All of @table as text, or NULL where it cannot be read. */
static char *
dump (MdgDatabase *database, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, sql, NULL);
  GString *text = g_string_new (NULL);
  gboolean row = FALSE;

  while (statement != NULL && mdg_statement_step (statement, &row, NULL) && row)
    for (int i = 0; i < 9; i++)
      {
        gsize length;
        const guint8 *data = mdg_statement_get_blob (statement, i, &length);

        for (gsize at = 0; data != NULL && at < length; at++)
          g_string_append_printf (text, "%02x", data[at]);
        g_string_append_c (text, ' ');
      }
  return g_string_free (text, FALSE);
}

static const char *const tables[]
    = { "secret", "vault_register", "audit", "audit_head", "vault_key" };
enum
{
  SECRET,
  REGISTER,
  AUDIT,
  AUDIT_HEAD,
  VAULT_KEY,
  N_TABLES
};

typedef struct
{
  char *before[N_TABLES];
  guint n_refused; /* the file, or its key */
  guint n_altered; /* something of the vault or the record */
  guint n_nothing; /* nothing that is read */
} Flips;

/* What is altered in @world, which opened, is noticed, and the rest is as it was. */
static gboolean
judge_flip (World *world, Flips *flips)
{
  gboolean altered[N_TABLES], any = FALSE;
  g_autoptr (GError) error = NULL;
  MdgVaultFindings found;
  MdgAuditVerdict verdict;
  guint n_given = 0;

  for (guint i = 0; i < N_TABLES; i++)
    {
      g_autofree char *now = dump (world->store->database, tables[i]);

      altered[i] = strcmp (now, flips->before[i]) != 0;
      any = any || altered[i];
    }
  mdg_audit_verify (world->store->database, world->store->vault, &verdict, &error);
  g_assert_no_error (error);
  if (altered[AUDIT] || altered[AUDIT_HEAD])
    g_assert_cmpint (verdict.state, !=, MDG_AUDIT_SOUND);
  mdg_vault_set_aside (world->store->vault, NOW, &found, &error);
  g_assert_no_error (error);
  if (altered[SECRET])
    g_assert_cmpuint (found.n_set_aside, ==, 1);
  else
    g_assert_cmpuint (found.n_set_aside, ==, 0);
  if (altered[REGISTER])
    g_assert_true (found.lost_list);
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_autofree char *text = look_up (world, owners[i]);

      if (text != NULL)
        g_assert_cmpstr (text, ==, owners[i]);
      n_given += text != NULL;
    }
  /* One of the rows is the record's mark. */
  g_assert_cmpuint (n_given, >=, G_N_ELEMENTS (owners) - found.n_set_aside);
  return any;
}

static void
flip (World *world, Flips *flips, char *content, gsize length, gsize at)
{
  g_autoptr (GError) error = NULL;

  content[at] ^= (char)(1 << at % 8);
  scratch_folder_write (world->folder, MDG_CACHE_FILE_NAME, content, length);
  world->store = mdg_cache_store_open_training (world->folder, NULL, NULL, &error);
  if (world->store == NULL)
    {
      g_assert_cmpuint (error->domain, ==, MDG_ERROR);
      flips->n_refused++;
    }
  else if (judge_flip (world, flips))
    flips->n_altered++;
  else
    flips->n_nothing++;
  stop (world);
  content[at] ^= (char)(1 << at % 8);
}

/* The pages on which the vault and the record are, tables and indices: each has one. */
static GArray *
list_pages (World *world)
{
  GArray *pages = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (world->store->database,
                           "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0 AND tbl_name IN"
                           " ('secret', 'vault_register', 'audit', 'audit_head', 'vault_key')",
                           NULL);
  gboolean row = FALSE;

  while (mdg_statement_step (statement, &row, NULL) && row)
    {
      gint64 page = mdg_statement_get_int (statement, 0);

      g_array_append_val (pages, page);
    }
  return pages;
}

static void
test_flips (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (GArray) pages = list_pages (&world);
  g_autofree char *path = g_build_filename (world.folder, MDG_CACHE_FILE_NAME, NULL);
  g_autofree char *content = NULL;
  guint stride = g_getenv ("MADOGUCHI_VAULT_FLIPS") != NULL ? 1 : STRIDE;
  Flips flips = { { NULL }, 0, 0, 0 };
  guint n = 0;
  gsize length;

  for (guint i = 0; i < N_TABLES; i++)
    flips.before[i] = dump (world.store->database, tables[i]);
  g_assert_cmpint (number (&world, "PRAGMA page_size"), ==, PAGE_BYTES);
  stop (&world);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (guint i = 0; i < pages->len; i++)
    {
      gsize page = (gsize)(g_array_index (pages, gint64, i) - 1) * PAGE_BYTES;

      for (gsize at = page; at < page + PAGE_BYTES; at++)
        if (content[at] != 0 && n++ % stride == 0)
          flip (&world, &flips, content, length, at);
    }
  g_test_message ("%u pages: %u refused, %u altered and noticed, %u in nothing that is read",
                  pages->len, flips.n_refused, flips.n_altered, flips.n_nothing);
  g_assert_cmpuint (flips.n_altered, >, 20);
  for (guint i = 0; i < N_TABLES; i++)
    g_free (flips.before[i]);
}

/* An index in which SQLite does not find its way: a bit of its page that is no damage to who only
 * opens the file. */
static void
make_disordered (World *world)
{
  g_autofree char *path = g_build_filename (world->folder, MDG_CACHE_FILE_NAME, NULL);
  g_autofree char *content = NULL;
  gsize page
      = (gsize)number (world, "SELECT max (rootpage) - 1 FROM sqlite_schema WHERE type = 'index'"
                              " AND tbl_name = 'secret'")
        * PAGE_BYTES;
  gsize length;

  stop (world);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (gsize at = page + PAGE_BYTES - 1; at > page; at--)
    {
      content[at] ^= 1;
      scratch_folder_write (world->folder, MDG_CACHE_FILE_NAME, content, length);
      world->store = mdg_cache_store_open_training (world->folder, NULL, NULL, NULL);
      if (world->store != NULL && world->store->vault->disordered)
        return;
      stop (world);
      content[at] ^= 1;
    }
  g_assert_not_reached ();
}

/* What put the table in order was taken back: it is not, and is put in order again, and told. */
static void
test_order_with_transaction (void)
{
  g_auto (World) world = world_new ();
  MdgVaultFindings found;

  make_disordered (&world);
  g_assert_true (mdg_database_begin (world.store->database, NULL));
  g_assert_true (mdg_vault_set_aside (world.store->vault, NOW, &found, NULL));
  mdg_database_rollback (world.store->database);
  g_assert_true (mdg_vault_set_aside (world.store->vault, NOW, &found, NULL));
  g_assert_cmpuint (found.n_set_aside, ==, 0);
  g_assert_true (found.lost_list);
  g_assert_cmpint (number (&world, "SELECT count (*) FROM pragma_integrity_check ('secret')"
                                   " WHERE integrity_check <> 'ok'"),
                   ==, 0);
  g_assert_true (mdg_vault_set_aside (world.store->vault, NOW, &found, NULL));
  g_assert_false (found.lost_list); /* once */
  assert_only (&world, NULL, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install (); /* never full; nothing waits for the real one */
  g_test_add_func ("/vault-attack/untouched", test_untouched);
  g_test_add_func ("/vault-attack/old-row-put-back", test_old_row_put_back);
  g_test_add_func ("/vault-attack/deleted-row-put-back", test_deleted_row_put_back);
  g_test_add_func ("/vault-attack/row-deleted", test_row_deleted);
  g_test_add_func ("/vault-attack/old-row-renamed", test_old_row_renamed);
  g_test_add_func ("/vault-attack/rows-swapped", test_rows_swapped);
  g_test_add_func ("/vault-attack/old-pages-put-back", test_old_pages_put_back);
  g_test_add_func ("/vault-attack/register-damaged", test_register_damaged);
  g_test_add_func ("/vault-attack/nothing-over-damage", test_nothing_over_damage);
  g_test_add_func ("/vault-attack/with-transaction", test_with_transaction);
  g_test_add_func ("/vault-attack/earlier-version", test_earlier_version);
  g_test_add_func ("/vault-attack/earlier-version-put-back", test_earlier_version_put_back);
  g_test_add_func ("/vault-attack/flips", test_flips);
  g_test_add_func ("/vault-attack/order-with-transaction", test_order_with_transaction);
  return g_test_run ();
}
