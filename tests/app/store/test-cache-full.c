/* test-cache-full.c: the disk is full at the first write, the second, the third and so on of a
 * whole life of an account. Each step is then done or not done, never half; and goes through as
 * soon as there is room. SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-disk.h"
#include "scratch-folder.h"
#include "store/cache-store.h"

#define CODE "3410712362"
#define ID "WA000001"
#define N_STEPS 5

static MdgCacheStore *
open_store (const char *folder, GError **error)
{
  return mdg_cache_store_open_training (folder, NULL, NULL, error);
}

static gboolean
do_step (MdgCacheStore *store, guint step, GError **error)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("ABCDEFGH");

  switch (step)
    {
    case 0:
      return mdg_cache_store_save_registration (store, CODE, ID, "訓練医院", secret, secret, error);
    case 1:
      return mdg_cache_store_record_print (store, CODE, ID, MDG_PRINT_PAPER, "受付", 10, error);
    case 2:
      return mdg_cache_store_confirm_registration (store, CODE, ID, 20, error);
    case 3:
      return mdg_cache_store_propose_password (store, CODE, ID, secret, error);
    default:
      return mdg_cache_store_settle_password (store, CODE, ID, TRUE, 30, 40, error);
    }
}

static void
assert_kept (MdgCacheStore *store, const char *kind, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) secret = mdg_cache_store_load_secret (store, kind, CODE, ID, &error);

  g_assert_cmpint (secret != NULL, ==, expected);
  if (!expected)
    g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

/* The cache is as the first @n_done steps leave it. */
static void
assert_state (MdgCacheStore *store, guint n_done)
{
  static const MdgRegistrationState states[]
      = { MDG_REGISTRATION_NONE,      MDG_REGISTRATION_PENDING,   MDG_REGISTRATION_PENDING,
          MDG_REGISTRATION_CONFIRMED, MDG_REGISTRATION_CONFIRMED, MDG_REGISTRATION_CONFIRMED };
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgAccountRecord) record = mdg_cache_store_load_account (store, CODE, ID, &error);

  g_assert_no_error (error);
  g_assert_cmpint (record->registration, ==, states[n_done]);
  g_assert_cmpuint (record->times_printed, ==, n_done >= 2 ? 1 : 0);
  g_assert_cmpint (record->registered_at, ==, n_done >= 3 ? 20 : 0);
  g_assert_cmpint (record->password_changed_at, ==, n_done >= 5 ? 30 : 0);
  assert_kept (store, "pending-setup-key", n_done == 1 || n_done == 2);
  assert_kept (store, "pending-otpauth-uri", n_done == 1 || n_done == 2);
  assert_kept (store, "setup-key", n_done >= 3);
  assert_kept (store, "otpauth-uri", n_done >= 3);
  assert_kept (store, "password-candidate", n_done == 4);
  assert_kept (store, "password", n_done == 5);
}

/* Lives through all steps with room for @writes writes, then for all it likes.
 * @start_anew: whether the program is started again once it met the full disk.
 * Returns: whether the disk was ever full */
static gboolean
live (int writes, gboolean start_anew)
{
  char *folder = scratch_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgCacheStore) store = NULL;
  gboolean was_full = FALSE;
  guint n_done = 0;

  faulty_disk_set_full_after (writes);
  store = open_store (folder, &error);
  while (store == NULL || n_done < N_STEPS)
    {
      if (store != NULL && do_step (store, n_done, &error))
        {
          n_done++;
          continue;
        }
      if (error != NULL)
        {
          g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_SPACE);
          g_clear_error (&error);
          g_assert_false (was_full);
          was_full = TRUE;
        }
      if (start_anew)
        g_clear_pointer (&store, mdg_cache_store_free);
      faulty_disk_set_full (FALSE);
      if (store == NULL)
        store = open_store (folder, &error);
      g_assert_no_error (error);
      assert_state (store, n_done);
    }
  assert_state (store, N_STEPS);
  faulty_disk_set_full (FALSE);
  g_clear_pointer (&store, mdg_cache_store_free);
  scratch_folder_free (folder);
  return was_full;
}

static void
test_full (gconstpointer start_anew)
{
  int writes = 0;

  while (live (writes, start_anew != NULL))
    writes++;
  g_test_message ("%d writes", writes);
  g_assert_cmpint (writes, >, 20);
}

/* Full for good: the cache can still be read. */
static void
test_read_when_full (void)
{
  char *folder = scratch_folder_new ();
  g_autoptr (GError) error = NULL;
  MdgCacheStore *store = open_store (folder, &error);

  g_assert_no_error (error);
  g_assert_true (do_step (store, 0, &error));
  faulty_disk_set_full (TRUE);
  assert_state (store, 1);
  mdg_cache_store_free (store);
  store = open_store (folder, &error);
  g_assert_no_error (error);
  assert_state (store, 1);
  g_assert_false (do_step (store, 1, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_SPACE);
  mdg_cache_store_free (store);
  faulty_disk_set_full (FALSE);
  scratch_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  g_test_add_data_func ("/cache-full/go-on", NULL, test_full);
  g_test_add_data_func ("/cache-full/start-anew", "anew", test_full);
  g_test_add_func ("/cache-full/read", test_read_when_full);
  return g_test_run ();
}
