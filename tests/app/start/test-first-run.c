/* test-first-run.c: from training to a real profile, step by step, and out of it at any of them
 * without a trace. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../store/scratch-cache.h"
#include "start/first-run.h"
#include "start/gateway-password.h"
#include "store/statement.h"
#include "store/vault.h"

#define PASSPHRASE "駅前の柳と三毛猫"

typedef struct
{
  char *folder;
  MdgFirstRun *run;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  f->run = mdg_first_run_new (f->folder, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->run);
  scratch_folder_free (f->folder);
}

static void
assert_step (Fixture *f, MdgFirstRunStep step)
{
  g_assert_cmpint (mdg_first_run_get_step (f->run), ==, step);
}

static void
assert_nothing_made (Fixture *f)
{
  g_autofree char *fingerprint = scratch_folder_fingerprint (f->folder);

  g_assert_cmpstr (fingerprint, ==, "");
}

static MdgFirstRunFault
type_twice (Fixture *f, const char *first, const char *second)
{
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (first);
  g_autoptr (MdgSecret) repeated = mdg_secret_new_from_string (second);

  return mdg_first_run_set_passphrase (f->run, passphrase, repeated);
}

/* Reads it off the paper, as people do. */
static MdgFirstRunFault
type_code (Fixture *f)
{
  g_autofree char *typed
      = g_ascii_strdown (mdg_secret_get_string (mdg_first_run_get_recovery_code (f->run)), -1);

  return mdg_first_run_confirm_code (f->run, typed);
}

static void
wait_until_made (Fixture *f)
{
  assert_step (f, MDG_FIRST_RUN_MAKING);
  while (mdg_first_run_get_step (f->run) == MDG_FIRST_RUN_MAKING)
    g_main_context_iteration (NULL, TRUE);
}

static void
go_to_recovery (Fixture *f)
{
  mdg_first_run_choose (f->run, MDG_WAY_ASSIST);
  assert_step (f, MDG_FIRST_RUN_PASSPHRASE);
  g_assert_cmpint (type_twice (f, PASSPHRASE, PASSPHRASE), ==, MDG_FIRST_RUN_FINE);
  assert_step (f, MDG_FIRST_RUN_RECOVERY);
}

static void
test_all_the_way (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgCache) cache = NULL;
  g_autofree char *folder = mdg_way_get_cache_folder (MDG_WAY_GATEWAY, f->folder);

  mdg_first_run_choose (f->run, MDG_WAY_GATEWAY);
  assert_step (f, MDG_FIRST_RUN_GATEWAY);
  mdg_first_run_go_on (f->run);
  g_assert_cmpint (type_twice (f, "", ""), ==, MDG_FIRST_RUN_EMPTY);
  g_assert_cmpint (type_twice (f, PASSPHRASE, "駅前の柳と三毛犬"), ==, MDG_FIRST_RUN_DIFFERS);
  g_assert_cmpint (type_twice (f, "\xff\xfe", "\xff\xfe"), ==, MDG_FIRST_RUN_NO_TEXT);
  assert_step (f, MDG_FIRST_RUN_PASSPHRASE);
  g_assert_cmpint (type_twice (f, PASSPHRASE, PASSPHRASE), ==, MDG_FIRST_RUN_FINE);
  g_assert_cmpint (mdg_first_run_confirm_code (f->run, ""), ==, MDG_FIRST_RUN_EMPTY);
  g_assert_cmpint (mdg_first_run_confirm_code (f->run, "ABCD"), ==, MDG_FIRST_RUN_DIFFERS);
  assert_nothing_made (f);
  g_assert_cmpint (type_code (f), ==, MDG_FIRST_RUN_FINE);
  wait_until_made (f);
  assert_step (f, MDG_FIRST_RUN_MADE);
  g_assert_null (mdg_first_run_get_recovery_code (f->run));
  cache = mdg_first_run_take_cache (f->run);
  g_assert_nonnull (cache);
  g_assert_null (mdg_first_run_take_cache (f->run));
  g_assert_true (mdg_cache_is_there (folder));
  scratch_cache_close (&cache);
}

/* Given up at each step in turn. */
static void
test_left (Fixture *f, gconstpointer data)
{
  for (guint steps = 0; steps < 4; steps++)
    {
      g_autoptr (MdgFirstRun) run = mdg_first_run_new (f->folder, NULL);

      g_set_object (&f->run, run);
      if (steps > 0)
        mdg_first_run_choose (run, MDG_WAY_GATEWAY);
      if (steps > 1)
        mdg_first_run_go_on (run);
      if (steps > 2)
        type_twice (f, PASSPHRASE, PASSPHRASE);
      mdg_first_run_leave (run);
      assert_step (f, MDG_FIRST_RUN_LEFT);
      g_assert_null (mdg_first_run_get_recovery_code (run));
      assert_nothing_made (f);
    }
}

static void
test_back (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;

  g_assert_false (mdg_first_run_can_go_back (f->run));
  go_to_recovery (f);
  first = g_strdup (mdg_secret_get_string (mdg_first_run_get_recovery_code (f->run)));
  mdg_first_run_go_back (f->run);
  assert_step (f, MDG_FIRST_RUN_PASSPHRASE);
  g_assert_null (mdg_first_run_get_recovery_code (f->run));
  mdg_first_run_go_back (f->run);
  assert_step (f, MDG_FIRST_RUN_WAY);
  go_to_recovery (f);
  /* A sheet that was printed before holds nothing. */
  g_assert_cmpint (mdg_first_run_confirm_code (f->run, first), ==, MDG_FIRST_RUN_DIFFERS);
}

static void
test_settled (Fixture *f, gconstpointer data)
{
  mdg_first_run_settle_way (f->run, MDG_WAY_GATEWAY);
  assert_step (f, MDG_FIRST_RUN_PASSPHRASE);
  g_assert_false (mdg_first_run_can_go_back (f->run));
}

static void
test_nothing_to_make (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgCache) cache = NULL;

  mdg_first_run_choose (f->run, MDG_WAY_TRAINING);
  assert_step (f, MDG_FIRST_RUN_READY);
  g_clear_object (&f->run);
  f->run = mdg_first_run_new (f->folder, NULL);
  go_to_recovery (f);
  type_code (f);
  wait_until_made (f);
  cache = mdg_first_run_take_cache (f->run);
  scratch_cache_close (&cache);
  g_clear_object (&f->run);
  f->run = mdg_first_run_new (f->folder, NULL);
  mdg_first_run_choose (f->run, MDG_WAY_ASSIST);
  assert_step (f, MDG_FIRST_RUN_READY);
}

/* A folder that cannot be made: told, and can be tried again with the same sheet. */
static void
test_making_fails (Fixture *f, gconstpointer data)
{
  go_to_recovery (f);
  scratch_folder_write (f->folder, "assist", "in the way", 10);
  g_assert_cmpint (type_code (f), ==, MDG_FIRST_RUN_FINE);
  wait_until_made (f);
  assert_step (f, MDG_FIRST_RUN_RECOVERY);
  g_assert_nonnull (mdg_first_run_get_error (f->run));
  g_assert_nonnull (mdg_first_run_get_recovery_code (f->run));
  mdg_first_run_leave (f->run);
  g_assert_null (mdg_first_run_get_error (f->run));
}

static void
test_ways (void)
{
  MdgWay way;

  for (guint i = 0; i < MDG_N_WAYS; i++)
    {
      g_assert_true (mdg_way_from_name (mdg_way_get_name ((MdgWay)i), &way));
      g_assert_cmpint (way, ==, i);
    }
  g_assert_true (mdg_way_from_name ("", &way));
  g_assert_cmpint (way, ==, MDG_WAY_TRAINING);
  g_assert_false (mdg_way_from_name ("elsewhere", &way));
  g_assert_false (mdg_way_is_real (MDG_WAY_TRAINING));
  g_assert_true (mdg_way_is_real (MDG_WAY_ASSIST));
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static MdgSecret *
load_gateway_password (MdgCache *cache, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_gateway_password_load_async (cache, path, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_gateway_password_load_finish (result, error);
}

/* Of that file alone, and the one that was kept last. */
static void
test_gateway_password (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSecret) first = mdg_secret_new_from_string ("Ume-2026");
  g_autoptr (MdgSecret) second = mdg_secret_new_from_string ("松と竹");
  g_autoptr (MdgSecret) loaded = NULL;
  g_autoptr (MdgCache) cache = NULL;
  g_autoptr (GError) error = NULL;

  mdg_first_run_choose (f->run, MDG_WAY_GATEWAY);
  mdg_first_run_go_on (f->run);
  type_twice (f, PASSPHRASE, PASSPHRASE);
  type_code (f);
  wait_until_made (f);
  cache = mdg_first_run_take_cache (f->run);
  mdg_gateway_password_keep (cache, "/etc/clinic.p12", first);
  mdg_gateway_password_keep (cache, "/etc/clinic.p12", second);
  loaded = load_gateway_password (cache, "/etc/clinic.p12", &error);
  g_assert_no_error (error);
  g_assert_true (mdg_secret_equal (loaded, second));
  g_assert_null (load_gateway_password (cache, "/etc/other.p12", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  mdg_cache_close (cache);
}

#define ADD(name, test) g_test_add ("/first-run/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mdg_vault_make_cheap ();
  ADD ("all-the-way", test_all_the_way);
  ADD ("left", test_left);
  ADD ("back", test_back);
  ADD ("settled", test_settled);
  ADD ("nothing-to-make", test_nothing_to_make);
  ADD ("making-fails", test_making_fails);
  ADD ("gateway-password", test_gateway_password);
  g_test_add_func ("/first-run/ways", test_ways);
  return g_test_run ();
}
