/* test-filing-book.c: the forms' draft: kept at once, over closing and opening, sealed; a reset
 * takes it away. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../store/scratch-cache.h"
#include "introduction/filing-desk.h"

#include <string.h>

#define ADDRESS "神奈川県鎌倉市小町4-5 しおかぜ荘"

typedef struct
{
  char *folder;
  MdgCache *cache;
  MdgFilingDesk *desk;
  guint n_failed;
} Fixture;

static void
count_failure (Fixture *f)
{
  f->n_failed++;
}

static void
wait_kept (Fixture *f)
{
  while (!mdg_filing_desk_is_kept (f->desk))
    g_main_context_iteration (NULL, TRUE);
}

static void
open_desk (Fixture *f)
{
  f->cache = scratch_cache_open (f->folder);
  f->desk = mdg_filing_desk_new ("ja");
  g_signal_connect_swapped (f->desk, "failed", G_CALLBACK (count_failure), f);
  mdg_filing_desk_set_cache (f->desk, f->cache);
  wait_kept (f);
}

static void
close_desk (Fixture *f)
{
  mdg_filing_desk_set_cache (f->desk, NULL);
  g_clear_object (&f->desk);
  scratch_cache_close (&f->cache);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  open_desk (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_desk (f);
  g_assert_cmpuint (f->n_failed, ==, 0);
  scratch_folder_free (f->folder);
}

static const char *
value (Fixture *f, MdgFilingFieldId field)
{
  return mdg_filing_desk_get_draft (f->desk)->values[field];
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (value (f, MDG_FIELD_NAME), ==, "");
  mdg_filing_desk_set (f->desk, MDG_FIELD_NAME, "しおかぜ");
  mdg_filing_desk_set (f->desk, MDG_FIELD_FOUNDER_ADDRESS, ADDRESS);
  g_assert_false (mdg_filing_desk_is_kept (f->desk));
  wait_kept (f);
  close_desk (f);
  open_desk (f);
  g_assert_cmpstr (value (f, MDG_FIELD_NAME), ==, "しおかぜ");
  g_assert_cmpstr (value (f, MDG_FIELD_FOUNDER_ADDRESS), ==, ADDRESS);
  mdg_filing_desk_clear (f->desk);
  wait_kept (f);
  close_desk (f);
  open_desk (f);
  g_assert_cmpstr (value (f, MDG_FIELD_NAME), ==, "");
}

/* Letter by letter, and the window closed on the last of them. */
static void
test_last_letter (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strdup ("");

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *longer = g_strconcat (text, "あ", NULL);

      g_free (text);
      text = g_steal_pointer (&longer);
      mdg_filing_desk_set (f->desk, MDG_FIELD_NAME, text);
    }
  close_desk (f);
  open_desk (f);
  g_assert_cmpstr (value (f, MDG_FIELD_NAME), ==, text);
}

static gboolean
file_holds (const char *folder, const char *name, const char *words)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length, n = strlen (words);
  gboolean found = FALSE;

  if (g_file_get_contents (path, &bytes, &length, NULL))
    for (gsize i = 0; !found && i + n <= length; i++)
      found = memcmp (bytes + i, words, n) == 0;
  return found;
}

/* Where somebody lives is not to be read in the files. */
static void
test_sealed (Fixture *f, gconstpointer data)
{
  mdg_filing_desk_set (f->desk, MDG_FIELD_FOUNDER_ADDRESS, ADDRESS);
  wait_kept (f);
  close_desk (f);
  /* What is not sealed is to be read there. */
  g_assert_true (file_holds (f->folder, MDG_CACHE_FILE_NAME, "introduction-forms"));
  g_assert_false (file_holds (f->folder, MDG_CACHE_FILE_NAME, "小町"));
  g_assert_false (file_holds (f->folder, MDG_CACHE_FILE_NAME "-wal", "小町"));
  open_desk (f);
}

static void
test_reset (Fixture *f, gconstpointer data)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_filing_desk_set (f->desk, MDG_FIELD_NAME, "しおかぜ");
  mdg_filing_desk_set (f->desk, MDG_FIELD_ADDRESS, ADDRESS);
  wait_kept (f);
  mdg_cache_clear_async (f->cache, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_true (mdg_cache_finish (f->cache, result, NULL));
  mdg_filing_desk_set_cache (f->desk, f->cache); /* as at "cache-changed" */
  wait_kept (f);
  close_desk (f);
  open_desk (f);
  g_assert_cmpstr (value (f, MDG_FIELD_NAME), ==, "");
  g_assert_cmpstr (value (f, MDG_FIELD_ADDRESS), ==, "");
}

/* Nothing can be set before it is known what is kept. */
static void
test_before_loading (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgFilingDesk) desk = mdg_filing_desk_new ("en");
  MdgFilingPlan *plan = mdg_filing_plan_new (NULL, NULL);

  mdg_filing_desk_take_plan (desk, plan);
  mdg_filing_desk_set (desk, MDG_FIELD_NAME, "しおかぜ");
  g_assert_false (mdg_filing_desk_is_loaded (desk) || mdg_filing_desk_is_kept (desk));
  g_assert_cmpstr (mdg_filing_desk_get_draft (desk)->values[MDG_FIELD_NAME], ==, "");
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/filing-book/kept", test_kept);
  add ("/filing-book/last-letter", test_last_letter);
  add ("/filing-book/sealed", test_sealed);
  add ("/filing-book/reset", test_reset);
  add ("/filing-book/before-loading", test_before_loading);
  return g_test_run ();
}
