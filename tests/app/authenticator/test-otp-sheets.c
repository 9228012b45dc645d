/* test-otp-sheets.c: sheets of several entries in one document, each of which scans; of another
 * system's account with what is unusual about its passcodes. SPDX-License-Identifier:
 * GPL-3.0-or-later */
#include <string.h>

#include "authenticator/otp-sheets.h"

#define NOW 1795230000
#define KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

static void
add (MdgOtpSheets *sheets, MdgOtpState state, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse (text, -1, &error);
  MdgOtpFacts facts = { .state = state };
  gboolean added;

  g_assert_no_error (error);
  facts.issuer = uri->issuer;
  facts.account = uri->account;
  facts.institution_code = (char *)"3410712362";
  facts.login_id = uri->account;
  added = mdg_otp_sheets_add (sheets, &facts, uri, &error);
  g_assert_no_error (error);
  g_assert_true (added);
}

static guint
count (const char *in, gsize length, const char *what)
{
  gsize n = strlen (what);
  guint found = 0;

  for (gsize i = 0; i + n <= length; i++)
    found += memcmp (in + i, what, n) == 0 ? 1 : 0;
  return found;
}

static void
test_sheets (void)
{
  MdgOtpSheets *sheets = mdg_otp_sheets_new (NOW, "受付", TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = NULL;
  g_autofree char *one = NULL;
  g_autofree char *many = NULL;
  gsize length;
  const char *data;

  add (sheets, MDG_OTP_CONFIRMED, "otpauth://totp/%E7%AA%93%E5%8F%A3:WA000001?secret=" KEY);
  one = mdg_otp_sheets_suggest_name (sheets);
  g_assert_nonnull (strstr (one, "WA000001"));
  add (sheets, MDG_OTP_OWN,
       "otpauth://totp/Portal:uketsuke@example.jp?secret=" KEY
       "&algorithm=SHA256&digits=8&period=60");
  many = mdg_otp_sheets_suggest_name (sheets);
  g_assert_null (strstr (many, "WA000001"));
  g_assert_cmpuint (mdg_otp_sheets_count_pages (sheets, 595, 842), ==, 2);
  pdf = mdg_otp_sheets_to_pdf (sheets, &error);
  g_assert_no_error (error);
  data = (const char *)mdg_secret_get_data (pdf, &length);
  g_assert_cmpint (memcmp (data, "%PDF-", 5), ==, 0);
  /* A newer cairo packs what says "page" where it is not to be read without a PDF reader. */
  if (count (data, length, "/ObjStm") == 0)
    g_assert_cmpuint (count (data, length, "/Type /Page\n") + count (data, length, "/Type /Page "),
                      ==, 2);
  mdg_otp_sheets_free (sheets);
}

/* How far it is can be seen; given up, there is no document. */
static void
test_pages (void)
{
  enum
  {
    MANY = 12
  };
  MdgOtpSheets *sheets = mdg_otp_sheets_new (NOW, NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = NULL;

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *text = g_strdup_printf ("otpauth://totp/WA%06u?secret=" KEY, i);

      add (sheets, MDG_OTP_CONFIRMED, text);
    }
  pdf = mdg_otp_sheets_to_pdf (sheets, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mdg_otp_sheets_count_checked (sheets), ==, MANY);
  mdg_otp_sheets_give_up (sheets);
  g_clear_pointer (&pdf, mdg_secret_unref);
  pdf = mdg_otp_sheets_to_pdf (sheets, &error);
  g_assert_null (pdf);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mdg_otp_sheets_free (sheets);
}

static void
test_parameters (void)
{
  static const struct
  {
    const char *query, *words;
  } cases[] = { { "", NULL },
                { "&algorithm=SHA1&digits=6&period=30", NULL },
                { "&algorithm=SHA512", "SHA-512, 6 digits, 30 seconds" },
                { "&digits=8", "SHA-1, 8 digits, 30 seconds" },
                { "&period=60", "SHA-1, 6 digits, 60 seconds" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("otpauth://totp/a?secret=" KEY, cases[i].query, NULL);
      g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse (text, -1, NULL);
      g_autofree char *words = mdg_registration_sheet_describe_parameters (uri);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/otp-sheets/several", test_sheets);
  g_test_add_func ("/otp-sheets/pages", test_pages);
  g_test_add_func ("/otp-sheets/parameters", test_parameters);
  return g_test_run ();
}
