/* test-sheet-printer.c: the sheet goes where it is asked to go, or nowhere.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "print/sheet-printer.h"

#include <glib/gstdio.h>
#include <gtk/gtkunixprint.h>
#include <string.h>

#include "consent/flow-sheet.h"
#include "consent/sheet-bar.h"
#include "widgets/qr-view.h"
#include "../../support/released.h"

#define KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
#define URI "otpauth://totp/W:WA000001?secret=" KEY "&issuer=W"

typedef struct
{
  char *folder;
  char *path;
  MdgSheetPrinter *printer;
  GCancellable *cancellable;
  gboolean done;
  MdgSheetOutcome outcome;
  GError *error;
} Fixture;

static MdgRegistrationSheet *
make_sheet (void)
{
  g_autoptr (MdgRegistration) registration = mdg_registration_new ();
  g_autoptr (GError) error = NULL;

  registration->institution_code = g_strdup ("1319919997");
  registration->institution_name = g_strdup ("窓口鍼灸院");
  registration->login_id = g_strdup ("WA000001");
  registration->setup_key = mdg_secret_new_from_string (KEY);
  registration->otpauth_uri = mdg_secret_new_from_string (URI);
  MdgRegistrationSheet *sheet
      = mdg_registration_sheet_new (registration, 1795151100, NULL, TRUE, &error);
  g_assert_no_error (error);
  return sheet;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("printer-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sheet.pdf", NULL);
  fixture->printer = mdg_sheet_printer_new (make_sheet ());
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  assert_released (fixture->printer);
  g_object_unref (fixture->cancellable);
  g_clear_error (&fixture->error);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing else was left in it */
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
on_finished (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->outcome = mdg_sheet_printer_finish (MDG_SHEET_PRINTER (source), result, &fixture->error);
  fixture->done = TRUE;
}

static gboolean
on_too_late (gpointer data)
{
  g_error ("the job did not end");
  return G_SOURCE_REMOVE;
}

static void
wait_for (gboolean *condition)
{
  guint id = g_timeout_add_seconds (120, on_too_late, NULL);

  while (!*condition)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static void
assert_scans (const char *pdf, const char *folder)
{
  g_autofree char *base = g_build_filename (folder, "page", NULL);
  g_autofree char *png = g_strconcat (base, ".png", NULL);
  const char *argv[] = { "pdftoppm", "-r", "150", "-png", "-singlefile", pdf, base, NULL };
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) seen = NULL;
  char *bytes;
  gsize length;

  if (program == NULL)
    return;
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (png, &bytes, &length, NULL));
  g_unlink (png);
  g_autoptr (GBytes) file = g_bytes_new_take (bytes, length);
  seen = mdg_qr_code_read_image (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mdg_secret_get_string (seen), ==, URI);
}

static void
assert_private (const char *path)
{
#ifndef G_OS_WIN32
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
#endif
}

static void
test_save_to (Fixture *fixture, gconstpointer data)
{
  mdg_sheet_printer_save_to_async (fixture->printer, fixture->path, NULL, on_finished, fixture);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_SAVED);
  g_assert_cmpstr (mdg_sheet_printer_get_path (fixture->printer), ==, fixture->path);
  assert_private (fixture->path);
  assert_scans (fixture->path, fixture->folder);
}

static void
test_save_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "sheet.pdf", NULL);

  mdg_sheet_printer_save_to_async (fixture->printer, nowhere, NULL, on_finished, fixture);
  wait_for (&fixture->done);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_FAILED);
  g_assert_true (fixture->error != NULL && fixture->error->domain == MDG_ERROR);
  g_assert_null (mdg_sheet_printer_get_path (fixture->printer));
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_cancellable_cancel (fixture->cancellable);
  mdg_sheet_printer_save_to_async (fixture->printer, fixture->path, fixture->cancellable,
                                   on_finished, fixture);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_CANCELLED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Through GTK's printing: the same page, and it scans. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  mdg_sheet_printer_export_async (fixture->printer, fixture->path, NULL, on_finished, fixture);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_SAVED);
  assert_private (fixture->path);
  assert_scans (fixture->path, fixture->folder);
}

static void
test_no_such_printer (Fixture *fixture, gconstpointer data)
{
  mdg_sheet_printer_print_to_async (fixture->printer, "No Such Printer", NULL, on_finished,
                                    fixture);
  wait_for (&fixture->done);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_FAILED);
  g_assert_error (fixture->error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

/* The window of GTK's type @name once it is on the screen. */
static GtkWidget *
wait_for_dialog (const char *name)
{
  guint id = g_timeout_add_seconds (120, on_too_late, NULL);
  GtkWidget *found = NULL;

  while (found == NULL)
    {
      g_autoptr (GList) windows = gtk_window_list_toplevels ();
      for (GList *l = windows; l != NULL; l = l->next)
        if (g_str_equal (G_OBJECT_TYPE_NAME (l->data), name) && gtk_widget_get_mapped (l->data))
          found = l->data;
      if (found == NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (id);
  return found;
}

static gboolean
is_shown (const char *name)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_str_equal (G_OBJECT_TYPE_NAME (l->data), name) && gtk_widget_get_visible (l->data))
      return TRUE;
  return FALSE;
}

static void
assert_no_dialog (const char *name)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (is_shown (name));
}

static void
test_print_dialog_dismissed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *parent = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (parent));
  mdg_sheet_printer_print_async (fixture->printer, GTK_WINDOW (parent), NULL, on_finished, fixture);
  GtkWidget *dialog = wait_for_dialog ("GtkPrintUnixDialog");
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == GTK_WINDOW (parent));
  gtk_window_close (GTK_WINDOW (dialog));
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_CANCELLED);
  gtk_window_destroy (GTK_WINDOW (parent));
}

static void
test_print_dialog_cancelled (Fixture *fixture, gconstpointer data)
{
  GtkWidget *parent = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (parent));
  mdg_sheet_printer_print_async (fixture->printer, GTK_WINDOW (parent), fixture->cancellable,
                                 on_finished, fixture);
  wait_for_dialog ("GtkPrintUnixDialog");
  g_cancellable_cancel (fixture->cancellable);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_CANCELLED);
  assert_no_dialog ("GtkPrintUnixDialog");
  gtk_window_destroy (GTK_WINDOW (parent));
}

static gboolean
on_printer (GtkPrinter *printer, gpointer data)
{
  g_assert_false (gtk_printer_is_virtual (printer));
  return FALSE;
}

/* No "print to file": it would write the key where others may read it. */
static void
test_no_files (Fixture *fixture, gconstpointer data)
{
  mdg_sheet_printer_print_async (fixture->printer, NULL, fixture->cancellable, on_finished,
                                 fixture);
  wait_for_dialog ("GtkPrintUnixDialog");
  gtk_enumerate_printers (on_printer, NULL, NULL, TRUE);
  g_cancellable_cancel (fixture->cancellable);
  wait_for (&fixture->done);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_CANCELLED);
}

typedef struct
{
  GtkFileChooser *chooser;
  const char *folder;
} Choice;

/* GTK loads a folder of its own choice as the dialog comes up, and now and then that comes after
 * ours. */
static gboolean
ask_for_folder (gpointer data)
{
  Choice *choice = data;
  g_autoptr (GFile) folder = g_file_new_for_path (choice->folder);

  gtk_file_chooser_set_current_folder (choice->chooser, folder, NULL);
  gtk_file_chooser_set_current_name (choice->chooser, "sheet.pdf");
  return G_SOURCE_CONTINUE;
}

static void
choose (Fixture *fixture, int response)
{
  GtkWidget *dialog;

  mdg_sheet_printer_save_async (fixture->printer, NULL, fixture->cancellable, on_finished, fixture);
  dialog = wait_for_dialog ("GtkFileChooserDialog");
  g_autofree char *name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (dialog));
  g_assert_cmpstr (name, ==, "Authenticator_WA000001_20261120.pdf");
  if (response == GTK_RESPONSE_NONE)
    {
      g_cancellable_cancel (fixture->cancellable);
      return;
    }
  Choice choice = { GTK_FILE_CHOOSER (dialog), fixture->folder };
  guint again = g_timeout_add_seconds (1, ask_for_folder, &choice);
  guint late = g_timeout_add_seconds (120, on_too_late, NULL);
  ask_for_folder (&choice);
  for (gboolean there = FALSE; !there;)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
      there = g_strcmp0 (path, fixture->path) == 0;
      if (!there)
        g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (again);
  g_source_remove (late);
  gtk_dialog_response (GTK_DIALOG (dialog), response);
}

static void
test_save_dialog (Fixture *fixture, gconstpointer data)
{
  choose (fixture, GTK_RESPONSE_ACCEPT);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_SAVED);
  assert_private (mdg_sheet_printer_get_path (fixture->printer));
  assert_scans (mdg_sheet_printer_get_path (fixture->printer), fixture->folder);
  g_unlink (mdg_sheet_printer_get_path (fixture->printer));
}

/* Whoever leaves the page after 《保存》 has saved. */
static void
test_save_dialog_too_late (Fixture *fixture, gconstpointer data)
{
  choose (fixture, GTK_RESPONSE_ACCEPT);
  while (is_shown ("GtkFileChooserDialog"))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (fixture->cancellable);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_SAVED);
  g_assert_cmpint (g_unlink (mdg_sheet_printer_get_path (fixture->printer)), ==, 0);
}

static void
test_save_dialog_dismissed (Fixture *fixture, gconstpointer data)
{
  choose (fixture, GTK_RESPONSE_CANCEL);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_CANCELLED);
  assert_no_dialog ("GtkFileChooserDialog");
}

static void
test_save_dialog_cancelled (Fixture *fixture, gconstpointer data)
{
  choose (fixture, GTK_RESPONSE_NONE);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_CANCELLED);
  assert_no_dialog ("GtkFileChooserDialog");
}

/* What the window shows, read as a phone's camera would. */
static void
test_qr_view (void)
{
  g_autoptr (MdgSecret) text = mdg_secret_new_from_string (URI);
  g_autoptr (MdgQrCode) code = mdg_qr_code_new (text, NULL);
  GtkWidget *view = g_object_ref_sink (mdg_qr_view_new ());
  GtkWidget *window = gtk_window_new ();
  int minimum, natural;

  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 190);
  g_assert_cmpint (natural, ==, 260);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (view)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
  mdg_qr_view_set_code (MDG_QR_VIEW (view), code);
  g_assert_true (mdg_qr_view_get_code (MDG_QR_VIEW (view)) == code);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  for (int size = minimum; size <= 430; size += 40)
    {
      gtk_window_set_default_size (GTK_WINDOW (window), size, size + 10);
      gtk_widget_set_size_request (view, size, size);
      gtk_window_present (GTK_WINDOW (window));
      while (gtk_widget_get_width (view) < size)
        g_main_context_iteration (NULL, TRUE);

      GdkPaintable *paintable = gtk_widget_paintable_new (view);
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      gdk_paintable_snapshot (paintable, snapshot, size, size);
      GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
      cairo_t *cr = cairo_create (surface);
      gsk_render_node_draw (node, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      const guint8 *rows = cairo_image_surface_get_data (surface);
      gsize stride = (gsize)cairo_image_surface_get_stride (surface);
      g_autofree guint8 *grey = g_malloc ((gsize)size * (gsize)size);
      for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
          {
            grey[y * size + x] = rows[(gsize)y * stride + (gsize)x * 4];
            g_assert_true (grey[y * size + x] == 0 || grey[y * size + x] == 255);
          }
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) seen
          = mdg_qr_code_read (grey, (guint)size, (guint)size, (gsize)size, &error);
      g_assert_no_error (error);
      g_assert_true (mdg_secret_equal (seen, text));
      cairo_surface_destroy (surface);
      gsk_render_node_unref (node);
      g_object_unref (paintable);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (view);
}

/* The one PDF that the test printer got, once it is there; removed from its folder. */
static void
take_paper (Fixture *fixture)
{
  const char *paper = g_getenv ("MDG_TEST_PAPER");
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  g_autofree char *printed = NULL;

  while (printed == NULL && g_get_monotonic_time () < deadline)
    {
      g_autoptr (GDir) folder = g_dir_open (paper, 0, NULL);
      const char *name;
      while ((name = g_dir_read_name (folder)) != NULL)
        if (g_str_has_suffix (name, ".pdf"))
          printed = g_build_filename (paper, name, NULL);
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_assert_nonnull (printed);
  g_assert_cmpint (g_rename (printed, fixture->path), ==, 0);
}

static void
test_named_printer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MdgRegistrationSheet) sheet = make_sheet ();
  g_autoptr (MdgSecret) expected = mdg_registration_sheet_to_pdf (sheet, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  mdg_sheet_printer_print_to_async (fixture->printer, "Paper", NULL, on_finished, fixture);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_PRINTED);
  take_paper (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, length, mdg_secret_get_data (expected, NULL),
                   mdg_secret_get_length (expected));
  assert_scans (fixture->path, fixture->folder);
}

static void
test_closed_printer (Fixture *fixture, gconstpointer data)
{
  mdg_sheet_printer_print_to_async (fixture->printer, "Closed", NULL, on_finished, fixture);
  wait_for (&fixture->done);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_FAILED);
  g_assert_error (fixture->error, MDG_ERROR, MDG_ERROR_IN_USE);
}

/* As a person does it: the dialog comes with the default printer chosen, 《印刷》 is pressed.
 * @look: (nullable): at the dialog before that */
static void
print_by_dialog (Fixture *fixture, void (*look) (GtkPrintUnixDialog *dialog))
{
  GtkWidget *parent = gtk_window_new ();
  GtkPrintUnixDialog *dialog;
  guint id = g_timeout_add_seconds (120, on_too_late, NULL);

  gtk_window_present (GTK_WINDOW (parent));
  mdg_sheet_printer_print_async (fixture->printer, GTK_WINDOW (parent), NULL, on_finished, fixture);
  dialog = GTK_PRINT_UNIX_DIALOG (wait_for_dialog ("GtkPrintUnixDialog"));
  for (GtkPrinter *chosen = NULL; chosen == NULL || !gtk_printer_has_details (chosen)
                                  || !g_str_equal (gtk_printer_get_name (chosen), "Paper");
       chosen = gtk_print_unix_dialog_get_selected_printer (dialog))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  if (look != NULL)
    look (dialog);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  wait_for (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->outcome, ==, MDG_SHEET_PRINTED);
  take_paper (fixture);
  gtk_window_destroy (GTK_WINDOW (parent));
}

static void
test_print_dialog (Fixture *fixture, gconstpointer data)
{
  print_by_dialog (fixture, NULL);
  assert_scans (fixture->path, fixture->folder);
}

static void
look_for_a3 (GtkPrintUnixDialog *dialog)
{
  GtkPageSetup *setup = gtk_print_unix_dialog_get_page_setup (dialog);

  g_assert_cmpstr (gtk_paper_size_get_name (gtk_page_setup_get_paper_size (setup)), ==,
                   GTK_PAPER_NAME_A3);
  g_assert_cmpint (gtk_page_setup_get_orientation (setup), ==, GTK_PAGE_ORIENTATION_LANDSCAPE);
}

/* What pdfinfo says of it, (transfer full) (nullable) */
static char *
describe_paper (const char *pdf)
{
  const char *argv[] = { "pdfinfo", pdf, NULL };
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  if (program == NULL)
    return NULL;
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return said;
}

/* A picture for A3: the dialog begins with that paper, and the printer gets it, on as many sheets
 * as A3 takes. */
static void
test_print_dialog_a3 (Fixture *fixture, gconstpointer data)
{
  MdgFlow *flow = mdg_flow_new ("ja");
  MdgFlowVariant variant = mdg_flow_standard (flow);
  MdgPictureWords words = { "同意フロー", "施設: 医療機関", "2026-11 窓口" };
  MdgPictureSheet *sheet = mdg_flow_sheet_new (flow, &variant, NULL, &words, 1795151100);
  double width, height;
  g_autofree char *pages = NULL;
  g_autofree char *said = NULL;

  mdg_picture_sheet_set_a3 (sheet, TRUE);
  mdg_picture_sheet_get_paper (sheet, &width, &height);
  pages = g_strdup_printf ("Pages:           %u\n",
                           mdg_picture_sheet_count_pages (sheet, width, height));
  g_object_unref (fixture->printer);
  fixture->printer = mdg_sheet_printer_new_for (&mdg_picture_sheet_kind, sheet);
  print_by_dialog (fixture, look_for_a3);
  said = describe_paper (fixture->path);
  /* Fed upright, with the picture turned. */
  g_assert_true (said == NULL
                 || (strstr (said, "Page size:       841.89 x 1190.55 pts (A3)") != NULL
                     && strstr (said, pages) != NULL));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/sheet-printer/" path, Fixture, NULL, set_up, function, tear_down)

/* GTK 4.8's file chooser loses memory in a dozen places of its own. With a sanitizer, its tests run
 * by themselves and are not searched for leaks; all others are. */
#define CHOOSER "MDG_TEST_CHOOSER"
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return g_getenv (CHOOSER) != NULL;
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  if (g_getenv ("MDG_TEST_PAPER") != NULL) /* run by with-cups */
    {
      /* GTK warns when there is no colour management service. */
      g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
      ADD ("named-printer", test_named_printer);
      ADD ("closed-printer", test_closed_printer);
      ADD ("print-dialog", test_print_dialog);
      ADD ("print-dialog-a3", test_print_dialog_a3);
      return g_test_run ();
    }
  if (g_getenv (CHOOSER) != NULL)
    {
      ADD ("save-dialog", test_save_dialog);
      ADD ("save-dialog-too-late", test_save_dialog_too_late);
      ADD ("save-dialog-dismissed", test_save_dialog_dismissed);
      ADD ("save-dialog-cancelled", test_save_dialog_cancelled);
      return g_test_run ();
    }
  ADD ("save-to", test_save_to);
  ADD ("save-nowhere", test_save_nowhere);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("export", test_export);
  ADD ("no-such-printer", test_no_such_printer);
  ADD ("no-files", test_no_files);
  ADD ("print-dialog-dismissed", test_print_dialog_dismissed);
  ADD ("print-dialog-cancelled", test_print_dialog_cancelled);
  g_test_add_func ("/ui/qr-view", test_qr_view);
  return g_test_run ();
}
