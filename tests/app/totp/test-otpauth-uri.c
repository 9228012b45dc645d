/* test-otpauth-uri.c: otpauth URIs as services write them, and as nobody should.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/otpauth-uri.h"

#include <string.h>

#define KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
#define JA "%E5%8C%BB%E7%99%82" /* 医療 */

typedef struct
{
  const char *text;
  const char *issuer;
  const char *account;
  MdgTotpAlgorithm algorithm;
  guint digits;
  guint period;
} Good;

static const Good good[] = {
  { "otpauth://totp/WA000001?secret=" KEY, NULL, "WA000001", MDG_TOTP_SHA1, 6, 30 },
  { "otpauth://totp/Clinic:WA000001?secret=" KEY "&issuer=Clinic", "Clinic", "WA000001",
    MDG_TOTP_SHA1, 6, 30 },
  { "OTPAUTH://TOTP/Clinic%3AWA000001?secret=" KEY, "Clinic", "WA000001", MDG_TOTP_SHA1, 6, 30 },
  { "otpauth://totp/Clinic%3a%20%20WA000001?secret=" KEY, "Clinic", "WA000001", MDG_TOTP_SHA1, 6,
    30 },
  { "otpauth://totp/" JA ":WA000001?secret=" KEY "&issuer=" JA, "医療", "WA000001", MDG_TOTP_SHA1,
    6, 30 },
  /* the parameter counts when both are there and differ */
  { "otpauth://totp/Old:a?issuer=New%20Name&secret=" KEY, "New Name", "a", MDG_TOTP_SHA1, 6, 30 },
  /* + is a space in a parameter and a plus in the label */
  { "otpauth://totp/a+b@example.org?secret=" KEY "&issuer=My+Clinic", "My Clinic",
    "a+b@example.org", MDG_TOTP_SHA1, 6, 30 },
  { "otpauth://totp/a?secret=" KEY "&algorithm=SHA256&digits=8&period=60", NULL, "a",
    MDG_TOTP_SHA256, 8, 60 },
  { "otpauth://totp/a?secret=" KEY "&algorithm=sha512", NULL, "a", MDG_TOTP_SHA512, 6, 30 },
  { "otpauth://totp/a?secret=" KEY "&digits=6&period=300", NULL, "a", MDG_TOTP_SHA1, 6, 300 },
  { "otpauth://totp/a?secret=" KEY "&image=x&image=y&counter=5&flag", NULL, "a", MDG_TOTP_SHA1, 6,
    30 },
  { "otpauth://totp/a?secret=gezd%20gnbv%20gy3t%20qojq%20gezdgnbvgy3tqojq", NULL, "a",
    MDG_TOTP_SHA1, 6, 30 },
  { "otpauth://totp/a?issuer=&secret=" KEY, NULL, "a", MDG_TOTP_SHA1, 6, 30 },
  { " otpauth://totp/a?secret=" KEY "\r\n", NULL, "a", MDG_TOTP_SHA1, 6, 30 },
  { "otpauth://totp/a?secret=" KEY "#top", NULL, "a", MDG_TOTP_SHA1, 6, 30 },
};

static const char *const bad[] = {
  "",
  "otpauth",
  "otpauth://",
  "otpauth:totp/a?secret=" KEY,
  "https://totp/a?secret=" KEY,
  "otpauth://hotp/a?secret=" KEY "&counter=1",
  "otpauth://totp:80/a?secret=" KEY,
  "otpauth://totpx/a?secret=" KEY,
  "otpauth://totp?secret=" KEY,
  "otpauth://totp/?secret=" KEY,
  "otpauth://totp/Clinic:?secret=" KEY,
  "otpauth://totp/Clinic:%20%20?secret=" KEY,
  "otpauth://totp/a:b:c?secret=" KEY,
  "otpauth://totp/a%3Ab%3Ac?secret=" KEY,
  "otpauth://totp/a:b%3Ac?secret=" KEY,
  "otpauth://totp/a%00b?secret=" KEY,
  "otpauth://totp/a%0Ab?secret=" KEY,
  "otpauth://totp/a%7Fb?secret=" KEY,
  "otpauth://totp/a%4?secret=" KEY,
  "otpauth://totp/a%?secret=" KEY,
  "otpauth://totp/a%zz?secret=" KEY,
  "otpauth://totp/%FF%FE?secret=" KEY,
  "otpauth://totp/a",
  "otpauth://totp/a?",
  "otpauth://totp/a?secret",
  "otpauth://totp/a?secret=",
  "otpauth://totp/a?Secret=" KEY,
  "otpauth://totp/a?secret=GEZDGNBV",
  "otpauth://totp/a?secret=" KEY "1",
  "otpauth://totp/a?secret=" KEY "&secret=" KEY,
  "otpauth://totp/a?secret=" KEY "&issuer=a&issuer=a",
  "otpauth://totp/a?secret=" KEY "&digits=6&digits=6",
  "otpauth://totp/a?secret=" KEY "&issuer=a%3Ab",
  "otpauth://totp/a?secret=" KEY "&issuer=%C3",
  "otpauth://totp/a?secret=" KEY "&algorithm=MD5",
  "otpauth://totp/a?secret=" KEY "&algorithm=SHA",
  "otpauth://totp/a?secret=" KEY "&algorithm=SHA1024",
  "otpauth://totp/a?secret=" KEY "&algorithm=",
  "otpauth://totp/a?secret=" KEY "&digits=7",
  "otpauth://totp/a?secret=" KEY "&digits=5",
  "otpauth://totp/a?secret=" KEY "&digits=9",
  "otpauth://totp/a?secret=" KEY "&digits=",
  "otpauth://totp/a?secret=" KEY "&digits=+6",
  "otpauth://totp/a?secret=" KEY "&digits=4294967302",
  "otpauth://totp/a?secret=" KEY "&period=0",
  "otpauth://totp/a?secret=" KEY "&period=301",
  "otpauth://totp/a?secret=" KEY "&period=-30",
  "otpauth://totp/a?secret=" KEY "&period=3e1",
  "otpauth-migration://offline?data=CjEKCkhlbGxv",
};

static void
assert_like (const MdgOtpauthUri *uri, const Good *expected)
{
  g_assert_cmpstr (uri->issuer, ==, expected->issuer);
  g_assert_cmpstr (uri->account, ==, expected->account);
  g_assert_cmpstr (mdg_secret_get_string (uri->setup_key), ==, KEY);
  g_assert_cmpint (uri->algorithm, ==, expected->algorithm);
  g_assert_cmpuint (uri->digits, ==, expected->digits);
  g_assert_cmpuint (uri->period, ==, expected->period);
}

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse (good[i].text, -1, &error);

      g_test_message ("%s", good[i].text);
      g_assert_no_error (error);
      assert_like (uri, &good[i]);
    }
}

/* What is written reads back the same, and writing that again changes nothing. */
static void
test_round_trip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse (good[i].text, -1, NULL);
      g_autoptr (MdgSecret) text = mdg_otpauth_uri_to_string (uri);
      g_autoptr (MdgOtpauthUri) again
          = mdg_otpauth_uri_parse (mdg_secret_get_string (text), -1, NULL);
      g_autoptr (MdgSecret) text_again = mdg_otpauth_uri_to_string (again);

      assert_like (again, &good[i]);
      g_assert_true (mdg_secret_equal (text, text_again));
    }
}

static void
test_canonical (void)
{
  g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse (
      "otpauth://totp/a b?issuer=医 療+&period=30&digits=6&algorithm=SHA1&secret=" KEY, -1, NULL);
  g_autoptr (MdgOtpauthUri) other = mdg_otpauth_uri_parse (
      "otpauth://totp/a?digits=8&algorithm=sha256&period=60&secret=" KEY, -1, NULL);
  g_autoptr (MdgSecret) text = mdg_otpauth_uri_to_string (uri);
  g_autoptr (MdgSecret) other_text = mdg_otpauth_uri_to_string (other);

  g_assert_cmpstr (mdg_secret_get_string (text), ==,
                   "otpauth://totp/%E5%8C%BB%20%E7%99%82%20:a%20b?secret=" KEY
                   "&issuer=%E5%8C%BB%20%E7%99%82%20");
  g_assert_cmpstr (mdg_secret_get_string (other_text), ==,
                   "otpauth://totp/a?secret=" KEY "&algorithm=SHA256&digits=8&period=60");
}

static void
assert_refused (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse (text, length, &error);

  g_test_message ("%s", text);
  g_assert_null (uri);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_nonnull (mdg_error_get_field (error));
  g_assert_null (strstr (error->message, "GEZD"));
}

static void
test_bad (void)
{
  g_autofree char *filler = g_strnfill (5000, 'a');
  g_autofree char *long_uri = g_strconcat ("otpauth://totp/", filler, "?secret=" KEY, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (bad[i], -1);
  assert_refused ("otpauth://totp/a\0b?secret=" KEY, 26 + 32);
  assert_refused (long_uri, -1);
}

/* Every piece of a good URI is something to refuse or to take, never to crash on. */
static void
test_prefixes (void)
{
  const char *text = good[7].text;

  for (gsize n = 0; n < strlen (text); n++)
    {
      g_autofree char *piece = g_memdup2 (text, MAX (n, 1)); /* no byte more */
      g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse (piece, (gssize)n, NULL);
      if (uri != NULL)
        g_assert_cmpstr (uri->account, ==, "a");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totp/otpauth-uri/good", test_good);
  g_test_add_func ("/totp/otpauth-uri/round-trip", test_round_trip);
  g_test_add_func ("/totp/otpauth-uri/canonical", test_canonical);
  g_test_add_func ("/totp/otpauth-uri/bad", test_bad);
  g_test_add_func ("/totp/otpauth-uri/prefixes", test_prefixes);
  return g_test_run ();
}
