/* test-plan-book.c: the plan that is kept, over closing and opening; what is refused; a reset takes
 * it away. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../store/scratch-cache.h"
#include "introduction/plan-book.h"

#define NOW 1795230000

typedef struct
{
  char *folder;
  MdgCache *cache;
} Fixture;

static void
reopen (Fixture *f)
{
  scratch_cache_close (&f->cache);
  f->cache = scratch_cache_open (f->folder);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  f->cache = scratch_cache_open (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  scratch_cache_close (&f->cache);
  scratch_folder_free (f->folder);
}

static MdgPlanRecord *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgPlanRecord *record;

  mdg_plan_book_load_async (f->cache, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  record = mdg_plan_book_load_finish (f->cache, result, &error);
  g_assert_no_error (error);
  return record;
}

static void
save (Fixture *f, const MdgPlanRecord *record, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_plan_book_save_async (f->cache, record, NOW, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_cmpint (mdg_plan_book_finish (f->cache, result, error), ==,
                   error == NULL || *error == NULL);
}

static void
save_step (Fixture *f, const char *step, MdgDay done_on, const char *note, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_plan_book_save_step_async (f->cache, step, done_on, note, NOW, NULL, scratch_store_result,
                                 &place);
  result = scratch_wait (&place);
  g_assert_cmpint (mdg_plan_book_finish (f->cache, result, error), ==,
                   error == NULL || *error == NULL);
}

static MdgPlanRecord *
make (void)
{
  MdgPlanRecord *record = mdg_plan_record_new ();

  record->facility = g_strdup ("medical");
  record->wished = mdg_day_new (2027, 4, 1);
  g_hash_table_insert (record->progress, g_strdup ("reader"),
                       mdg_plan_progress_new (mdg_day_new (2026, 11, 20), "発注済み; 納期 '未定'"));
  g_hash_table_insert (record->progress, g_strdup ("network"),
                       mdg_plan_progress_new (MDG_DAY_NONE, "工事は12月"));
  return record;
}

static const MdgPlanProgress *
progress_of (const MdgPlanRecord *record, const char *step)
{
  return g_hash_table_lookup (record->progress, step);
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlanRecord) none = load (f);
  g_autoptr (MdgPlanRecord) record = make ();
  g_autoptr (MdgPlanRecord) kept = NULL;
  g_autoptr (MdgPlanRecord) changed = NULL;

  g_assert_null (none->facility);
  save (f, record, NULL);
  reopen (f);
  kept = load (f);
  g_assert_cmpstr (kept->facility, ==, "medical");
  g_assert_cmpint (kept->wished, ==, mdg_day_new (2027, 4, 1));
  g_assert_cmpint (kept->work, ==, MDG_DAY_NONE);
  g_assert_cmpuint (g_hash_table_size (kept->progress), ==, 2);
  g_assert_cmpint (progress_of (kept, "reader")->done_on, ==, mdg_day_new (2026, 11, 20));
  g_assert_cmpstr (progress_of (kept, "reader")->note, ==, "発注済み; 納期 '未定'");
  g_assert_cmpint (progress_of (kept, "network")->done_on, ==, MDG_DAY_NONE);
  save_step (f, "network", mdg_day_new (2026, 12, 10), "開通", NULL);
  save_step (f, "reader", MDG_DAY_NONE, "", NULL);
  reopen (f);
  changed = load (f);
  g_assert_cmpint (progress_of (changed, "network")->done_on, ==, mdg_day_new (2026, 12, 10));
  g_assert_cmpstr (progress_of (changed, "network")->note, ==, "開通");
  g_assert_cmpint (progress_of (changed, "reader")->done_on, ==, MDG_DAY_NONE);
  g_assert_cmpstr (changed->facility, ==, "medical");
}

/* All of it is in place of all that was. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlanRecord) first = make ();
  g_autoptr (MdgPlanRecord) second = mdg_plan_record_new ();
  g_autoptr (MdgPlanRecord) kept = NULL;

  save (f, first, NULL);
  second->facility = g_strdup ("judo");
  second->wished = mdg_day_new (2027, 2, 3);
  second->work = mdg_day_new (2027, 2, 1);
  save (f, second, NULL);
  kept = load (f);
  g_assert_cmpstr (kept->facility, ==, "judo");
  g_assert_cmpint (kept->work, ==, mdg_day_new (2027, 2, 1));
  g_assert_cmpuint (g_hash_table_size (kept->progress), ==, 0);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (MDG_PLAN_NOTE_MAX, 'x');
  g_autofree char *longer = g_strnfill (MDG_PLAN_NOTE_MAX + 1, 'x');
  const char *const bad[] = { longer, "two\nlines", "\xff" };
  g_autoptr (MdgPlanRecord) record = make ();
  g_autoptr (MdgPlanRecord) kept = NULL;
  g_autoptr (GError) fault = NULL;

  save_step (f, "reader", MDG_DAY_NONE, longest, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      save_step (f, "reader", MDG_DAY_NONE, bad[i], &error);
      g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
      g_assert_cmpstr (mdg_error_get_field (error), ==, "note");
    }
  g_hash_table_insert (record->progress, g_strdup ("order"),
                       mdg_plan_progress_new (MDG_DAY_NONE, longer));
  save (f, record, &fault);
  g_assert_error (fault, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  kept = load (f);
  g_assert_null (kept->facility);
  g_assert_cmpstr (progress_of (kept, "reader")->note, ==, longest);
}

static void
test_taken_away (Fixture *f, gconstpointer data)
{
  for (int by_reset = 0; by_reset < 2; by_reset++)
    {
      g_autoptr (MdgPlanRecord) record = make ();
      g_autoptr (MdgPlanRecord) left = NULL;
      GAsyncResult *place = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      save (f, record, NULL);
      if (by_reset)
        mdg_cache_clear_async (f->cache, NULL, scratch_store_result, &place);
      else
        mdg_plan_book_clear_async (f->cache, NULL, scratch_store_result, &place);
      result = scratch_wait (&place);
      g_assert_true (by_reset ? mdg_cache_finish (f->cache, result, NULL)
                              : mdg_plan_book_finish (f->cache, result, NULL));
      left = load (f);
      g_assert_null (left->facility);
      g_assert_cmpuint (g_hash_table_size (left->progress), ==, 0);
    }
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/plan-book/kept", test_kept);
  add ("/plan-book/replaced", test_replaced);
  add ("/plan-book/refused", test_refused);
  add ("/plan-book/taken-away", test_taken_away);
  return g_test_run ();
}
