/* test-hostile-input.c: what is no message is refused by every parser, and none of them falls over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "codecs.h"

#include "contract/endpoints.h"
#include "contract/messages.h"
#include "contract/problem.h"

#include <string.h>

static void
assert_no_message (const char *json, gssize length)
{
  for (gsize i = 0; i < MDG_N_CODECS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (mdg_codecs[i].round_trip (json, length, &error));
      g_assert_error (error, MDG_ERROR, (int)mdg_codecs[i].code);
      g_assert_null (mdg_error_get_field (error));
      g_assert_true (g_str_has_prefix (error->message, "not a JSON object"));
    }
  g_autoptr (GError) problem = mdg_problem_parse (502, json, length);
  g_assert_error (problem, MDG_ERROR, MDG_ERROR_SERVICE_FAILED);
}

static void
test_files (void)
{
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "data", "contract", "no-message", NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (directory);
  const char *name;
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *json = NULL;
      gsize length;
      g_assert_true (g_file_get_contents (path, &json, &length, NULL));
      g_test_message ("%s", name);
      assert_no_message (json, (gssize)length);
    }
}

static void
test_nothing (void)
{
  assert_no_message (NULL, 0);
  assert_no_message (NULL, -1);
  assert_no_message ("", -1);
  assert_no_message ("{}", 1);
  assert_no_message ("{\0}", 3);
  assert_no_message ("{}\0", 3);
}

static void
test_depth (void)
{
  g_autofree char *arrays = g_strnfill (60000, '[');
  g_autofree char *objects = g_strdup (arrays);
  assert_no_message (arrays, -1);
  for (gsize i = 0; i + 5 <= 60000; i += 5)
    memcpy (objects + i, "{\"a\":", 5);
  assert_no_message (objects, -1);
  g_autofree char *hidden = g_strconcat ("{/*\"*/\"a\":", arrays, NULL);
  assert_no_message (hidden, -1);
  g_autofree char *closed = g_strnfill (1000, ']');
  assert_no_message (closed, -1);
}

/* A service status with an unknown member that makes the whole @depth deep. */
static char *
nested (gsize depth)
{
  g_autofree char *open = g_strnfill (depth - 1, '[');
  g_autofree char *close = g_strnfill (depth - 1, ']');
  return g_strconcat ("{\"name\":\"n\",\"api_version\":\"1\",\"time\":0,\"training\":true,\"x\":",
                      open, close, "}", NULL);
}

static void
test_balanced_depth (void)
{
  g_autofree char *deepest = nested (16);
  g_autofree char *deeper = nested (17);
  g_autofree char *bomb = nested (400000);
  g_autoptr (MdgServiceStatus) status = mdg_service_status_parse (deepest, -1, NULL);
  g_assert_nonnull (status);
  assert_no_message (deeper, -1);
  assert_no_message (bomb, -1);
}

static void
test_length (void)
{
  g_autofree char *spaces = g_strnfill (MDG_ANSWER_LIMIT, ' ');
  g_autofree char *huge = g_strconcat ("{}", spaces, NULL);
  assert_no_message (huge, -1);
}

/* Every good file with a few bytes changed, cut out or doubled, over and over. */
static void
damage (GString *text)
{
  for (int changes = g_test_rand_int_range (1, 6); changes > 0 && text->len > 1; changes--)
    {
      gssize place = g_test_rand_int_range (0, (gint32)text->len - 1);
      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          text->str[place] = (char)g_test_rand_int_range (-128, 128);
          break;
        case 1:
          g_string_erase (text, place, 1);
          break;
        case 2:
          g_string_insert_c (text, place, "\"\\{}[]:,u0"[g_test_rand_int_range (0, 10)]);
          break;
        default:
          g_string_truncate (text, (gsize)place + 1);
        }
    }
}

static void
check_damaged (const MdgCodec *codec, const char *json)
{
  for (int round = 0; round < 300; round++)
    {
      g_autoptr (GString) text = g_string_new (json);
      g_autoptr (GError) error = NULL;
      damage (text);
      g_autofree char *written = codec->round_trip (text->str, (gssize)text->len, &error);
      g_assert_true ((written == NULL) == (error != NULL));
      g_assert_true (error == NULL || g_error_matches (error, MDG_ERROR, (int)codec->code));
      g_autoptr (GError) problem = mdg_problem_parse (423, text->str, (gssize)text->len);
      g_assert_true (problem->domain == MDG_ERROR);
    }
}

static void
test_damaged (void)
{
  for (gsize i = 0; i < MDG_N_CODECS; i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "contract",
                                                     mdg_codecs[i].name, "exact-plain.json", NULL);
      g_autofree char *json = NULL;
      g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
      check_damaged (&mdg_codecs[i], json);
    }
}

/* Neither value nor text of a refused message gets into the error, and so into the log. */
static void
test_errors_hold_no_values (void)
{
  static const char *const texts[] = {
    "{\"institution_code\":\"hunter2\",\"login_id\":\"W1\",\"password\":\"hunter2\"}",
    "{\"institution_code\":\"1280110012\",\"login_id\":5,\"password\":\"hunter2\"}",
    "{\"setup_key\":\"hunter2\",\"passcode\":\"hunter2\",\"stage\":\"hunter2\"}",
    "{\"password\":\"hunter2\"",
    "hunter2",
  };
  for (gsize t = 0; t < G_N_ELEMENTS (texts); t++)
    for (gsize i = 0; i < MDG_N_CODECS; i++)
      {
        g_autoptr (GError) error = NULL;
        g_assert_null (mdg_codecs[i].round_trip (texts[t], -1, &error));
        g_assert_null (strstr (error->message, "hunter2"));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/hostile/files", test_files);
  g_test_add_func ("/contract/hostile/nothing", test_nothing);
  g_test_add_func ("/contract/hostile/depth", test_depth);
  g_test_add_func ("/contract/hostile/balanced-depth", test_balanced_depth);
  g_test_add_func ("/contract/hostile/length", test_length);
  g_test_add_func ("/contract/hostile/damaged", test_damaged);
  g_test_add_func ("/contract/hostile/errors-hold-no-values", test_errors_hold_no_values);
  return g_test_run ();
}
