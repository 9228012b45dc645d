/* test-secret-field.c: the widget that shows a password never holds it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/secret-field.h"

#include <string.h>

static GtkEditable *
inner (MdgSecretField *field)
{
  return gtk_editable_get_delegate (GTK_EDITABLE (mdg_secret_field_get_entry (field)));
}

static void
assert_secret (MdgSecretField *field, const char *expected)
{
  g_autoptr (MdgSecret) secret = mdg_secret_field_get_secret (field);

  g_assert_cmpstr (mdg_secret_get_string (secret), ==, expected);
  g_assert_cmpuint (mdg_secret_field_get_length (field), ==, g_utf8_strlen (expected, -1));
}

/* No character of @text stands in the entry. */
static void
assert_covered (MdgSecretField *field, const char *text)
{
  const char *shown = gtk_editable_get_text (inner (field));

  g_assert_cmpint (g_utf8_strlen (shown, -1), ==, g_utf8_strlen (text, -1));
  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_cmpuint (g_utf8_get_char (p), ==, 0x25cf);
}

/* What an observer connected as AT-SPI is (after the entry's own handlers) gets to see. */
static void
observe (GtkEditable *editable, const char *text, int length, int *position, GString *seen)
{
  g_string_append_len (seen, text, length < 0 ? (gssize)strlen (text) : length);
}

static void
test_typing (void)
{
  MdgSecretField *field = MDG_SECRET_FIELD (g_object_ref_sink (mdg_secret_field_new ()));
  g_autoptr (GString) seen = g_string_new (NULL);
  int position = 0;

  g_signal_connect_after (inner (field), "insert-text", G_CALLBACK (observe), seen);
  gtk_editable_insert_text (inner (field), "Kasumi", -1, &position);
  gtk_editable_insert_text (inner (field), "-26", -1, &position);
  assert_secret (field, "Kasumi-26");
  assert_covered (field, "Kasumi-26");
  position = 6;
  gtk_editable_insert_text (inner (field), "é漢", -1, &position);
  assert_secret (field, "Kasumié漢-26");
  gtk_editable_delete_text (inner (field), 6, 8);
  assert_secret (field, "Kasumi-26");
  gtk_editable_delete_text (inner (field), 0, -1);
  assert_secret (field, "");
  for (const char *p = seen->str; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_cmpuint (g_utf8_get_char (p), ==, 0x25cf);
  g_object_unref (field);
}

static void
test_revealing (void)
{
  MdgSecretField *field = MDG_SECRET_FIELD (g_object_ref_sink (mdg_secret_field_new ()));
  int position = 4;

  mdg_secret_field_set_text (field, "Mado");
  assert_covered (field, "Mado");
  mdg_secret_field_set_revealed (field, TRUE);
  g_assert_cmpstr (gtk_editable_get_text (inner (field)), ==, "Mado");
  gtk_editable_insert_text (inner (field), "-7", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (inner (field)), ==, "Mado-7");
  mdg_secret_field_set_revealed (field, FALSE);
  assert_covered (field, "Mado-7");
  assert_secret (field, "Mado-7");
  g_object_unref (field);
}

static void
count (guint *counter)
{
  (*counter)++;
}

static void
test_changed (void)
{
  MdgSecretField *field = MDG_SECRET_FIELD (g_object_ref_sink (mdg_secret_field_new ()));
  guint changes = 0;
  int position = 0;

  g_signal_connect_swapped (field, "changed", G_CALLBACK (count), &changes);
  gtk_editable_insert_text (inner (field), "a", -1, &position);
  g_assert_cmpuint (changes, ==, 1);
  mdg_secret_field_set_revealed (field, TRUE);
  mdg_secret_field_set_revealed (field, FALSE);
  g_assert_cmpuint (changes, ==, 1);
  gtk_editable_delete_text (inner (field), 0, 1);
  g_assert_cmpuint (changes, ==, 2);
  g_object_unref (field);
}

static void
test_finalize (void)
{
  gpointer field = g_object_ref_sink (mdg_secret_field_new ());

  mdg_secret_field_set_revealed (field, TRUE);
  g_object_add_weak_pointer (G_OBJECT (field), &field);
  g_object_unref (field);
  g_assert_null (field);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret-field/typing", test_typing);
  g_test_add_func ("/secret-field/revealing", test_revealing);
  g_test_add_func ("/secret-field/changed", test_changed);
  g_test_add_func ("/secret-field/finalize", test_finalize);
  return g_test_run ();
}
