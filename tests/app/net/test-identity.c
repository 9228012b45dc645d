/* test-identity.c: what becomes of .p12 files of every make, whole and broken (facts.md 5.1). Files
 * are made by OpenSSL, another implementation, and where that refuses by GnuTLS.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>

#include "core/error.h"
#include "net/identity.h"
#include "run-program.h"
#include "test-pki.h"

typedef struct
{
  TestPki *pki; /* shared by all tests */
  char *p12;    /* a good one, by OpenSSL: quick to open */
  gint64 now;
} Fixture;

static TestPki *shared_pki;

static char *
in_folder (Fixture *fixture, const char *name)
{
  return g_build_filename (test_pki_get_folder (fixture->pki), name, NULL);
}

/* openssl pkcs12 -export of the client's certificate and key. @more: further arguments.
 * Returns: (transfer full): the path */
static char *
export_with_openssl (Fixture *fixture, const char *password, const char *more)
{
  g_autofree char *certificate = in_folder (fixture, "client.pem");
  g_autofree char *key = in_folder (fixture, "client.key");
  g_autofree char *pass = g_strconcat ("pass:", password, NULL);
  g_auto (GStrv) extra = g_strsplit (more, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autofree char *messages = NULL;
  char *out = in_folder (fixture, "made.p12");

  g_strv_builder_add_many (builder, "openssl", "pkcs12", "-export", "-in", certificate, NULL);
  g_strv_builder_add_many (builder, "-inkey", key, "-out", out, "-passout", pass, NULL);
  if (*more)
    g_strv_builder_addv (builder, (const char **)extra);
  argv = g_strv_builder_end (builder);
  if (!run_program (NULL, argv, &messages))
    g_error ("openssl pkcs12 %s: %s", more, messages);
  return out;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pki = shared_pki;
  fixture->p12 = export_with_openssl (fixture, TEST_PKI_PASSWORD, "");
  fixture->now = g_get_real_time () / G_USEC_PER_SEC;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->p12);
}

static MdgIdentity *
open_identity (const char *path, const char *password, gint64 now, GError **error)
{
  g_autoptr (MdgSecret) secret = password ? mdg_secret_new_from_string (password) : NULL;

  return mdg_identity_open (path, secret, now, error);
}

static void
assert_opens (Fixture *fixture, const char *path, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgIdentity) identity = open_identity (path, password, fixture->now, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mdg_identity_get_subject (identity), ==, "1234567890");
  g_assert_cmpstr (mdg_identity_get_issuer (identity), ==, "Test CA 試験");
  g_assert_cmpstr (mdg_identity_get_path (identity), ==, path);
  g_assert_cmpint (mdg_identity_get_expires (identity), >, fixture->now);
  g_assert_true (G_IS_TLS_CERTIFICATE (mdg_identity_get_certificate (identity)));
}

static void
assert_fails (const char *path, const char *password, gint64 now, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgIdentity) identity = open_identity (path, password, now, &error);

  g_assert_null (identity);
  g_assert_error (error, MDG_ERROR, (int)code);
  g_assert_null (strstr (error->message, password ? password : "\x01"));
}

/* the matrix of facts.md 5.1 ------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  const char *password;
  const char *arguments;
  MdgErrorCode code;
  gboolean fails;
} Case;

static const Case cases[] = {
  { "aes-256", "secret-password", "", 0, FALSE },
  { "aes-256-sha512", "secret-password", "-macalg sha512", 0, FALSE },
  { "aes-256-sha384", "secret-password", "-macalg sha384", 0, FALSE },
  { "aes-256-sha1", "secret-password", "-macalg sha1", 0, FALSE },
  { "legacy", "secret-password", "-legacy", 0, FALSE },
  { "3des", "secret-password", "-legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES", 0, FALSE },
  { "rc2-40", "secret-password", "-legacy -keypbe PBE-SHA1-RC2-40 -certpbe PBE-SHA1-RC2-40", 0,
    FALSE },
  { "rc4-128", "secret-password", "-legacy -keypbe PBE-SHA1-RC4-128 -certpbe PBE-SHA1-RC4-128", 0,
    FALSE },
  { "rc2-128", "secret-password", "-legacy -keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-128",
    MDG_ERROR_P12_UNSUPPORTED, TRUE },
  { "2key-3des", "secret-password", "-legacy -keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-2DES",
    MDG_ERROR_P12_UNSUPPORTED, TRUE },
  { "open-certificates", "secret-password", "-certpbe NONE", 0, FALSE },
  { "open", "secret-password", "-certpbe NONE -keypbe NONE", 0, FALSE },
  { "no-mac", "secret-password", "-nomac", 0, FALSE },
  { "no-mac-legacy", "secret-password", "-nomac -legacy", 0, FALSE },
  { "empty-password", "", "", 0, FALSE },
  { "empty-password-legacy", "", "-legacy", 0, FALSE },
  { "japanese-password", "パスワード", "", 0, FALSE },
  { "japanese-password-legacy", "パスワード", "-legacy", 0, FALSE },
  { "many-iterations", "secret-password", "-iter 600000", 0, FALSE },
};

static void
test_matrix (Fixture *fixture, gconstpointer data)
{
  const Case *test = data;
  g_autofree char *path = export_with_openssl (fixture, test->password, test->arguments);

  if (test->fails)
    assert_fails (path, test->password, fixture->now, test->code);
  else
    assert_opens (fixture, path, test->password);
  if (!test->fails && *test->password == '\0')
    assert_opens (fixture, path, NULL);
  /* An open file without MAC would open with any password; all of these have one or the other. */
  if (strstr (test->arguments, "2DES") == NULL && strstr (test->arguments, "RC2-128") == NULL)
    assert_fails (path, "not-this-password", fixture->now, MDG_ERROR_P12_WRONG_PASSWORD);
}

/* One wrong password in 256 passes the padding of what it decrypts; without a MAC nothing else is
 * asked, and what comes out is nonsense. Then too it is the password that is wrong, not the file.
 */
static void
test_chance (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = export_with_openssl (fixture, "secret-password", data);

  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *wrong = g_strdup_printf ("not-this-%u", i);

      assert_fails (path, wrong, fixture->now, MDG_ERROR_P12_WRONG_PASSWORD);
    }
}

/* faults ------------------------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  TestPkiFlags flags;
  MdgErrorCode code;
} Fault;

static const Fault faults[] = {
  { "no-key", TEST_PKI_NO_KEY, MDG_ERROR_P12_NO_KEY },
  { "no-certificate", TEST_PKI_NO_CERTIFICATE, MDG_ERROR_P12_DAMAGED },
  { "foreign-key", TEST_PKI_FOREIGN_KEY, MDG_ERROR_P12_FOREIGN_KEY },
  { "expired", TEST_PKI_EXPIRED, MDG_ERROR_P12_EXPIRED },
  { "not-yet-valid", TEST_PKI_FUTURE, MDG_ERROR_P12_NOT_YET_VALID },
};

static void
test_fault (Fixture *fixture, gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *path = test_pki_make_client (fixture->pki, "faulty", "1234567890", fault->flags);

  assert_fails (path, TEST_PKI_PASSWORD, fixture->now, fault->code);
  assert_fails (path, "not-this-password", fixture->now, MDG_ERROR_P12_WRONG_PASSWORD);
}

static void
test_times (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgIdentity) identity
      = open_identity (fixture->p12, TEST_PKI_PASSWORD, fixture->now, &error);
  gint64 expires;

  g_assert_no_error (error);
  expires = mdg_identity_get_expires (identity);
  g_clear_object (&identity);
  identity = open_identity (fixture->p12, TEST_PKI_PASSWORD, expires, &error);
  g_assert_no_error (error);
  assert_fails (fixture->p12, TEST_PKI_PASSWORD, expires + 1, MDG_ERROR_P12_EXPIRED);
  assert_fails (fixture->p12, TEST_PKI_PASSWORD, 0, MDG_ERROR_P12_NOT_YET_VALID);
}

static void
write_bytes (const char *path, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize)length, &error);
  g_assert_no_error (error);
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "cut.p12");
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->p12, &bytes, &length, NULL));
  for (gsize cut = 0; cut < length; cut += cut < 64 ? 1 : 37)
    {
      write_bytes (path, bytes, cut);
      assert_fails (path, TEST_PKI_PASSWORD, fixture->now, MDG_ERROR_P12_DAMAGED);
    }
}

/* No single wrong byte may do worse than fail; most are noticed by the MAC. */
static void
test_flipped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "flipped.p12");
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->p12, &bytes, &length, NULL));
  for (gsize at = 0; at < length; at += 7)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgIdentity) identity = NULL;

      bytes[at] ^= 0x55;
      write_bytes (path, bytes, length);
      bytes[at] ^= 0x55;
      identity = open_identity (path, TEST_PKI_PASSWORD, fixture->now, &error);
      g_assert_true ((identity == NULL) == (error != NULL));
      g_assert_true (error == NULL || error->domain == MDG_ERROR);
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "random.p12");
  g_autoptr (GRand) random = g_rand_new_with_seed (20260401);

  for (guint round = 0; round < 200; round++)
    {
      gsize length = (gsize)g_rand_int_range (random, 1, 4096);
      g_autofree char *bytes = g_malloc (length);

      for (gsize i = 0; i < length; i++)
        bytes[i] = (char)g_rand_int (random);
      write_bytes (path, bytes, length);
      assert_fails (path, TEST_PKI_PASSWORD, fixture->now, MDG_ERROR_P12_DAMAGED);
    }
}

static void
test_not_pkcs12 (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pem = in_folder (fixture, "client.pem");

  assert_fails (pem, TEST_PKI_PASSWORD, fixture->now, MDG_ERROR_P12_DAMAGED);
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "long.p12");
  g_autofree char *bytes = g_malloc0 (1024 * 1024 + 1);

  write_bytes (path, bytes, 1024 * 1024 + 1);
  assert_fails (path, TEST_PKI_PASSWORD, fixture->now, MDG_ERROR_P12_TOO_LONG);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "nothing.p12");

  assert_fails (path, TEST_PKI_PASSWORD, fixture->now, MDG_ERROR_NOT_FOUND);
  /* The folder's name, which the message may hold, is letters at random. */
  assert_fails (test_pki_get_folder (fixture->pki), "not-this-password", fixture->now,
                MDG_ERROR_FAILED);
}

/* A file may ask for any number of steps; the numbers are changed in place, the MAC's and the
 * parts'. */
static void
test_absurd_work (Fixture *fixture, gconstpointer data)
{
  static const char asked[] = "\x02\x03\x01\x01\x01", absurd[] = "\x02\x03\x7f\xff\xff";
  const char *arguments = data;
  g_autofree char *path = export_with_openssl (fixture, "secret-password", arguments);
  g_autofree char *bytes = NULL;
  gsize length, found = 0;
  gint64 before = g_get_monotonic_time ();

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize at = 0; at + 5 <= length; at++)
    if (memcmp (bytes + at, asked, 5) == 0)
      {
        memcpy (bytes + at, absurd, 5);
        found++;
      }
  g_assert_cmpuint (found, >, 0);
  write_bytes (path, bytes, length);
  assert_fails (path, "secret-password", fixture->now, MDG_ERROR_P12_UNSUPPORTED);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 30 * G_USEC_PER_SEC);
}

/* in a thread --------------------------------------------------------------------------------- */

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static MdgIdentity *
open_and_wait (Fixture *fixture, const char *password, GCancellable *cancellable, GError **error)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (password);
  g_autoptr (GAsyncResult) result = NULL;

  mdg_identity_open_async (fixture->p12, secret, fixture->now, cancellable, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_identity_open_finish (result, error);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  MdgIdentity *identity = open_and_wait (fixture, TEST_PKI_PASSWORD, NULL, &error);

  g_assert_no_error (error);
  g_assert_finalize_object (identity);
  g_assert_null (open_and_wait (fixture, "wrong", NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (open_and_wait (fixture, TEST_PKI_PASSWORD, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add (const char *prefix,
     const char *name,
     gconstpointer data,
     void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/identity/", prefix, name, NULL);

  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_autofree char *client = NULL;
  int rc;

  g_test_init (&argc, &argv, NULL);
  shared_pki = test_pki_new ();
  client = test_pki_make_client (shared_pki, "client", "1234567890", TEST_PKI_PLAIN);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    add ("matrix/", cases[i].name, &cases[i], test_matrix);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    add ("fault/", faults[i].name, &faults[i], test_fault);
  add ("chance/", "aes-256", "-iter 1 -nomac -certpbe AES-256-CBC", test_chance);
  add ("chance/", "3des", "-iter 1 -legacy -nomac -certpbe PBE-SHA1-3DES", test_chance);
  add ("", "times", NULL, test_times);
  add ("", "truncated", NULL, test_truncated);
  add ("", "flipped", NULL, test_flipped);
  add ("", "random", NULL, test_random);
  add ("", "not-pkcs12", NULL, test_not_pkcs12);
  add ("", "too-long", NULL, test_too_long);
  add ("", "missing", NULL, test_missing);
  add ("absurd/", "everything", "-iter 65793", test_absurd_work);
  add ("absurd/", "parts", "-iter 65793 -nomac", test_absurd_work);
  add ("", "async", NULL, test_async);
  rc = g_test_run ();
  test_pki_free (shared_pki);
  return rc;
}
