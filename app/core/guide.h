/* guide.h: reads the guides (steps, fees, consequences) that are data files of ours in resources/guide: an object in which a
 * text is { "ja": …, "en": … }. A fault in one is a fault of the program, and ends it. Any thread. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The root of the guide with this @resource path. Returns: (transfer full) */
JsonNode *mdg_guide_load (const char *resource);

/* "ja", or "en" for any other language. Static */
const char *mdg_guide_language (const char *language);

/* The text, and the list of texts, that the member @name of @object has in @language, "ja" or "en". Returns:
 * (transfer full) */
char *mdg_guide_text (JsonObject *object, const char *name, const char *language);
GStrv mdg_guide_list (JsonObject *object, const char *name, const char *language);

G_END_DECLS
