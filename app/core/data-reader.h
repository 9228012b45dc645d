/* data-reader.h: reads the program's own data files (flows, steps, contacts) member by member, strictly: what is not known is
 * refused, and every text is there in both languages. The first fault sticks, and what is read after it is empty, so that a
 * reader asks once, at the end. One thread at a time. */
#pragma once

#include <json-glib/json-glib.h>

#include "core/error.h"

G_BEGIN_DECLS

#define MDG_DATA_TEXT_MAX 1000 /* bytes */

typedef struct
{
  const char *language; /* "ja" or "en": which of the two is taken */
  GError *error;        /* (nullable): MDG_ERROR_DAMAGED; the caller's at the end */
} MdgDataReader;

/* Notes a fault, unless there is one. printf-like; English. */
void mdg_data_refuse (MdgDataReader *reader, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* An object with no other members than @names, which are parted by spaces. @what: for the fault. Returns: (nullable) */
JsonObject *mdg_data_object (MdgDataReader *reader, JsonNode *node, const char *what, const char *names);

/* What must be there. @object: (nullable), here and below. Returns: (nullable) */
JsonNode *mdg_data_member (MdgDataReader *reader, JsonObject *object, const char *name);

/* Owned by the data; "" after a fault. */
const char *mdg_data_string (MdgDataReader *reader, JsonNode *node, const char *what);
const char *mdg_data_string_member (MdgDataReader *reader, JsonObject *object, const char *name);

/* The member "id": lower-case letters, digits and hyphens. Returns: (transfer full) */
char *mdg_data_id (MdgDataReader *reader, JsonObject *object);

/* @otherwise: where the member is absent. */
gboolean mdg_data_boolean (MdgDataReader *reader, JsonObject *object, const char *name, gboolean otherwise);

/* A whole number from @least to @most; @least after a fault. */
int mdg_data_int (MdgDataReader *reader, JsonObject *object, const char *name, int least, int most);

/* Of 1 to @max elements (0 to @max with @empty). Returns: (nullable): NULL after a fault */
JsonArray *mdg_data_array (MdgDataReader *reader, JsonObject *object, const char *name, guint max, gboolean empty);

/* @array: (nullable) */
guint mdg_data_length (JsonArray *array);

/* The place of the member's word in @words, which ends with NULL; 0 after a fault. */
guint mdg_data_word (MdgDataReader *reader, JsonObject *object, const char *name, const char *const *words);

/* { "ja": …, "en": … }, neither of them empty, as the member or as @object itself. Returns: (transfer full) */
char *mdg_data_text (MdgDataReader *reader, JsonObject *object, const char *name);
char *mdg_data_text_of (MdgDataReader *reader, JsonObject *object, const char *what);

/* The same where it may be absent. Returns: (transfer full) (nullable) */
char *mdg_data_optional_text (MdgDataReader *reader, JsonObject *object, const char *name);

G_END_DECLS
