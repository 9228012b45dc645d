/* code-entry.c: makes an entry one for codes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/code-entry.h"

#include <string.h>

#include "core/text.h"

/* The length is kept here: GtkEntry's own max-length would cut a pasted text before its spaces are
 * taken out. */
typedef struct
{
  MdgCodeKind kind;
  guint length;
  gboolean inserting;
} CodeEntry;

static void
insert_text (GtkEditable *editable, const char *text, int length, int *position, CodeEntry *entry)
{
  g_autofree char *typed = NULL;
  g_autofree char *code = NULL;
  glong present = g_utf8_strlen (gtk_editable_get_text (editable), -1);
  gsize room = entry->length > (guint)present ? entry->length - (guint)present : 0;

  if (entry->inserting)
    return;
  typed = g_strndup (text, length < 0 ? strlen (text) : (gsize)length);
  code = mdg_code_entry_filter (typed, entry->kind);
  if (strlen (code) > room)
    code[room] = '\0';
  g_signal_stop_emission_by_name (editable, "insert-text");
  if (*code == '\0')
    return;
  entry->inserting = TRUE;
  gtk_editable_insert_text (editable, code, -1, position);
  entry->inserting = FALSE;
}

/* Letters of one width, so that a person can compare; an empty field does without their font, which
 * takes a while to load. */
static void
choose_letters (GtkEntry *entry)
{
  if (gtk_entry_get_text_length (entry) > 0)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "code");
}

static void
entry_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

char *
mdg_code_entry_filter (const char *text, MdgCodeKind kind)
{
  g_autofree char *code = mdg_text_code (text);
  GString *kept = g_string_new (NULL);

  for (const char *p = code; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || (kind == MDG_CODE_ID && g_ascii_isalpha (*p)))
      g_string_append_c (kept, g_ascii_toupper (*p));
  return g_string_free (kept, FALSE);
}

void
mdg_code_entry_prepare (GtkEntry *entry, MdgCodeKind kind, guint length)
{
  CodeEntry *data = g_new0 (CodeEntry, 1);

  g_return_if_fail (GTK_IS_ENTRY (entry));

  data->kind = kind;
  data->length = length;
  g_signal_connect_data (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "insert-text",
                         G_CALLBACK (insert_text), data, entry_free, 0);
  gtk_entry_set_input_purpose (entry, kind == MDG_CODE_DIGITS ? GTK_INPUT_PURPOSE_DIGITS
                                                              : GTK_INPUT_PURPOSE_ALPHA);
  gtk_entry_set_input_hints (entry, GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI);
  g_signal_connect (entry, "changed", G_CALLBACK (choose_letters), NULL);
}
