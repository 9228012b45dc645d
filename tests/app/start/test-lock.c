/* test-lock.c: what covers the window and what uncovers it: idle minutes, the session's lock, the
 * button, a passphrase. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../store/scratch-cache.h"
#include "core/error.h"
#include "start/lock.h"
#include "platform/fake/fake.h"
#include "platform/screen-lock.h"
#include "store/cache-open.h"
#include "store/vault.h"

#define PASSPHRASE "受付の朝は雨、駅前の柳"
#define MINUTE (60 * (gint64)G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  MdgClock *clock;
  MdgCache *cache;
  MdgVaultDoor *door;
  MdgSecret *code;
  MdgLock *lock;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (PASSPHRASE);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = scratch_folder_new ();
  f->clock = mdg_clock_new_manual (1795000000 * (gint64)G_USEC_PER_SEC);
  f->code = mdg_vault_new_recovery_code ();
  mdg_cache_make_async (f->folder, passphrase, f->code, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  f->cache = mdg_cache_make_finish (result, &error);
  g_assert_no_error (error);
  f->door = mdg_vault_door_new (f->cache, f->clock, "花子", FALSE);
  f->lock = mdg_lock_new (f->clock, TRUE, 15);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->lock);
  g_clear_object (&f->door);
  scratch_cache_close (&f->cache);
  g_clear_object (&f->clock);
  mdg_secret_unref (f->code);
  scratch_folder_free (f->folder);
}

static int
open_with (Fixture *f, const char *known, gboolean by_code)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (known);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_lock_open_async (f->lock, secret, by_code, scratch_store_result, &place);
  g_assert_true (mdg_lock_is_busy (f->lock));
  result = scratch_wait (&place);
  g_assert_false (mdg_lock_is_busy (f->lock));
  return mdg_lock_open_finish (f->lock, result, &error) ? -1 : error->code;
}

/* A real profile is covered from the start until there is something to open, and it is open. */
static void
test_start (Fixture *f, gconstpointer data)
{
  g_assert_true (mdg_lock_is_covered (f->lock));
  g_assert_cmpint (mdg_lock_get_reason (f->lock), ==, MDG_LOCK_START);
  mdg_vault_door_lock (f->door);
  mdg_lock_set_door (f->lock, f->door);
  g_assert_true (mdg_lock_is_covered (f->lock));
  g_assert_cmpint (open_with (f, "違う", FALSE), ==, MDG_ERROR_WRONG_PASSPHRASE);
  g_assert_true (mdg_lock_is_covered (f->lock));
  g_assert_cmpint (open_with (f, PASSPHRASE, FALSE), ==, -1);
  g_assert_false (mdg_lock_is_covered (f->lock));
  mdg_lock_cover (f->lock, MDG_LOCK_ASKED);
  g_assert_true (mdg_vault_door_get_locked (f->door));
  g_assert_cmpint (open_with (f, mdg_secret_get_string (f->code), TRUE), ==, -1);
  g_assert_false (mdg_lock_is_covered (f->lock));
}

/* Records that cannot be opened cover nothing: what is wrong with them is told in the window. */
static void
test_no_records (Fixture *f, gconstpointer data)
{
  mdg_lock_set_door (f->lock, NULL);
  g_assert_false (mdg_lock_is_covered (f->lock));
  mdg_lock_cover (f->lock, MDG_LOCK_ASKED);
  g_assert_false (mdg_lock_is_covered (f->lock));
}

static void
test_idle (Fixture *f, gconstpointer data)
{
  mdg_lock_set_door (f->lock, f->door);
  g_assert_false (mdg_lock_is_covered (f->lock));
  mdg_clock_advance (f->clock, 14 * MINUTE);
  g_assert_false (mdg_lock_is_covered (f->lock));
  mdg_lock_touch (f->lock);
  mdg_clock_advance (f->clock, 14 * MINUTE);
  g_assert_false (mdg_lock_is_covered (f->lock));
  mdg_clock_advance (f->clock, MINUTE);
  g_assert_true (mdg_lock_is_covered (f->lock));
  g_assert_cmpint (mdg_lock_get_reason (f->lock), ==, MDG_LOCK_IDLE);
  g_assert_true (mdg_vault_door_get_locked (f->door));
  /* Opened again, the time begins anew. */
  mdg_clock_advance (f->clock, 100 * MINUTE);
  g_assert_cmpint (open_with (f, PASSPHRASE, FALSE), ==, -1);
  mdg_clock_advance (f->clock, 14 * MINUTE);
  g_assert_false (mdg_lock_is_covered (f->lock));
}

static void
test_idle_not_wanted (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->lock);
  f->lock = mdg_lock_new (f->clock, TRUE, 0);
  mdg_lock_set_door (f->lock, f->door);
  mdg_clock_advance (f->clock, 10000 * MINUTE);
  g_assert_false (mdg_lock_is_covered (f->lock));
}

static void
test_session (Fixture *f, gconstpointer data)
{
  mdg_lock_set_door (f->lock, f->door);
  g_assert_true (mdg_fake_set_screen_locked (TRUE));
  g_assert_true (mdg_lock_is_covered (f->lock));
  g_assert_cmpint (mdg_lock_get_reason (f->lock), ==, MDG_LOCK_SCREEN);
  mdg_fake_set_screen_locked (FALSE);
  g_assert_true (mdg_lock_is_covered (f->lock));
  g_assert_cmpint (open_with (f, PASSPHRASE, FALSE), ==, -1);
  g_assert_false (mdg_lock_is_covered (f->lock));
}

/* What covers its secrets for the session's lock does it for ours. */
static void
test_covers_secrets (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgScreenLock) screen = mdg_screen_lock_get ();

  mdg_lock_set_door (f->lock, f->door);
  g_assert_false (mdg_screen_lock_get_locked (screen));
  mdg_lock_cover (f->lock, MDG_LOCK_ASKED);
  g_assert_true (mdg_screen_lock_get_locked (screen));
  g_assert_cmpint (open_with (f, PASSPHRASE, FALSE), ==, -1);
  g_assert_false (mdg_screen_lock_get_locked (screen));
}

/* The guide of the first run shows a passphrase and a recovery code: @lock covers it as it covers
 * records, and whoever is there lifts the cover. */
static void
assert_covers_guide (MdgLock *lock, MdgClock *clock)
{
  mdg_lock_set_guiding (lock, TRUE);
  g_assert_false (mdg_lock_has_passphrase (lock));
  mdg_clock_advance (clock, 14 * MINUTE);
  g_assert_false (mdg_lock_is_covered (lock));
  mdg_clock_advance (clock, MINUTE);
  g_assert_true (mdg_lock_is_covered (lock));
  g_assert_cmpint (mdg_lock_get_reason (lock), ==, MDG_LOCK_IDLE);
  mdg_lock_uncover (lock);
  mdg_fake_set_screen_locked (TRUE);
  mdg_fake_set_screen_locked (FALSE);
  g_assert_true (mdg_lock_is_covered (lock));
  g_assert_cmpint (mdg_lock_get_reason (lock), ==, MDG_LOCK_SCREEN);
  mdg_lock_uncover (lock);
  mdg_lock_set_guiding (lock, FALSE);
  mdg_clock_advance (clock, 100 * MINUTE);
  g_assert_false (mdg_lock_is_covered (lock));
}

static void
test_guide (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgLock) training = mdg_lock_new (f->clock, FALSE, 15);

  assert_covers_guide (training, f->clock);
  g_clear_object (&training);        /* else it would hear of the session, too */
  mdg_lock_set_door (f->lock, NULL); /* there are no records */
  assert_covers_guide (f->lock, f->clock);
  /* Once they are made, their passphrase uncovers. */
  mdg_lock_set_guiding (f->lock, TRUE);
  mdg_lock_set_door (f->lock, f->door);
  g_assert_true (mdg_lock_has_passphrase (f->lock));
}

/* From the training's guide to the records it made: the next lock is covered when it begins, which
 * the former one is not to take for the session's. */
static void
test_end (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgLock) former = mdg_lock_new (f->clock, FALSE, 15);
  g_autoptr (MdgLock) next = NULL;
  g_autoptr (MdgScreenLock) screen = mdg_screen_lock_get ();

  mdg_lock_set_door (f->lock, NULL);
  mdg_lock_set_guiding (former, TRUE);
  mdg_lock_end (former);
  next = mdg_lock_new (f->clock, TRUE, 15);
  g_assert_true (mdg_lock_is_covered (next));
  g_assert_false (mdg_lock_is_covered (former));
  mdg_lock_cover (former, MDG_LOCK_ASKED);
  mdg_clock_advance (f->clock, 100 * MINUTE);
  g_assert_false (mdg_lock_is_covered (former));
  /* Nor does its going uncover what the next one covers. */
  g_clear_object (&former);
  g_assert_true (mdg_screen_lock_get_locked (screen));
}

/* Training: there is no passphrase; it covers when asked, and only then. */
static void
test_training (void)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (0);
  g_autoptr (MdgLock) lock = mdg_lock_new (clock, FALSE, 15);

  g_assert_false (mdg_lock_is_covered (lock));
  mdg_clock_advance (clock, 100 * MINUTE);
  mdg_fake_set_screen_locked (TRUE);
  mdg_fake_set_screen_locked (FALSE);
  g_assert_false (mdg_lock_is_covered (lock));
  mdg_lock_cover (lock, MDG_LOCK_ASKED);
  g_assert_true (mdg_lock_is_covered (lock));
  mdg_lock_uncover (lock);
  g_assert_false (mdg_lock_is_covered (lock));
}

static void
test_minutes (void)
{
  g_assert_cmpuint (mdg_lock_read_minutes ("15"), ==, 15);
  g_assert_cmpuint (mdg_lock_read_minutes ("0"), ==, 0);
  g_assert_cmpuint (mdg_lock_read_minutes ("5"), ==, 5);
  g_assert_cmpuint (mdg_lock_read_minutes (""), ==, 15);
  g_assert_cmpuint (mdg_lock_read_minutes ("-1"), ==, 15);
  g_assert_cmpuint (mdg_lock_read_minutes ("soon"), ==, 15);
  g_assert_cmpuint (mdg_lock_read_minutes ("100000"), ==, 480);
}

#define ADD(name, test) g_test_add ("/lock/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mdg_vault_make_cheap ();
  ADD ("start", test_start);
  ADD ("no-records", test_no_records);
  ADD ("idle", test_idle);
  ADD ("idle-not-wanted", test_idle_not_wanted);
  ADD ("session", test_session);
  ADD ("covers-secrets", test_covers_secrets);
  ADD ("guide", test_guide);
  ADD ("end", test_end);
  g_test_add_func ("/lock/training", test_training);
  g_test_add_func ("/lock/minutes", test_minutes);
  return g_test_run ();
}
