/* setup-key.h: セットアップキー as people copy and type it. */
#pragma once

#include "core/secret.h"

G_BEGIN_DECLS

/* Removes ASCII and full-width white space, line breaks and hyphens, narrows full-width letters,
 * makes upper case, then validates as Base32 of 16 to 128 characters (10 to 80 bytes).
 * Hostile input. Returns: (transfer full) (nullable): NULL with MDG_ERROR_INVALID_INPUT */
MdgSecret *mdg_setup_key_parse (const char *text, gssize length, GError **error);

/* The key in groups of four, to be read. Returns: (transfer full) */
MdgSecret *mdg_setup_key_group (MdgSecret *setup_key);

G_END_DECLS
