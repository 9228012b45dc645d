/* test-audit.c: a row of the record that is altered, moved or gone is found, whatever is done to
 * hide it; an old file that is put back, too. SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "faulty-disk.h"
#include "core/file.h"
#include "scratch-folder.h"
#include "store/audit-counter.h"
#include "store/cache-store.h"
#include "store/record.h"
#include "store/statement.h"

#define PASSPHRASE "合言葉"
#define OWNER "3410712362/WA000001"
#define NOW G_GINT64_CONSTANT (1795305600)

typedef struct
{
  MdgDatabase *database;
  MdgVault *vault;
} World;

static void
world_clear (World *world)
{
  mdg_vault_free (world->vault);
  mdg_database_close (world->database);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static void
append (World *world, const char *act, const char *what)
{
  g_autoptr (GError) error = NULL;

  mdg_audit_append (world->database, world->vault, NOW, "受付 花子", act, what, OWNER, &error);
  g_assert_no_error (error);
}

static void
unlock (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (PASSPHRASE);

  g_assert_true (mdg_vault_unlock (world->vault, passphrase, &error));
  g_assert_no_error (error);
}

/* @file: (nullable) */
static World
world_new (const char *file)
{
  World world = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (PASSPHRASE);

  world.database = mdg_database_open (file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                      mdg_cache_n_migrations, &error);
  g_assert_no_error (error);
  world.vault
      = mdg_vault_exists (world.database)
            ? mdg_vault_open (world.database, &error)
            : mdg_vault_create (world.database, passphrase, MDG_VAULT_COST_GENERATED, NULL, &error);
  g_assert_no_error (error);
  if (mdg_vault_is_locked (world.vault))
    unlock (&world);
  return world;
}

/* Ten rows: while the vault was open, while it was locked, and after that. */
static World
world_with_rows (void)
{
  World world = world_new (NULL);

  append (&world, MDG_ACT_CREATED, MDG_MATTER_VAULT);
  append (&world, MDG_ACT_PRINTED, MDG_MATTER_REGISTRATION_SHEET);
  append (&world, MDG_ACT_REVEALED, MDG_MATTER_PASSWORD);
  append (&world, MDG_ACT_LOCKED, NULL);
  mdg_vault_lock (world.vault);
  append (&world, MDG_ACT_WRONG_PASSPHRASE, NULL);
  append (&world, MDG_ACT_WRONG_PASSPHRASE, NULL);
  append (&world, MDG_ACT_WRONG_PASSPHRASE, NULL);
  unlock (&world);
  append (&world, MDG_ACT_UNLOCKED, NULL);
  append (&world, MDG_ACT_EXPORTED, MDG_MATTER_ACCOUNTS);
  append (&world, MDG_ACT_REVEALED, MDG_MATTER_SETUP_KEY);
  return world;
}

static void
assert_verdict (World *world, MdgAuditState state, gint64 number)
{
  g_autoptr (GError) error = NULL;
  MdgAuditVerdict verdict;

  g_assert_true (mdg_audit_verify (world->database, world->vault, &verdict, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict.state, ==, state);
  g_assert_cmpint (verdict.number, ==, number);
}

static void
run (World *world, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_database_exec (world->database, sql, &error));
  g_assert_no_error (error);
}

static void
test_sound (void)
{
  g_auto (World) world = world_with_rows ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const MdgAuditEvent *event;

  assert_verdict (&world, MDG_AUDIT_SOUND, 0);
  events = mdg_audit_list (world.database, 0, &error);
  g_assert_cmpuint (events->len, ==, 10);
  event = events->pdata[8];
  g_assert_cmpint (event->number, ==, 2);
  g_assert_cmpint (event->at, ==, NOW);
  g_assert_cmpstr (event->by_whom, ==, "受付 花子");
  g_assert_cmpstr (event->act, ==, MDG_ACT_PRINTED);
  g_assert_cmpstr (event->what, ==, MDG_MATTER_REGISTRATION_SHEET);
  g_assert_cmpstr (event->of_whom, ==, OWNER);
}

static void
test_none_yet (void)
{
  g_auto (World) world = world_new (NULL);
  g_autoptr (GError) error = NULL;

  assert_verdict (&world, MDG_AUDIT_SOUND, 0);
  mdg_vault_lock (world.vault);
  assert_verdict (&world, MDG_AUDIT_UNKNOWN, 0);
  g_assert_false (mdg_audit_append (world.database, world.vault, NOW, "x", MDG_ACT_WRONG_PASSPHRASE,
                                    NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED);
}

/* Who has no key can have revealed nothing. */
static void
test_locked (void)
{
  g_auto (World) world = world_with_rows ();
  g_autoptr (GError) error = NULL;

  mdg_vault_lock (world.vault);
  g_assert_false (mdg_audit_append (world.database, world.vault, NOW, "x", MDG_ACT_REVEALED, NULL,
                                    NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED);
  assert_verdict (&world, MDG_AUDIT_UNKNOWN, 0);
  unlock (&world);
  assert_verdict (&world, MDG_AUDIT_SOUND, 0);
}

/* The key of the record is the vault's, which a new passphrase leaves as it is. */
static void
test_other_passphrase (void)
{
  g_auto (World) world = world_with_rows ();
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string ("別の合言葉");

  g_assert_true (
      mdg_vault_change_passphrase (world.vault, passphrase, MDG_VAULT_COST_GENERATED, NULL));
  append (&world, MDG_ACT_PASSPHRASE_CHANGED, NULL);
  assert_verdict (&world, MDG_AUDIT_SOUND, 0);
}

/* Every column of every row. */
static void
test_altered (void)
{
  static const char *const changes[]
      = { "at = at + 1",
          "by_whom = by_whom || 'x'",
          "act = CASE act WHEN 'wrong-passphrase' THEN 'locked' ELSE 'copied' END",
          "what = what || 'x'",
          "of_whom = ''",
          "sealed = 1 - sealed",
          "mac = CAST (mac || x'' AS BLOB), at = at - 1",
          "mac = zeroblob (32)",
          "mac = zeroblob (3)",
          "by_whom = '', act = act, what = by_whom || what" };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    for (int number = 1; number <= 10; number++)
      {
        g_auto (World) world = world_with_rows ();
        g_autofree char *sql
            = g_strdup_printf ("UPDATE audit SET %s WHERE number = %d", changes[i], number);

        run (&world, sql);
        assert_verdict (&world, MDG_AUDIT_ALTERED, number);
      }
}

/* Each bit of each hash. */
static void
test_flips (void)
{
  g_auto (World) world = world_with_rows ();

  for (int number = 1; number <= 10; number++)
    for (int bit = 0; bit < 256; bit += 5)
      {
        guint8 mac[MDG_AUDIT_MAC_BYTES];
        g_autoptr (MdgStatement) statement
            = mdg_statement_new (world.database, "UPDATE audit SET mac = ? WHERE number = ?", NULL);

        g_assert_true (mdg_audit_get_mac (world.database, number, mac));
        for (int again = 0; again < 2; again++)
          {
            mac[bit / 8] ^= (guint8)(1 << bit % 8);
            mdg_statement_bind_blob (statement, 0, mac, sizeof mac);
            mdg_statement_bind_int (statement, 1, number);
            g_assert_true (mdg_statement_run (statement, NULL));
            assert_verdict (&world, again ? MDG_AUDIT_SOUND : MDG_AUDIT_ALTERED,
                            again ? 0 : number);
          }
      }
}

static void
test_removed (void)
{
  for (int number = 1; number <= 10; number++)
    {
      g_auto (World) world = world_with_rows ();
      g_autofree char *sql = g_strdup_printf ("DELETE FROM audit WHERE number = %d", number);
      g_autofree char *close
          = g_strdup_printf ("UPDATE audit SET number = number - 1 WHERE number > %d;"
                             "UPDATE audit_head SET count = 9",
                             number);

      run (&world, sql);
      assert_verdict (&world, number < 10 ? MDG_AUDIT_MISSING : MDG_AUDIT_CUT, number);
      /* And the gap closed. */
      run (&world, close);
      assert_verdict (&world, number < 10 ? MDG_AUDIT_ALTERED : MDG_AUDIT_CUT, number);
    }
}

/* The end cut off, with the head brought into line as far as anybody can without the keys: the last
 * row's hash is in the file, but the key that was there then is not. */
static void
test_cut (void)
{
  for (int left = 1; left < 10; left++)
    {
      g_auto (World) world = world_with_rows ();
      g_autofree char *sql = g_strdup_printf (
          "DELETE FROM audit WHERE number > %d;"
          "UPDATE audit_head SET count = %d, last = (SELECT mac FROM audit WHERE number = %d)",
          left, left, left);

      run (&world, sql);
      assert_verdict (&world, MDG_AUDIT_CUT, left + 1);
      /* Going on behind it does not heal it. */
      append (&world, MDG_ACT_REVEALED, MDG_MATTER_PASSWORD);
      assert_verdict (&world, MDG_AUDIT_CUT, left + 2);
    }
}

static void
test_swapped (void)
{
  for (int number = 1; number < 10; number++)
    {
      g_auto (World) world = world_with_rows ();
      g_autofree char *sql = g_strdup_printf ("UPDATE audit SET number = 100 WHERE number = %d;"
                                              "UPDATE audit SET number = %d WHERE number = %d;"
                                              "UPDATE audit SET number = %d WHERE number = 100",
                                              number, number, number + 1, number + 1);

      run (&world, sql);
      assert_verdict (&world, MDG_AUDIT_ALTERED, number);
    }
}

static void
test_all_gone (void)
{
  g_auto (World) world = world_with_rows ();

  run (&world, "DELETE FROM audit; DELETE FROM audit_head");
  assert_verdict (&world, MDG_AUDIT_REMOVED, 0);
  append (&world, MDG_ACT_REVEALED, MDG_MATTER_PASSWORD);
  assert_verdict (&world, MDG_AUDIT_REMOVED, 0);
}

static void
test_head_gone (void)
{
  g_auto (World) world = world_with_rows ();

  run (&world, "DELETE FROM audit_head");
  assert_verdict (&world, MDG_AUDIT_REMOVED, 0);
  append (&world, MDG_ACT_REVEALED, MDG_MATTER_PASSWORD);
  assert_verdict (&world, MDG_AUDIT_REMOVED, 0);
}

/* A row that somebody without the key adds, with the evolving key that lies in the file. It can
 * claim no more than what happens while the vault is locked. */
static void
test_invented (void)
{
  g_auto (World) world = world_with_rows ();

  run (&world, "INSERT INTO audit SELECT 11, at, 'somebody', 'revealed', what, of_whom, 0, mac"
               " FROM audit WHERE number = 10");
  assert_verdict (&world, MDG_AUDIT_ALTERED, 11);
}

static void
test_long_texts (void)
{
  g_auto (World) world = world_new (NULL);
  g_autofree char *text = g_strnfill (1000, 'x');
  g_autofree char *most = g_strnfill (MDG_AUDIT_TEXT_MAX - 1, 'x');
  g_autofree char *wide = g_strconcat (most, "医", NULL);
  g_autoptr (GPtrArray) events = NULL;
  const MdgAuditEvent *event;

  append (&world, MDG_ACT_COPIED, text);
  append (&world, MDG_ACT_COPIED, wide);
  append (&world, MDG_ACT_COPIED, "\xff broken");
  assert_verdict (&world, MDG_AUDIT_SOUND, 0);
  events = mdg_audit_list (world.database, 2, NULL);
  g_assert_cmpuint (events->len, ==, 2);
  event = events->pdata[1];
  g_assert_cmpuint (strlen (event->what), ==, MDG_AUDIT_TEXT_MAX - 1);
}

/* the file put back --------------------------------------------------------------------------- */

/* What the caller takes back is not in the record. */
static void
test_with_transaction (void)
{
  g_auto (World) world = world_with_rows ();

  g_assert_true (mdg_database_begin (world.database, NULL));
  append (&world, MDG_ACT_REVEALED, MDG_MATTER_PASSWORD);
  mdg_database_rollback (world.database);
  assert_verdict (&world, MDG_AUDIT_SOUND, 0);
  g_assert_false (mdg_audit_get_mac (world.database, 11, (guint8[32]){ 0 }));
}

static void
assert_older (World *world, gint64 n)
{
  g_autoptr (GError) error = NULL;
  MdgAuditVerdict verdict;

  g_assert_true (mdg_audit_verify (world->database, world->vault, &verdict, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict.state, ==, MDG_AUDIT_SOUND);
  g_assert_cmpint (verdict.n_older, ==, n);
}

/* The program went back to an earlier state, as it was asked to: nobody exchanged anything behind
 * its back. */
static void
test_restored (void)
{
  g_auto (World) world = world_with_rows ();

  append (&world, MDG_ACT_OLDER_FILE, "10");
  assert_older (&world, 1);
  append (&world, MDG_ACT_RESTORED, "1790000000");
  assert_older (&world, 0);
  append (&world, MDG_ACT_OLDER_FILE, "10");
  append (&world, MDG_ACT_UNLOCKED, MDG_MATTER_VAULT);
  append (&world, MDG_ACT_RESTORED, "1790000000");
  assert_older (&world, 1);
  append (&world, MDG_ACT_NO_COUNTER, "10");
  append (&world, MDG_ACT_RESTORED, "1790000000");
  assert_older (&world, 2);
}

typedef struct
{
  char *folder;
  char *file;
  char *counter;
} Place;

static Place
place_new (void)
{
  Place place = { scratch_folder_new (), NULL, NULL };

  place.file = g_build_filename (place.folder, "cache", MDG_CACHE_FILE_NAME, NULL);
  place.counter = g_build_filename (place.folder, "settings", "record.count", NULL);
  return place;
}

static void
place_clear (Place *place)
{
  scratch_folder_free (place->folder);
  g_free (place->file);
  g_free (place->counter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* Opens the cache as the program does, notes an act and closes it. Returns: the newest act but that
 * one */
static char *
one_day (const Place *place, const char *act)
{
  g_autofree char *folder = g_path_get_dirname (place->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgCacheStore) store = mdg_cache_store_open_training (folder, NULL, NULL, &error);
  g_autoptr (GPtrArray) events = NULL;

  g_assert_no_error (error);
  g_assert_true (mdg_cache_store_inspect (store, place->counter, "受付", NOW, &error));
  g_assert_no_error (error);
  events = mdg_audit_list (mdg_cache_store_get_database (store), 1, &error);
  g_assert_no_error (error);
  g_assert_true (mdg_cache_store_record_print (
      store, "3410712362", "WA000001",
      g_str_equal (act, MDG_ACT_PRINTED) ? MDG_PRINT_PAPER : MDG_PRINT_PDF, "受付", NOW, &error));
  g_assert_no_error (error);
  return g_strdup (events->len > 0 ? ((MdgAuditEvent *)events->pdata[0])->act : "");
}

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = mdg_file_read (path, 64 * 1024 * 1024, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
write_file (const char *path, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  mdg_file_write (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
}

static void
assert_day (const Place *place, const char *expected)
{
  g_autofree char *act = one_day (place, MDG_ACT_PRINTED);

  g_assert_cmpstr (act, ==, expected);
}

/* Put back once, found once; and from then on it is the record that counts. */
static void
test_old_file (void)
{
  g_auto (Place) place = place_new ();
  g_autoptr (GBytes) old = NULL;

  assert_day (&place, "");
  assert_day (&place, MDG_ACT_PRINTED);
  old = read_file (place.file);
  assert_day (&place, MDG_ACT_PRINTED);
  write_file (place.file, old);
  assert_day (&place, MDG_ACT_OLDER_FILE);
  assert_day (&place, MDG_ACT_PRINTED);
}

/* Put back, and worked with elsewhere until it had as many rows again. */
static void
test_other_way (void)
{
  g_auto (Place) place = place_new ();
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) counter = NULL;

  assert_day (&place, "");
  old = read_file (place.file);
  assert_day (&place, MDG_ACT_PRINTED);
  counter = read_file (place.counter);
  write_file (place.file, old);
  g_unlink (place.counter);
  assert_day (&place, MDG_ACT_NO_COUNTER);
  g_free (one_day (&place, MDG_ACT_SAVED));
  write_file (place.counter, counter);
  assert_day (&place, MDG_ACT_OLDER_FILE);
}

static void
test_other_file (void)
{
  g_auto (Place) place = place_new ();
  g_autofree char *folder = g_path_get_dirname (place.file);
  g_autofree char *aside = g_strconcat (folder, "-aside", NULL);

  assert_day (&place, "");
  g_assert_cmpint (g_rename (folder, aside), ==, 0);
  assert_day (&place, MDG_ACT_OTHER_FILE);
  assert_day (&place, MDG_ACT_PRINTED);
}

/* The counter is only ever behind, and that is no fault. */
static void
test_counter_behind (void)
{
  g_auto (Place) place = place_new ();
  g_autoptr (GBytes) counter = NULL;

  assert_day (&place, "");
  counter = read_file (place.counter);
  assert_day (&place, MDG_ACT_PRINTED);
  write_file (place.counter, counter);
  assert_day (&place, MDG_ACT_PRINTED);
}

static void
test_counter_damaged (void)
{
  static const char *const texts[]
      = { "", "x", "madoguchi record counter 1\n", "madoguchi record counter 1\nzz\n1\nff\n",
          "madoguchi record counter 1\n00112233445566778899aabbccddeeff\n-1\nff\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (Place) place = place_new ();
      g_autoptr (GBytes) text = g_bytes_new_static (texts[i], strlen (texts[i]));

      assert_day (&place, "");
      write_file (place.counter, text);
      assert_day (&place, MDG_ACT_NO_COUNTER);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install (); /* never full; nothing waits for the real one */
  g_test_add_func ("/audit/sound", test_sound);
  g_test_add_func ("/audit/none-yet", test_none_yet);
  g_test_add_func ("/audit/locked", test_locked);
  g_test_add_func ("/audit/other-passphrase", test_other_passphrase);
  g_test_add_func ("/audit/altered", test_altered);
  g_test_add_func ("/audit/flips", test_flips);
  g_test_add_func ("/audit/removed", test_removed);
  g_test_add_func ("/audit/cut", test_cut);
  g_test_add_func ("/audit/swapped", test_swapped);
  g_test_add_func ("/audit/all-gone", test_all_gone);
  g_test_add_func ("/audit/head-gone", test_head_gone);
  g_test_add_func ("/audit/invented", test_invented);
  g_test_add_func ("/audit/long-texts", test_long_texts);
  g_test_add_func ("/audit/with-transaction", test_with_transaction);
  g_test_add_func ("/audit/restored", test_restored);
  g_test_add_func ("/audit/old-file", test_old_file);
  g_test_add_func ("/audit/other-way", test_other_way);
  g_test_add_func ("/audit/other-file", test_other_file);
  g_test_add_func ("/audit/counter-behind", test_counter_behind);
  g_test_add_func ("/audit/counter-damaged", test_counter_damaged);
  return g_test_run ();
}
