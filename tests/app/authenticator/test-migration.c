/* test-migration.c: migration QR codes that others make are read, ours are read again, and what is
 * none is refused. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "authenticator/migration.h"
#include "migration-vectors.h"
#include "totp/qr-code.h"

#define KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

static MdgMigrationPage *
read_page (const char *uri)
{
  g_autoptr (GError) error = NULL;
  MdgMigrationPage *page = mdg_migration_page_parse (uri, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (page);
  return page;
}

static void
assert_entry (const MdgMigrationPage *page,
              guint index,
              const char *issuer,
              const char *account,
              MdgTotpAlgorithm algorithm,
              guint digits)
{
  const MdgOtpauthUri *entry;

  g_assert_cmpuint (index, <, page->entries->len);
  entry = page->entries->pdata[index];
  g_assert_cmpstr (entry->issuer, ==, issuer);
  g_assert_cmpstr (entry->account, ==, account);
  g_assert_cmpint (entry->algorithm, ==, algorithm);
  g_assert_cmpuint (entry->digits, ==, digits);
  g_assert_cmpuint (entry->period, ==, 30);
}

static void
test_one (void)
{
  const char *const forms[] = { ONE, UNQUOTED, FORM, "  " ONE "\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (MdgMigrationPage) page = read_page (forms[i]);

      g_assert_cmpuint (page->entries->len, ==, 1);
      g_assert_cmpuint (page->refused->len, ==, 0);
      assert_entry (page, 0, "窓口クリニック", "WA000001", MDG_TOTP_SHA1, 6);
      g_assert_cmpstr (
          mdg_secret_get_string (((MdgOtpauthUri *)page->entries->pdata[0])->setup_key), ==, KEY);
      g_assert_cmpint (page->batch, ==, -1234567);
      g_assert_cmpuint (page->n_pages, ==, 1);
      g_assert_cmpuint (page->index, ==, 0);
    }
}

/* What cannot be used is told one by one, and why; the rest comes in. */
static void
test_many (void)
{
  static const MdgMigrationReason reasons[]
      = { MDG_MIGRATION_COUNTER, MDG_MIGRATION_ALGORITHM, MDG_MIGRATION_KEY };
  static const char *const names[] = { "counter", "md5", "short" };
  g_autoptr (MdgMigrationPage) page = read_page (MANY);

  g_assert_cmpuint (page->entries->len, ==, 3);
  assert_entry (page, 0, "Issuer", "first", MDG_TOTP_SHA1, 6);
  assert_entry (page, 1, NULL, "二番", MDG_TOTP_SHA256, 8);
  assert_entry (page, 2, NULL, "third", MDG_TOTP_SHA512, 6);
  g_assert_cmpuint (page->refused->len, ==, G_N_ELEMENTS (reasons));
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      const MdgMigrationRefusal *refusal = page->refused->pdata[i];

      g_assert_cmpstr (refusal->name, ==, names[i]);
      g_assert_cmpint (refusal->reason, ==, reasons[i]);
    }
}

static void
test_pages (void)
{
  const char *const pages[] = { FIRST_OF_THREE, SECOND_OF_THREE, THIRD_OF_THREE };
  const char *const names[] = { "a", "b", "c" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (MdgMigrationPage) page = read_page (pages[i]);

      g_assert_cmpuint (page->n_pages, ==, 3);
      g_assert_cmpuint (page->index, ==, i);
      g_assert_cmpint (page->batch, ==, 77);
      assert_entry (page, 0, "I", names[i], MDG_TOTP_SHA1, 6);
    }
}

static void
test_unknown (void)
{
  g_autoptr (MdgMigrationPage) later = read_page (UNKNOWN_FIELDS);
  g_autoptr (MdgMigrationPage) uncounted = read_page (NO_PAGE_COUNT);

  assert_entry (later, 0, "I", "u", MDG_TOTP_SHA1, 6);
  g_assert_cmpuint (uncounted->n_pages, ==, 1);
}

static void
test_refused (void)
{
  const char *const broken[] = { BAD_INDEX,
                                 BAD_COUNT,
                                 BAD_TWICE,
                                 BAD_KIND,
                                 BAD_GROUP,
                                 BAD_TEXT,
                                 BAD_EMPTY,
                                 BAD_CUT,
                                 BAD_LENGTH,
                                 BAD_BASE64,
                                 BAD_NO_DATA,
                                 "",
                                 "otpauth-migration://",
                                 "otpauth://totp/a?secret=" KEY,
                                 "https://example.invalid/?data=CgA" };
  g_autoptr (GError) newer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mdg_migration_page_parse (broken[i], -1, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
      g_assert_null (strstr (error->message, KEY));
    }
  g_assert_null (mdg_migration_page_parse (NEWER, -1, &newer));
  g_assert_error (newer, MDG_ERROR, MDG_ERROR_TOO_NEW);
}

/* Every prefix of a message: whole, or refused; never a crash, never half an account. */
static void
test_cut_off (void)
{
  const char *uri = UNQUOTED;

  for (gsize n = 0; n < strlen (uri); n++)
    {
      g_autoptr (MdgMigrationPage) page = mdg_migration_page_parse (uri, (gssize)n, NULL);

      for (guint i = 0; page != NULL && i < page->entries->len; i++)
        assert_entry (page, i, "窓口クリニック", "WA000001", MDG_TOTP_SHA1, 6);
    }
}

static MdgOtpauthUri *
make_entry (guint i)
{
  g_autofree char *text
      = g_strdup_printf ("otpauth://totp/%%E7%%AA%%93%%E5%%8F%%A3:WA%06u?secret=" KEY
                         "&issuer=%%E7%%AA%%93%%E5%%8F%%A3&algorithm=%s&digits=%u",
                         i,
                         i % 3 == 0   ? "SHA1"
                         : i % 3 == 1 ? "SHA256"
                                      : "SHA512",
                         i % 2 == 0 ? 6u : 8u);
  g_autoptr (GError) error = NULL;
  MdgOtpauthUri *uri = mdg_otpauth_uri_parse (text, -1, &error);

  g_assert_no_error (error);
  return uri;
}

/* 23 accounts on three pages, through a QR code each, as a phone shows and reads them. */
static void
test_written (void)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_otpauth_uri_free);
  guint seen = 0;

  for (guint i = 0; i < 23; i++)
    g_ptr_array_add (entries, make_entry (i));
  g_assert_cmpuint (mdg_migration_count_pages (entries->len), ==, 3);
  for (guint p = 0; p < 3; p++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) uri = mdg_migration_page_write (entries, p, -42);
      g_autoptr (MdgMigrationPage) page = read_page (mdg_secret_get_string (uri));
      g_autoptr (MdgQrCode) code = mdg_qr_code_new (uri, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (mdg_qr_code_get_size (code), <=, 125); /* version 27 */
      g_assert_cmpint (page->batch, ==, -42);
      g_assert_cmpuint (page->n_pages, ==, 3);
      g_assert_cmpuint (page->index, ==, p);
      for (guint i = 0; i < page->entries->len; i++, seen++)
        {
          const MdgOtpauthUri *read = page->entries->pdata[i];
          const MdgOtpauthUri *written = entries->pdata[seen];

          assert_entry (page, i, written->issuer, written->account, written->algorithm,
                        written->digits);
          g_assert_true (mdg_secret_equal (read->setup_key, written->setup_key));
        }
    }
  g_assert_cmpuint (seen, ==, 23);
}

static void
test_period (void)
{
  g_autoptr (MdgOtpauthUri) usual = make_entry (0);
  g_autoptr (MdgOtpauthUri) slow = make_entry (0);

  slow->period = 60;
  g_assert_true (mdg_migration_can_hold (usual));
  g_assert_false (mdg_migration_can_hold (slow));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migration/one", test_one);
  g_test_add_func ("/migration/many", test_many);
  g_test_add_func ("/migration/pages", test_pages);
  g_test_add_func ("/migration/unknown-fields", test_unknown);
  g_test_add_func ("/migration/refused", test_refused);
  g_test_add_func ("/migration/cut-off", test_cut_off);
  g_test_add_func ("/migration/written", test_written);
  g_test_add_func ("/migration/period", test_period);
  return g_test_run ();
}
