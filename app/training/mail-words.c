/* mail-words.c: what the training's mails say.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/mail-words.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "core/error.h"

#define RESOURCE "/org/madoguchi/Madoguchi/training/mails.json"

/* The first of both that the process speaks; the documents' own where it speaks neither. */
static const char *
find_language (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_has_prefix (names[i], "en"))
        return "en";
      if (g_str_has_prefix (names[i], "ja"))
        return "ja";
    }
  return "ja";
}

static JsonNode *
read_words (GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, 0, error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return json_parser_load_from_data (parser, text, (gssize)length, error)
             ? json_parser_steal_root (parser)
             : NULL;
}

/* (nullable) */
static JsonObject *
find_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* (nullable) */
static const char *
find_text (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* What is put in is not looked at again: a value that reads like a name stays as it is. */
static char *
put_in (const char *text, GHashTable *values)
{
  GString *filled = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (text + 1, (gsize)(end - text - 1)) : NULL;
      const char *value = name != NULL ? g_hash_table_lookup (values, name) : NULL;

      if (value != NULL)
        g_string_append (filled, value);
      else
        g_string_append_c (filled, *text);
      text = value != NULL ? end + 1 : text + 1;
    }
  return g_string_free (filled, FALSE);
}

static gboolean
fill (MdgMail *mail, JsonObject *words, const char *kind, GHashTable *values, GError **error)
{
  const char *subject = find_text (find_object (words, kind), "subject");
  const char *body = find_text (find_object (words, kind), "body");
  const char *training = find_text (words, "training");
  g_autofree char *filled = NULL;
  g_autofree char *whole = NULL;

  if (subject == NULL || body == NULL || training == NULL)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "no words for the mail %s", kind);
      return FALSE;
    }
  filled = put_in (body, values);
  whole = g_strconcat (filled, training, NULL);
  g_free (mail->subject);
  mail->subject = g_strdup (subject);
  g_strfreev (mail->lines);
  mail->lines = g_strsplit (whole, "\n", -1);
  return TRUE;
}

gboolean
mdg_mail_words_fill (MdgMail *mail, const char *kind, GError **error, ...)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonNode) root = read_words (error);
  const char *name;
  va_list arguments;

  if (root == NULL)
    return FALSE;
  va_start (arguments, error);
  while ((name = va_arg (arguments, const char *)) != NULL)
    g_hash_table_insert (values, (gpointer)name, va_arg (arguments, char *));
  va_end (arguments);
  return fill (mail,
               JSON_NODE_HOLDS_OBJECT (root)
                   ? find_object (json_node_get_object (root), find_language ())
                   : NULL,
               kind, values, error);
}
