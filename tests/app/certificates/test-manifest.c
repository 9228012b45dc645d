/* test-manifest.c: the manifest both ways, and names that every file system takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "certificates/backup-manifest.h"
#include "certificates/free-name.h"
#include "certificates/renewal-guide.h"
#include "certificates/sha256.h"

#define HASH "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
set (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static MdgBackupManifest *
make_manifest (void)
{
  MdgBackupManifest *manifest = mdg_backup_manifest_new ();

  set (&manifest->file, "証明書.p12");
  set (&manifest->original_name, "証明書 \\ではない\".p12");
  set (&manifest->original_name, "証明書（元）.p12");
  set (&manifest->sha256, HASH);
  set (&manifest->fingerprint, HASH);
  set (&manifest->institution_code, "1310212345");
  set (&manifest->subject, "1310212345");
  set (&manifest->issuer, "Root \"CA\" \\ 認証局");
  set (&manifest->serial, "0123ABCD");
  set (&manifest->program, "Madoguchi 0.1.0");
  manifest->size = 2531;
  manifest->valid_from = 1700000000;
  manifest->valid_until = G_GINT64_CONSTANT (4102444799);
  manifest->made_at = 1795272896;
  manifest->key_checked = TRUE;
  return manifest;
}

static MdgBackupManifest *
parse (const char *text, GError **error)
{
  return mdg_backup_manifest_parse (text, strlen (text), error);
}

static void
test_round_trip (void)
{
  g_autoptr (MdgBackupManifest) manifest = make_manifest ();
  g_autoptr (GBytes) text = mdg_backup_manifest_write (manifest);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupManifest) again = NULL;
  g_autoptr (GBytes) second = NULL;

  again
      = mdg_backup_manifest_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), &error);
  g_assert_no_error (error);
  second = mdg_backup_manifest_write (again);
  g_assert_true (g_bytes_equal (text, second));
  g_assert_cmpstr (again->issuer, ==, "Root \"CA\" \\ 認証局");
  g_assert_cmpint (again->valid_until, ==, G_GINT64_CONSTANT (4102444799));
  g_assert_true (again->key_checked);
  g_assert_false (again->past_cache);
}

/* Names come out of certificates that anybody can make. */
static void
test_hostile_subject (void)
{
  g_autoptr (MdgBackupManifest) manifest = make_manifest ();
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupManifest) again = NULL;
  g_autofree char *long_name = g_strnfill (5000, 'x');

  set (&manifest->subject, "a\nb\x7f\xff\x01");
  set (&manifest->issuer, long_name);
  text = mdg_backup_manifest_write (manifest);
  again
      = mdg_backup_manifest_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->subject, ==, "a b \xef\xbf\xbd ");
  g_assert_cmpuint (strlen (again->issuer), <=, 260);
}

static char *
replaced (const char *what, const char *by)
{
  g_autoptr (MdgBackupManifest) manifest = make_manifest ();
  g_autoptr (GBytes) bytes = mdg_backup_manifest_write (manifest);
  g_auto (GStrv) parts = g_strsplit (g_bytes_get_data (bytes, NULL), what, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strconcat (parts[0], by, parts[1], NULL);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *what, *by;
    MdgErrorCode code;
  } cases[] = {
    { "\"証明書.p12\"", "\"../../Windows/x.p12\"", MDG_ERROR_DAMAGED },
    { "\"証明書.p12\"", "\"C:\\\\x.p12\"", MDG_ERROR_DAMAGED },
    { "\"証明書.p12\"", "\"..\"", MDG_ERROR_DAMAGED },
    { "\"証明書.p12\"", "\"\"", MDG_ERROR_DAMAGED },
    { "\"証明書.p12\"", "\"NUL.p12\"", MDG_ERROR_DAMAGED },
    { "\"証明書.p12\"", "7", MDG_ERROR_DAMAGED },
    { "\"証明書（元）.p12\"", "\"a/b\"", MDG_ERROR_DAMAGED },
    { "\"sha256\" : \"ba", "\"sha256\" : \"BA", MDG_ERROR_DAMAGED },
    { "\"sha256\"", "\"sha257\"", MDG_ERROR_DAMAGED },
    { "2531", "-1", MDG_ERROR_DAMAGED },
    { "2531", "1e9", MDG_ERROR_DAMAGED },
    { "\"2026-", "\"soon ", MDG_ERROR_DAMAGED },
    { "true", "1", MDG_ERROR_DAMAGED },
    { "\"version\" : 1", "\"version\" : 2", MDG_ERROR_TOO_NEW },
    { "\"version\" : 1", "\"version\" : 0", MDG_ERROR_DAMAGED },
    { "madoguchi-certificate-backup", "another", MDG_ERROR_DAMAGED },
    { "}", "", MDG_ERROR_DAMAGED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = replaced (cases[i].what, cases[i].by);
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgBackupManifest) manifest = parse (text, &error);

      if (manifest != NULL)
        g_error ("taken: %s", text);
      g_assert_error (error, MDG_ERROR, (int)cases[i].code);
    }
}

static void
test_lenient (void)
{
  g_autofree char *marked = replaced ("{", "\xef\xbb\xbf{");
  g_autofree char *more = replaced ("\"size\"", "\"new_member\" : [1, {}],\n  \"size\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupManifest) first = parse (marked, &error);
  g_autoptr (MdgBackupManifest) second = parse (more, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (second->size, ==, 2531);
}

/* names ------------------------------------------------------------------------------------------
 */

static void
test_safe_names (void)
{
  static const char *const cases[][2] = {
    { "証明書.p12", "証明書.p12" },
    { "a/b\\c.p12", "a_b_c.p12" },
    { "..", "_" },
    { "...p12", "_...p12" },
    { "CON.p12", "_CON.p12" },
    { "com7", "_com7" },
    { "console.p12", "console.p12" },
    { " x.p12", "_ x.p12" },
    { "x.p12. .", "x.p12" },
    { "a\tb.p12", "a_b.p12" },
    { "x\xff.p12", "x\xef\xbf\xbd.p12" },
    { "", "_" },
    { "a\xe2\x80\xae"
      "21p.exe",
      "a_21p.exe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *safe = mdg_free_name_safe (cases[i][0]);

      g_assert_cmpstr (safe, ==, cases[i][1]);
      g_assert_true (mdg_free_name_is_safe (safe));
    }
}

static void
test_random_names (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      char bytes[300];
      gsize length = (gsize)g_test_rand_int_range (0, (gint32)sizeof bytes - 1);
      g_autofree char *safe = NULL;

      for (gsize i = 0; i < length; i++)
        bytes[i] = (char)g_test_rand_int_range (1, 256);
      bytes[length] = '\0';
      safe = mdg_free_name_safe (bytes);
      g_assert_true (mdg_free_name_is_safe (safe));
      g_assert_cmpuint (strlen (safe), <=, 200);
    }
}

static void
test_numbers (void)
{
  g_autofree char *first = mdg_free_name_number ("a.b.p12", 1);
  g_autofree char *second = mdg_free_name_number ("a.b.p12", 2);
  g_autofree char *bare = mdg_free_name_number (".hidden", 3);

  g_assert_cmpstr (first, ==, "a.b.p12");
  g_assert_cmpstr (second, ==, "a.b (2).p12");
  g_assert_cmpstr (bare, ==, ".hidden (3)");
}

static void
test_sha256 (void)
{
  g_autofree char *hash = mdg_sha256_of ("abc", 3);

  g_assert_cmpstr (hash, ==, HASH);
  g_assert_true (mdg_sha256_is_valid (hash));
  g_assert_false (mdg_sha256_is_valid (""));
  g_assert_false (mdg_sha256_is_valid ("xyz"));
}

static void
test_guide (void)
{
  g_autoptr (MdgRenewalGuide) ja = mdg_renewal_guide_new ("ja");
  g_autoptr (MdgRenewalGuide) en = mdg_renewal_guide_new ("en");

  /* facts.md 5.3 */
  g_assert_cmpuint (ja->fee_yen, ==, 1500);
  g_assert_cmpuint (ja->window_days, ==, 90);
  g_assert_nonnull (strstr (ja->fee_text, "1,500 円"));
  g_assert_nonnull (strstr (ja->validity_text, "3 年 3 か月"));
  g_assert_cmpuint (ja->ways->len, ==, 2);
  g_assert_cmpuint (en->ways->len, ==, 2);
  for (guint i = 0; i < ja->ways->len; i++)
    g_assert_cmpuint (g_strv_length (((MdgRenewalWay *)ja->ways->pdata[i])->steps), ==,
                      g_strv_length (((MdgRenewalWay *)en->ways->pdata[i])->steps));
  g_assert_cmpuint (g_strv_length (ja->afterwards), ==, g_strv_length (en->afterwards));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manifest/round-trip", test_round_trip);
  g_test_add_func ("/manifest/hostile-subject", test_hostile_subject);
  g_test_add_func ("/manifest/refused", test_refused);
  g_test_add_func ("/manifest/lenient", test_lenient);
  g_test_add_func ("/names/safe", test_safe_names);
  g_test_add_func ("/names/random", test_random_names);
  g_test_add_func ("/names/numbers", test_numbers);
  g_test_add_func ("/sha256", test_sha256);
  g_test_add_func ("/renewal-guide", test_guide);
  return g_test_run ();
}
