/* json-writer.h: writes one JSON object into one block of memory that can be wiped afterwards; a
 * general writer would leave copies of a password behind. Private to contract. */
#pragma once

#include "core/secret.h"

G_BEGIN_DECLS

/* Opens an object at the end of @json: "{". */
void mdg_json_open (GString *json);

/* Closes it: "}". */
void mdg_json_close (GString *json);

/* Returns: (transfer full): an empty text with room for any message of ours */
GString *mdg_json_new (void);

/* Only the name and its colon: the caller appends the value. */
void mdg_json_add_name (GString *json, const char *name);

/* @value: (nullable): NULL leaves the member out. What is no UTF-8 in it becomes U+FFFD. */
void mdg_json_add_string (GString *json, const char *name, const char *value);
void mdg_json_add_secret (GString *json, const char *name, MdgSecret *value);
void mdg_json_add_int (GString *json, const char *name, gint64 value);
void mdg_json_add_boolean (GString *json, const char *name, gboolean value);

/* A value in quotation marks, after a comma where one is due. */
void mdg_json_append_value (GString *json, const char *value);

G_END_DECLS
