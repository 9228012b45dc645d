/* test-certificate-info.c: what is told of certificate files of every make, whole and broken; and
 * the additional copies in other forms, opened by the others' programs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "certificates/certificate-info.h"
#include "core/file.h"
#include "p12-maker.h"

#define CODE "1310212345"
#define DAYS 400
#define ASCII "Secret-1234"
#define JAPANESE "秘密の鍵１２あ"

static P12Maker *maker;

/* The matrix ------------------------------------------------------------------------------------
 */

typedef struct
{
  const char *name;
  P12Tool tool;
  const char *password;
  const char *arguments;
  const char *encryption;
  MdgP12Strength strength;
  gboolean old_windows;
} Case;

#define STRONG MDG_P12_STRENGTH_STRONG
#define OLD MDG_P12_STRENGTH_OLD
#define WEAK MDG_P12_STRENGTH_WEAK

static const Case cases[] = {
  { "openssl", P12_OPENSSL, ASCII, "", "AES-256", STRONG, FALSE },
  { "openssl-ja", P12_OPENSSL, JAPANESE, "", "AES-256", STRONG, FALSE },
  { "openssl-legacy", P12_OPENSSL, ASCII, "-legacy", "3DES + RC2-40", OLD, TRUE },
  { "openssl-legacy-ja", P12_OPENSSL, JAPANESE, "-legacy", "3DES + RC2-40", OLD, TRUE },
  { "openssl-3des", P12_OPENSSL, ASCII, "-legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES",
    "3DES", OLD, TRUE },
  { "openssl-rc2", P12_OPENSSL, ASCII, "-legacy -keypbe PBE-SHA1-RC2-40 -certpbe PBE-SHA1-RC2-40",
    "RC2-40", WEAK, TRUE },
  { "openssl-rc4", P12_OPENSSL, ASCII, "-legacy -keypbe PBE-SHA1-RC4-128 -certpbe PBE-SHA1-RC4-128",
    "RC4-128", WEAK, TRUE },
  { "openssl-aes-sha1", P12_OPENSSL, ASCII, "-macalg sha1", "AES-256", STRONG, FALSE },
  { "openssl-mac-384", P12_OPENSSL, ASCII, "-macalg sha384", "AES-256", STRONG, FALSE },
  { "openssl-mac-512", P12_OPENSSL, ASCII, "-macalg sha512", "AES-256", STRONG, FALSE },
  { "openssl-open-certificate", P12_OPENSSL, ASCII, "-certpbe NONE", "AES-256 + –", STRONG, FALSE },
  { "openssl-open", P12_OPENSSL, ASCII, "-keypbe NONE -certpbe NONE", "–", WEAK, FALSE },
  { "openssl-no-mac", P12_OPENSSL, ASCII, "-nomac", "AES-256 + –", STRONG, FALSE },
  { "certtool", P12_CERTTOOL, ASCII, "", "AES-128", STRONG, FALSE },
  { "certtool-ja", P12_CERTTOOL, JAPANESE, "", "AES-128", STRONG, FALSE },
  { "certtool-3des", P12_CERTTOOL, ASCII, "--pkcs-cipher=3des-pkcs12 --hash=SHA1", "3DES", OLD,
    TRUE },
  { "certtool-3des-ja", P12_CERTTOOL, JAPANESE, "--pkcs-cipher=3des-pkcs12 --hash=SHA1", "3DES",
    OLD, TRUE },
  { "nss", P12_NSS, ASCII, "", "AES-256 + AES-128", STRONG, FALSE },
  { "nss-ja", P12_NSS, JAPANESE, "", "AES-256 + AES-128", STRONG, FALSE },
  { "nss-3des", P12_NSS, ASCII,
    "-c PKCS~#12~V2~PBE~With~SHA-1~And~3KEY~Triple~DES-CBC"
    " -C PKCS~#12~V2~PBE~With~SHA-1~And~3KEY~Triple~DES-CBC -M SHA-1",
    "3DES", OLD, TRUE },
  { "nss-3des-ja", P12_NSS, JAPANESE,
    "-c PKCS~#12~V2~PBE~With~SHA-1~And~3KEY~Triple~DES-CBC"
    " -C PKCS~#12~V2~PBE~With~SHA-1~And~3KEY~Triple~DES-CBC -M SHA-1",
    "3DES", OLD, TRUE },
  { "keytool", P12_KEYTOOL, ASCII, "", "AES-256", STRONG, FALSE },
  { "keytool-legacy", P12_KEYTOOL, ASCII, "-J-Dkeystore.pkcs12.legacy", "3DES + RC2-40", OLD,
    TRUE },
};

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = mdg_file_read (path, MDG_CERTIFICATE_FILE_LIMIT, &error);

  g_assert_no_error (error);
  return bytes;
}

static MdgCertificateInfo *
look (const char *path, const char *password)
{
  g_autoptr (MdgSecret) secret = password != NULL ? mdg_secret_new_from_string (password) : NULL;
  g_autoptr (GError) error = NULL;
  MdgCertificateInfo *info = mdg_certificate_info_read (path, secret, &error);

  g_assert_no_error (error);
  return info;
}

static void
assert_opened (const MdgCertificateInfo *info)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_no_error (info->fault);
  g_assert_false (info->needs_password);
  g_assert_cmpstr (info->institution_code, ==, CODE);
  g_assert_cmpstr (info->subject, ==, CODE);
  g_assert_cmpstr (info->issuer, ==, "Test-Root-CA");
  g_assert_cmpstr (info->fingerprint, ==, maker->fingerprint);
  g_assert_cmpstr (info->serial, ==, maker->serial);
  g_assert_cmpstr (info->key_algorithm, ==, "RSA 2048");
  g_assert_cmpstr (info->signature_algorithm, ==, "RSA-SHA256");
  g_assert_true (info->has_key && info->key_matches);
  g_assert_cmpuint (info->chain_length, <=, 1);
  /* Unless midnight has passed since it was made. */
  g_assert_cmpint (mdg_certificate_info_days_left (info, now), <=, DAYS);
  g_assert_cmpint (mdg_certificate_info_days_left (info, now), >=, DAYS - 1);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *path = NULL;
  g_autofree char *message = NULL;
  g_autoptr (MdgCertificateInfo) unasked = NULL;
  g_autoptr (MdgCertificateInfo) wrong = NULL;
  g_autoptr (MdgCertificateInfo) right = NULL;

  if (!p12_maker_has (test->tool))
    {
      g_test_skip ("the tool is not installed");
      return;
    }
  path = p12_maker_make (maker, test->tool, test->name, test->password, test->arguments, NULL);
  right = look (path, test->password);
  assert_opened (right);
  g_assert_cmpstr (right->encryption, ==, test->encryption);
  g_assert_cmpint (right->strength, ==, test->strength);
  g_assert_cmpint (right->old_windows, ==, test->old_windows);
  /* Without, or with a wrong one: no certificate, but the encryption is known already. */
  unasked = look (path, NULL);
  g_assert_error (unasked->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
  g_assert_true (unasked->needs_password);
  g_assert_cmpint (unasked->strength, ==, test->strength);
  g_assert_cmpstr (unasked->sha256, ==, right->sha256);
  wrong = look (path, "not-this-one");
  g_assert_error (wrong->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
  g_assert_false (wrong->needs_password);
  g_assert_false (wrong->key_matches);
}

/* Java knows no such passwords, and says so itself; there is no such file to open. */
static void
test_keytool_japanese (void)
{
  g_autofree char *message = NULL;
  g_autofree char *path = NULL;

  if (!p12_maker_has (P12_KEYTOOL))
    {
      g_test_skip ("keytool is not installed");
      return;
    }
  path = p12_maker_make (maker, P12_KEYTOOL, "keytool-ja", JAPANESE, "", &message);
  g_assert_null (path);
  g_assert_nonnull (strstr (message, "not ASCII"));
}

/* faults ----------------------------------------------------------------------------------------
 */

static void
test_unsupported (void)
{
  static const char *const kinds[][2] = {
    { "-legacy -keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-128", "RC2-128" },
    { "-legacy -keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-2DES", "3DES (2 keys)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path
          = p12_maker_make (maker, P12_OPENSSL, "unsupported", ASCII, kinds[i][0], NULL);
      g_autoptr (MdgCertificateInfo) info = look (path, ASCII);
      g_autoptr (MdgCertificateInfo) wrong = look (path, "not-this-one");

      g_assert_error (info->fault, MDG_ERROR, MDG_ERROR_P12_UNSUPPORTED);
      g_assert_cmpstr (info->encryption, ==, kinds[i][1]);
      g_assert_true (info->old_windows);
      g_assert_error (wrong->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
    }
}

/* Made without a password: opens without asking. */
static void
test_empty_password (void)
{
  g_autofree char *path = p12_maker_make (maker, P12_OPENSSL, "empty", "", "", NULL);
  g_autoptr (MdgCertificateInfo) given = look (path, "");
  g_autoptr (MdgCertificateInfo) unasked = look (path, NULL);
  g_autoptr (MdgCertificateInfo) wrong = look (path, "not-this-one");

  assert_opened (given);
  assert_opened (unasked);
  g_assert_error (wrong->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
}

/* A checksum of a kind that is not known, as PBMAC1 (RFC 9579) is to GnuTLS before 3.8.6: the key
 * that opens and fits says as much, and that the checksum was not looked at is told. */
static void
test_unknown_mac (void)
{
  static const guint8 sha256[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01 };
  g_autofree char *path = p12_maker_make (maker, P12_OPENSSL, "mac", ASCII, "", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (MdgCertificateInfo) info = NULL;
  g_autoptr (MdgCertificateInfo) wrong = NULL;
  gsize length;
  char *last = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (char *p = bytes; p + sizeof sha256 <= bytes + length; p++)
    if (memcmp (p, sha256, sizeof sha256) == 0)
      last = p;
  g_assert_nonnull (last);
  last[sizeof sha256 - 1] = 0x7f;
  g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
  info = look (path, ASCII);
  assert_opened (info);
  g_assert_cmpstr (info->mac, ==, "?");
  wrong = look (path, "not-this-one");
  g_assert_error (wrong->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
}

/* Other files that people rename or take for it. */
static void
test_something_else (void)
{
  static const char *const others[] = { "leaf.pem", "leaf.key", "leaf.csr" };
  g_autofree char *text = g_build_filename (maker->folder, "text.p12", NULL);
  g_autoptr (MdgCertificateInfo) info = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_build_filename (maker->folder, others[i], NULL);
      g_autoptr (MdgCertificateInfo) other = look (path, ASCII);

      g_assert_error (other->fault, MDG_ERROR, MDG_ERROR_P12_DAMAGED);
    }
  g_assert_true (g_file_set_contents (text, "<html>Login</html>", -1, NULL));
  info = look (text, NULL);
  g_assert_error (info->fault, MDG_ERROR, MDG_ERROR_P12_DAMAGED);
  g_assert_false (info->needs_password);
}

static void
test_no_key (void)
{
  g_autofree char *path = g_build_filename (maker->folder, "no-key.p12", NULL);
  g_autoptr (MdgCertificateInfo) info = NULL;

  g_assert_true (p12_run (maker->folder, NULL,
                          "openssl pkcs12 -export -nokeys -in leaf.pem -out no-key.p12 -passout "
                          "pass:" ASCII));
  info = look (path, ASCII);
  g_assert_error (info->fault, MDG_ERROR, MDG_ERROR_P12_NO_KEY);
  g_assert_false (info->has_key);
  g_assert_true (info->has_certificate);
  g_assert_cmpstr (info->institution_code, ==, CODE);
  g_assert_cmpstr (info->fingerprint, ==, maker->fingerprint);
}

static void
test_foreign_key (void)
{
  g_autoptr (P12Maker) other = p12_maker_new ("9999999999", 10);
  g_autofree char *path = g_build_filename (maker->folder, "foreign.p12", NULL);
  g_autofree char *password = g_strdup ("--password=" ASCII);
  g_autoptr (MdgCertificateInfo) info = NULL;

  if (!p12_maker_has (P12_CERTTOOL))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  /* certtool does not look whether they belong together. */
  g_assert_true (p12_run (maker->folder, NULL,
                          "certtool --to-p12 --load-certificate leaf.pem --load-privkey "
                          "%s/leaf.key --p12-name x --outder --outfile foreign.p12 %s",
                          other->folder, password));
  info = look (path, ASCII);
  g_assert_error (info->fault, MDG_ERROR, MDG_ERROR_P12_FOREIGN_KEY);
  g_assert_true (info->has_key);
  g_assert_false (info->key_matches);
  g_assert_cmpstr (info->institution_code, ==, CODE);
}

static void
test_damaged (void)
{
  g_autofree char *path = p12_maker_make (maker, P12_OPENSSL, "whole", ASCII, "", NULL);
  g_autofree char *cut = g_build_filename (maker->folder, "cut.p12", NULL);
  g_autoptr (GBytes) bytes = read_file (path);
  gsize length = g_bytes_get_size (bytes);

  for (gsize n = 0; n < length; n += 97)
    {
      g_autoptr (MdgCertificateInfo) info = NULL;

      g_assert_true (g_file_set_contents (cut, g_bytes_get_data (bytes, NULL), (gssize)n, NULL));
      info = look (cut, ASCII);
      g_assert_error (info->fault, MDG_ERROR, MDG_ERROR_P12_DAMAGED);
      g_assert_false (info->has_certificate);
      g_assert_cmpuint (info->size, ==, n);
    }
}

static void
test_too_long (void)
{
  g_autofree char *path = g_build_filename (maker->folder, "long.p12", NULL);
  g_autofree char *text = g_malloc0 (MDG_CERTIFICATE_FILE_LIMIT + 1);
  g_autoptr (MdgCertificateInfo) info = NULL;

  g_assert_true (g_file_set_contents (path, text, MDG_CERTIFICATE_FILE_LIMIT + 1, NULL));
  info = look (path, ASCII);
  g_assert_error (info->fault, MDG_ERROR, MDG_ERROR_P12_TOO_LONG);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mdg_certificate_info_read ("/nowhere/at-all.p12", NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

/* The ten digits stand where the authority puts them, which is written down nowhere. */
static void
test_code_elsewhere (void)
{
  static const char *const subjects[][2] = {
    { "/O=1310298765/CN=Terminal", "1310298765" },
    { "/CN=OQS-1310298765-01", "1310298765" },
    { "/CN=12345678901", "" },
    { "/CN=Clinic", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autofree char *path = g_build_filename (maker->folder, "subject.p12", NULL);
      g_autoptr (MdgCertificateInfo) info = NULL;

      g_assert_true (p12_run (maker->folder, NULL,
                              "openssl req -x509 -key leaf.key -out subject.pem -days 5 -subj %s",
                              subjects[i][0]));
      g_assert_true (p12_run (maker->folder, NULL,
                              "openssl pkcs12 -export -in subject.pem -inkey leaf.key -out "
                              "subject.p12 -passout pass:" ASCII));
      info = look (path, ASCII);
      g_assert_no_error (info->fault);
      g_assert_cmpstr (info->institution_code, ==, subjects[i][1]);
    }
}

static void
test_days (void)
{
  g_autoptr (GDateTime) evening = g_date_time_new_local (2026, 11, 21, 23, 59, 0);
  g_autoptr (GDateTime) morning = g_date_time_new_local (2026, 11, 22, 0, 1, 0);
  gint64 a = g_date_time_to_unix (evening), b = g_date_time_to_unix (morning);

  g_assert_cmpint (mdg_days_between (a, b), ==, 1);
  g_assert_cmpint (mdg_days_between (b, a), ==, -1);
  g_assert_cmpint (mdg_days_between (a, a + 30), ==, 0);
  g_assert_cmpint (mdg_days_between (0, G_MAXINT64), ==, 0);
}

/* other forms ------------------------------------------------------------------------------------
 */

static void
on_reformed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_set_object ((GAsyncResult **)data, result);
}

static char *
reform (const char *path, const char *password, MdgP12Form form, GError **error)
{
  /* As the window does it where nothing had to be asked. */
  g_autoptr (MdgSecret) secret = *password != '\0' ? mdg_secret_new_from_string (password) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_certificate_reform_async (path, secret, form, NULL, NULL, on_reformed, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_certificate_reform_finish (result, error);
}

static void
assert_openssl_opens (const char *path, const char *password, const char *more)
{
  g_autofree char *output = NULL;

  if (!p12_run (NULL, &output, "openssl pkcs12 -in %s -passin pass:%s -info -nodes%s", path,
                password, more))
    g_error ("openssl does not open it: %s", output);
  g_assert_nonnull (strstr (output, "PRIVATE KEY"));
  g_assert_nonnull (strstr (output, "friendlyName"));
}

static void
test_reform (gconstpointer data)
{
  const char *password = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = p12_maker_make (maker, P12_OPENSSL, "original", password, "", NULL);
  g_autoptr (GBytes) before = read_file (path);
  g_autofree char *old = reform (path, password, MDG_P12_FORM_OLD_WINDOWS, &error);
  g_autofree char *again = reform (path, password, MDG_P12_FORM_OLD_WINDOWS, &error);
  g_autofree char *strong = reform (old, password, MDG_P12_FORM_STRONG, &error);
  g_autoptr (MdgCertificateInfo) old_info = NULL;
  g_autoptr (MdgCertificateInfo) strong_info = NULL;
  g_autoptr (GBytes) after = read_file (path);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_true (g_str_has_suffix (old, G_DIR_SEPARATOR_S "original_3DES.p12"));
  g_assert_true (g_str_has_suffix (again, G_DIR_SEPARATOR_S "original_3DES (2).p12"));
  g_assert_true (g_str_has_suffix (strong, G_DIR_SEPARATOR_S "original_3DES_AES256.p12"));
  old_info = look (old, password);
  assert_opened (old_info);
  g_assert_true (old_info->old_windows);
  g_assert_cmpstr (old_info->encryption, ==, "3DES");
  g_assert_cmpstr (old_info->mac, ==, "SHA-1");
  strong_info = look (strong, password);
  assert_opened (strong_info);
  g_assert_cmpint (strong_info->strength, ==, MDG_P12_STRENGTH_STRONG);
  g_assert_cmpstr (strong_info->mac, ==, "SHA-256");
  g_assert_cmpuint (strong_info->iterations, >=, 100000);
  assert_openssl_opens (old, password, "");
  assert_openssl_opens (strong, password, "");
  g_unlink (old);
  g_unlink (again);
  g_unlink (strong);
}

static void
test_reform_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = p12_maker_make (maker, P12_OPENSSL, "refused", ASCII, "", NULL);
  g_autofree char *made = reform (path, "not-this-one", MDG_P12_FORM_STRONG, &error);

  g_assert_null (made);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
}

int
main (int argc, char **argv)
{
  /* The same file with another password takes the processor a second or two to open. */
  gboolean brief = g_getenv ("MDG_TEST_BRIEF") != NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  maker = p12_maker_new (CODE, DAYS);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/certificate-info/make/", cases[i].name, NULL);

      if (!brief || !g_str_equal (cases[i].password, JAPANESE))
        g_test_add_data_func (path, &cases[i], test_case);
    }
  if (!brief)
    {
      g_test_add_func ("/certificate-info/make/keytool-ja", test_keytool_japanese);
      g_test_add_data_func ("/certificate-info/reform-ja", JAPANESE, test_reform);
      g_test_add_data_func ("/certificate-info/reform-empty", "", test_reform);
    }
  g_test_add_func ("/certificate-info/unsupported", test_unsupported);
  g_test_add_func ("/certificate-info/empty-password", test_empty_password);
  g_test_add_func ("/certificate-info/unknown-mac", test_unknown_mac);
  g_test_add_func ("/certificate-info/something-else", test_something_else);
  g_test_add_func ("/certificate-info/no-key", test_no_key);
  g_test_add_func ("/certificate-info/foreign-key", test_foreign_key);
  g_test_add_func ("/certificate-info/damaged", test_damaged);
  g_test_add_func ("/certificate-info/too-long", test_too_long);
  g_test_add_func ("/certificate-info/missing", test_missing);
  g_test_add_func ("/certificate-info/code-elsewhere", test_code_elsewhere);
  g_test_add_func ("/certificate-info/days", test_days);
  g_test_add_data_func ("/certificate-info/reform", ASCII, test_reform);
  g_test_add_func ("/certificate-info/reform-refused", test_reform_refused);
  result = g_test_run ();
  p12_maker_free (maker);
  return result;
}
