/* json-reader.c: reads one JSON object out of hostile text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/json-reader.h"

#include "contract/endpoints.h"
#include "core/text.h"

#include <sodium.h>
#include <string.h>

/* json-glib is lenient (comments, JavaScript assignments, octal escapes, halves of surrogate pairs,
 * several documents in a row) and its parser calls itself for every level of nesting. So the text
 * is looked through first: one object, only the characters of JSON, only whole escapes, and not
 * deeper than MDG_JSON_DEPTH. */

#define SPACE " \t\r\n"
#define STRUCTURE "{}[]:,+-.0123456789eEtrufalsn"

static int
hex_unit (const char *text)
{
  int unit = 0;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);
      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* @text stands behind \u. Returns: how many bytes belong to the character, 0 when it is none. The
 * text ends in a quotation mark or NUL, so that looking ahead stops there. */
static gsize
unicode_escape (const char *text)
{
  int unit = hex_unit (text);
  if (unit <= 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
    return 0;
  if (unit < 0xD800 || unit > 0xDFFF)
    return 4;
  if (text[4] != '\\' || text[5] != 'u')
    return 0;
  int low = hex_unit (text + 6);
  return low >= 0xDC00 && low <= 0xDFFF ? 10 : 0;
}

/* @text stands behind the opening quotation mark. Returns: behind the closing one; NULL when the
 * string is none */
static const char *
skip_string (const char *text)
{
  while (*text != '"')
    {
      if ((guchar)*text < 0x20)
        return NULL;
      if (*text++ != '\\')
        continue;
      gsize more = *text == 'u' ? unicode_escape (text + 1) : 1;
      if (more == 0 || *text == '\0' || strchr ("\"\\/bfnrtu", *text) == NULL)
        return NULL;
      text += *text == 'u' ? more + 1 : 1;
    }
  return text + 1;
}

/* @text: NUL-terminated UTF-8 */
static gboolean
is_tame (const char *text)
{
  guint depth = 0;
  text += strspn (text, SPACE);
  if (*text != '{')
    return FALSE;
  do
    {
      char c = *text++;
      if (c == '"')
        text = skip_string (text);
      else if (c == '\0' || strchr (STRUCTURE SPACE, c) == NULL)
        return FALSE;
      else if ((c == '{' || c == '[') && ++depth > MDG_JSON_DEPTH)
        return FALSE;
      else if (c == '}' || c == ']')
        depth--;
    }
  while (text != NULL && depth > 0);
  return text != NULL && text[strspn (text, SPACE)] == '\0';
}

/* Returns: (transfer full) (nullable) */
static JsonNode *
parse_object (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  if (!is_tame (text) || !json_parser_load_from_data (parser, text, (gssize)length, NULL))
    return NULL;
  g_autoptr (JsonNode) root = json_parser_steal_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&root) : NULL;
}

/* Returns: (nullable): @node, or NULL and a failure when it is not there or not of @type */
static JsonNode *
judge_value (MdgJsonReader *self, const char *name, JsonNode *node, GType type)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    mdg_json_reader_refuse (self, name, "is missing");
  else if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    mdg_json_reader_refuse (self, name, "is of the wrong type");
  else
    return node;
  return NULL;
}

/* Returns: (nullable): NULL and a failure when @name is missing or not of @type */
static JsonNode *
find_value (MdgJsonReader *self, const char *name, GType type)
{
  if (self->error != NULL)
    return NULL;
  return judge_value (self, name, json_object_get_member (self->object, name), type);
}

static void wipe_node (JsonNode *node);

static void
wipe_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  wipe_node (node);
}

static void
wipe_element (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  wipe_node (node);
}

/* Any string may be a password; the reader owns them all, down to MDG_JSON_DEPTH. */
static void
wipe_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), wipe_member, NULL);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), wipe_element, NULL);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      char *text = (char *)json_node_get_string (node);
      if (text != NULL)
        sodium_memzero (text, strlen (text));
    }
}

void
mdg_json_reader_init (MdgJsonReader *self, MdgErrorCode code, const char *json, gssize length)
{
  *self = (MdgJsonReader){ .code = code };
  gsize n = json == NULL ? 0 : length < 0 ? strlen (json) : (gsize)length;
  if (n > 0 && n <= MDG_ANSWER_LIMIT && g_utf8_validate (json, (gssize)n, NULL))
    {
      char *text = g_strndup (json, n);
      self->root = parse_object (text, n);
      sodium_memzero (text, n);
      g_free (text);
    }
  if (self->root != NULL)
    self->object = json_node_get_object (self->root);
  else
    self->error = mdg_error_new (code, "not a JSON object of at most %d bytes", MDG_ANSWER_LIMIT);
}

void
mdg_json_reader_init_object (MdgJsonReader *self, MdgErrorCode code, JsonObject *object)
{
  *self = (MdgJsonReader){ .code = code, .object = object };
}

void
mdg_json_reader_clear (MdgJsonReader *self)
{
  if (self->root != NULL)
    wipe_node (self->root);
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_error (&self->error);
}

gboolean
mdg_json_reader_finish (MdgJsonReader *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

void
mdg_json_reader_refuse (MdgJsonReader *self, const char *name, const char *why)
{
  if (self->error != NULL)
    return;
  self->error = mdg_error_new (self->code, "the member %s %s", name, why);
  if (self->code == MDG_ERROR_INVALID_INPUT)
    mdg_error_set_field (self->error, name);
}

gboolean
mdg_json_reader_has (MdgJsonReader *self, const char *name)
{
  JsonNode *node = self->error == NULL ? json_object_get_member (self->object, name) : NULL;
  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

const char *
mdg_json_reader_judge_line (MdgJsonReader *self, const char *name, JsonNode *node, gsize limit)
{
  if (self->error != NULL || judge_value (self, name, node, G_TYPE_STRING) == NULL)
    return NULL;
  const char *text = json_node_get_string (node);
  if (strlen (text) > limit)
    mdg_json_reader_refuse (self, name, "is too long");
  else if (mdg_text_has_control (text))
    mdg_json_reader_refuse (self, name, "holds control characters");
  return self->error == NULL ? text : NULL;
}

char *
mdg_json_reader_line (MdgJsonReader *self, const char *name, gsize limit)
{
  JsonNode *node = find_value (self, name, G_TYPE_STRING);
  return node != NULL ? g_strdup (mdg_json_reader_judge_line (self, name, node, limit)) : NULL;
}

const char *
mdg_json_reader_peek (MdgJsonReader *self, const char *name, gsize limit)
{
  JsonNode *node = find_value (self, name, G_TYPE_STRING);
  const char *text = node != NULL ? json_node_get_string (node) : NULL;
  if (node != NULL && (text == NULL || *text == '\0'))
    mdg_json_reader_refuse (self, name, "is empty");
  return node != NULL ? mdg_json_reader_judge_line (self, name, node, limit) : NULL;
}

char *
mdg_json_reader_string (MdgJsonReader *self, const char *name, gsize limit)
{
  return g_strdup (mdg_json_reader_peek (self, name, limit));
}

MdgSecret *
mdg_json_reader_secret (MdgJsonReader *self, const char *name, gsize limit)
{
  const char *text = mdg_json_reader_peek (self, name, limit);
  if (text == NULL)
    return NULL;
  MdgSecret *secret = mdg_secret_new_from_string (text);
  sodium_memzero ((char *)text, strlen (text)); /* the reader's own copy */
  return secret;
}

gint64
mdg_json_reader_int (MdgJsonReader *self, const char *name, gint64 max)
{
  JsonNode *node = find_value (self, name, G_TYPE_INT64);
  gint64 value = node != NULL ? json_node_get_int (node) : 0;
  if (value >= 0 && value <= max)
    return value;
  mdg_json_reader_refuse (self, name, "is out of range");
  return 0;
}

gboolean
mdg_json_reader_boolean (MdgJsonReader *self, const char *name)
{
  JsonNode *node = find_value (self, name, G_TYPE_BOOLEAN);
  return node != NULL && json_node_get_boolean (node);
}

JsonArray *
mdg_json_reader_array (MdgJsonReader *self, const char *name)
{
  if (self->error != NULL)
    return NULL;
  JsonNode *node = json_object_get_member (self->object, name);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  mdg_json_reader_refuse (self, name, "is no array");
  return NULL;
}
