/* backup-folder.h: the layout on the drive (backup-copy.h): which folder a certificate goes into, what
 * lies in one, and which drive can take one. Blocks; any thread. */
#pragma once

#include "certificates/backup-manifest.h"
#include "certificates/certificate-info.h"
#include "platform/drives.h"

G_BEGIN_DECLS

/* "1234567890_2029-06-30まで"; "未確認_0123abcd" when @info ((nullable)) does not know. @name: of the file. Returns:
 * (transfer full) */
char *mdg_backup_folder_name (const MdgCertificateInfo *info, const char *name);

/* What was found in one folder. */
typedef enum
{
  MDG_BACKUP_FOLDER_FREE,   /* not there, or nothing in it but what a killed process left; or the manifest of this very file,
                             * which is missing itself */
  MDG_BACKUP_FOLDER_SAME,   /* a file of this name and size, with a manifest of this hash or with none */
  MDG_BACKUP_FOLDER_FOREIGN /* something else, which is left alone */
} MdgBackupFolderState;

/* Looks into @folder for the file @name with @sha256 and @size. @manifest: (out) (nullable) (transfer full): that of
 * this very file, when there is one */
MdgBackupFolderState mdg_backup_folder_look (const char *folder, const char *name, const char *sha256,
                                             guint64 size, MdgBackupManifest **manifest);

/* Reads the manifest in @folder. Errors: MDG_ERROR_NOT_FOUND, _DAMAGED, _TOO_NEW, drives.h */
MdgBackupManifest *mdg_backup_folder_read_manifest (const char *folder, GError **error);

/* Makes @path, when it is not there. @made: (out): whether it was made */
gboolean mdg_backup_folder_make (const char *path, gboolean *made, GError **error);

/* Whether a file of @size bytes may go onto @drive at all; whether there is space for it and for what
 * lies beside it. Errors: drives.h */
gboolean mdg_backup_folder_suits (const MdgDrive *drive, guint64 size, GError **error);
gboolean mdg_backup_folder_has_room (const MdgDrive *drive, guint64 size, GError **error);

/* The readme (お読みください.txt), for every editor of Windows: with a mark in front and with its own line
 * ends. Returns: (transfer full) */
GBytes *mdg_backup_folder_readme (void);

G_END_DECLS
