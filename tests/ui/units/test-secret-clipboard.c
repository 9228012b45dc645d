/* test-secret-clipboard.c: a secret in GTK's clipboard is pasted as it is, and gone from memory
 * when it is taken out. SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/secret-clipboard.h"

#include <string.h>

#include "own-memory.h"

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static void
test_pasted (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (""));
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("JBSWY3DPEHPK3PXP");
  MdgSecretClipboard *clipboard = mdg_secret_clipboard_put (widget, secret, NULL);
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_read, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (text, ==, "JBSWY3DPEHPK3PXP");
  g_assert_true (mdg_secret_clipboard_holds (clipboard));
  g_assert_true (mdg_secret_clipboard_clear (clipboard));
  g_assert_false (mdg_secret_clipboard_holds (clipboard));
  mdg_secret_clipboard_free (clipboard);
}

static void
test_gone (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (""));
  char text[65];
  g_autoptr (MemoryMark) mark = NULL;
  g_autoptr (MdgSecret) secret = NULL;
  MdgSecretClipboard *clipboard;

  memory_random_text (text, sizeof text - 1);
  mark = memory_mark_new (text);
  secret = mdg_secret_new_from_string (text);
  memset (text, 0, sizeof text);
  clipboard = mdg_secret_clipboard_put (widget, secret, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_pointer (&secret, mdg_secret_unref);
  g_assert_true (memory_mark_is_found (mark));
  mdg_secret_clipboard_free (clipboard);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (memory_mark_is_found (mark));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret-clipboard/pasted", test_pasted);
  g_test_add_func ("/secret-clipboard/gone", test_gone);
  return g_test_run ();
}
