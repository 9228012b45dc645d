/* json-text.h: the text of one JSON object (RFC 8259), taken apart where it lies. Private to contract.
 *
 * Only what the RFC knows, no deeper than MDG_JSON_DEPTH, no NUL in a string. One copy of the text and
 * one array: a page of 500 accounts is 5000 values, and a tree of objects for them took longer than all
 * else of the first sync (README, Measured). All strings lie in the copy, which is wiped at the end, for any
 * of them may be a password.
 */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

/* How deep an answer may be nested; our own messages are two deep. */
#define MDG_JSON_DEPTH 16

typedef enum
{
  MDG_JSON_NULL,
  MDG_JSON_BOOLEAN,
  MDG_JSON_INT,
  MDG_JSON_FRACTION, /* also a whole number that no gint64 holds: nobody asks for its value */
  MDG_JSON_STRING,
  MDG_JSON_ARRAY,
  MDG_JSON_OBJECT
} MdgJsonType;

/* A value; what it holds follows it in memory. */
typedef struct
{
  MdgJsonType type;
  guint span;       /* so many values up to the end of what it holds, itself counted */
  const char *name; /* (nullable): of a member */
  union
  {
    gint64 number;    /* MDG_JSON_INT; MDG_JSON_BOOLEAN: 0 or 1 */
    char *string;     /* UTF-8 */
    guint n_elements; /* MDG_JSON_ARRAY, MDG_JSON_OBJECT */
  };
} MdgJsonValue;

typedef struct _MdgJsonText MdgJsonText;

/* @json: UTF-8 of @length bytes without a NUL. Returns: (transfer full) (nullable): NULL: no JSON object */
MdgJsonText *mdg_json_text_new (const char *json, gsize length);
void mdg_json_text_free (MdgJsonText *text);

/* The object; like all in it, it goes with @text. */
const MdgJsonValue *mdg_json_text_get_root (MdgJsonText *text);

/* The member @name of @object; of several the last. Returns: (nullable) */
const MdgJsonValue *mdg_json_value_find (const MdgJsonValue *object, const char *name);

/* Each element of an array, or member of an object. */
#define MDG_JSON_EACH(element, container)                                                          \
  const MdgJsonValue *element = (container) + 1;                                                   \
  element < (container) + (container)->span;                                                       \
  element += element->span

G_END_DECLS
