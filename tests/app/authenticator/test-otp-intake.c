/* test-otp-intake.c: what comes in is shown before any of it is kept, what is there already is
 * told, and what cannot be taken changes nothing. SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>

#include "../store/scratch-cache.h"
#include "authenticator/otp-intake.h"
#include "migration-vectors.h"
#include "totp/qr-code.h"

#define NOW 1795230000
#define KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

typedef struct
{
  char *folder;
  MdgCache *cache;
  MdgOtpIntake *intake;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  f->cache = scratch_cache_open (f->folder);
  f->intake = mdg_otp_intake_new (f->cache);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->intake);
  scratch_cache_close (&f->cache);
  scratch_folder_free (f->folder);
}

/* What was asked for before is answered before: comparing is over when this is. */
static guint
count_kept (Fixture *f)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  mdg_authenticator_book_load_async (f->cache, NOW, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  entries = mdg_authenticator_book_load_finish (f->cache, result, NULL);
  return entries->len;
}

static void
take (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean taken = mdg_otp_intake_take_text (f->intake, text, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (taken);
}

static void
refuse (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  guint before = mdg_otp_intake_get_candidates (f->intake)->len;

  g_assert_false (mdg_otp_intake_take_text (f->intake, text, -1, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpuint (mdg_otp_intake_get_candidates (f->intake)->len, ==, before);
}

static int
keep (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  int n;

  mdg_otp_intake_keep_async (f->intake, NOW, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  n = mdg_otp_intake_keep_finish (f->intake, result, &error);
  g_assert_no_error (error);
  return n;
}

static const MdgOtpCandidate *
candidate (Fixture *f, guint index)
{
  return mdg_otp_intake_get_candidates (f->intake)->pdata[index];
}

static void
test_duplicates (Fixture *f, gconstpointer data)
{
  take (f, "otpauth://totp/I:a?secret=" KEY);
  g_assert_cmpuint (count_kept (f), ==, 0);
  g_assert_cmpint (keep (f), ==, 1);
  g_assert_cmpuint (mdg_otp_intake_get_candidates (f->intake)->len, ==, 0);
  g_assert_cmpuint (count_kept (f), ==, 1);
  take (f, "otpauth://totp/other:b?secret=" KEY
           "\r\n\r\notpauth://totp/I:a?secret=MZXW6YTBOJTG633CMFZGM33P\n"
           "otpauth://hotp/I:c?secret=" KEY "&counter=1\n");
  g_assert_cmpuint (count_kept (f), ==, 1);
  g_assert_cmpint (candidate (f, 0)->verdict, ==, MDG_OTP_SAME_KEY);
  g_assert_false (candidate (f, 0)->chosen);
  g_assert_cmpint (candidate (f, 1)->verdict, ==, MDG_OTP_SAME_NAME);
  g_assert_true (candidate (f, 1)->chosen);
  g_assert_cmpuint (mdg_otp_intake_get_refusals (f->intake)->len, ==, 1);
  g_assert_cmpuint (mdg_otp_intake_count_chosen (f->intake), ==, 1);
  mdg_otp_intake_choose (f->intake, 0, TRUE);
  g_assert_cmpuint (mdg_otp_intake_count_chosen (f->intake), ==, 2);
  g_assert_cmpint (keep (f), ==, 2);
  g_assert_cmpuint (count_kept (f), ==, 3);
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  gboolean repeated = FALSE;
  guint here, all;

  take (f, SECOND_OF_THREE);
  mdg_otp_intake_get_pages (f->intake, &here, &all);
  g_assert_cmpuint (here, ==, 1);
  g_assert_cmpuint (all, ==, 3);
  g_assert_true (mdg_otp_intake_take_text (f->intake, SECOND_OF_THREE, -1, &repeated, NULL));
  g_assert_true (repeated);
  g_assert_cmpuint (mdg_otp_intake_get_candidates (f->intake)->len, ==, 1);
  take (f, THIRD_OF_THREE);
  take (f, FIRST_OF_THREE);
  mdg_otp_intake_get_pages (f->intake, &here, &all);
  g_assert_cmpuint (here, ==, 3);
  g_assert_cmpuint (all, ==, 3);
  g_assert_cmpint (keep (f), ==, 3);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  take (f, "otpauth://totp/I:a?secret=" KEY);
  refuse (f, "");
  refuse (f, "https://example.invalid/");
  refuse (f, "otpauth://totp/I:a?secret=0189");
  refuse (f, "otpauth://totp/I:a?secret=" KEY "\nnonsense");
  refuse (f, BAD_CUT);
}

static void
test_typed (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *issuer, *account, *key, *field;
  } cases[] = {
    { "窓口", "受付", "gezd-gnbv　GY3T QOJQ\r\nｇｅｚｄgnbvgy3tqojq", NULL },
    { "", "WA000001", KEY, NULL },
    { "a:b", "x", KEY, "issuer" },
    { "a", " ", KEY, "account" },
    { "a", "x", "0189", "setup_key" },
    { "a", "x", "", "setup_key" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) key = mdg_secret_new_from_string (cases[i].key);
      gboolean taken
          = mdg_otp_intake_take_key (f->intake, cases[i].issuer, cases[i].account, key,
                                     MDG_TOTP_SHA1, MDG_TOTP_DIGITS, MDG_TOTP_PERIOD, &error);

      g_assert_cmpint (taken, ==, cases[i].field == NULL);
      if (!taken)
        g_assert_cmpstr (mdg_error_get_field (error), ==, cases[i].field);
    }
  g_assert_cmpuint (mdg_otp_intake_get_candidates (f->intake)->len, ==, 2);
  g_assert_cmpstr (mdg_secret_get_string (candidate (f, 0)->item->uri->setup_key), ==, KEY);
  g_assert_null (candidate (f, 1)->item->uri->issuer);
}

static cairo_status_t
write_png (void *bytes, const unsigned char *data, unsigned length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A picture of @texts side by side, as on a screenshot; @dark: light on dark. */
static GBytes *
make_picture (const char *const *texts, gboolean dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1300, 700);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();

  cairo_set_source_rgb (cr, 0.9, 0.9, 0.9);
  cairo_paint (cr);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (MdgSecret) text = mdg_secret_new_from_string (texts[i]);
      g_autoptr (MdgQrCode) code = mdg_qr_code_new (text, NULL);

      mdg_qr_code_draw (code, cr, 20 + 640.0 * i, 40, 600);
    }
  if (dark)
    {
      cairo_set_operator (cr, CAIRO_OPERATOR_DIFFERENCE);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
    }
  cairo_surface_write_to_png_stream (surface, write_png, png);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

static void
take_picture (Fixture *f, const char *const *texts, gboolean dark, MdgErrorCode code, guint n)
{
  g_autoptr (GBytes) picture = make_picture (texts, dark);
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_otp_intake_clear (f->intake);
  mdg_otp_intake_take_picture_async (f->intake, picture, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  if (mdg_otp_intake_take_picture_finish (f->intake, result, NULL, &error))
    g_assert_cmpint (code, ==, 0);
  else
    g_assert_error (error, MDG_ERROR, (int)code);
  g_assert_cmpuint (mdg_otp_intake_get_candidates (f->intake)->len, ==, n);
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  static const char uri[] = "otpauth://totp/I:a?secret=" KEY;

  take_picture (f, (const char *const[]){ uri, NULL }, FALSE, 0, 1);
  take_picture (f, (const char *const[]){ uri, NULL }, TRUE, 0, 1);
  take_picture (f, (const char *const[]){ MANY, NULL }, FALSE, 0, 3);
  take_picture (f, (const char *const[]){ NULL }, FALSE, MDG_ERROR_NO_QR_CODE, 0);
  take_picture (f, (const char *const[]){ uri, SECOND_OF_THREE, NULL }, FALSE,
                MDG_ERROR_SEVERAL_QR_CODES, 0);
  take_picture (f, (const char *const[]){ "https://example.invalid", NULL }, FALSE,
                MDG_ERROR_INVALID_INPUT, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/otp-intake/duplicates", test_duplicates);
  ADD ("/otp-intake/pages", test_pages);
  ADD ("/otp-intake/refused", test_refused);
  ADD ("/otp-intake/typed", test_typed);
  ADD ("/otp-intake/pictures", test_pictures);
  return g_test_run ();
}
