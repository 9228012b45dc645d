/* secret.c: bytes in guarded, locked memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/secret.h"

#include "core/secret-pool.h"

#include <sodium.h>
#include <string.h>

struct _MdgSecret
{
  gatomicrefcount references;
  gsize length;
  guint8 *data; /* in the secret pool; a NUL follows */
};

G_DEFINE_BOXED_TYPE (MdgSecret, mdg_secret, mdg_secret_ref, mdg_secret_unref)

/* The bytes are to be filled in by the caller. */
static MdgSecret *
secret_alloc (gsize length)
{
  MdgSecret *self = g_new0 (MdgSecret, 1);
  g_atomic_ref_count_init (&self->references);
  self->length = length;
  self->data = mdg_secret_pool_alloc (length + 1);
  self->data[length] = '\0';
  return self;
}

MdgSecret *
mdg_secret_new (const void *data, gsize length)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  MdgSecret *self = secret_alloc (length);
  if (length > 0)
    memcpy (self->data, data, length);
  return self;
}

MdgSecret *
mdg_secret_new_from_string (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return mdg_secret_new (text, strlen (text));
}

MdgSecret *
mdg_secret_new_random (gsize length)
{
  MdgSecret *self = secret_alloc (length);
  randombytes_buf (self->data, length);
  return self;
}

MdgSecret *
mdg_secret_ref (MdgSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
mdg_secret_unref (MdgSecret *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  mdg_secret_pool_free (self->data, self->length + 1);
  g_free (self);
}

const guint8 *
mdg_secret_get_data (MdgSecret *self, gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (length != NULL)
    *length = self->length;
  return self->data;
}

const char *
mdg_secret_get_string (MdgSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const char *)self->data;
}

gsize
mdg_secret_get_length (MdgSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->length;
}

gboolean
mdg_secret_equal (MdgSecret *a, MdgSecret *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  return a->length == b->length && sodium_memcmp (a->data, b->data, a->length) == 0;
}

void
mdg_wipe_string (char *text)
{
  if (text == NULL)
    return;
  sodium_memzero (text, strlen (text));
  g_free (text);
}
