/* secret.h: bytes that must not leak: in guarded, locked memory (sodium_malloc; short ones share
 * blocks of it), wiped when freed, left out of core dumps. Immutable and reference counted; thread-safe.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _MdgSecret MdgSecret;

#define MDG_TYPE_SECRET (mdg_secret_get_type ())
GType mdg_secret_get_type (void);

/* Copies @length bytes. Returns: (transfer full) */
MdgSecret *mdg_secret_new (const void *data, gsize length);

/* Copies a NUL-terminated string (UTF-8). Returns: (transfer full) */
MdgSecret *mdg_secret_new_from_string (const char *text);

/* @length bytes from the system's random source. Returns: (transfer full) */
MdgSecret *mdg_secret_new_random (gsize length);

MdgSecret *mdg_secret_ref (MdgSecret *secret);
void mdg_secret_unref (MdgSecret *secret);

/* The bytes; a NUL follows them. Owned by @secret. @length: (out) (nullable) */
const guint8 *mdg_secret_get_data (MdgSecret *secret, gsize *length);

/* The bytes as a string; only for secrets made from text. Owned by @secret. */
const char *mdg_secret_get_string (MdgSecret *secret);

gsize mdg_secret_get_length (MdgSecret *secret);

/* Constant time in the content (not in the length). */
gboolean mdg_secret_equal (MdgSecret *a, MdgSecret *b);

/* Overwrites and frees an ordinary string that held a secret. @text: (nullable) (transfer full) */
void mdg_wipe_string (char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgSecret, mdg_secret_unref)

G_END_DECLS
