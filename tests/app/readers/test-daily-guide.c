/* test-daily-guide.c: the data of the terminal's guide are whole: nothing in them that nobody
 * reads, both languages, every picture, and for every maker a way through each job.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>

#include "core/guide.h"
#include "readers/daily-guide.h"

#define RESOURCE "/org/madoguchi/Madoguchi/guide/daily.json"

/* ---- the file ------------------------------------------------------------------------------ */

/* Whether @object has no members but these, which end with NULL; "?name" need not be there. */
static void
assert_members (JsonObject *object, ...)
{
  g_autoptr (GList) members = json_object_get_members (object);
  guint known = 0;
  const char *name;
  va_list names;

  va_start (names, object);
  while ((name = va_arg (names, const char *)) != NULL)
    {
      gboolean there = json_object_has_member (object, *name == '?' ? name + 1 : name);

      g_test_message ("%s", name);
      g_assert_true (there || *name == '?');
      known += there;
    }
  va_end (names);
  g_assert_cmpuint (known, ==, g_list_length (members));
}

static void
assert_text (JsonObject *object, const char *name)
{
  JsonObject *text = json_object_get_object_member (object, name);

  assert_members (text, "ja", "en", NULL);
  g_assert_cmpstr (json_object_get_string_member (text, "ja"), !=, "");
  g_assert_cmpstr (json_object_get_string_member (text, "en"), !=, "");
  g_assert_cmpstr (json_object_get_string_member (text, "en"), !=,
                   json_object_get_string_member (text, "ja"));
}

static void
assert_chapter (JsonObject *chapter)
{
  JsonArray *steps = json_object_get_array_member (chapter, "steps");

  assert_members (chapter, "id", "title", "page", "steps", "?makers", "?warning", NULL);
  assert_text (chapter, "title");
  if (json_object_has_member (chapter, "warning"))
    assert_text (chapter, "warning");
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);

      assert_members (step, "picture", "text", "?makers", NULL);
      assert_text (step, "text");
    }
}

static void
test_file (void)
{
  g_autoptr (JsonNode) root = mdg_guide_load (RESOURCE);
  JsonObject *object = json_node_get_object (root);
  JsonArray *makers = json_object_get_array_member (object, "makers");
  JsonArray *chapters = json_object_get_array_member (object, "chapters");

  assert_members (object, "checked", "source", "makers", "chapters", NULL);
  assert_text (object, "source");
  for (guint i = 0; i < json_array_get_length (makers); i++)
    {
      assert_members (json_array_get_object_element (makers, i), "id", "name", NULL);
      assert_text (json_array_get_object_element (makers, i), "name");
    }
  for (guint i = 0; i < json_array_get_length (chapters); i++)
    assert_chapter (json_array_get_object_element (chapters, i));
}

/* ---- what is made of it --------------------------------------------------------------------- */

static void
assert_picture (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".svg", NULL);
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "resources", "icons", "terminal", file, NULL);

  g_test_message ("%s", path);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/* How many steps of @chapter the maker has. */
static guint
count_steps (const MdgDailyChapter *chapter, guint maker)
{
  guint n = 0;

  for (guint i = 0; i < chapter->steps->len; i++)
    n += (((MdgDailyStep *)chapter->steps->pdata[i])->makers >> maker) & 1;
  return n;
}

static void
test_guide (const void *language)
{
  g_autoptr (MdgDailyGuide) guide = mdg_daily_guide_new (language);

  g_assert_cmpuint (guide->makers->len, ==, 5);
  g_assert_cmpuint (guide->chapters->len, ==, 9);
  for (guint i = 0; i < guide->chapters->len; i++)
    {
      const MdgDailyChapter *chapter = guide->chapters->pdata[i];

      g_test_message ("%s", chapter->id);
      g_assert_cmpuint (chapter->page, >=, 8); /* [1] p.8-14 */
      g_assert_cmpuint (chapter->page, <=, 14);
      for (guint maker = 0; maker < guide->makers->len; maker++)
        if (chapter->makers & (1u << maker))
          g_assert_cmpuint (count_steps (chapter, maker), >=, 3);
        else
          g_assert_cmpuint (chapter->page, >=, 13); /* only doing without a lock differs so far */
      for (guint k = 0; k < chapter->steps->len; k++)
        {
          const MdgDailyStep *step = chapter->steps->pdata[k];

          assert_picture (step->picture);
          g_assert_cmpuint (step->makers & ~chapter->makers, ==,
                            step->makers == 0x1f ? 0x1f & ~chapter->makers : 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/daily-guide/file", test_file);
  g_test_add_data_func ("/daily-guide/ja", "ja", test_guide);
  g_test_add_data_func ("/daily-guide/en", "en", test_guide);
  return g_test_run ();
}
