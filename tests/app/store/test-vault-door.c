/* test-vault-door.c: a cache that a person's passphrase opens: made, opened, tried in vain, locked,
 * changed. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "door-fixture.h"
#include "faulty-disk.h"
#include "store/vault-delay.h"

static void
test_lock (Fixture *f, gconstpointer data)
{
  put_secret (f);
  g_assert_cmpint (look_for_secret (f), ==, -1);
  mdg_vault_door_lock (f->door);
  g_assert_true (mdg_vault_door_get_locked (f->door));
  g_assert_cmpint (look_for_secret (f), ==, MDG_ERROR_VAULT_LOCKED);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_false (mdg_vault_door_get_locked (f->door));
  g_assert_cmpint (look_for_secret (f), ==, -1);
  start_again (f);
  g_assert_cmpint (look_for_secret (f), ==, MDG_ERROR_VAULT_LOCKED);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_false (mdg_vault_door_was_recovered (f->door));
  g_assert_cmpint (look_for_secret (f), ==, -1);
}

/* Who locks while a passphrase is being tried finds it locked. */
static void
test_lock_while_opening (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) known = text (PASSPHRASE);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  put_secret (f);
  mdg_vault_door_lock (f->door);
  mdg_vault_door_unlock_async (f->door, known, scratch_store_result, &place);
  mdg_vault_door_lock (f->door);
  result = scratch_wait (&place);
  g_assert_false (mdg_vault_door_unlock_finish (f->door, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (mdg_vault_door_get_locked (f->door));
  g_assert_cmpint (look_for_secret (f), ==, MDG_ERROR_VAULT_LOCKED);
}

static void
test_delays (void)
{
  gint64 last = 0;

  g_assert_cmpint (mdg_vault_delay_after (0), ==, 0);
  g_assert_cmpint (mdg_vault_delay_after (2), ==, 0);
  for (guint n = 3; n < 20; n++)
    {
      g_assert_cmpint (mdg_vault_delay_after (n), >=, last);
      g_assert_cmpint (mdg_vault_delay_after (n), >, 0);
      last = mdg_vault_delay_after (n);
    }
  g_assert_cmpint (mdg_vault_delay_after (G_MAXUINT), ==, 900);
  g_assert_cmpint (mdg_vault_delay_left (4, 1000, 1000), ==, 15);
  g_assert_cmpint (mdg_vault_delay_left (4, 1000, 1010), ==, 5);
  g_assert_cmpint (mdg_vault_delay_left (4, 1000, 1015), ==, 0);
  g_assert_cmpint (mdg_vault_delay_left (4, 1000, 10), ==, 15);
  g_assert_cmpint (mdg_vault_delay_left (4, G_MAXINT64, 10), ==, 15);
  g_assert_cmpint (mdg_vault_delay_left (4, G_MININT64, 10), ==, 0);
}

static void
test_wrong_ones_wait (Fixture *f, gconstpointer data)
{
  gint64 wait = -1;

  start_again (f);
  g_assert_cmpint (unlock (f, "違う合言葉", FALSE, &wait), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (wait, ==, 0);
  g_assert_cmpint (unlock (f, "AAAA BBBB", TRUE, &wait), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (wait, ==, 0);
  g_assert_cmpint (unlock (f, "違う合言葉", FALSE, &wait), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (wait, ==, 5);
  /* Not even the right one, nor the code. */
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
  g_assert_cmpint (wait, ==, 5);
  g_assert_cmpint (unlock (f, mdg_secret_get_string (f->code), TRUE, &wait), ==, MDG_ERROR_LOCKED);
  mdg_clock_advance (f->clock, 4 * G_USEC_PER_SEC);
  g_assert_cmpint (mdg_vault_door_get_wait (f->door), ==, 1);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
  g_assert_cmpint (wait, ==, 1);
  mdg_clock_advance (f->clock, G_USEC_PER_SEC);
  g_assert_cmpint (unlock (f, "違う合言葉", FALSE, &wait), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (wait, ==, 15);
  mdg_clock_advance (f->clock, 15 * G_USEC_PER_SEC);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  /* The right one ends the count. */
  mdg_vault_door_lock (f->door);
  g_assert_cmpint (unlock (f, "違う合言葉", FALSE, &wait), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (wait, ==, 0);
}

/* Neither a new start nor a clock that is set back shortens the wait; nor makes a clock that was
 * far ahead it longer than it is, however often is tried. */
static void
test_wait_survives (Fixture *f, gconstpointer data)
{
  gint64 wait = -1;

  start_again (f);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (unlock (f, "違う合言葉", FALSE, &wait), ==, MDG_ERROR_WRONG_PASSPHRASE);
  mdg_clock_advance (f->clock, 3 * G_USEC_PER_SEC);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
  g_assert_cmpint (wait, ==, 2);
  g_assert_cmpint (mdg_vault_door_get_wait (f->door), ==, 2);
  g_clear_object (&f->clock);
  f->clock = mdg_clock_new_manual (START - 3600 * (gint64)G_USEC_PER_SEC);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
  g_assert_cmpint (wait, ==, 5);
  mdg_clock_advance (f->clock, 3 * G_USEC_PER_SEC);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
  g_assert_cmpint (wait, ==, 2);
  mdg_clock_advance (f->clock, 2 * G_USEC_PER_SEC);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
}

/* The cache opened anew, and its door where nothing can be written from then on. */
static void
start_on_full_disk (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&f->door);
  scratch_cache_close (&f->cache);
  f->cache = try_to_open (f, &error);
  g_assert_no_error (error);
  faulty_disk_set_full (TRUE);
  f->door = mdg_vault_door_new (f->cache, f->clock, "花子", TRUE);
}

/* Where nothing can be written the wait grows all the same, as long as the program runs. */
static void
test_waits_on_full_disk (Fixture *f, gconstpointer data)
{
  const GLogLevelFlags fatal
      = g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK); /* warnings are due */
  const gint64 expected[] = { 0, 0, 5, 15, 30 };
  gint64 wait = -1;

  start_on_full_disk (f);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpint (unlock (f, "違う合言葉", FALSE, &wait), ==, MDG_ERROR_WRONG_PASSPHRASE);
      g_assert_cmpint (wait, ==, expected[i]);
      mdg_clock_advance (f->clock, expected[i] * G_USEC_PER_SEC);
    }
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  /* The right one ends the count there, too. */
  mdg_vault_door_lock (f->door);
  g_assert_cmpint (unlock (f, "違う合言葉", FALSE, &wait), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (wait, ==, 0);
  /* And what was counted so is written as soon as it can be. */
  for (guint i = 0; i < 2; i++)
    {
      faulty_disk_set_full (i == 0);
      unlock (f, "違う合言葉", FALSE, &wait);
    }
  g_assert_cmpint (wait, ==, 5);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
  g_assert_cmpint (wait, ==, 5);
  g_log_set_always_fatal (fatal);
}

/* A clock that was set back where nothing can be written makes wait once, not at each look anew. */
static void
test_clock_back_on_full_disk (Fixture *f, gconstpointer data)
{
  const GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  gint64 wait = -1;

  start_again (f);
  for (guint i = 0; i < 3; i++)
    unlock (f, "違う合言葉", FALSE, NULL);
  g_clear_object (&f->clock);
  f->clock = mdg_clock_new_manual (START - 3600 * (gint64)G_USEC_PER_SEC);
  start_on_full_disk (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
  g_assert_cmpint (wait, ==, 5);
  mdg_clock_advance (f->clock, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
  g_assert_cmpint (wait, ==, 2);
  mdg_clock_advance (f->clock, 2 * G_USEC_PER_SEC);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  faulty_disk_set_full (FALSE);
  g_log_set_always_fatal (fatal);
}

/* Going back to the state of yesterday, when nobody had tried wrong ones. */
static void
test_count_stays_restored (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (GPtrArray) generations = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *shared = NULL;
  gint64 wait = -1;

  keep_generation (f, mdg_clock_wall (f->clock) - 86400);
  start_again (f);
  for (guint i = 0; i < 3; i++)
    unlock (f, "違う合言葉", FALSE, NULL);
  g_clear_object (&f->door);
  scratch_cache_close (&f->cache);
  generations = mdg_generation_list (file, NULL);
  g_assert_cmpuint (generations->len, ==, 1);
  aside = mdg_generation_restore (file, generations->pdata[0], mdg_clock_wall (f->clock), NULL);
  g_assert_nonnull (aside);
  shared = g_build_filename (aside, MDG_CACHE_FILE_NAME "-shm", NULL);
  g_assert_false (g_file_test (shared, G_FILE_TEST_EXISTS));
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
  g_assert_cmpint (wait, ==, 5);
  mdg_clock_advance (f->clock, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_false (mdg_vault_door_needs_recovery_code (f->door));
}

/* A try that is killed in the middle was one. */
static void
test_try_is_counted_before (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) wrong = text ("違う合言葉");
  gint64 wait;

  start_again (f);
  for (guint i = 0; i < 2; i++)
    unlock (f, "違う合言葉", FALSE, NULL);
  /* Nobody hears the answer. */
  mdg_vault_door_unlock_async (f->door, wrong, NULL, NULL);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, &wait), ==, MDG_ERROR_LOCKED);
}

static void
test_recovery_code (Fixture *f, gconstpointer data)
{
  g_autofree char *typed = g_ascii_strdown (mdg_secret_get_string (f->code), -1);

  put_secret (f);
  start_again (f);
  g_assert_cmpint (unlock (f, g_strdelimit (typed, " ", '-'), TRUE, NULL), ==, -1);
  g_assert_true (mdg_vault_door_was_recovered (f->door));
  g_assert_cmpint (look_for_secret (f), ==, -1);
  g_assert_cmpint (change (f, NULL, "新しい合言葉です", NULL), ==, -1);
  g_assert_false (mdg_vault_door_was_recovered (f->door));
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (unlock (f, "新しい合言葉です", FALSE, NULL), ==, -1);
  g_assert_cmpint (look_for_secret (f), ==, -1);
}

/* DPAPI opens it no more: the code does, and what is wrapped then opens again. */
static void
test_wrap_refused (Fixture *f, gconstpointer data)
{
  put_secret (f);
  start_again (f);
  refused = TRUE;
  for (guint i = 0; i < 5; i++) /* nobody's fault, and not counted */
    g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, MDG_ERROR_WRAP_REFUSED);
  g_assert_cmpint (unlock (f, mdg_secret_get_string (f->code), TRUE, NULL), ==, -1);
  refused = FALSE;
  g_assert_cmpint (change (f, NULL, "新しい合言葉です", NULL), ==, -1);
  start_again (f);
  g_assert_cmpint (unlock (f, "新しい合言葉です", FALSE, NULL), ==, -1);
  g_assert_cmpint (look_for_secret (f), ==, -1);
}

static void
test_change (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) code = mdg_vault_new_recovery_code ();

  put_secret (f);
  g_assert_cmpint (change (f, "違う合言葉", "新しい合言葉です", NULL), ==,
                   MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (look_for_secret (f), ==, -1);
  g_assert_cmpint (change (f, PASSPHRASE, "新しい合言葉です", code), ==, -1);
  start_again (f);
  g_assert_cmpint (change (f, "新しい合言葉です", "x", NULL), ==, MDG_ERROR_VAULT_LOCKED);
  g_assert_cmpint (unlock (f, mdg_secret_get_string (f->code), TRUE, NULL), ==,
                   MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_cmpint (unlock (f, mdg_secret_get_string (code), TRUE, NULL), ==, -1);
  mdg_vault_door_lock (f->door);
  g_assert_cmpint (unlock (f, "新しい合言葉です", FALSE, NULL), ==, -1);
  g_assert_cmpint (look_for_secret (f), ==, -1);
}

/* Passphrase and secret are nowhere in the files; one folder has one cache. */
static void
test_made_once (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) passphrase = text ("x");
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GError) error = NULL;

  put_secret (f);
  g_clear_object (&f->door);
  scratch_cache_close (&f->cache);
  g_assert_false (scratch_folder_contains (f->folder, PASSPHRASE, strlen (PASSPHRASE)));
  g_assert_false (scratch_folder_contains (f->folder, "Kasumi", 6));
  mdg_cache_make_async (f->folder, passphrase, f->code, &outer, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_null (mdg_cache_make_finish (result, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_EXISTS);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
}

static void
test_none_there (void)
{
  Fixture f = { .folder = scratch_folder_new () };
  g_autofree char *inner = g_build_filename (f.folder, "gateway", "cache", NULL);
  g_autoptr (GError) error = NULL;
  char *outside = f.folder;

  f.folder = inner;
  g_assert_null (try_to_open (&f, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));
  scratch_folder_free (outside);
}

/* What cannot be made leaves nothing. */
static void
test_making_fails (void)
{
  char *folder = scratch_folder_new ();
  g_autofree char *inner = g_build_filename (folder, "assist", NULL);
  g_autoptr (MdgSecret) passphrase = text ("合言葉");
  g_autoptr (MdgSecret) code = text ("no code");
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GError) error = NULL;

  mdg_cache_make_async (inner, passphrase, code, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_null (mdg_cache_make_finish (result, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));
  scratch_folder_free (folder);
}

/* What happens at the door stands in the record, wrong tries too, and the record is sound. */
static gpointer
check_record (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  static const char *const acts[]
      = { MDG_ACT_PASSPHRASE_CHANGED, MDG_ACT_UNLOCKED, MDG_ACT_WRONG_RECOVERY_CODE,
          MDG_ACT_WRONG_PASSPHRASE,   MDG_ACT_LOCKED,   MDG_ACT_CREATED };
  g_autoptr (GPtrArray) events = mdg_audit_list (database, 0, error);
  MdgAuditVerdict verdict;

  if (events == NULL || !mdg_audit_verify (database, vault, &verdict, error))
    return NULL;
  g_assert_cmpint (verdict.state, ==, MDG_AUDIT_SOUND);
  g_assert_cmpuint (events->len, ==, G_N_ELEMENTS (acts));
  for (guint i = 0; i < events->len; i++)
    {
      const MdgAuditEvent *event = events->pdata[i];

      g_assert_cmpstr (event->act, ==, acts[i]);
      g_assert_cmpstr (event->by_whom, ==, "花子");
    }
  return MDG_CACHE_DONE;
}

/* As the window does whenever it gets the records. Returns: how often they were exchanged. */
static gpointer
count_older (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgAuditVerdict verdict;

  if (!mdg_audit_verify (database, vault, &verdict, error))
    return NULL;
  *(gint64 *)data = verdict.n_older;
  return MDG_CACHE_DONE;
}

static gint64
inspect (Fixture *f, const char *counter)
{
  GAsyncResult *place = NULL;
  gint64 n = -1;

  {
    g_autoptr (GAsyncResult) result = NULL;

    mdg_cache_inspect_async (f->cache, counter, "花子", mdg_clock_wall (f->clock), NULL,
                             scratch_store_result, &place);
    result = scratch_wait (&place);
    g_assert_true (mdg_cache_finish (f->cache, result, NULL));
  }
  {
    g_autoptr (GAsyncResult) result = NULL;

    place = NULL;
    mdg_cache_run_async (f->cache, NULL, count_older, &n, NULL, NULL, count_older, NULL,
                         scratch_store_result, &place);
    result = scratch_wait (&place);
    g_assert_nonnull (mdg_cache_run_finish (result, count_older, NULL));
  }
  return n;
}

/* Records that were made just now never had a counter; all others had. */
static void
test_new_misses_no_counter (Fixture *f, gconstpointer data)
{
  g_autofree char *counter = g_build_filename (f->folder, "record.count", NULL);

  g_assert_cmpint (inspect (f, counter), ==, 0);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_cmpint (inspect (f, counter), ==, 0);
  g_assert_cmpint (g_remove (counter), ==, 0);
  start_again (f);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_cmpint (inspect (f, counter), ==, 1);
}

static void
test_recorded (Fixture *f, gconstpointer data)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_vault_door_lock (f->door);
  unlock (f, "違う合言葉", FALSE, NULL);
  unlock (f, "no code", TRUE, NULL);
  unlock (f, PASSPHRASE, FALSE, NULL);
  g_assert_cmpint (change (f, PASSPHRASE, "新しい合言葉です", NULL), ==, -1);
  mdg_cache_run_async (f->cache, NULL, check_record, NULL, NULL, NULL, check_record, NULL,
                       scratch_store_result, &place);
  result = scratch_wait (&place);
  mdg_cache_run_finish (result, check_record, &error);
  g_assert_no_error (error);
}

static int
confirm (Fixture *f, const char *passphrase)
{
  g_autoptr (MdgSecret) known = text (passphrase);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_vault_door_confirm_async (f->door, known, scratch_store_result, &place);
  result = scratch_wait (&place);
  if (mdg_vault_door_confirm_finish (f->door, result, &error))
    return -1;
  g_assert_cmpuint (error->domain, ==, MDG_ERROR);
  return error->code;
}

/* Known for five minutes, until it is locked; opens nothing; wrong ones make the lock wait, too. */
static void
test_confirm (Fixture *f, gconstpointer data)
{
  const gint64 minute = 60 * (gint64)G_USEC_PER_SEC;

  g_assert_false (mdg_vault_door_is_confirmed (f->door));
  g_assert_cmpint (confirm (f, PASSPHRASE), ==, -1);
  g_assert_true (mdg_vault_door_is_confirmed (f->door));
  mdg_clock_advance (f->clock, 5 * minute - 1);
  g_assert_true (mdg_vault_door_is_confirmed (f->door));
  mdg_clock_advance (f->clock, 1);
  g_assert_false (mdg_vault_door_is_confirmed (f->door));

  g_assert_cmpint (confirm (f, PASSPHRASE), ==, -1);
  mdg_vault_door_lock (f->door);
  g_assert_false (mdg_vault_door_is_confirmed (f->door));
  g_assert_cmpint (confirm (f, PASSPHRASE), ==, MDG_ERROR_VAULT_LOCKED);
  g_assert_true (mdg_vault_door_get_locked (f->door));
  g_assert_cmpint (look_for_secret (f), ==, MDG_ERROR_VAULT_LOCKED);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_false (mdg_vault_door_is_confirmed (f->door));

  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (confirm (f, "違う合言葉"), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_false (mdg_vault_door_is_confirmed (f->door));
  g_assert_cmpint (mdg_vault_door_get_wait (f->door), ==, 5);
  g_assert_cmpint (confirm (f, PASSPHRASE), ==, MDG_ERROR_LOCKED);
  mdg_vault_door_lock (f->door);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, MDG_ERROR_LOCKED);
  mdg_clock_advance (f->clock, 5 * (gint64)G_USEC_PER_SEC);
  g_assert_cmpint (unlock (f, PASSPHRASE, FALSE, NULL), ==, -1);
  g_assert_cmpint (confirm (f, PASSPHRASE), ==, -1);
}

/* Locked while it is asked: what is known then counts for nothing. */
static void
test_lock_while_confirming (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) known = text (PASSPHRASE);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_vault_door_confirm_async (f->door, known, scratch_store_result, &place);
  mdg_vault_door_lock (f->door);
  result = scratch_wait (&place);
  g_assert_false (mdg_vault_door_confirm_finish (f->door, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (mdg_vault_door_is_confirmed (f->door));
}

#define ADD(name, test) g_test_add ("/vault-door/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mdg_vault_make_cheap ();
  faulty_disk_install ();
  g_test_add_func ("/vault-door/delays", test_delays);
  ADD ("confirm", test_confirm);
  ADD ("lock-while-confirming", test_lock_while_confirming);
  ADD ("lock", test_lock);
  ADD ("lock-while-opening", test_lock_while_opening);
  ADD ("wrong-ones-wait", test_wrong_ones_wait);
  ADD ("wait-survives", test_wait_survives);
  ADD ("counted-before", test_try_is_counted_before);
  ADD ("waits-on-full-disk", test_waits_on_full_disk);
  ADD ("clock-back-on-full-disk", test_clock_back_on_full_disk);
  ADD ("count-stays-restored", test_count_stays_restored);
  ADD ("recovery-code", test_recovery_code);
  ADD ("wrap-refused", test_wrap_refused);
  ADD ("change", test_change);
  ADD ("new-records-miss-no-counter", test_new_misses_no_counter);
  ADD ("made-once", test_made_once);
  ADD ("recorded", test_recorded);
  g_test_add_func ("/vault-door/none-there", test_none_there);
  g_test_add_func ("/vault-door/making-fails", test_making_fails);
  return g_test_run ();
}
