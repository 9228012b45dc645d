/* test-generation.c: earlier states of the cache are whole, kept as long as they should be, and
 * come back when the file is damaged. SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "core/file.h"
#include "faulty-disk.h"
#include "scratch-folder.h"
#include "store/audit.h"
#include "store/cache-store-private.h"
#include "store/generation.h"
#include "store/statement.h"

#define CODE "3410712362"
#define NOW G_GINT64_CONSTANT (1795305600)
#define DAY (24 * 60 * 60)

typedef struct
{
  char *folder;
  char *file;
  MdgCacheStore *store;
} World;

static void
world_open (World *world)
{
  g_autoptr (GError) error = NULL;

  world->store = mdg_cache_store_open_training (world->folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
world_close (World *world)
{
  g_clear_pointer (&world->store, mdg_cache_store_free);
}

static World
world_new (void)
{
  World world = { scratch_folder_new (), NULL, NULL };

  world.file = g_build_filename (world.folder, MDG_CACHE_FILE_NAME, NULL);
  world_open (&world);
  return world;
}

static void
world_clear (World *world)
{
  world_close (world);
  scratch_folder_free (world->folder);
  g_free (world->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static void
print (World *world, const char *id)
{
  g_autoptr (GError) error = NULL;

  mdg_cache_store_record_print (world->store, CODE, id, MDG_PRINT_PAPER, "受付", NOW, &error);
  g_assert_no_error (error);
}

static gboolean
has (World *world, const char *id)
{
  g_autoptr (GPtrArray) records = mdg_cache_store_list_accounts (world->store, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (g_str_equal (((MdgAccountRecord *)records->pdata[i])->login_id, id))
      return TRUE;
  return FALSE;
}

static void
take (World *world, gint64 when)
{
  g_autoptr (GError) error = NULL;

  mdg_generation_take (world->store->database, when, &error);
  g_assert_no_error (error);
}

static guint
count (World *world)
{
  g_autoptr (GPtrArray) generations = mdg_generation_list (world->file, NULL);

  return generations->len;
}

static MdgGeneration *
find_sound (World *world)
{
  return mdg_generation_find_sound (world->file, MDG_CACHE_APPLICATION_ID, mdg_cache_n_migrations,
                                    NULL);
}

/* A year of days: five, and the last of eight weeks before. */
static void
test_kept (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (GPtrArray) generations = NULL;
  const MdgGeneration *newest, *oldest;

  for (int day = 0; day < 100; day++)
    take (&world, NOW + (gint64)day * DAY);
  generations = mdg_generation_list (world.file, NULL);
  g_assert_cmpuint (generations->len, ==, MDG_GENERATIONS_DAYS + MDG_GENERATIONS_WEEKS);
  newest = generations->pdata[0];
  oldest = generations->pdata[generations->len - 1];
  g_assert_cmpint (newest->taken_at, ==, NOW + (gint64)99 * DAY);
  g_assert_cmpint (newest->taken_at - oldest->taken_at, >, (gint64)7 * 7 * DAY);
  g_assert_cmpint (newest->taken_at - oldest->taken_at, <, (gint64)10 * 7 * DAY);
}

static void
test_due (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_generation_is_due (world.file, NOW));
  g_assert_true (mdg_cache_store_keep_generation (world.store, NOW, &error));
  g_assert_false (mdg_generation_is_due (world.file, NOW + DAY - 1));
  g_assert_true (mdg_cache_store_keep_generation (world.store, NOW + 60, &error));
  g_assert_cmpuint (count (&world), ==, 1);
  g_assert_true (mdg_generation_is_due (world.file, NOW + DAY));
  g_assert_true (mdg_generation_is_due (world.file, NOW - 2 * DAY));
}

/* A changed passphrase opens no older one. */
static void
test_renew (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (GError) error = NULL;
  guint n_left = G_MAXUINT;

  take (&world, NOW);
  take (&world, NOW + DAY);
  g_assert_true (mdg_generation_renew (mdg_cache_store_get_database (world.store), NOW + 2 * DAY,
                                       &n_left, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_cmpuint (count (&world), ==, 1);
}

/* Everything is in it, the log, too. */
static void
test_whole (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (MdgGeneration) generation = NULL;
  g_autofree char *copy = NULL;

  print (&world, "WA000001");
  take (&world, NOW);
  generation = find_sound (&world);
  g_assert_nonnull (generation);
  copy = g_strdup (generation->path);
  world_close (&world);
  g_assert_cmpint (g_rename (copy, world.file), ==, 0);
  world_open (&world);
  g_assert_true (has (&world, "WA000001"));
}

static void
damage (const char *path)
{
  g_autoptr (GBytes) bytes = mdg_file_read (path, 64 * 1024 * 1024, NULL);
  gsize length;
  g_autofree guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&bytes), &length);

  memset (data + 4096, 0x5A, length - 4096);
  g_assert_true (mdg_file_write (path, data, length, NULL));
}

/* The newest generation is damaged, too: the one before it is found. */
static void
test_restore (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (MdgGeneration) generation = NULL;
  g_autoptr (GPtrArray) generations = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *kept = NULL;

  print (&world, "WA000001");
  take (&world, NOW);
  print (&world, "WA000002");
  take (&world, NOW + DAY);
  print (&world, "WA000003");
  world_close (&world);
  damage (world.file);
  generations = mdg_generation_list (world.file, NULL);
  damage (((MdgGeneration *)generations->pdata[0])->path);
  g_assert_null (mdg_cache_store_open_training (world.folder, NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
  g_clear_error (&error);
  generation = find_sound (&world);
  g_assert_cmpint (generation->taken_at, ==, NOW);
  aside = mdg_generation_restore (world.file, generation, NOW + 2 * DAY, &error);
  g_assert_no_error (error);
  kept = g_build_filename (aside, MDG_CACHE_FILE_NAME, NULL);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  world_open (&world);
  g_assert_true (has (&world, "WA000001"));
  g_assert_false (has (&world, "WA000002"));
  /* And once more: the generation itself is still there. */
  g_assert_true (g_file_test (generation->path, G_FILE_TEST_EXISTS));
}

/* A copy of the cache itself, as somebody may put one there, is as good. */
static void
test_copy_found (void)
{
  g_auto (World) world = world_new ();
  g_autofree char *folder = g_build_filename (world.folder, MDG_GENERATIONS_FOLDER, NULL);
  g_autofree char *copy = g_build_filename (folder, "cache-20261101T030000Z.sqlite", NULL);
  g_autoptr (MdgGeneration) generation = NULL;
  g_autoptr (GBytes) bytes = NULL;

  print (&world, "WA000001");
  world_close (&world);
  bytes = mdg_file_read (world.file, 64 * 1024 * 1024, NULL);
  g_assert_true (mdg_file_make_folder (folder, NULL));
  g_assert_true (
      mdg_file_write (copy, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  generation = find_sound (&world);
  g_assert_nonnull (generation);
  g_assert_cmpint (generation->taken_at, ==, 1793502000);
}

/* A log of the damaged file is not played into the restored one. */
static void
test_restore_with_log (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (MdgGeneration) generation = NULL;
  g_autofree char *log = g_strconcat (world.file, "-wal", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *moved = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  print (&world, "WA000001");
  take (&world, NOW);
  print (&world, "WA000002");
  bytes = mdg_file_read (log, 64 * 1024 * 1024, &error);
  g_assert_no_error (error);
  world_close (&world);
  g_assert_true (
      mdg_file_write (log, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  generation = find_sound (&world);
  aside = mdg_generation_restore (world.file, generation, NOW, &error);
  g_assert_no_error (error);
  moved = g_build_filename (aside, MDG_CACHE_FILE_NAME "-wal", NULL);
  g_assert_true (g_file_test (moved, G_FILE_TEST_EXISTS));
  world_open (&world);
  g_assert_true (has (&world, "WA000001"));
  g_assert_false (has (&world, "WA000002"));
}

static gint64
version_of (MdgDatabase *database)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, "PRAGMA user_version", NULL);
  gboolean row;

  g_assert_true (mdg_statement_step (statement, &row, NULL) && row);
  return mdg_statement_get_int (statement, 0);
}

/* Before each migration, and only then; a full disk leaves the file at its version. */
static void
test_before_migration (void)
{
  g_auto (World) world = { scratch_folder_new (), NULL, NULL };
  g_autoptr (MdgDatabase) database = NULL;
  g_autoptr (MdgGeneration) generation = NULL;
  g_autoptr (GError) error = NULL;

  world.file = g_build_filename (world.folder, MDG_CACHE_FILE_NAME, NULL);
  database
      = mdg_database_open (world.file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (&world), ==, 0);
  g_clear_pointer (&database, mdg_database_close);
  faulty_disk_set_full (TRUE);
  database
      = mdg_database_open (world.file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations, 5, &error);
  faulty_disk_set_full (FALSE);
  g_assert_null (database);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_cmpuint (count (&world), ==, 0);
  database
      = mdg_database_open (world.file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpint (version_of (database), ==, 3);
  g_clear_pointer (&database, mdg_database_close);
  database
      = mdg_database_open (world.file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (&world), ==, 1);
  generation = find_sound (&world);
  g_assert_cmpint (generation->version, ==, 3);
}

/* A disk that is full at the first write, the second and so on: a whole generation, or none. */
static void
test_full (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (MdgGeneration) found = NULL;
  gboolean taken = FALSE;

  print (&world, "WA000001");
  for (int writes = 0; !taken; writes++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) generations = NULL;

      faulty_disk_set_full_after (writes);
      taken = mdg_generation_take (world.store->database, NOW, &error);
      faulty_disk_set_full (FALSE);
      if (!taken)
        g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_SPACE);
      generations = mdg_generation_list (world.file, NULL);
      g_assert_cmpuint (generations->len, ==, taken ? 1 : 0);
      g_assert_cmpint (writes, <, 10000);
    }
  found = find_sound (&world);
  g_assert_nonnull (found);
}

/* what cannot be read ------------------------------------------------------------------------- */

static void
keep (World *world, const char *kind, const char *owner)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (owner);

  g_assert_true (mdg_vault_store (world->store->vault, kind, owner, secret, NULL));
}

static gint64
number (World *world, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgStatement) statement = mdg_statement_new (world->store->database, sql, &error);
  gboolean row;

  g_assert_no_error (error);
  g_assert_true (mdg_statement_step (statement, &row, NULL) && row);
  return mdg_statement_get_int (statement, 0);
}

static void
exec (World *world, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mdg_database_exec (world->store->database, sql, &error);
  g_assert_no_error (error);
}

/* Each bit of each part of a record, and two records that changed places: found, set aside as it
 * was, and the rest opens. */
static void
test_set_aside (void)
{
  static const char *const changes[] = {
    "UPDATE secret SET owner = 'x' || owner WHERE owner = 'b'",
    "UPDATE secret SET kind = 'setup-key' WHERE owner = 'b'",
    "UPDATE secret SET id = randomblob (16) WHERE owner = 'b'",
    "UPDATE secret SET nonce = randomblob (24) WHERE owner = 'b'",
    "UPDATE secret SET nonce = x'00' WHERE owner = 'b'",
    "UPDATE secret SET sealed = x'00' WHERE owner = 'b'",
    "UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE owner = 'a') WHERE owner = 'b'"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (World) world = world_new ();
      g_autofree char *counter = g_build_filename (world.folder, "counter", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) events = NULL;

      keep (&world, "password", "a");
      keep (&world, "password", "b");
      keep (&world, "password", "c");
      exec (&world, changes[i]);
      g_assert_true (mdg_cache_store_inspect (world.store, counter, "受付", NOW, &error));
      g_assert_no_error (error);
      g_assert_cmpint (number (&world, "SELECT count(*) FROM secret WHERE kind <> 'record-id'"), ==,
                       2);
      g_assert_cmpint (number (&world, "SELECT count(*) FROM secret_unreadable"), ==, 1);
      events = mdg_audit_list (world.store->database, 1, NULL);
      g_assert_cmpstr (((MdgAuditEvent *)events->pdata[0])->act, ==, MDG_ACT_SET_ASIDE);
      /* Once. */
      g_assert_true (mdg_cache_store_inspect (world.store, counter, "受付", NOW, &error));
      g_assert_cmpint (number (&world, "SELECT count(*) FROM secret_unreadable"), ==, 1);
    }
}

static void
test_swapped (void)
{
  g_auto (World) world = world_new ();
  MdgVaultFindings found;

  keep (&world, "password", "a");
  keep (&world, "password", "b");
  keep (&world, "password", "c");
  exec (&world,
        "CREATE TEMP TABLE other AS SELECT * FROM secret WHERE owner = 'a';"
        "UPDATE secret SET nonce = (SELECT nonce FROM secret WHERE owner = 'b'),"
        " sealed = (SELECT sealed FROM secret WHERE owner = 'b') WHERE owner = 'a';"
        "UPDATE secret SET nonce = (SELECT nonce FROM other), sealed = (SELECT sealed FROM other)"
        " WHERE owner = 'b'");
  g_assert_true (mdg_vault_set_aside (world.store->vault, NOW, &found, NULL));
  g_assert_cmpuint (found.n_set_aside, ==, 2);
}

/* Not the records: the key. Nothing is moved. */
static void
test_none_opens (void)
{
  g_auto (World) world = world_new ();
  g_autoptr (GError) error = NULL;
  MdgVaultFindings found;

  keep (&world, "password", "a");
  keep (&world, "password", "b");
  exec (&world, "UPDATE secret SET nonce = randomblob (24)");
  g_assert_false (mdg_vault_set_aside (world.store->vault, NOW, &found, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
  g_assert_cmpint (number (&world, "SELECT count(*) FROM secret"), ==, 2);
}

/* Every bit of every record of the vault, and of its key. */
static void
test_flips (void)
{
  static const char *const columns[] = { "id", "nonce", "sealed" };
  g_auto (World) world = world_new ();

  keep (&world, "password", "a");
  for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
    {
      g_autofree char *get = g_strdup_printf ("SELECT %s FROM secret", columns[column]);
      g_autofree char *set = g_strdup_printf ("UPDATE secret SET %s = ?", columns[column]);
      g_autoptr (MdgStatement) reading = mdg_statement_new (world.store->database, get, NULL);
      g_autoptr (MdgStatement) writing = mdg_statement_new (world.store->database, set, NULL);
      g_autofree guint8 *data = NULL;
      const void *blob;
      gboolean row;
      gsize length;

      g_assert_true (mdg_statement_step (reading, &row, NULL) && row);
      blob = mdg_statement_get_blob (reading, 0, &length);
      data = g_memdup2 (blob, length);
      mdg_statement_reset (reading);
      for (gsize bit = 0; bit < 8 * length; bit++)
        for (int again = 0; again < 2; again++)
          {
            guint sound, damaged;

            data[bit / 8] ^= (guint8)(1 << bit % 8);
            mdg_statement_bind_blob (writing, 0, data, length);
            g_assert_true (mdg_statement_run (writing, NULL));
            g_assert_true (mdg_vault_verify (world.store->vault, &sound, &damaged, NULL));
            g_assert_cmpuint (sound, ==, again);
            g_assert_cmpuint (damaged, ==, 1 - again);
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  g_test_add_func ("/generation/kept", test_kept);
  g_test_add_func ("/generation/due", test_due);
  g_test_add_func ("/generation/renew", test_renew);
  g_test_add_func ("/generation/whole", test_whole);
  g_test_add_func ("/generation/restore", test_restore);
  g_test_add_func ("/generation/copy-found", test_copy_found);
  g_test_add_func ("/generation/restore-with-log", test_restore_with_log);
  g_test_add_func ("/generation/before-migration", test_before_migration);
  g_test_add_func ("/generation/full", test_full);
  g_test_add_func ("/unreadable/set-aside", test_set_aside);
  g_test_add_func ("/unreadable/swapped", test_swapped);
  g_test_add_func ("/unreadable/none-opens", test_none_opens);
  g_test_add_func ("/unreadable/flips", test_flips);
  return g_test_run ();
}
