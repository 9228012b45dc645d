/* medium-reading.c: a whole file as it stands on the medium.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/medium-reading.h"

#include <string.h>

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

typedef struct
{
  const guint8 *expected;
  gsize left;
} Comparison;

static gboolean
compare_piece (const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  Comparison *comparison = data;

  if (length > comparison->left || memcmp (bytes, comparison->expected, length) != 0)
    {
      mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "the drive does not keep what is written");
      return FALSE;
    }
  comparison->expected += length;
  comparison->left -= length;
  return TRUE;
}

gboolean
mdg_medium_holds (const char *path, GBytes *bytes, GError **error)
{
  Comparison comparison = { 0 };

  comparison.expected = g_bytes_get_data (bytes, &comparison.left);
  if (!mdg_drives_read_back (path, compare_piece, &comparison, NULL, NULL, error))
    return FALSE;
  if (comparison.left == 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "%s is shorter than what was written", path);
  return FALSE;
}

void
mdg_medium_reading_clear (MdgMediumReading *reading)
{
  g_clear_pointer (&reading->sha256, g_free);
  g_clear_pointer (&reading->content, g_bytes_unref);
}
