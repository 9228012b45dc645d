/* migration-uri.h: otpauth-migration://offline?data=BASE64 as text, whatever is in it (migration.h). Any thread. */
#pragma once

#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* What "data" holds, of a URI that may be hostile. Errors: MDG_ERROR_INVALID_INPUT. Returns: (transfer full) (nullable): bytes */
MdgSecret *mdg_migration_uri_decode (const char *text, gssize length, GError **error);

/* The other way round. Returns: (transfer full) */
MdgSecret *mdg_migration_uri_encode (const guint8 *data, gsize length);

/* For this and migration.c: sets MDG_ERROR_INVALID_INPUT. @why: English, for the log. Returns: FALSE */
gboolean mdg_migration_refuse (GError **error, const char *why);

G_END_DECLS
