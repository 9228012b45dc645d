/* staged-file.h: a small file on its way onto a drive: written under a temporary name, made lasting together with others
 * (mdg_drives_flush_files()), read back past the cache and compared, and named at last. Blocks; any
 * thread. Errors: drives.h, MDG_ERROR_COPY_DIFFERS (the drive does not keep what is written to it). */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

typedef struct
{
  char *path; /* its name in the end */
  GBytes *bytes;
  char *temporary; /* (nullable): taken away with it; NULL once it is named */
  int fd;          /* until it is closed; then -1 */
} MdgStagedFile;

MdgStagedFile *mdg_staged_file_new (const char *path, GBytes *bytes, GError **error);

/* After flushing. */
gboolean mdg_staged_file_close (MdgStagedFile *file, GError **error);

/* After closing: whether the drive has it as it was written. */
gboolean mdg_staged_file_check (MdgStagedFile *file, GError **error);

/* MDG_ERROR_EXISTS, touching nothing, when the name is taken. Lasting after mdg_drives_settle(). */
gboolean mdg_staged_file_name (MdgStagedFile *file, GError **error);

void mdg_staged_file_free (MdgStagedFile *file);

G_END_DECLS
