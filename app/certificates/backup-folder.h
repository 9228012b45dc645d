/* backup-folder.h: the layout on the drive (backup-copy.h): which folder a certificate goes into, what
 * lies in one, and small files written there as carefully as the certificate. Blocks; any thread. */
#pragma once

#include "certificates/backup-manifest.h"
#include "certificates/certificate-info.h"

G_BEGIN_DECLS

/* "1234567890_2029-06-30まで"; "未確認_0123abcd" when @info ((nullable)) does not know. @name: of the file. Returns:
 * (transfer full) */
char *mdg_backup_folder_name (const MdgCertificateInfo *info, const char *name);

/* What was found in one folder. */
typedef enum
{
  MDG_BACKUP_FOLDER_FREE,   /* not there, or nothing in it but what a killed process left */
  MDG_BACKUP_FOLDER_SAME,   /* a file of this name and size, with a manifest of this hash or with none */
  MDG_BACKUP_FOLDER_FOREIGN /* something else, which is left alone */
} MdgBackupFolderState;

/* Looks into @folder for the file @name with @sha256 and @size. @manifest: (out) (nullable) (transfer full): with SAME,
 * when there is one */
MdgBackupFolderState mdg_backup_folder_look (const char *folder, const char *name, const char *sha256,
                                             guint64 size, MdgBackupManifest **manifest);

/* Reads the manifest in @folder. Errors: MDG_ERROR_NOT_FOUND, _DAMAGED, _TOO_NEW, drives.h */
MdgBackupManifest *mdg_backup_folder_read_manifest (const char *folder, GError **error);

/* Makes @path, when it is not there, lasting: its parent is flushed. @made: (out): whether it was made */
gboolean mdg_backup_folder_make (const char *path, gboolean *made, GError **error);

/* Writes @bytes as @name into @folder: temporary name, flush, read back past the cache, compare,
 * rename, flush. MDG_ERROR_EXISTS when @name is taken. */
gboolean mdg_backup_folder_store (const char *folder, const char *name, GBytes *bytes, GError **error);

/* Puts the readme there unless one lies there already. */
gboolean mdg_backup_folder_store_readme (const char *root, GError **error);

G_END_DECLS
