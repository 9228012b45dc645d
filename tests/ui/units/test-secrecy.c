/* test-secrecy.c: what happens around a secret that is shown or copied, on the computer for tests:
 * its window stays out of pictures, the clipboard's history does not get it, and when the screen is
 * locked it is covered.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "login/assist-intake.h"
#include "platform/fake/fake.h"
#include "totp/qr-code.h"
#include "start/presence.h"
#include "widgets/copy-button.h"
#include "widgets/qr-view.h"
#include "widgets/secret-field.h"
#include "widgets/secret-holder.h"
#include "widgets/secret-label.h"

#define KEY "GEZDGNBVGY3TQOJQ"

typedef struct
{
  GtkWidget *window;
  GtkWidget *box;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->window = gtk_window_new ();
  f->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_window_set_child (GTK_WINDOW (f->window), f->box);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  mdg_fake_set_working (TRUE);
  g_assert_null (mdg_fake_blocked_window ());
  g_assert_null (mdg_fake_clipboard ());
  /* Nobody listens any more. */
  g_assert_false (mdg_fake_set_screen_locked (TRUE));
}

static GtkWidget *
add (Fixture *f, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (f->box), widget);
  return widget;
}

static void
show (Fixture *f)
{
  gtk_window_present (GTK_WINDOW (f->window));
  while (!gtk_widget_get_mapped (f->window))
    g_main_context_iteration (NULL, TRUE);
}

static gpointer
surface_of (Fixture *f)
{
  return gtk_native_get_surface (GTK_NATIVE (f->window));
}

/* The first widget below @widget that is of this type. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
test_label (Fixture *f, gconstpointer data)
{
  MdgSecretLabel *label = MDG_SECRET_LABEL (add (f, mdg_secret_label_new ()));
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (KEY);
  GtkLabel *text = GTK_LABEL (find (GTK_WIDGET (label), GTK_TYPE_LABEL));

  mdg_secret_label_set_secret (label, secret);
  show (f);
  g_assert_null (mdg_fake_blocked_window ());
  mdg_secret_label_set_revealed (label, TRUE);
  g_assert_true (mdg_fake_blocked_window () == surface_of (f));
  g_assert_nonnull (strstr (gtk_label_get_text (text), "GEZD"));
  g_assert_true (mdg_fake_set_screen_locked (TRUE));
  g_assert_null (strstr (gtk_label_get_text (text), "GEZD"));
  g_assert_null (mdg_fake_blocked_window ());
  /* Unlocking shows nothing. */
  g_assert_true (mdg_fake_set_screen_locked (FALSE));
  g_assert_null (strstr (gtk_label_get_text (text), "GEZD"));
}

static void
test_field (Fixture *f, gconstpointer data)
{
  MdgSecretField *field = MDG_SECRET_FIELD (add (f, mdg_secret_field_new ()));
  GtkEditable *inner
      = gtk_editable_get_delegate (GTK_EDITABLE (mdg_secret_field_get_entry (field)));

  mdg_secret_field_set_text (field, KEY);
  show (f);
  mdg_secret_field_set_revealed (field, TRUE);
  g_assert_cmpstr (gtk_editable_get_text (inner), ==, KEY);
  g_assert_true (mdg_fake_blocked_window () == surface_of (f));
  g_assert_true (mdg_fake_set_screen_locked (TRUE));
  g_assert_cmpstr (gtk_editable_get_text (inner), !=, KEY);
  g_assert_null (mdg_fake_blocked_window ());
  g_assert_true (mdg_fake_set_screen_locked (FALSE));
  mdg_secret_field_set_revealed (field, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (field), FALSE);
  g_assert_cmpstr (gtk_editable_get_text (inner), !=, KEY);
  g_assert_null (mdg_fake_blocked_window ());
}

static void
test_qr (Fixture *f, gconstpointer data)
{
  MdgQrView *view = MDG_QR_VIEW (add (f, mdg_qr_view_new ()));
  g_autoptr (MdgSecret) uri = mdg_secret_new_from_string ("otpauth://totp/a?secret=" KEY);
  MdgQrCode *code = mdg_qr_code_new (uri, NULL);
  GtkWidget *button = find (GTK_WIDGET (view), GTK_TYPE_BUTTON);

  show (f);
  g_assert_null (mdg_fake_blocked_window ());
  mdg_qr_view_set_code (view, code);
  g_assert_true (mdg_fake_blocked_window () == surface_of (f));
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_true (mdg_fake_set_screen_locked (TRUE));
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_null (mdg_fake_blocked_window ());
  g_assert_true (mdg_fake_set_screen_locked (FALSE));
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_true (mdg_fake_blocked_window () == surface_of (f));
  mdg_qr_view_set_code (view, NULL);
  g_assert_null (mdg_fake_blocked_window ());
  mdg_qr_code_unref (code);
}

/* The window is guarded until the last of its secrets is covered. */
static void
test_two_secrets (Fixture *f, gconstpointer data)
{
  MdgSecretField *first = MDG_SECRET_FIELD (add (f, mdg_secret_field_new ()));
  MdgSecretField *second = MDG_SECRET_FIELD (add (f, mdg_secret_field_new ()));

  show (f);
  mdg_secret_field_set_revealed (first, TRUE);
  mdg_secret_field_set_revealed (second, TRUE);
  mdg_secret_field_set_revealed (first, FALSE);
  g_assert_true (mdg_fake_blocked_window () == surface_of (f));
  mdg_secret_field_set_revealed (second, FALSE);
  g_assert_null (mdg_fake_blocked_window ());
}

static MdgCopyButton *
add_copy_button (Fixture *f)
{
  MdgCopyButton *button = MDG_COPY_BUTTON (add (f, mdg_copy_button_new ("_Copy")));
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (KEY);

  mdg_copy_button_set_secret (button, secret);
  show (f);
  return button;
}

static void
click (MdgCopyButton *button)
{
  g_signal_emit_by_name (find (GTK_WIDGET (button), GTK_TYPE_BUTTON), "clicked");
}

static const char *
status_of (MdgCopyButton *button)
{
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (GTK_WIDGET (button))));
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  MdgCopyButton *button = add_copy_button (f);

  click (button);
  g_assert_cmpstr (mdg_secret_get_string (mdg_fake_clipboard ()), ==, KEY);
  g_assert_nonnull (strstr (status_of (button), "60"));
  g_assert_true (mdg_fake_set_screen_locked (TRUE));
  g_assert_null (mdg_fake_clipboard ());
  g_assert_true (mdg_fake_set_screen_locked (FALSE));
  /* And again, to see that it goes with the window. */
  click (button);
  g_assert_nonnull (mdg_fake_clipboard ());
}

/* Another program has the clipboard open: the button waits, then copies; or says that it did not.
 */
static void
test_clipboard_in_use (Fixture *f, gconstpointer data)
{
  MdgCopyButton *button = add_copy_button (f);

  mdg_fake_set_working (FALSE);
  click (button);
  g_assert_null (mdg_fake_clipboard ());
  g_assert_cmpstr (status_of (button), ==, "");
  mdg_fake_set_working (TRUE);
  while (mdg_fake_clipboard () == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (status_of (button), "60"));

  g_assert_true (mdg_fake_set_screen_locked (TRUE));
  g_assert_true (mdg_fake_set_screen_locked (FALSE));
  mdg_fake_set_working (FALSE);
  click (button);
  while (*status_of (button) == '\0')
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (status_of (button), "Not copied"));
  g_assert_null (mdg_fake_clipboard ());
}

static guint
count_controllers (GtkWidget *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  return g_list_model_get_n_items (controllers);
}

/* From one window to the next two locks may watch for a moment; the end of one takes nothing from
 * the other. */
static void
test_presence (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (0);
  g_autoptr (MdgLock) lock = mdg_lock_new (clock, TRUE, 15);
  guint before = count_controllers (f->window);
  MdgPresence *former = mdg_presence_new (lock);
  MdgPresence *next = mdg_presence_new (lock);
  GtkWidget *dialog = gtk_window_new ();
  guint bare = count_controllers (dialog);

  g_assert_cmpuint (count_controllers (f->window), ==, before + 2);
  mdg_presence_free (former);
  g_assert_cmpuint (count_controllers (f->window), ==, before + 1);
  g_assert_cmpuint (count_controllers (dialog), ==, bare - 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
  mdg_presence_free (next);
  g_assert_cmpuint (count_controllers (f->window), ==, before);
}

/* A picture of the registration of @account. Returns: (transfer full) */
static GdkTexture *
picture_of (const char *account)
{
  const int side = 400;
  g_autofree char *text = g_strdup_printf ("otpauth://totp/%s?secret=" KEY, account);
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (text);
  g_autoptr (MdgQrCode) code = mdg_qr_code_new (secret, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  mdg_qr_code_draw (code, cr, 0, 0, side);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize)side);
  cairo_surface_destroy (surface);
  return gdk_memory_texture_new (side, side, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
note_account (GtkWidget *intake, const MdgOtpauthUri *uri, GString *taken)
{
  g_string_append_printf (taken, "%s ", uri->account);
}

static void
note_fault (GtkWidget *intake, const GError *error, GString *taken)
{
  g_string_append_printf (taken, "(%s) ", error->message);
}

static void
wait_for_taken (GString *taken)
{
  while (taken->len == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* The clipboard's picture comes when its owner likes: after the window was locked nobody takes it.
 */
static void
test_paste_before_lock (Fixture *f, gconstpointer data)
{
  GtkWidget *intake = add (f, mdg_assist_intake_new ());
  GtkWidget *paste = find (intake, GTK_TYPE_BUTTON);
  g_autoptr (GdkTexture) earlier = picture_of ("EARLIER");
  g_autoptr (GdkTexture) later = picture_of ("LATER");
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (later);
  g_autoptr (GString) taken = g_string_new (NULL);

  g_signal_connect (intake, "taken", G_CALLBACK (note_account), taken);
  g_signal_connect (intake, "failed", G_CALLBACK (note_fault), taken);
  show (f);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (intake), earlier);
  g_signal_emit_by_name (paste, "clicked");
  g_assert_true (mdg_secret_holder_let_go_below (intake));
  mdg_assist_intake_read (MDG_ASSIST_INTAKE (intake), png);
  wait_for_taken (taken);
  g_assert_cmpstr (taken->str, ==, "LATER ");
  g_assert_false (mdg_secret_holder_let_go_below (intake));

  g_string_truncate (taken, 0);
  g_signal_emit_by_name (paste, "clicked");
  wait_for_taken (taken);
  g_assert_cmpstr (taken->str, ==, "EARLIER ");
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/secrecy/label", test_label);
  ADD ("/secrecy/field", test_field);
  ADD ("/secrecy/qr", test_qr);
  ADD ("/secrecy/two-secrets", test_two_secrets);
  ADD ("/secrecy/copy", test_copy);
  ADD ("/secrecy/clipboard-in-use", test_clipboard_in_use);
  ADD ("/secrecy/presence", test_presence);
  ADD ("/secrecy/paste-before-lock", test_paste_before_lock);
  return g_test_run ();
}
