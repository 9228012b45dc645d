/* test-error-text.c: every error has its sentence, in both languages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "error-text.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/* gettext keeps what it found; setlocale makes it look again. */
static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, "");
}

static gboolean
is_ascii (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar)*p >= 0x80)
      return FALSE;
  return TRUE;
}

/* A word of the service's or the library's that a person could not make anything of. */
static void
assert_for_people (const char *text)
{
  g_assert_cmpstr (text, !=, "");
  g_assert_null (strstr (text, "MDG_"));
  g_assert_null (strstr (text, "%"));
  g_assert_null (strstr (text, "(null)"));
}

static void
check_code (MdgErrorCode code, gboolean japanese)
{
  g_autoptr (GError) error = mdg_error_new (code, "for the log only");
  g_autoptr (MdgErrorText) text = mdg_error_text_new (error);
  g_autofree char *body = mdg_error_text_get_body (text);

  assert_for_people (text->happened);
  assert_for_people (text->next);
  assert_for_people (body);
  g_assert_nonnull (strstr (body, text->next));
  if (text->kept != NULL)
    g_assert_nonnull (strstr (body, text->kept));
  g_assert_null (strstr (body, "for the log only"));
  g_assert_cmpstr (text->code, ==, mdg_error_code_nick (code));
  g_assert_cmpint (is_ascii (text->happened), ==, !japanese);
  g_assert_cmpint (is_ascii (text->next), ==, !japanese && strstr (text->next, "“") == NULL);
}

/* Japanese has no space between two sentences. */
static void
test_join (void)
{
  g_autofree char *alone = NULL, *english = NULL, *japanese = NULL;

  speak ("en");
  english = mdg_text_join ("One.", "Two.");
  alone = mdg_text_join ("One.", NULL);
  speak ("ja");
  japanese = mdg_text_join ("一つ目。", "二つ目。");
  g_assert_cmpstr (english, ==, "One. Two.");
  g_assert_cmpstr (alone, ==, "One.");
  g_assert_cmpstr (japanese, ==, "一つ目。二つ目。");
}

static void
test_every_code (gconstpointer data)
{
  const char *language = data;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  speak (language);
  for (int code = 0; code <= MDG_ERROR_SEVERAL_QR_CODES; code++)
    {
      g_autoptr (GError) error = mdg_error_new ((MdgErrorCode)code, "x");
      g_autoptr (MdgErrorText) text = mdg_error_text_new (error);

      check_code ((MdgErrorCode)code, g_str_equal (language, "ja"));
      if (!g_hash_table_add (seen, g_strdup (text->happened)))
        g_error ("two errors say the same: %s", text->happened);
    }
}

static void
test_foreign_error (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "secret-4711");
  g_autoptr (MdgErrorText) text = mdg_error_text_new (error);

  g_assert_cmpstr (text->code, ==, mdg_error_code_nick (MDG_ERROR_FAILED));
  g_assert_null (strstr (text->happened, "secret-4711"));
}

static void
test_numbers (void)
{
  g_autoptr (GError) wrong = mdg_error_new (MDG_ERROR_WRONG_CREDENTIALS, "x");
  g_autoptr (GError) locked = mdg_error_new (MDG_ERROR_LOCKED, "x");
  g_autoptr (MdgErrorText) tries = NULL;
  g_autoptr (MdgErrorText) wait = NULL;

  speak ("ja");
  mdg_error_set_attempts_left (wrong, 2);
  tries = mdg_error_text_new (wrong);
  g_assert_nonnull (strstr (tries->next, "あと 2 回"));
  mdg_error_set_retry_after (locked, 29 * 60 + 58);
  wait = mdg_error_text_new (locked);
  g_assert_nonnull (strstr (wait->next, "29分58秒"));
}

static void
test_fields (void)
{
  static const char *const fields[]
      = { "institution_code", "login_id", "password", "current_password",
          "new_password",     "passcode", "other" };

  speak ("ja");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = mdg_error_text_for_field (fields[i]);

      assert_for_people (text);
      g_assert_false (is_ascii (text));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MDG_BUILD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_test_add_data_func ("/error-text/every-code/en", "en", test_every_code);
  g_test_add_data_func ("/error-text/every-code/ja", "ja", test_every_code);
  g_test_add_func ("/error-text/foreign", test_foreign_error);
  g_test_add_func ("/error-text/numbers", test_numbers);
  g_test_add_func ("/error-text/fields", test_fields);
  g_test_add_func ("/error-text/join", test_join);
  return g_test_run ();
}
