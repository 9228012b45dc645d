/* test-settings-pdf.c: PDFs of every kind through the real madoguchi-read-pdf: those that the
 * training service issues, those that LibreOffice and a report engine make, and what is none.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-pdf.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "accounts/pdf-text.h"
#include "paper/pdf.h"
#include "run-program.h"
#include "training/settings-pdf.h"

#define NAME "夕凪町しおさい鍼灸整骨院分院"
#define MUTATIONS 24

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Wait;

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static MdgSettingsReading *
read_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Wait wait = { .loop = loop };
  MdgSettingsReading *reading;

  mdg_settings_pdf_read_async (file, cancellable, on_done, &wait);
  g_main_loop_run (loop);
  reading = mdg_settings_pdf_read_finish (wait.result, error);
  g_object_unref (wait.result);
  return reading;
}

static MdgSettingsReading *
read_bytes (const void *data, gsize length)
{
  g_autoptr (MdgSecret) pdf = mdg_secret_new (data, length);
  g_autoptr (GError) error = NULL;
  MdgSettingsReading *reading = mdg_settings_pdf_read (pdf, NULL, &error);

  g_assert_no_error (error);
  return reading;
}

static void
assert_verdict (const MdgSettingsReading *reading, MdgSettingsVerdict expected)
{
  g_assert_nonnull (reading);
  g_assert_cmpstr (mdg_settings_verdict_nick (reading->verdict), ==,
                   mdg_settings_verdict_nick (expected));
}

/* For people who run this by hand: what was recognised, and what is doubtful. */
static void
print_reading (const char *what, const MdgSettingsReading *reading)
{
  const MdgAccountSettings *settings = reading->settings;

  g_test_message ("%s: %s", what, mdg_settings_verdict_nick (reading->verdict));
  if (settings == NULL)
    return;
  g_test_message ("  %s / %s / %s / %s / %s / %s", settings->institution_code,
                  settings->institution_name, settings->id, settings->user_type, settings->url,
                  settings->issued_on);
  for (int i = 0; i < MDG_SETTINGS_N_FIELDS; i++)
    g_test_message ("  %s: %s", mdg_settings_field_nick ((MdgSettingsField)i),
                    mdg_settings_doubt_nick (reading->doubts[i]));
}

static void
assert_secret (MdgSecret *found, MdgSecret *expected)
{
  g_assert_true ((found != NULL) == (expected != NULL));
  if (found != NULL)
    g_assert_true (mdg_secret_equal (found, expected));
}

/* @reading is @expected, of which everything is sure. */
static void
assert_recognised (const MdgSettingsReading *reading, const MdgAccountSettings *expected)
{
  const MdgAccountSettings *found = reading->settings;

  assert_verdict (reading, MDG_SETTINGS_RECOGNISED);
  g_assert_cmpint (found->kind, ==, expected->kind);
  g_assert_cmpstr (found->institution_code, ==, expected->institution_code);
  g_assert_cmpstr (found->institution_name, ==, expected->institution_name);
  g_assert_cmpstr (found->id, ==, expected->id);
  g_assert_cmpstr (found->user_type, ==, expected->user_type);
  g_assert_cmpstr (found->url, ==, expected->url);
  g_assert_cmpstr (found->issued_on, ==, expected->issued_on);
  assert_secret (found->password, expected->password);
  assert_secret (found->activation_code, expected->activation_code);
  for (int i = 0; i < MDG_SETTINGS_N_FIELDS; i++)
    g_assert_cmpint (reading->doubts[i], <=, MDG_SETTINGS_ABSENT);
}

static MdgAccountSettings *
make_settings (MdgAccountKind kind)
{
  MdgAccountSettings *settings = mdg_account_settings_new (kind);
  gboolean app = kind == MDG_ACCOUNT_APP;

  settings->issued_on = g_strdup (app ? "2023-11-08" : "2024-11-11");
  settings->institution_code = g_strdup (app ? "1180123456" : "1280110012");
  settings->institution_name = g_strdup (NAME);
  settings->id = g_strdup (app ? "W0000001" : "WA000003");
  settings->password = mdg_secret_new_from_string (app ? "IQazse45" : "2lehAWd&");
  if (app)
    settings->activation_code = mdg_secret_new_from_string ("012345678901");
  else
    {
      settings->user_type = g_strdup (MDG_USER_TYPE_AUTHENTICATOR);
      settings->url = g_strdup (MDG_LINKAGE_URL);
    }
  return settings;
}

static MdgSecret *
issue (const MdgAccountSettings *settings)
{
  g_autoptr (GError) error = NULL;
  MdgSecret *pdf = mdg_settings_pdf_issue (settings, &error);

  g_assert_no_error (error);
  return pdf;
}

static MdgSettingsReading *
read_secret (MdgSecret *pdf)
{
  gsize length;
  const guint8 *data = mdg_secret_get_data (pdf, &length);

  return read_bytes (data, length);
}

static void
test_issued (void)
{
  static const char *const passwords[]
      = { "Aa1`~!@#$%^&*_{}|:;'", "<>,.?-()/Zz9", "Il1|O0o.Il1|O0o.Il1|", "fi-FL.ffl:AVAToWa0" };

  for (int kind = MDG_ACCOUNT_APP; kind <= MDG_ACCOUNT_LINKAGE; kind++)
    {
      g_autoptr (MdgAccountSettings) settings = make_settings ((MdgAccountKind)kind);
      g_autoptr (MdgSecret) pdf = issue (settings);
      g_autoptr (MdgSettingsReading) reading = read_secret (pdf);

      print_reading ("issued", reading);
      assert_recognised (reading, settings);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autoptr (MdgAccountSettings) settings = make_settings (MDG_ACCOUNT_LINKAGE);
      mdg_secret_unref (settings->password);
      settings->password = mdg_secret_new_from_string (passwords[i]);
      g_free (settings->institution_name);
      settings->institution_name = g_strdup ("医療法人社団しおさい会夕凪町しおさい内科小児科皮膚科"
                                             "クリニック訪問看護ステーション併設分院");
      g_autoptr (MdgSecret) pdf = issue (settings);
      g_autoptr (MdgSettingsReading) reading = read_secret (pdf);

      assert_verdict (reading, MDG_SETTINGS_RECOGNISED);
      g_assert_cmpstr (mdg_secret_get_string (reading->settings->password), ==, passwords[i]);
      g_assert_cmpint (reading->doubts[MDG_SETTINGS_PASSWORD], ==, MDG_SETTINGS_SURE);
      /* Two lines of it: the break is no part of the name, but nobody can tell from the page. */
      g_auto (GStrv) pieces = g_strsplit (reading->settings->institution_name, " ", -1);
      g_autofree char *name = g_strjoinv ("", pieces);
      g_assert_cmpstr (name, ==, settings->institution_name);
    }
}

/* What make-samples made of the same content. */
static void
check_samples (const char *folder)
{
  static const struct
  {
    const char *name;
    MdgSettingsVerdict verdict;
    MdgAccountKind kind;
  } samples[] = {
    { "app.pdf", MDG_SETTINGS_RECOGNISED, MDG_ACCOUNT_APP },
    { "linkage.pdf", MDG_SETTINGS_RECOGNISED, MDG_ACCOUNT_LINKAGE },
    { "encrypted.pdf", MDG_SETTINGS_ENCRYPTED, MDG_ACCOUNT_APP },
    { "other-system.pdf", MDG_SETTINGS_OTHER_SYSTEM, MDG_ACCOUNT_APP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_build_filename (folder, samples[i].name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSettingsReading) reading = read_file (path, NULL, &error);
      g_autoptr (MdgAccountSettings) expected = make_settings (samples[i].kind);

      g_assert_no_error (error);
      print_reading (samples[i].name, reading);
      assert_verdict (reading, samples[i].verdict);
      if (reading->settings != NULL)
        assert_recognised (reading, expected);
    }
}

static void
test_libreoffice (void)
{
  check_samples (g_getenv ("MADOGUCHI_SAMPLES"));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_remove (file);
    }
  g_rmdir (path);
}

/* By whichever LibreOffice is installed. */
static void
test_libreoffice_now (void)
{
  g_autofree char *script = g_build_filename (g_getenv ("MADOGUCHI_SAMPLES"), "make-samples", NULL);
  g_autofree char *folder = NULL;
  char *argv[] = { (char *)"python3", script, NULL, NULL };

  if (g_getenv ("MDG_TEST_BRIEF") != NULL || !run_program_is_there ("soffice"))
    {
      g_test_skip ("there is no LibreOffice, or not the time for it");
      return;
    }
  folder = g_dir_make_tmp ("madoguchi-samples-XXXXXX", NULL);
  argv[2] = folder;
  if (run_program (NULL, argv, NULL))
    check_samples (folder);
  else
    g_test_skip ("LibreOffice does not do its work here");
  remove_folder (folder);
}

/* A PDF by hand, its objects in order. */
typedef struct
{
  GString *file;
  GArray *starts;
} Maker;

static void
add_object (Maker *maker, const char *body)
{
  guint start = (guint)maker->file->len;

  g_array_append_val (maker->starts, start);
  g_string_append_printf (maker->file, "%u 0 obj\n%s\nendobj\n", maker->starts->len, body);
}

static GString *
end_file (Maker *maker)
{
  gsize xref = maker->file->len;

  g_string_append_printf (maker->file, "xref\n0 %u\n0000000000 65535 f \n", maker->starts->len + 1);
  for (guint i = 0; i < maker->starts->len; i++)
    g_string_append_printf (maker->file, "%010u 00000 n \n",
                            g_array_index (maker->starts, guint, i));
  g_string_append_printf (
      maker->file, "trailer\n<< /Size %u /Root 1 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
      maker->starts->len + 1, xref);
  g_array_unref (maker->starts);
  return maker->file;
}

static GString *
make_page (const char *content, const char *font)
{
  Maker maker = { g_string_new ("%PDF-1.4\n"), g_array_new (FALSE, FALSE, sizeof (guint)) };
  g_autofree char *stream = g_strdup_printf (
      "<< /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream", strlen (content), content);

  add_object (&maker, "<< /Type /Catalog /Pages 2 0 R >>");
  add_object (&maker, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  add_object (&maker, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                      "/Resources << /Font << /F1 5 0 R >> /XObject << /X 4 0 R >> >> >>");
  add_object (&maker, stream);
  add_object (&maker, font);
  add_object (&maker,
              "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo "
              "<< /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000 "
              "/FontDescriptor 7 0 R >>");
  add_object (&maker,
              "<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 6 /FontBBox "
              "[-170 -331 1024 903] /ItalicAngle 0 /Ascent 723 /Descent -241 /CapHeight 709 "
              "/StemV 69 >>");
  return end_file (&maker);
}

static void
show (GString *content, const char *charset, int x, int y, const char *text)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *encoded = g_convert (text, -1, charset, "UTF-8", NULL, &length, &error);

  g_assert_no_error (error);
  g_string_append_printf (content, "BT /F1 11 Tf %d %d Td <", x, y);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (content, "%02X", (guint8)encoded[i]);
  g_string_append (content, "> Tj ET\n");
}

/* As the report engines of big systems make them: a face that is not in the file, known to
 * everybody by its character collection, and codes that only tables of characters can read. */
static void
test_not_embedded (void)
{
  static const struct
  {
    const char *charset;
    const char *cmap;
  } codings[]
      = { { "CP932", "90ms-RKSJ-H" }, { "UTF-16BE", "UniJIS-UTF16-H" }, { "EUC-JP", "EUC-H" } };

  for (gsize i = 0; i < G_N_ELEMENTS (codings); i++)
    {
      g_autoptr (MdgAccountSettings) expected = make_settings (MDG_ACCOUNT_LINKAGE);
      g_autoptr (GString) content = g_string_new (NULL);
      const char *charset = codings[i].charset;
      g_autofree char *font = g_strdup_printf (
          "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light-%s /Encoding /%s "
          "/DescendantFonts [6 0 R] >>",
          codings[i].cmap, codings[i].cmap);

      show (content, charset, 400, 800, "２０２４年１１月１１日");
      show (content, charset, 150, 740, "資格確認限定型レセコン連携機能　ユーザ設定情報");
      show (content, charset, 50, 700, "機関コード");
      show (content, charset, 200, 700, "１２８０１１００１２");
      show (content, charset, 50, 680, "機関名");
      show (content, charset, 200, 680, NAME);
      show (content, charset, 50, 660, "ログインＩＤ");
      show (content, charset, 200, 660, "WA000003");
      show (content, charset, 50, 640, "パスワード");
      show (content, charset, 200, 640, "2lehAWd&");
      show (content, charset, 50, 620, "ユーザ種別");
      show (content, charset, 200, 620, "Authenticator認証用");
      show (content, charset, 50, 590, "接続先URL : https://hweb.skg.onshikaku.org/web/");
      g_autoptr (GString) pdf = make_page (content->str, font);
      g_autoptr (MdgSettingsReading) reading = read_bytes (pdf->str, pdf->len);

      print_reading (codings[i].cmap, reading);
      assert_recognised (reading, expected);
    }
}

static void
draw_picture (cairo_t *cr, gpointer data)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 300);

  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_surface_destroy (image);
}

static void
draw_letter (cairo_t *cr, gpointer data)
{
  cairo_move_to (cr, 100, 100);
  cairo_show_text (cr, "Dear Sir or Madam, please find enclosed the password: 12345678");
}

static void
draw_nothing (cairo_t *cr, gpointer data)
{
}

static void
test_others (void)
{
  static const struct
  {
    MdgPdfDraw draw;
    MdgSettingsVerdict verdict;
  } cases[] = { { draw_picture, MDG_SETTINGS_NO_TEXT },
                { draw_nothing, MDG_SETTINGS_NO_TEXT },
                { draw_letter, MDG_SETTINGS_FOREIGN } };
  static const char *const none[] = { "", "%", "<html>", "\x89PNG\r\n\x1a\n", "%!PS-Adobe-3.0\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgSecret) pdf = mdg_pdf_make ("x", 0, cases[i].draw, NULL, NULL);
      g_autoptr (MdgSettingsReading) reading = read_secret (pdf);

      assert_verdict (reading, cases[i].verdict);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (MdgSettingsReading) reading = read_bytes (none[i], strlen (none[i]));

      assert_verdict (reading, MDG_SETTINGS_NO_PDF);
    }
}

/* Whatever the file: values only with the verdict that there are some, and none that is called good
 * without being of the documents' form. */
static void
assert_consistent (const MdgSettingsReading *reading)
{
  const MdgAccountSettings *settings = reading->settings;

  g_assert_cmpint (reading->verdict, >=, MDG_SETTINGS_RECOGNISED);
  g_assert_cmpint (reading->verdict, <=, MDG_SETTINGS_TOO_LARGE);
  g_assert_cmpint (reading->verdict == MDG_SETTINGS_RECOGNISED, ==, settings != NULL);
  if (settings == NULL)
    return;
  if (reading->doubts[MDG_SETTINGS_ID] < MDG_SETTINGS_MALFORMED)
    g_assert_true (mdg_account_id_check (settings->id, NULL));
  if (reading->doubts[MDG_SETTINGS_INSTITUTION_CODE] < MDG_SETTINGS_MALFORMED)
    g_assert_cmpuint (strlen (settings->institution_code), ==, 10);
  if (reading->doubts[MDG_SETTINGS_PASSWORD] < MDG_SETTINGS_MALFORMED)
    g_assert_cmpuint (mdg_secret_get_length (settings->password), >=, 8);
}

/* Cut off wherever, and with bytes changed: always an answer, and most of them say so. */
static void
test_damaged (void)
{
  g_autoptr (MdgAccountSettings) settings = make_settings (MDG_ACCOUNT_LINKAGE);
  g_autoptr (MdgSecret) pdf = issue (settings);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);
  guint told[MDG_SETTINGS_TOO_LARGE + 1] = { 0 };
  int mutations = g_getenv ("MDG_TEST_BRIEF") != NULL ? MUTATIONS / 3 : MUTATIONS;
  gsize length;
  const guint8 *data = mdg_secret_get_data (pdf, &length);

  for (int i = 1; i < 12; i++)
    {
      g_autoptr (MdgSettingsReading) reading = read_bytes (data, length * (gsize)i / 12);

      g_assert_nonnull (reading);
      assert_consistent (reading);
      if (i < 6)
        g_assert_cmpint (reading->verdict, !=, MDG_SETTINGS_RECOGNISED);
    }
  for (int i = 0; i < mutations; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (data, length);
      guint n = i % 2 == 0 ? 3 : 300;

      for (guint k = 0; k < n; k++)
        changed[g_rand_int_range (random, 8, (gint32)length)] = (guint8)g_rand_int (random);
      g_autoptr (MdgSettingsReading) reading = read_bytes (changed, length);
      g_assert_nonnull (reading);
      assert_consistent (reading);
      told[reading->verdict]++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    g_test_message ("%s: %u", mdg_settings_verdict_nick ((MdgSettingsVerdict)i), told[i]);
  /* Half of them have 300 bytes of noise in them: not all can have been read as if nothing were. */
  g_assert_cmpuint (told[MDG_SETTINGS_RECOGNISED], <, (guint)mutations);
}

/* A version that nobody has heard of is no reason to give up. */
static void
test_version (void)
{
  g_autoptr (MdgAccountSettings) settings = make_settings (MDG_ACCOUNT_APP);
  g_autoptr (MdgSecret) pdf = issue (settings);
  gsize length;
  const guint8 *data = mdg_secret_get_data (pdf, &length);
  g_autofree guint8 *changed = g_memdup2 (data, length);

  memcpy (changed, "%PDF-9.9", 8);
  g_autoptr (MdgSettingsReading) newer = read_bytes (changed, length);
  assert_recognised (newer, settings);
  memcpy (changed, "%PDF-x.y", 8);
  g_autoptr (MdgSettingsReading) odd = read_bytes (changed, length);
  assert_recognised (odd, settings);
}

/* What goes on for ever, if one lets it. */
static void
test_traps (void)
{
  static const char *const fonts = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new (NULL);

  for (int i = 0; i < 50000; i++)
    g_string_append (deep, "q [ << ( ");
  for (int i = 0; i < 60000; i++)
    g_string_append_printf (many, "BT /F1 1 Tf %d %d Td (ID) Tj ET\n", i % 500, i % 800);
  const char *const contents[] = { "/X Do /X Do /X Do", deep->str, many->str };
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GString) pdf = make_page (contents[i], fonts);
      g_autoptr (MdgSettingsReading) reading = read_bytes (pdf->str, pdf->len);

      print_reading ("trap", reading);
      g_assert_cmpint (reading->verdict, !=, MDG_SETTINGS_RECOGNISED);
    }
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-pdf-XXXXXX", NULL);
  g_autofree char *huge = g_build_filename (folder, "huge.pdf", NULL);
  g_autofree char *none = g_build_filename (folder, "none.pdf", NULL);
  g_autofree char *zeros = g_malloc0 (MDG_PDF_FILE_LIMIT + 1);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSettingsReading) reading = NULL;

  g_assert_true (g_file_set_contents (huge, zeros, MDG_PDF_FILE_LIMIT + 1, NULL));
  reading = read_file (huge, NULL, &error);
  g_assert_no_error (error);
  assert_verdict (reading, MDG_SETTINGS_TOO_LARGE);
  g_assert_null (read_file (none, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (read_file (folder, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (read_file (huge, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  remove_folder (folder);
}

/* Without the program that reads them no PDF can be read, and that is no fault of the PDF. */
static void
test_no_program (void)
{
  g_autofree char *before = g_strdup (g_getenv ("MADOGUCHI_HELPERS"));
  g_autoptr (MdgAccountSettings) settings = make_settings (MDG_ACCOUNT_APP);
  g_autoptr (MdgSecret) pdf = issue (settings);
  g_autoptr (GError) error = NULL;

  g_setenv ("MADOGUCHI_HELPERS", g_get_tmp_dir (), TRUE);
  g_assert_null (mdg_settings_pdf_read (pdf, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_setenv ("MADOGUCHI_HELPERS", before, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings-pdf/issued", test_issued);
  g_test_add_func ("/settings-pdf/libreoffice", test_libreoffice);
  g_test_add_func ("/settings-pdf/libreoffice-now", test_libreoffice_now);
  g_test_add_func ("/settings-pdf/not-embedded", test_not_embedded);
  g_test_add_func ("/settings-pdf/others", test_others);
  g_test_add_func ("/settings-pdf/damaged", test_damaged);
  g_test_add_func ("/settings-pdf/version", test_version);
  g_test_add_func ("/settings-pdf/traps", test_traps);
  g_test_add_func ("/settings-pdf/files", test_files);
  g_test_add_func ("/settings-pdf/no-program", test_no_program);
  return g_test_run ();
}
