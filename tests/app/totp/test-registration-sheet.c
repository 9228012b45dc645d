/* test-registration-sheet.c: the backup sheet scans, gives its key back in one piece, fits its page
 * and leaves nothing behind. What a PDF holds is judged by poppler's tools, not by our own code.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "totp/registration-sheet.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "totp/grey-image.h"
#include "totp/page-check.h"
#include "totp/qr-code.h"
#include "totp/sheet-page.h"

#define KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
#define PRINTED_AT 1795151100 /* 2026-11-20 14:05 in Tokyo */

#define LONG_JA                                                                                    \
  "医療法人社団まどぐち会附属まどぐち総合鍼灸整骨院・訪問マッサージ治療センター本院別館第二施術所"

typedef struct
{
  char *folder;
  char *pdf;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("sheet-XXXXXX", NULL);
  fixture->pdf = g_build_filename (fixture->folder, "sheet.pdf", NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_folder (file);
      else
        g_unlink (file);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->pdf);
}

static MdgRegistration *
make_registration (const char *key, const char *name)
{
  MdgRegistration *registration = mdg_registration_new ();
  g_autofree char *uri = g_strdup_printf (
      "otpauth://totp/%%E7%%AA%%93%%E5%%8F%%A3:WA000001?secret=%s&issuer=%%E7%%AA%%93%%E5%%8F%%A3",
      key);

  registration->institution_code = g_strdup ("1319919997");
  registration->institution_name = g_strdup (name);
  registration->login_id = g_strdup ("WA000001");
  registration->setup_key = mdg_secret_new_from_string (key);
  registration->otpauth_uri = mdg_secret_new_from_string (uri);
  return registration;
}

static MdgRegistrationSheet *
make_sheet (const char *key, const char *name, gboolean training)
{
  g_autoptr (MdgRegistration) registration = make_registration (key, name);
  g_autoptr (GError) error = NULL;
  MdgRegistrationSheet *sheet
      = mdg_registration_sheet_new (registration, PRINTED_AT, "受付 花子", training, &error);

  g_assert_no_error (error);
  return sheet;
}

static void
write_sheet (MdgRegistrationSheet *sheet, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_registration_sheet_write_pdf (sheet, path, &error));
  g_assert_no_error (error);
}

/* What a command prints; NULL (and the test skipped) when it is not installed. */
static char *
run (const char *const *argv)
{
  g_autofree char *program = g_find_program_in_path (argv[0]);
  char *output = NULL;
  int status = 0;
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return NULL;
    }
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               &output, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return output;
}

static char *
text_of (const char *pdf, const char *mode)
{
  const char *plain[] = { "pdftotext", pdf, "-", NULL };
  const char *other[] = { "pdftotext", mode, pdf, "-", NULL };

  return run (mode != NULL ? other : plain);
}

/* Whether one line of @text is @line and nothing else but spaces around it. */
static gboolean
has_line (const char *text, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **l = lines; *l != NULL; l++)
    if (g_str_equal (g_strstrip (*l), line))
      return TRUE;
  return FALSE;
}

static void
test_scans (void)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_registration_sheet_verify (sheet, &error));
  g_assert_no_error (error);
}

static void
draw_nothing (cairo_t *cr, cairo_rectangle_t *qr, gpointer data)
{
}

static void
draw_blotted (cairo_t *cr, cairo_rectangle_t *qr, gpointer sheet)
{
  mdg_registration_sheet_draw (sheet, cr);
  cairo_rectangle (cr, 0, 200, MDG_SHEET_WIDTH, 60); /* through the QR code */
  cairo_fill (cr);
}

static void
draw_pale (cairo_t *cr, cairo_rectangle_t *qr, gpointer sheet)
{
  mdg_registration_sheet_draw (sheet, cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 1);
  cairo_paint (cr);
}

static void
draw_broken (cairo_t *cr, cairo_rectangle_t *qr, gpointer sheet)
{
  mdg_registration_sheet_draw (sheet, cr);
  cairo_restore (cr); /* once too often: the drawing is in error */
}

static void
test_does_not_scan (void)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", FALSE);
  g_autoptr (MdgRegistration) registration = make_registration (KEY, "");
  const MdgPageDraw pages[] = { draw_nothing, draw_blotted, draw_pale, draw_broken };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (mdg_page_check (pages[i], sheet, registration->otpauth_uri, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_SCANNABLE);
      g_assert_null (strstr (error->message, "GEZD"));
    }
}

static void
draw_sheet (cairo_t *cr, cairo_rectangle_t *qr, gpointer sheet)
{
  mdg_registration_sheet_draw (sheet, cr);
}

static void
test_scans_something_else (void)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", FALSE);
  g_autoptr (MdgRegistration) other = make_registration ("JBSWY3DPEHPK3PXP", "");
  g_autoptr (GError) error = NULL;

  g_assert_false (mdg_page_check (draw_sheet, sheet, other->otpauth_uri, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_SCANNABLE);
}

/* The QR code and the key are two ways to the same secret, or there is no sheet. */
static void
test_disagreement (void)
{
  g_autoptr (MdgRegistration) registration = make_registration (KEY, "窓口鍼灸院");
  g_autoptr (GError) error = NULL;

  mdg_secret_unref (registration->setup_key);
  registration->setup_key = mdg_secret_new_from_string ("JBSWY3DPEHPK3PXP");
  g_assert_null (mdg_registration_sheet_new (registration, PRINTED_AT, NULL, FALSE, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
}

/* [0] p.8 warns of keys that come out of a PDF with a line break. Not out of ours. */
static void
test_key_in_one_piece (Fixture *fixture, gconstpointer data)
{
  const char *const modes[] = { NULL, "-layout", "-raw" };
  const gsize lengths[] = { 16, 18, 26, 31, 32, 52, 103 };
  const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *key = g_malloc0 (lengths[i] + 1);
      for (gsize j = 0; j < lengths[i]; j++)
        key[j] = alphabet[(j * 7 + i) % 32];
      g_autoptr (MdgRegistrationSheet) sheet = make_sheet (key, LONG_JA, TRUE);
      write_sheet (sheet, fixture->pdf);
      for (gsize mode = 0; mode < G_N_ELEMENTS (modes); mode++)
        {
          g_autofree char *text = text_of (fixture->pdf, modes[mode]);
          if (text == NULL)
            return;
          g_assert_true (has_line (text, key));
        }
    }
}

/* From paper: a page of the PDF, as coarse as a fax and as fine as a printer. */
static void
test_pdf_scans (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", FALSE);
  g_autoptr (MdgRegistration) registration = make_registration (KEY, "");
  g_autofree char *base = g_build_filename (fixture->folder, "page", NULL);
  g_autofree char *png = g_strconcat (base, ".png", NULL);
  const char *const resolutions[] = { "72", "100", "150", "203", "300" };

  write_sheet (sheet, fixture->pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      const char *argv[]
          = { "pdftoppm", "-r", resolutions[i], "-png", "-singlefile", fixture->pdf, base, NULL };
      g_autofree char *output = run (argv);
      if (output == NULL)
        return;
      char *bytes;
      gsize length;
      g_assert_true (g_file_get_contents (png, &bytes, &length, NULL));
      g_autoptr (GBytes) file = g_bytes_new_take (bytes, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) seen = mdg_qr_code_read_image (file, &error);
      g_assert_no_error (error);
      g_assert_true (mdg_secret_equal (seen, registration->otpauth_uri));
    }
}

/* Other paper: the whole page is on it, and still scans. */
static void
test_other_paper (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    double width, height;
  } papers[] = { { 612, 792 }, { 420, 595 }, { 842, 595 }, { 516, 729 }, { 596, 842 } };
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", TRUE);
  g_autoptr (MdgRegistration) registration = make_registration (KEY, "");

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      cairo_surface_t *surface
          = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(papers[i].width * 200 / 72),
                                        (int)(papers[i].height * 200 / 72));
      cairo_t *cr = cairo_create (surface);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_scale (cr, 200 / 72.0, 200 / 72.0);
      mdg_registration_sheet_draw_on (sheet, cr, papers[i].width, papers[i].height);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      g_autoptr (MdgGreyImage) image = mdg_grey_image_new_from_surface (surface);
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) seen
          = mdg_qr_code_read (image->pixels, image->width, image->height, image->width, &error);
      g_assert_no_error (error);
      g_assert_true (mdg_secret_equal (seen, registration->otpauth_uri));
      /* The foot's last line is on the paper, the edges are empty. */
      for (guint x = 0; x < image->width; x++)
        g_assert_true (image->pixels[x] == 255
                       && image->pixels[(image->height - 1) * image->width + x] == 255);
      cairo_surface_destroy (surface);
    }
}

static void
test_what_it_says (Fixture *fixture, gconstpointer data)
{
  const char *const words[] = { "1319919997",
                                "窓口鍼灸院",
                                "WA000001",
                                "2026-11-20 (Fri) 14:05",
                                "受付 花子",
                                "1/1",
                                "This sheet is a secret",
                                "If the phone is lost or broken" };
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", FALSE);
  g_autoptr (MdgRegistrationSheet) training = make_sheet (KEY, "窓口鍼灸院", TRUE);
  g_autofree char *text = NULL;
  g_autofree char *training_text = NULL;

  write_sheet (sheet, fixture->pdf);
  text = text_of (fixture->pdf, "-layout");
  if (text == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (text, words[i]));
  g_assert_null (strstr (text, "TRAINING"));
  write_sheet (training, fixture->pdf);
  training_text = text_of (fixture->pdf, "-layout");
  g_assert_nonnull (strstr (training_text, "TRAINING"));
}

static void
test_in_japanese (Fixture *fixture, gconstpointer data)
{
  const char *const words[] = { "Authenticator 登録",
                                "機関コード",
                                "機関名",
                                "ログインID",
                                "訓練",
                                "二次元バーコード",
                                "セットアップキー",
                                "2026年11月20日(金) 14:05" };
  g_autofree char *text = NULL;

  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    {
      g_test_skip ("no UTF-8 locale");
      return;
    }
  g_setenv ("LANGUAGE", "ja", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, MDG_BUILD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", TRUE);
  write_sheet (sheet, fixture->pdf);
  text = text_of (fixture->pdf, "-layout");
  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (words); i++)
    {
      g_test_message ("%s", words[i]);
      g_assert_nonnull (strstr (text, words[i]));
    }
  g_assert_true (text == NULL || has_line (text, KEY));
  g_unsetenv ("LANGUAGE");
  setlocale (LC_ALL, "C");
}

static void
test_one_a4_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, LONG_JA, TRUE);
  const char *argv[] = { "pdfinfo", fixture->pdf, NULL };
  g_autofree char *info = NULL;
  GStatBuf status;

  write_sheet (sheet, fixture->pdf);
  info = run (argv);
  if (info == NULL)
    return;
  g_assert_nonnull (strstr (info, "(A4)"));
  g_assert_true (g_regex_match_simple ("^Pages: +1$", info, G_REGEX_MULTILINE, 0));
  g_assert_nonnull (strstr (info, "Madoguchi"));
  g_assert_null (strstr (info, "GEZD"));
  /* The outlines that are used, not whole fonts: it also goes to slow printers. */
  g_assert_cmpint (g_stat (fixture->pdf, &status), ==, 0);
  g_assert_cmpint (status.st_size, <, 400 * 1024);
}

#define LOOK_DPI 144
#define LOOK(points) ((int)((points)*LOOK_DPI / 72))
#define BLOCK 24 /* pixels: a letter of the smallest type */

/* How bright the block at (@left, @top) is, 0 to 255. */
static double
brightness (cairo_surface_t *page, int left, int top)
{
  const guint8 *pixels = cairo_image_surface_get_data (page);
  int stride = cairo_image_surface_get_stride (page);
  guint64 sum = 0;

  for (int y = top; y < top + BLOCK; y++)
    for (int x = left; x < left + BLOCK; x++)
      sum += ((const guint32 *)(const void *)(pixels + (gsize)y * (gsize)stride))[x] & 0xff;
  return (double)sum / (BLOCK * BLOCK);
}

static cairo_surface_t *
draw_directly (MdgRegistrationSheet *sheet)
{
  cairo_surface_t *page = cairo_image_surface_create (CAIRO_FORMAT_RGB24, LOOK (MDG_SHEET_WIDTH),
                                                      LOOK (MDG_SHEET_HEIGHT));
  cairo_t *cr = cairo_create (page);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, LOOK_DPI / 72.0, LOOK_DPI / 72.0);
  mdg_registration_sheet_draw (sheet, cr);
  cairo_destroy (cr);
  cairo_surface_flush (page);
  return page;
}

/* The PDF, whose text is set in fonts of its own, shows what a printer's page shows: nothing over
 * anything else, no letter missing. */
static void
test_looks_alike (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, LONG_JA, TRUE);
  g_autofree char *base = g_build_filename (fixture->folder, "look", NULL);
  g_autofree char *png = g_strconcat (base, ".png", NULL);
  const char *argv[] = { "pdftoppm", "-r",          G_STRINGIFY (LOOK_DPI),
                         "-png",     "-singlefile", fixture->pdf,
                         base,       NULL };
  cairo_surface_t *ours = draw_directly (sheet);
  cairo_surface_t *theirs;
  g_autofree char *output = NULL;
  guint compared = 0;

  write_sheet (sheet, fixture->pdf);
  output = run (argv);
  if (output == NULL)
    {
      cairo_surface_destroy (ours);
      return;
    }
  theirs = cairo_image_surface_create_from_png (png);
  g_assert_cmpint (cairo_surface_status (theirs), ==, CAIRO_STATUS_SUCCESS);
  for (int y = 0; y + BLOCK <= LOOK (MDG_SHEET_HEIGHT); y += BLOCK)
    for (int x = 0; x + BLOCK <= LOOK (MDG_SHEET_WIDTH); x += BLOCK, compared++)
      {
        /* The QR code is fitted to the pixels of each raster. */
        if (x < LOOK (245) && y > LOOK (200) && y < LOOK (425))
          continue;
        double difference = brightness (ours, x, y) - brightness (theirs, x, y);
        if (ABS (difference) > 40)
          g_error ("the page is %.0f brighter at %d, %d than the PDF", difference, x, y);
      }
  g_assert_cmpuint (compared, >, 3000);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
  g_unlink (png);
}

/* The text never runs into the foot, however long the names are. */
static void
test_fits (void)
{
  g_autofree char *wide = g_strnfill (400, 'W');
  const char *const names[] = { "", "窓", LONG_JA, LONG_JA LONG_JA LONG_JA LONG_JA, wide };
  const char *const languages[] = { "C", "ja" };
  g_autoptr (MdgRegistration) registration = make_registration (KEY, "");
  g_autoptr (MdgQrCode) qr = mdg_qr_code_new (registration->otpauth_uri, NULL);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  bindtextdomain (GETTEXT_PACKAGE, MDG_BUILD_LOCALE_DIR);
  for (gsize i = 0; i < G_N_ELEMENTS (names) * 2; i++)
    {
      const MdgSheetContent content = {
        .institution_code = "1319919997",
        .institution_name = names[i / 2],
        .login_id = "WA000001",
        .printed_on = "2026年11月20日(金) 14:05",
        .by_whom = names[i / 2],
        .setup_key = registration->setup_key,
        .qr = qr,
        .training = TRUE,
      };
      setlocale (LC_ALL, i % 2 == 0 ? "C" : "C.UTF-8");
      g_setenv ("LANGUAGE", languages[i % 2], TRUE);
      double left = mdg_sheet_page_draw (&content, cr, NULL);
      g_test_message ("%s, name %" G_GSIZE_FORMAT ": %.1f points left", languages[i % 2], i / 2,
                      left);
      g_assert_cmpfloat (left, >=, 4);
    }
  g_unsetenv ("LANGUAGE");
  setlocale (LC_ALL, "C");
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Whether row @y of @surface (half points) is black from margin to margin. */
static gboolean
is_line (cairo_surface_t *surface, int y)
{
  const guint8 *row = cairo_image_surface_get_data (surface)
                      + (gsize)y * (gsize)cairo_image_surface_get_stride (surface);
  const int first = (int)(2 * MDG_SHEET_MARGIN) + 4;
  const int last = (int)(2 * (MDG_SHEET_WIDTH - MDG_SHEET_MARGIN)) - 4;

  for (int x = first; x < last; x++)
    if (row[x * 4] > 100)
      return FALSE;
  return TRUE;
}

/* A QR code of few modules has a wide quiet zone, which once wiped out part of the frame above it.
 */
static void
test_quiet_zone (void)
{
  const char *const texts[] = { "otpauth://totp/a", "otpauth://totp/a?secret=" KEY,
                                "otpauth://totp/a?secret=" KEY KEY KEY KEY KEY };
  g_autoptr (MdgRegistration) registration = make_registration (KEY, "窓口鍼灸院");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MdgSecret) text = mdg_secret_new_from_string (texts[i]);
      g_autoptr (MdgQrCode) qr = mdg_qr_code_new (text, NULL);
      const MdgSheetContent content = { .institution_code = "1",
                                        .institution_name = "窓口鍼灸院",
                                        .login_id = "W",
                                        .printed_on = "2026",
                                        .setup_key = registration->setup_key,
                                        .qr = qr };
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1191, 1684);
      cairo_t *cr = cairo_create (surface);
      cairo_rectangle_t place;
      gboolean framed = FALSE;

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_scale (cr, 2, 2);
      mdg_sheet_page_draw (&content, cr, &place);
      cairo_surface_flush (surface);
      for (int y = (int)(2 * place.y) - 20; y < (int)(2 * place.y); y++)
        framed = framed || is_line (surface, y);
      g_assert_true (framed);
      g_assert_cmpfloat (place.width * mdg_qr_code_get_size (qr)
                             / (mdg_qr_code_get_size (qr) + 2.0 * MDG_QR_QUIET_ZONE),
                         >=, 50 / 25.4 * 72); /* 5 cm */
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/* One file, readable by its owner only; the secret nowhere in clear, and in no other file. */
static void
test_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", FALSE);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "tmp", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  GStatBuf status;

  g_assert_cmpint (g_mkdir (elsewhere, 0700), ==, 0);
  g_setenv ("TMPDIR", elsewhere, TRUE);
  write_sheet (sheet, fixture->pdf);
  write_sheet (sheet, fixture->pdf); /* over an old one */
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
  g_assert_cmpuint (count_files (elsewhere), ==, 0);
  g_assert_cmpint (g_stat (fixture->pdf, &status), ==, 0);
#ifndef G_OS_WIN32
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
#endif
  g_assert_true (g_file_get_contents (fixture->pdf, &bytes, &length, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_null (g_strstr_len (bytes, (gssize)length, KEY));
  g_assert_null (g_strstr_len (bytes, (gssize)length, "otpauth"));
}

static void
test_cannot_be_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", FALSE);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "sheet.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mdg_registration_sheet_write_pdf (sheet, nowhere, &error));
  g_assert_true (error != NULL && error->domain == MDG_ERROR);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
  g_clear_error (&error);
  g_assert_false (mdg_registration_sheet_write_pdf (sheet, fixture->folder, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_suggested_name (void)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", FALSE);
  g_autofree char *name = mdg_registration_sheet_suggest_name (sheet);

  g_assert_cmpstr (name, ==, "Authenticator_WA000001_20261120.pdf");
}

/* A login ID is the service's word: it must not lead the file elsewhere. */
static void
test_suggested_name_is_tame (void)
{
  g_autoptr (MdgRegistration) registration = make_registration (KEY, "窓口鍼灸院");
  g_autoptr (MdgRegistrationSheet) sheet = NULL;
  g_autofree char *name = NULL;

  g_free (registration->login_id);
  registration->login_id = g_strdup ("../W\\A:0*/名");
  sheet = mdg_registration_sheet_new (registration, PRINTED_AT, NULL, FALSE, NULL);
  name = mdg_registration_sheet_suggest_name (sheet);
  g_assert_cmpstr (name, ==, "Authenticator_WA0_20261120.pdf");
}

static gpointer
verify_in_thread (gpointer sheet)
{
  gboolean sound = TRUE;

  for (int i = 0; i < 3; i++)
    sound = mdg_registration_sheet_verify (sheet, NULL) && sound;
  return GINT_TO_POINTER (sound);
}

static void
test_threads (void)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet (KEY, "窓口鍼灸院", FALSE);
  GThread *threads[3];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("verify", verify_in_thread, sheet);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/totp/registration-sheet/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totp/registration-sheet/scans", test_scans);
  g_test_add_func ("/totp/registration-sheet/does-not-scan", test_does_not_scan);
  g_test_add_func ("/totp/registration-sheet/scans-something-else", test_scans_something_else);
  g_test_add_func ("/totp/registration-sheet/disagreement", test_disagreement);
  ADD ("key-in-one-piece", test_key_in_one_piece);
  ADD ("pdf-scans", test_pdf_scans);
  ADD ("other-paper", test_other_paper);
  ADD ("what-it-says", test_what_it_says);
  ADD ("in-japanese", test_in_japanese);
  ADD ("one-a4-page", test_one_a4_page);
  ADD ("looks-alike", test_looks_alike);
  g_test_add_func ("/totp/registration-sheet/fits", test_fits);
  g_test_add_func ("/totp/registration-sheet/quiet-zone", test_quiet_zone);
  ADD ("leaves-nothing", test_leaves_nothing);
  ADD ("cannot-be-written", test_cannot_be_written);
  g_test_add_func ("/totp/registration-sheet/suggested-name", test_suggested_name);
  g_test_add_func ("/totp/registration-sheet/suggested-name-is-tame", test_suggested_name_is_tame);
  g_test_add_func ("/totp/registration-sheet/threads", test_threads);
  return g_test_run ();
}
