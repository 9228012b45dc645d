/* bundle-log.c: the program's log as it may be handed out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/bundle-log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/file.h"
#include "core/log.h"
#include "support/log-words.h"

#define FILE_MAX (4 * MDG_LOG_FILE_BYTES)
#define STRIPPED ".,:;()[]\"'!?|" /* as make-log-words has it */
#define NUMBER_MAX 3              /* digits */
#define ERRNO_MAX 135
#define HIDDEN "\u2026"

static int
compare (gconstpointer key, gconstpointer element)
{
  return strcmp (key, *(const char *const *)element);
}

/* Of the C library's texts for its errors, in whatever language. */
static GHashTable *
system_words (void)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int number = 1; number < ERRNO_MAX; number++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strerror (number), " ", -1);

      for (guint i = 0; parts[i] != NULL; i++)
        if (!g_ascii_isdigit (parts[i][strcspn (parts[i], "0123456789")]))
          g_hash_table_add (words, g_strdup (parts[i]));
    }
  return words;
}

static gboolean
is_system_word (const char *word)
{
  static GHashTable *words;

  if (g_once_init_enter (&words))
    g_once_init_leave (&words, system_words ());
  return g_hash_table_contains (words, word);
}

static gboolean
is_short_number (const char *word)
{
  gsize n = strspn (word, "0123456789");

  return n > 0 && n <= NUMBER_MAX && word[n] == '\0';
}

static gboolean
is_code (const char *word)
{
  return g_str_equal (mdg_error_code_nick (mdg_error_code_from_nick (word)), word);
}

static gboolean
is_known (const char *word)
{
  return bsearch (word, mdg_log_words, mdg_n_log_words, sizeof *mdg_log_words, compare) != NULL
         || is_code (word) || is_short_number (word) || is_system_word (word);
}

/* A word with the signs around it, or HIDDEN: once for several in a row. */
static void
append_token (GString *out, const char *token)
{
  gsize before = strspn (token, STRIPPED);
  gsize length = strlen (token);
  g_autofree char *core = NULL;

  while (length > before && strchr (STRIPPED, token[length - 1]) != NULL)
    length--;
  core = g_strndup (token + before, length - before);
  if (*core == '\0' || is_known (core))
    g_string_append_printf (out, " %s", token);
  else if (!g_str_has_suffix (out->str, HIDDEN))
    g_string_append (out, " " HIDDEN);
}

/* The signs of a token are of any number, but the program's own have few: no message in dots. */
static gboolean
is_plain_sign (const char *token)
{
  return strlen (token) <= 2 || strspn (token, STRIPPED) < strlen (token);
}

static void
append_message (GString *out, const char *message)
{
  g_auto (GStrv) tokens = g_strsplit_set (message, " \t\r\v\f", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (*tokens[i] != '\0' && is_plain_sign (tokens[i]))
      append_token (out, tokens[i]);
}

/* "2026-11-22T12:05:00.123Z" */
static gboolean
is_stamp (const char *text)
{
  static const char form[] = "dddd-dd-ddTdd:dd:dd.dddZ";

  for (gsize i = 0; i < sizeof form; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  return TRUE;
}

static gboolean
is_level (const char *text)
{
  static const char *const levels[] = { "error", "critical", "warning", "message", "info", NULL };

  return g_strv_contains (levels, text);
}

/* "madoguchi-ui:", "Gtk:" */
static gboolean
is_domain (const char *text)
{
  gsize n = strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");

  return n > 0 && n <= 24 && strcmp (text + n, ":") == 0;
}

char *
mdg_bundle_log_line (const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_auto (GStrv) parts = g_strsplit (valid, " ", 4);
  GString *out;

  if (g_strv_length (parts) < 3 || !is_stamp (parts[0]) || !is_level (parts[1])
      || !is_domain (parts[2]))
    return NULL;
  out = g_string_new (NULL);
  g_string_append_printf (out, "%s %s %s", parts[0], parts[1], parts[2]);
  append_message (out, parts[3] != NULL ? parts[3] : "");
  return g_string_free (out, FALSE);
}

/* Those of a file in front of @lines; @age: 0: the newest. Returns: FALSE with @error when there is
 * none such */
static gboolean
read_file (const char *folder, guint age, GPtrArray *lines, GError **error)
{
  g_autofree char *name
      = age == 0 ? g_strdup (MDG_LOG_NAME) : g_strdup_printf ("madoguchi.%u.log", age);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = mdg_file_read (path, FILE_MAX, error);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  guint place = 0;

  if (bytes == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  parts = g_strsplit (text, "\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *line = mdg_bundle_log_line (parts[i]);

      if (line != NULL)
        g_ptr_array_insert (lines, (int)place++, line);
    }
  return TRUE;
}

GStrv
mdg_bundle_log_read (const char *folder, guint most, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (folder != NULL, NULL);

  if (!read_file (folder, 0, lines, error))
    return NULL;
  for (guint age = 1; age < MDG_LOG_FILES && lines->len < most; age++)
    if (!read_file (folder, age, lines, NULL))
      break;
  if (lines->len > most)
    g_ptr_array_remove_range (lines, 0, lines->len - most);
  g_ptr_array_add (lines, NULL);
  return (GStrv)g_ptr_array_steal (lines, NULL);
}
