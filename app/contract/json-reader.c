/* json-reader.c: reads one JSON object out of hostile text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/json-reader.h"

#include "contract/endpoints.h"
#include "core/text.h"

#include <sodium.h>
#include <string.h>

/* Returns: (nullable): @value, or NULL and a failure when it is not there or not of @type */
static const MdgJsonValue *
judge_value (MdgJsonReader *self, const char *name, const MdgJsonValue *value, MdgJsonType type)
{
  if (value == NULL || value->type == MDG_JSON_NULL)
    mdg_json_reader_refuse (self, name, "is missing");
  else if (value->type != type)
    mdg_json_reader_refuse (self, name, "is of the wrong type");
  else
    return value;
  return NULL;
}

/* Returns: (nullable): NULL and a failure when @name is missing or not of @type */
static const MdgJsonValue *
find_value (MdgJsonReader *self, const char *name, MdgJsonType type)
{
  if (self->error != NULL)
    return NULL;
  return judge_value (self, name, mdg_json_value_find (self->object, name), type);
}

void
mdg_json_reader_init (MdgJsonReader *self, MdgErrorCode code, const char *json, gssize length)
{
  *self = (MdgJsonReader){ .code = code };
  gsize n = json == NULL ? 0 : length < 0 ? strlen (json) : (gsize)length;
  if (n > 0 && n <= MDG_ANSWER_LIMIT && g_utf8_validate (json, (gssize)n, NULL))
    self->text = mdg_json_text_new (json, n);
  if (self->text != NULL)
    self->object = mdg_json_text_get_root (self->text);
  else
    self->error = mdg_error_new (code, "not a JSON object of at most %d bytes", MDG_ANSWER_LIMIT);
}

void
mdg_json_reader_init_object (MdgJsonReader *self, MdgErrorCode code, const MdgJsonValue *object)
{
  *self = (MdgJsonReader){ .code = code, .object = object };
}

void
mdg_json_reader_clear (MdgJsonReader *self)
{
  g_clear_pointer (&self->text, mdg_json_text_free);
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
  const MdgJsonValue *value = self->error == NULL ? mdg_json_value_find (self->object, name) : NULL;
  return value != NULL && value->type != MDG_JSON_NULL;
}

const char *
mdg_json_reader_judge_line (MdgJsonReader *self,
                            const char *name,
                            const MdgJsonValue *value,
                            gsize limit)
{
  if (self->error != NULL || judge_value (self, name, value, MDG_JSON_STRING) == NULL)
    return NULL;
  const char *text = value->string;
  if (strlen (text) > limit)
    mdg_json_reader_refuse (self, name, "is too long");
  else if (mdg_text_has_control (text))
    mdg_json_reader_refuse (self, name, "holds control characters");
  return self->error == NULL ? text : NULL;
}

char *
mdg_json_reader_line (MdgJsonReader *self, const char *name, gsize limit)
{
  const MdgJsonValue *value = find_value (self, name, MDG_JSON_STRING);
  return value != NULL ? g_strdup (mdg_json_reader_judge_line (self, name, value, limit)) : NULL;
}

const char *
mdg_json_reader_peek (MdgJsonReader *self, const char *name, gsize limit)
{
  const MdgJsonValue *value = find_value (self, name, MDG_JSON_STRING);
  if (value != NULL && *value->string == '\0')
    mdg_json_reader_refuse (self, name, "is empty");
  return value != NULL ? mdg_json_reader_judge_line (self, name, value, limit) : NULL;
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
  const MdgJsonValue *value = find_value (self, name, MDG_JSON_INT);
  gint64 number = value != NULL ? value->number : 0;
  if (number >= 0 && number <= max)
    return number;
  mdg_json_reader_refuse (self, name, "is out of range");
  return 0;
}

gboolean
mdg_json_reader_boolean (MdgJsonReader *self, const char *name)
{
  const MdgJsonValue *value = find_value (self, name, MDG_JSON_BOOLEAN);
  return value != NULL && value->number != 0;
}

const MdgJsonValue *
mdg_json_reader_array (MdgJsonReader *self, const char *name)
{
  if (self->error != NULL)
    return NULL;
  const MdgJsonValue *value = mdg_json_value_find (self->object, name);
  if (value != NULL && value->type == MDG_JSON_ARRAY)
    return value;
  mdg_json_reader_refuse (self, name, "is no array");
  return NULL;
}
