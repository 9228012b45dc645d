/* json-writer.c: writes one JSON object.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/json-writer.h"

#include <string.h>

#define ROOM (16 * 1024) /* more than a message with secrets in it can need */

/* A comma goes before everything but the first thing in an object or array and a member's value. */
static void
part (GString *json)
{
  if (json->len > 0 && strchr ("{[:,", json->str[json->len - 1]) == NULL)
    g_string_append_c (json, ',');
}

static void
append_escaped (GString *json, const char *text)
{
  gsize bytes = 1;
  for (; *text != '\0'; text += bytes)
    {
      gunichar c = g_utf8_get_char_validated (text, -1);
      gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
      bytes = valid ? (gsize)(g_utf8_next_char (text) - text) : 1;
      if (!valid)
        g_string_append (json, "\xEF\xBF\xBD");
      else if (c == '"' || c == '\\')
        g_string_append_printf (json, "\\%c", (char)c);
      else if (c < 0x20 || c == 0x7F)
        g_string_append_printf (json, "\\u%04x", c);
      else
        g_string_append_len (json, text, (gssize)bytes);
    }
}

GString *
mdg_json_new (void)
{
  return g_string_sized_new (ROOM);
}

void
mdg_json_open (GString *json)
{
  part (json);
  g_string_append_c (json, '{');
}

void
mdg_json_close (GString *json)
{
  g_string_append_c (json, '}');
}

void
mdg_json_add_name (GString *json, const char *name)
{
  mdg_json_append_value (json, name);
  g_string_append_c (json, ':');
}

void
mdg_json_append_value (GString *json, const char *value)
{
  part (json);
  g_string_append_c (json, '"');
  append_escaped (json, value);
  g_string_append_c (json, '"');
}

void
mdg_json_add_string (GString *json, const char *name, const char *value)
{
  if (value == NULL)
    return;
  mdg_json_add_name (json, name);
  mdg_json_append_value (json, value);
}

void
mdg_json_add_secret (GString *json, const char *name, MdgSecret *value)
{
  mdg_json_add_string (json, name, value != NULL ? mdg_secret_get_string (value) : NULL);
}

void
mdg_json_add_int (GString *json, const char *name, gint64 value)
{
  mdg_json_add_name (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

void
mdg_json_add_boolean (GString *json, const char *name, gboolean value)
{
  mdg_json_add_name (json, name);
  g_string_append (json, value ? "true" : "false");
}
