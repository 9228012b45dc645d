/* medium-reading.c: a whole file as it stands on the medium.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/medium-reading.h"

#include "certificates/certificate-info.h"
#include "certificates/sha256.h"
#include "platform/drives.h"

typedef struct
{
  MdgSha256 *sha;
  GByteArray *content;
  guint64 length;
  MdgMediumProgressFunc progress;
  gpointer data;
} Pieces;

static gboolean
take_piece (const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  Pieces *pieces = data;

  mdg_sha256_add (pieces->sha, bytes, length);
  pieces->length += length;
  if (pieces->length <= MDG_CERTIFICATE_FILE_LIMIT)
    g_byte_array_append (pieces->content, bytes, (guint)length);
  return pieces->progress == NULL || pieces->progress (length, pieces->data, error);
}

gboolean
mdg_medium_read (const char *path,
                 MdgMediumReading *reading,
                 MdgMediumProgressFunc progress,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (MdgSha256) sha = mdg_sha256_new ();
  g_autoptr (GByteArray) content = g_byte_array_new ();
  Pieces pieces = { sha, content, 0, progress, data };

  if (!mdg_drives_read_back (path, take_piece, &pieces, &reading->past_cache, cancellable, error))
    return FALSE;
  reading->sha256 = mdg_sha256_finish (sha);
  reading->length = pieces.length;
  reading->content = g_byte_array_free_to_bytes (g_steal_pointer (&content));
  return TRUE;
}

void
mdg_medium_reading_clear (MdgMediumReading *reading)
{
  g_clear_pointer (&reading->sha256, g_free);
  g_clear_pointer (&reading->content, g_bytes_unref);
}
