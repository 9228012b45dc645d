/* json-reader.h: reads one JSON object out of hostile text, member by member. Private to contract.
 *
 * The first failure sticks: what is read after it is empty, and mdg_json_reader_finish() reports it.
 * So a parser reads all its members in a row and asks once.
 */
#pragma once

#include <json-glib/json-glib.h>
#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* How deep an answer may be nested; our own messages are two deep. */
#define MDG_JSON_DEPTH 16

/* Longest strings, bytes. */
#define MDG_JSON_NAME 256
#define MDG_JSON_TEXT 2048

/* Last second of the year 9999. */
#define MDG_JSON_TIME_MAX G_GINT64_CONSTANT (253402300799)

typedef struct
{
  JsonNode *root; /* (nullable): NULL when another reader owns the text */
  JsonObject *object;
  MdgErrorCode code; /* of every failure */
  GError *error;
} MdgJsonReader;

/* An answer is read with MDG_ERROR_BAD_ANSWER, anything else with MDG_ERROR_INVALID_INPUT. */
void mdg_json_reader_init (MdgJsonReader *reader, MdgErrorCode code, const char *json, gssize length);

/* The same for @object inside another reader's text, which must outlive this one. */
void mdg_json_reader_init_object (MdgJsonReader *reader, MdgErrorCode code, JsonObject *object);

/* Wipes the strings, for any of them may be a password. */
void mdg_json_reader_clear (MdgJsonReader *reader);

/* Returns: whether all went well; otherwise @error is set */
gboolean mdg_json_reader_finish (MdgJsonReader *reader, GError **error);

/* Notes a failure (unless there is one) about member @name. English; never holds a value. */
void mdg_json_reader_refuse (MdgJsonReader *reader, const char *name, const char *why);

/* Whether @name is there and not null. */
gboolean mdg_json_reader_has (MdgJsonReader *reader, const char *name);

/* A string of 1 to @limit bytes without control characters. Owned by the reader; NULL on failure. */
const char *mdg_json_reader_peek (MdgJsonReader *reader, const char *name, gsize limit);

/* The same. Returns: (transfer full) (nullable): NULL on failure */
char *mdg_json_reader_string (MdgJsonReader *reader, const char *name, gsize limit);

/* A line of 0 to @limit bytes without control characters. Returns: (transfer full) (nullable): NULL
 * on failure */
char *mdg_json_reader_line (MdgJsonReader *reader, const char *name, gsize limit);

/* The same for @node, an element of the array @name. Owned by the reader. */
const char *mdg_json_reader_judge_line (MdgJsonReader *reader, const char *name, JsonNode *node,
                                        gsize limit);

MdgSecret *mdg_json_reader_secret (MdgJsonReader *reader, const char *name, gsize limit);

/* A whole number from 0 to @max; 0 on failure. */
gint64 mdg_json_reader_int (MdgJsonReader *reader, const char *name, gint64 max);

gboolean mdg_json_reader_boolean (MdgJsonReader *reader, const char *name);

/* Owned by the reader; NULL on failure. */
JsonArray *mdg_json_reader_array (MdgJsonReader *reader, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MdgJsonReader, mdg_json_reader_clear)

G_END_DECLS
