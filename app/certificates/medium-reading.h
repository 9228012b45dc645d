/* medium-reading.h: a whole file as it stands on the medium: its hash, its length, and its content as far as it can be a
 * certificate's. Blocks; any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *sha256;
  guint64 length;
  GBytes *content; /* of at most MDG_CERTIFICATE_FILE_LIMIT bytes */
  gboolean past_cache;
} MdgMediumReading;

/* Told of every piece, in the thread that reads. FALSE with its error: stops. */
typedef gboolean (*MdgMediumProgressFunc) (gsize length, gpointer data, GError **error);

/* Reads @path past the cache (mdg_drives_read_back()). @progress: (nullable). @reading: zeroed before, cleared by the caller in
 * any case. Errors: drives.h, those of @progress */
gboolean mdg_medium_read (const char *path, MdgMediumReading *reading, MdgMediumProgressFunc progress, gpointer data,
                          GCancellable *cancellable, GError **error);

/* Whether the medium has exactly @bytes at @path. Errors: drives.h, MDG_ERROR_COPY_DIFFERS */
gboolean mdg_medium_holds (const char *path, GBytes *bytes, GError **error);

void mdg_medium_reading_clear (MdgMediumReading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MdgMediumReading, mdg_medium_reading_clear)

G_END_DECLS
