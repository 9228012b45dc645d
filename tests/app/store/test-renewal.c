/* test-renewal.c: what a changed passphrase opened up to then, and what is taken over from a
 * passphrase that lay on the disk. SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "door-fixture.h"
#include "faulty-disk.h"
#include "store/cache-store.h"
#include "store/renewal.h"
#include "store/statement.h"

/* With the passphrase the earlier states go that the old one opens: one is left, of now. */
static void
test_change_renews (Fixture *f, gconstpointer data)
{
  gint64 now = mdg_clock_wall (f->clock);
  g_autofree char *file = g_build_filename (f->folder, MDG_CACHE_FILE_NAME, NULL);
  g_autofree char *left = NULL;
  g_autoptr (GPtrArray) generations = NULL;

  put_secret (f);
  g_assert_cmpuint (keep_generation (f, now - 3 * 86400), ==, 1);
  g_assert_cmpuint (keep_generation (f, now - 86400), ==, 2);
  g_assert_cmpint (change (f, "違う合言葉", "新しい合言葉です", NULL), ==,
                   MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpuint (keep_generation (f, now - 86400), ==, 2);
  g_assert_cmpint (change (f, PASSPHRASE, "新しい合言葉です", NULL), ==, -1);
  /* Behind the renewing in the queue; of today there is one already. */
  g_assert_cmpuint (keep_generation (f, now), ==, 1);
  generations = mdg_generation_list (file, NULL);
  left = g_strdup (((MdgGeneration *)generations->pdata[0])->path);
  /* What is left is put in the place of the file. */
  g_clear_object (&f->door);
  scratch_cache_close (&f->cache);
  g_assert_cmpint (g_rename (left, file), ==, 0);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (unlock (f, "新しい合言葉です", FALSE, NULL), ==, -1);
  g_assert_cmpint (look_for_secret (f), ==, -1);
}

/* Returns: the path of the cache in a folder as restoring leaves them, with a copy of it as it is,
 * or with something that is none */
static char *
leave_damaged (Fixture *f, const char *stamp, gboolean opens)
{
  g_autofree char *name = g_strconcat ("damaged-", stamp, NULL);
  g_autofree char *folder = g_build_filename (f->folder, name, NULL);
  g_autofree char *file = g_build_filename (f->folder, MDG_CACHE_FILE_NAME, NULL);
  char *copy = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_get_contents (file, &content, &length, NULL));
  g_assert_true (
      g_file_set_contents (copy, opens ? content : "nothing", opens ? (gssize)length : 7, NULL));
  return copy;
}

static void
put_in_place (Fixture *f, const char *path)
{
  g_autofree char *file = g_build_filename (f->folder, MDG_CACHE_FILE_NAME, NULL);

  g_clear_object (&f->door);
  scratch_cache_close (&f->cache);
  g_assert_cmpint (g_rename (path, file), ==, 0);
  start_again (f);
}

/* What was kept as damaged opens with the new passphrase, not with the old one. What cannot be
 * renewed is told, and tried again. */
static void
test_change_renews_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;

  put_secret (f);
  start_again (f); /* the log is in the file */
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  good = leave_damaged (f, "20261101T000000Z", TRUE);
  bad = leave_damaged (f, "20261102T000000Z", FALSE);
  g_assert_cmpint (change (f, PASSPHRASE, "新しい合言葉です", NULL), ==, -1);
  g_assert_cmpuint (mdg_vault_door_get_n_copies (f->door), ==, 1);
  /* Of what was taken since, nothing goes for it. */
  g_assert_cmpuint (keep_generation (f, mdg_clock_wall (f->clock) + 86400), ==, 2);
  start_again (f);
  g_assert_cmpint (unlock (f, "新しい合言葉です", FALSE, NULL), ==, -1);
  g_assert_cmpuint (keep_generation (f, mdg_clock_wall (f->clock) + 86400), ==, 2);
  g_assert_cmpint (g_remove (bad), ==, 0);
  start_again (f);
  g_assert_cmpint (unlock (f, "新しい合言葉です", FALSE, NULL), ==, -1);
  g_assert_cmpint (change (f, "新しい合言葉です", "また別の合言葉", NULL), ==, -1);
  g_assert_cmpuint (mdg_vault_door_get_n_copies (f->door), ==, 0);
  put_in_place (f, good);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (unlock (f, "また別の合言葉", FALSE, NULL), ==, -1);
  g_assert_cmpint (look_for_secret (f), ==, -1);
}

static gpointer
begin_renewal (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_renewal_begin (database, 1, error) ? MDG_CACHE_DONE : NULL;
}

static gpointer
is_renewal_due (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  *(gboolean *)data = mdg_renewal_is_due (database);
  return MDG_CACHE_DONE;
}

/* Killed right behind the change: the next unlocking renews. */
static void
test_renewal_is_resumed (Fixture *f, gconstpointer data)
{
  gint64 now = mdg_clock_wall (f->clock);
  gboolean due = FALSE;

  g_assert_cmpuint (keep_generation (f, now - 3 * 86400), ==, 1);
  g_assert_cmpuint (keep_generation (f, now - 86400), ==, 2);
  run_work (f, begin_renewal, NULL);
  start_again (f);
  run_work (f, is_renewal_due, &due);
  g_assert_true (due);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_cmpuint (keep_generation (f, now), ==, 1);
  run_work (f, is_renewal_due, &due);
  g_assert_false (due);
}

/* how many are left --------------------------------------------------------------------------- */

typedef struct
{
  char *root;
  char *folder;
  char *generations;
  MdgDatabase *database;
} Place;

static Place
place_new (void)
{
  Place place = { .root = scratch_folder_new () };
  g_autofree char *file = NULL;

  place.folder = g_build_filename (place.root, "gateway", NULL);
  place.generations = g_build_filename (place.folder, MDG_GENERATIONS_FOLDER, NULL);
  g_assert_cmpint (g_mkdir (place.folder, 0700), ==, 0);
  file = g_build_filename (place.folder, MDG_CACHE_FILE_NAME, NULL);
  place.database = mdg_database_open (file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                      mdg_cache_n_migrations, NULL);
  g_assert_nonnull (place.database);
  g_assert_true (mdg_renewal_begin (place.database, 1, NULL));
  return place;
}

static void
place_clear (Place *place)
{
  mdg_database_close (place->database);
  g_free (place->folder);
  g_free (place->generations);
  scratch_folder_free (place->root);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
assert_left (Place *place, guint n_left)
{
  const GLogLevelFlags fatal
      = g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK); /* warnings are due */

  g_assert_cmpuint (mdg_renewal_run (place->database, START / G_USEC_PER_SEC), ==, n_left);
  g_log_set_always_fatal (fatal);
}

/* The one that was taken just now is none of those that stay. */
static void
test_one_stays (void)
{
  g_auto (Place) place = place_new ();
  g_autofree char *stays
      = g_build_filename (place.generations, "cache-20261101T000000Z.sqlite", NULL);

  g_assert_cmpint (g_mkdir_with_parents (stays, 0700), ==, 0); /* no file, which can be removed */
  assert_left (&place, 1);
  g_assert_true (mdg_renewal_is_due (place.database));
  g_assert_cmpint (g_rmdir (stays), ==, 0);
  assert_left (&place, 0);
  g_assert_false (mdg_renewal_is_due (place.database));
}

/* None can be taken; but there are none either. */
static void
test_none_stays (void)
{
  g_auto (Place) place = place_new ();

  faulty_disk_set_full (TRUE);
  assert_left (&place, 0);
  g_assert_true (mdg_renewal_is_due (place.database)); /* there is the log */
  faulty_disk_set_full (FALSE);
  assert_left (&place, 0);
  g_assert_false (mdg_renewal_is_due (place.database));
}

/* Where nobody can say what is there, it is not said that nothing is. */
static void
test_nobody_can_say (void)
{
  g_auto (Place) place = place_new ();
  g_autofree char *file = g_build_filename (place.folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (place.generations, "no folder", -1, NULL));
  g_assert_null (mdg_generation_list (file, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_assert_false (mdg_generation_forget_all (file, NULL));
  assert_left (&place, 1);
}

#ifdef G_OS_UNIX
/* A damaged copy that cannot be looked at; and a folder beside which nothing can be. */
static void
test_out_of_sight (void)
{
  g_auto (Place) place = place_new ();
  g_autofree char *damaged = g_build_filename (place.folder, "damaged-20261101T000000Z", NULL);
  g_autofree char *copy = g_build_filename (damaged, MDG_CACHE_FILE_NAME, NULL);
  g_autofree char *elsewhere = g_strconcat (place.root, "-moved", NULL);

  g_assert_cmpint (mdg_renewal_count_set_aside (place.database), ==, 0);
  g_assert_cmpint (g_mkdir (damaged, 0700), ==, 0);
  g_assert_cmpint (symlink (MDG_CACHE_FILE_NAME, copy), ==, 0); /* leads to itself */
  assert_left (&place, 1);
  g_assert_cmpint (g_rename (place.root, elsewhere), ==, 0);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*former passphrase opens*");
  g_assert_cmpint (mdg_renewal_count_set_aside (place.database), ==, 1);
  g_test_assert_expected_messages ();
  g_assert_cmpint (g_rename (elsewhere, place.root), ==, 0);
}
#endif

/* the recovery code ---------------------------------------------------------------------------- */

/* Without the row of the recovery code it is no vault to take over: it is damaged. */
static gpointer
lose_recovery (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_database_exec (database, "DELETE FROM vault_key WHERE kind = 'recovery'", error)
             ? MDG_CACHE_DONE
             : NULL;
}

static void
test_recovery_lost (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run_work (f, lose_recovery, NULL);
  g_clear_object (&f->door);
  scratch_cache_close (&f->cache);
  g_assert_null (try_to_open (f, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
}

static gpointer
damage_recovery (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_database_exec (
             database, "UPDATE vault_key SET sealed = zeroblob (48) WHERE kind = 'recovery'", error)
             ? MDG_CACHE_DONE
             : NULL;
}

/* It opens by the passphrase as ever, and says that the paper does not open it any more. */
static void
test_recovery_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) code = mdg_vault_new_recovery_code ();

  run_work (f, damage_recovery, NULL);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_true (mdg_vault_door_needs_recovery_code (f->door));
  g_assert_cmpint (change (f, PASSPHRASE, "新しい合言葉です", NULL), ==, -1);
  g_assert_true (mdg_vault_door_needs_recovery_code (f->door));
  g_assert_cmpint (change (f, "新しい合言葉です", "また別の合言葉", code), ==, -1);
  g_assert_false (mdg_vault_door_needs_recovery_code (f->door));
  start_again (f);
  g_assert_cmpint (unlock (f, mdg_secret_get_string (code), TRUE, NULL), ==, -1);
  g_assert_false (mdg_vault_door_needs_recovery_code (f->door));
}

static gpointer
read_sealed (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT sealed FROM secret WHERE kind = 'password'", error);
  gboolean row = FALSE;
  gsize length;
  const void *blob;

  g_assert_true (mdg_statement_step (statement, &row, error) && row);
  blob = mdg_statement_get_blob (statement, 0, &length);
  *(GBytes **)data = g_bytes_new (blob, length);
  return MDG_CACHE_DONE;
}

/* What the key of now made of the secret. */
static GBytes *
get_sealed (Fixture *f)
{
  GBytes *sealed = NULL;

  run_work (f, read_sealed, &sealed);
  return sealed;
}

static gpointer
append_act (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return mdg_audit_append (database, vault, 1, "花子", MDG_ACT_CREATED, NULL, NULL, error)
             ? MDG_CACHE_DONE
             : NULL;
}

static void
note_act (Fixture *f)
{
  run_work (f, append_act, NULL);
}

static gpointer
verify_record (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgAuditVerdict verdict;

  if (!mdg_audit_verify (database, vault, &verdict, error))
    return NULL;
  g_assert_cmpint (verdict.state, ==, MDG_AUDIT_SOUND);
  g_assert_cmpint (verdict.n_rows, ==, *(gint64 *)data);
  return MDG_CACHE_DONE;
}

static void
assert_record_sound (Fixture *f, gint64 n_rows)
{
  run_work (f, verify_record, &n_rows);
}

/* A cache with a generated passphrase, as gateways had, is taken over with all that is in it, under
 * a key of its own: what the old one opened is gone from the files. */
static void
test_taken_over (void)
{
  Fixture f = { .folder = scratch_folder_new (), .clock = mdg_clock_new_manual (START) };
  g_autofree char *left = g_build_filename (f.folder, "passphrase", NULL);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) error = NULL;

  refused = FALSE;
  f.cache = scratch_cache_open (f.folder);
  put_secret (&f);
  note_act (&f);
  sealed = get_sealed (&f);
  g_assert_true (scratch_folder_contains (f.folder, g_bytes_get_data (sealed, NULL),
                                          g_bytes_get_size (sealed)));
  g_assert_cmpuint (keep_generation (&f, mdg_clock_wall (f.clock)), ==, 1);
  scratch_cache_close (&f.cache);
  g_assert_null (try_to_open (&f, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  {
    const MdgOuterWrap none = { .name = MDG_OUTER_WRAP_NONE };
    g_autoptr (MdgSecret) passphrase = text (PASSPHRASE);
    g_autoptr (GAsyncResult) result = NULL;
    GAsyncResult *place = NULL;

    g_clear_error (&error);
    f.code = mdg_vault_new_recovery_code ();
    mdg_cache_make_async (f.folder, passphrase, f.code, &none, scratch_store_result, &place);
    result = scratch_wait (&place);
    f.cache = mdg_cache_make_finish (result, &error);
    g_assert_no_error (error);
  }
  g_assert_cmpint (look_for_secret (&f), ==, -1);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  /* The earlier states are gone that only that passphrase opened: there are one of now and one of a
   * later day. */
  g_assert_cmpuint (keep_generation (&f, mdg_clock_wall (f.clock) + 86400), ==, 2);
  g_assert_false (scratch_folder_contains (f.folder, g_bytes_get_data (sealed, NULL),
                                           g_bytes_get_size (sealed)));
  assert_record_sound (&f, 1);
  start_again (&f);
  g_assert_cmpint (look_for_secret (&f), ==, MDG_ERROR_VAULT_LOCKED);
  g_assert_cmpint (unlock (&f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_cmpint (look_for_secret (&f), ==, -1);
  tear_down (&f, NULL);
}

#define ADD(name, test) g_test_add ("/renewal/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mdg_vault_make_cheap ();
  faulty_disk_install ();
  ADD ("generations", test_change_renews);
  ADD ("damaged", test_change_renews_damaged);
  ADD ("resumed", test_renewal_is_resumed);
  ADD ("recovery-lost", test_recovery_lost);
  ADD ("recovery-damaged", test_recovery_damaged);
  g_test_add_func ("/renewal/one-stays", test_one_stays);
  g_test_add_func ("/renewal/none-stays", test_none_stays);
  g_test_add_func ("/renewal/nobody-can-say", test_nobody_can_say);
#ifdef G_OS_UNIX
  g_test_add_func ("/renewal/out-of-sight", test_out_of_sight);
#endif
  g_test_add_func ("/renewal/taken-over", test_taken_over);
  return g_test_run ();
}
