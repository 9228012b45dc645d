/* test-bundle.c: what is handed out holds none of what it must not hold, however that comes to it:
 * in a fact, in a device's name, in the log. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../store/scratch-cache.h"
#include "core/error-memory.h"
#include "core/log.h"
#include "support/bundle-log.h"
#include "support/bundle-records.h"
#include "support/own-contacts.h"

#include <string.h>

/* As they are typed, read and sent: passwords, a set-up key, a passcode, an activation code,
 * 機関コード, ログインID, a session's token, a certificate's password, an insured person. */
static const char *const secrets[] = {
  "Kasumi-2026-mado",
  "himitsu-2026",
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  "482913",
  "123456789012",
  "1310123456",
  "WA000001",
  "W0000042",
  "eyJhbGciOiJIUzI1NiJ9.c2Vzc2lvbg.7Jk2",
  "診療花子",
  "ｼﾝﾘｮｳﾊﾅｺ",
  "03123456",
  "東京都千代田区霞が関",
};

/* UTF-8, base64, hexadecimal, percent signs, UTF-16 (which is no text), in groups, with its letters
 * full-width. */
static GPtrArray *
forms_of (const char *secret)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  gsize length = strlen (secret);
  g_autoptr (GString) hex = g_string_new (NULL);
  g_autoptr (GString) grouped = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      g_string_append_printf (hex, "%02x", (guchar)secret[i]);
      g_string_append_printf (grouped, "%s%c", i > 0 && i % 4 == 0 ? " " : "", secret[i]);
    }
  g_ptr_array_add (forms, g_strdup (secret));
  g_ptr_array_add (forms, g_base64_encode ((const guchar *)secret, length));
  g_ptr_array_add (forms, g_strdup (hex->str));
  g_ptr_array_add (forms, g_ascii_strup (hex->str, -1));
  g_ptr_array_add (forms, g_uri_escape_string (secret, NULL, FALSE));
  if (g_str_is_ascii (secret))
    g_ptr_array_add (forms, g_strdup (grouped->str));
  return forms;
}

static gboolean
holds (const char *text, const char *secret)
{
  g_autoptr (GPtrArray) forms = forms_of (secret);

  for (guint i = 0; i < forms->len; i++)
    if (strstr (text, forms->pdata[i]) != NULL)
      return TRUE;
  return FALSE;
}

#define STAMP "2026-11-22T12:05:00.123Z"

/* Every secret in every form, in messages as they could be: of ours, of a library, in brackets, in
 * quotes, at a URI's end. */
static void
test_log_line (void)
{
  static const char *const messages[] = { "%s",
                                          "the service cannot be used (unreachable): %s",
                                          "password=%s",
                                          "“%s”",
                                          "(%s)",
                                          "GET https://gateway:8443/v1/accounts/%s?x=1",
                                          "a|%s|b",
                                          "'%s':",
                                          "%s: No such file or directory" };
  static const char *const heads[] = { STAMP " info madoguchi-ui: ", STAMP " warning Gtk: " };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (GPtrArray) forms = forms_of (secrets[i]);

      for (guint k = 0; k < forms->len; k++)
        for (gsize m = 0; m < G_N_ELEMENTS (messages) * 2; m++)
          {
            g_auto (GStrv) parts = g_strsplit (messages[m / 2], "%s", 2);
            g_autofree char *line
                = g_strconcat (heads[m % 2], parts[0], forms->pdata[k], parts[1], NULL);
            g_autofree char *out = mdg_bundle_log_line (line);

            g_assert_nonnull (out);
            if (holds (out, secrets[i]))
              g_error ("%s holds %s", out, secrets[i]);
            g_assert_true (g_str_has_prefix (out, heads[m % 2])
                           || strlen (heads[m % 2]) > strlen (out));
          }
    }
}

/* What a helper needs is still there. */
static void
test_log_kept (void)
{
  static const char *const lines[][2] = {
    { STAMP " info madoguchi-ui: the service answers",
      STAMP " info madoguchi-ui: the service answers" },
    { STAMP " info madoguchi-ui: the service cannot be used (unreachable): Could not connect to "
            "127.0.0.1: Connection refused",
      STAMP " info madoguchi-ui: the service cannot be used (unreachable): Could not connect to … "
            "Connection refused" },
    { STAMP " warning madoguchi: window size not kept: No space left on device",
      STAMP " warning madoguchi: window size not kept: No space left on device" },
    { STAMP " info madoguchi: act failed in state 3: 12345 4",
      STAMP " info madoguchi: act failed in state 3: … 4" },
    { STAMP " info madoguchi-ui: the session was locked",
      STAMP " info madoguchi-ui: the session was locked" },
  };
  static const char *const none[] = { "",
                                      "Kasumi-2026-mado",
                                      "2026-11-22 info madoguchi: x",
                                      STAMP " loud madoguchi: x",
                                      STAMP " info Kasumi-2026: x",
                                      STAMP " info",
                                      STAMP };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *out = mdg_bundle_log_line (lines[i][0]);
      g_autofree char *again = mdg_bundle_log_line (out);

      g_assert_cmpstr (out, ==, lines[i][1]);
      g_assert_cmpstr (again, ==, out);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (mdg_bundle_log_line (none[i]));
}

/* Through the log as it is written, over its files. */
static void
test_log_read (void)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-bundle-XXXXXX", NULL);
  g_autofree char *older = g_build_filename (folder, "madoguchi.1.log", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL, last = NULL;
  g_autofree char *all = NULL;
  g_autofree char *known = NULL;

  g_assert_null (mdg_bundle_log_read (folder, 10, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (
      older, STAMP " info madoguchi: the records are open\nno line\n", -1, NULL));
  g_assert_true (mdg_log_open (folder, &error));
  known = mdg_log_get_folder ();
  g_assert_cmpstr (known, ==, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    /* Not g_message(): the test library of newer GLibs keeps those to itself. */
    g_log_structured ("madoguchi", G_LOG_LEVEL_MESSAGE, "MESSAGE", "the service said %s",
                      secrets[i]);
  lines = mdg_bundle_log_read (folder, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (secrets) + 1);
  g_assert_true (g_str_has_suffix (lines[0], "the records are open"));
  all = g_strjoinv ("\n", lines);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_false (holds (all, secrets[i]));
  last = mdg_bundle_log_read (folder, 2, &error);
  g_assert_cmpuint (g_strv_length (last), ==, 2);
  g_assert_cmpstr (last[1], ==, lines[G_N_ELEMENTS (secrets)]);
  mdg_log_close ();
  g_assert_null (mdg_log_get_folder ());
  scratch_folder_free (g_steal_pointer (&folder));
}

/* No fact lets through what would be a number of somebody's; of text from outside only what is
 * plain. */
static void
test_facts (void)
{
  g_autoptr (MdgBundle) bundle = mdg_bundle_new ();
  g_autoptr (GError) error = mdg_error_new (MDG_ERROR_DAMAGED, "of 1310123456 in Kasumi-2026-mado");
  g_autofree char *text = NULL;

  mdg_error_set_line (error, 12);
  mdg_bundle_begin (bundle, MDG_BUNDLE_STATES);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      mdg_bundle_add_label (bundle, "device",
                            i == 5 || i == 4 || i == 3 || i == 11 ? secrets[i]
                                                                  : "ACS ACR39U 00 00");
      mdg_bundle_add_words (bundle, "words", i == 5 || i == 3 ? secrets[i] : "words");
    }
  mdg_bundle_add_label (bundle, "system", "Debian GNU/Linux 12 (bookworm)");
  mdg_bundle_add_label (bundle, "full-width", "１３１０１２３４５６");
  mdg_bundle_add_words (bundle, "full-width", "１３１０１２３４５６");
  mdg_bundle_add_label (bundle, "control", "a\nb\x1b[2Jc");
  mdg_bundle_add_number (bundle, "rows", 1234567);
  mdg_bundle_add_number (bundle, "below", -1234);
  mdg_bundle_add_boolean (bundle, "there", TRUE);
  mdg_bundle_add_time (bundle, "at", 1795219200);
  mdg_bundle_add_time (bundle, "at none", 0);
  mdg_bundle_add_error (bundle, "error", error);
  mdg_bundle_add_error (bundle, "error none", NULL);
  text = mdg_bundle_to_text (bundle, 0, 1795219200);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_false (holds (text, secrets[i]));
  g_assert_false (g_regex_match_simple ("\\d{6}", text, 0, 0));
  g_assert_null (strstr (text, "１３１０１２"));
  g_assert_nonnull (strstr (text, "device: ACS ACR39U 00 00\n"));
  g_assert_nonnull (strstr (text, "system: Debian GNU/Linux 12 (bookworm)\n"));
  g_assert_nonnull (strstr (text, "control: ab[2Jc\n"));
  g_assert_nonnull (strstr (text, "rows: 1,234,567\n"));
  g_assert_nonnull (strstr (text, "below: -1,234\n"));
  g_assert_nonnull (strstr (text, "at: 2026-11-21 00:00:00 UTC\n"));
  g_assert_nonnull (strstr (text, "error: damaged (12)\n"));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_false (g_str_has_prefix (text, "\xef\xbb\xbf"));
}

/* What is left out is not in it, and that it was is; the rest stays as it is. */
static void
test_left_out (void)
{
  g_autoptr (MdgBundle) bundle = mdg_bundle_new ();
  g_autofree char *whole = NULL;

  for (guint i = 0; i < MDG_N_BUNDLE_SECTIONS; i++)
    {
      g_autofree char *word = g_strdup_printf ("fact-%u", i);

      mdg_bundle_begin (bundle, (MdgBundleSection)i);
      mdg_bundle_add_words (bundle, "old", "gone");
      mdg_bundle_begin (bundle, (MdgBundleSection)i);
      mdg_bundle_add_words (bundle, "new", word);
    }
  whole = mdg_bundle_to_text (bundle, 0, 0);
  g_assert_null (strstr (whole, "gone"));
  for (guint i = 0; i < MDG_N_BUNDLE_SECTIONS; i++)
    {
      g_autofree char *text = mdg_bundle_to_text (bundle, 1u << i, 0);

      for (guint k = 0; k < MDG_N_BUNDLE_SECTIONS; k++)
        {
          g_autofree char *word = g_strdup_printf ("fact-%u", k);

          g_assert_nonnull (strstr (whole, word));
          g_assert_cmpint (strstr (text, word) == NULL, ==, k == i);
          g_assert_nonnull (strstr (text, mdg_bundle_section_words ((MdgBundleSection)k)));
        }
    }
}

/* The cache is counted, not read. */
static void
test_records (void)
{
  char *folder = scratch_folder_new ();
  MdgCache *cache = scratch_cache_open (folder);
  g_autoptr (MdgOwnContact) contact = mdg_own_contact_new ("other");
  g_autoptr (MdgBundle) bundle = mdg_bundle_new ();
  g_autoptr (MdgBundleRecords) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) saved = NULL, looked = NULL;

  g_free (contact->name);
  contact->name = g_strdup ("Kasumi-2026-mado");
  g_free (contact->phone);
  contact->phone = g_strdup ("03-1234-5678");
  mdg_own_contacts_save_async (cache, contact, 1, NULL, scratch_store_result, &place);
  saved = scratch_wait (&place);
  g_assert_true (mdg_own_contacts_finish (cache, saved, &error));
  mdg_bundle_records_async (cache, NULL, scratch_store_result, &place);
  looked = scratch_wait (&place);
  records = mdg_bundle_records_finish (cache, looked, &error);
  g_assert_no_error (error);
  mdg_bundle_records_add (bundle, records, NULL);
  text = mdg_bundle_to_text (bundle, 0, 0);
  g_assert_nonnull (strstr (text, "own_contact: 1\n"));
  g_assert_nonnull (strstr (text, "\nlisted: 0\n"));
  g_assert_null (strstr (text, "Kasumi"));
  g_assert_null (strstr (text, "5678"));
  scratch_cache_close (&cache);
  scratch_folder_free (folder);
}

static void
test_memory (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  MdgErrorMemory memory[MDG_ERROR_MEMORY_MAX];

  g_assert_cmpuint (mdg_error_memory_get (memory, MDG_ERROR_MEMORY_MAX), ==, 0);
  mdg_error_memory_note (NULL);
  mdg_error_memory_note (foreign);
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GError) error = mdg_error_new ((MdgErrorCode)i, "x");

      mdg_error_memory_note (error);
    }
  g_assert_cmpuint (mdg_error_memory_get (memory, MDG_ERROR_MEMORY_MAX), ==, MDG_ERROR_MEMORY_MAX);
  g_assert_cmpint (memory[0].code, ==, 29);
  g_assert_cmpint (memory[19].code, ==, 10);
  g_assert_cmpuint (mdg_error_memory_get (memory, 3), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle/log-line", test_log_line);
  g_test_add_func ("/bundle/log-kept", test_log_kept);
  g_test_add_func ("/bundle/log-read", test_log_read);
  g_test_add_func ("/bundle/facts", test_facts);
  g_test_add_func ("/bundle/left-out", test_left_out);
  g_test_add_func ("/bundle/records", test_records);
  g_test_add_func ("/bundle/memory", test_memory);
  return g_test_run ();
}
