/* base32.h: RFC 4648 Base32 as set-up keys (セットアップキー) use it. Constant tables, any thread. */
#pragma once

#include "core/secret.h"

G_BEGIN_DECLS

/* Upper case without padding. Returns: (transfer full) */
MdgSecret *mdg_base32_encode (const guint8 *data, gsize length);

/* Strict: alphabet A-Z 2-7 in either case, optional right padding, lengths mod 8 of 0 2 4 5 7,
 * unused bits zero or not (they are ignored). @text_length: bytes, or -1 for NUL-terminated.
 * Returns: (transfer full) (nullable): NULL with MDG_ERROR_INVALID_INPUT */
MdgSecret *mdg_base32_decode (const char *text, gssize text_length, GError **error);

G_END_DECLS
