/* sha256.h: SHA-256 of what comes in pieces, as 64 hexadecimal digits. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MDG_SHA256_DIGITS 64

typedef struct _MdgSha256 MdgSha256;

MdgSha256 *mdg_sha256_new (void);
void mdg_sha256_add (MdgSha256 *sha, const void *bytes, gsize length);

/* Once, at the end. Returns: (transfer full): lower case */
char *mdg_sha256_finish (MdgSha256 *sha);
void mdg_sha256_free (MdgSha256 *sha);

/* Of @length bytes. Returns: (transfer full) */
char *mdg_sha256_of (const void *bytes, gsize length);

/* Whether @text could be one. */
gboolean mdg_sha256_is_valid (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgSha256, mdg_sha256_free)

G_END_DECLS
