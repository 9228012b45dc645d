/* drives.h: where a backup can lie: the drives (ドライブ) of this computer, coming and going, and the
 * few acts on their files that decide whether a copy can be trusted (F3, windows.md section 4).
 *
 * A system implements what is below "one system at a time"; the rest is common (drives.c). All paths
 * are UTF-8, as GLib has them; a drive's path on Windows is "E:\".
 * Errors of every act on files: MDG_ERROR_NO_SPACE (full), _TOO_LARGE (more than the file system holds
 * in one file), _READ_ONLY (write-protected, also by policy, or no right), _NOT_FOUND, _EXISTS,
 * _IN_USE (another program holds it), _DRIVE_FAILED (the drive answers with errors, or was pulled),
 * _DRIVE_LOCKED (BitLocker), _FAILED.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_DRIVE_REMOVABLE, /* stick, card, anything on USB, also an SSD that calls itself fixed */
  MDG_DRIVE_FIXED,     /* inside the computer: a backup there dies with it */
  MDG_DRIVE_NETWORK    /* a folder of another computer */
} MdgDriveKind;

/* One drive as it was when the list was made. */
typedef struct
{
  char *path;        /* its root folder; never NULL. A locked one on Linux has its device node here */
  char *label;       /* ボリューム ラベル; "" when it has none */
  char *serial;      /* ボリューム シリアル番号, "1A2B-3C4D" as Explorer and udev write it; NTFS: the
                        low 32 bits in the same form; others: their UUID; "" when unknown */
  char *file_system; /* "FAT32", "exFAT", "NTFS", "ext4"…; "" when unknown (locked) */
  guint64 size;      /* bytes; 0 when unknown */
  guint64 free;      /* bytes this user may still write */
  guint64 file_limit;/* bytes in one file at most (FAT32: 4294967295); G_MAXUINT64: no limit to speak of */
  MdgDriveKind kind;
  gboolean is_write_protected; /* the switch, a read-only mount, or the drive's own attribute */
  gboolean is_locked;          /* encrypted and not opened (BitLocker, LUKS): nothing can be read */
} MdgDrive;

MdgDrive *mdg_drive_copy (const MdgDrive *drive);
void mdg_drive_free (MdgDrive *drive); /* @drive: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgDrive, mdg_drive_free)

/* Whether two lists hold the same drives with the same contents of all fields but free. */
gboolean mdg_drives_equal (GPtrArray *a, GPtrArray *b);

/* mdg_drives_list() in a worker thread: a drive that does not answer holds up nobody else.
 * Returns (finish): (transfer full) (element-type MdgDrive) (nullable) */
void mdg_drives_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_drives_list_finish (GAsyncResult *result, GError **error);

/* Guesses the file limit from the name of the file system, for the systems' own use. */
guint64 mdg_drive_limit_of (const char *file_system);

/* For g_ptr_array_sort() on MdgDrive: removable ones first, then by path. */
int mdg_drive_compare (gconstpointer a, gconstpointer b);

/* ---- one system at a time ------------------------------------------------------------------ */

/* All drives a person could mean, removable ones first, then by path. The drive of the system itself
 * belongs to them on Windows (C:); on Linux mounts of real file systems outside of /, /boot, /usr, /var,
 * /snap do. Empty card readers do not (no medium, no error box: SEM_FAILCRITICALERRORS). A drive whose
 * numbers cannot be read is listed without them. Blocks; any thread.
 * Returns: (transfer full) (element-type MdgDrive) (nullable): NULL with MDG_ERROR_FAILED */
GPtrArray *mdg_drives_list (GError **error);

/* The drive on which @path (which must exist) lies, whatever it is: the numbers for a chosen folder, and
 * fresh ones for the space check. Blocks; any thread. Errors: MDG_ERROR_NOT_FOUND, _DRIVE_FAILED, _FAILED.
 * Returns: (transfer full) (nullable) */
MdgDrive *mdg_drives_find (const char *path, GError **error);

/* Tells @changed, in the main context that was the thread's default here, whenever a drive has come, gone or changed
 * (plugged, pulled, mounted, unlocked); it may come once too often, and never inside this call. The
 * caller then lists anew. (Windows: WM_DEVICECHANGE of a message-only window on a thread of its own,
 * handed over by g_main_context_invoke; Linux: mountinfo and kernel events.)
 * Returns: (transfer full): never NULL; where the system tells nothing, it looks every two seconds */
typedef struct _MdgDriveWatch MdgDriveWatch;
typedef void (*MdgDriveWatchFunc) (gpointer data);
MdgDriveWatch *mdg_drive_watch_new (MdgDriveWatchFunc changed, gpointer data);
void mdg_drive_watch_free (MdgDriveWatch *watch); /* afterwards @changed is not called any more */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgDriveWatch, mdg_drive_watch_free)

/* Reads @path from beginning to end past the operating system's cache, so that what arrives was on the
 * medium, and gives it to @take in pieces (at most 1 MiB, in order; aligned as the system needs it).
 * @take returns FALSE with its error to stop. @past_cache: (out) (optional): whether the system took the wish seriously
 * (O_DIRECT, FILE_FLAG_NO_BUFFERING); otherwise the pages were flushed and dropped first as
 * far as the system does that. Blocks; any thread; @cancellable is looked at between pieces. */
typedef gboolean (*MdgTakeFunc) (const guint8 *bytes, gsize length, gpointer data, GError **error);
gboolean mdg_drives_read_back (const char *path, MdgTakeFunc take, gpointer data, gboolean *past_cache,
                               GCancellable *cancellable, GError **error);

/* Makes what was written to the open files @fds lasting, with their names in @folder, the folder itself and
 * those made above it; all in one go where the system can (a flush is what a stick is slow at), else one after the other.
 * All of them lie on one drive. FALSE only when the drive reports a failure. Blocks; any thread. */
gboolean mdg_drives_flush_files (const int *fds, guint n, const char *folder, GError **error);

/* Makes the file at @path lasting under the name it has just got. TRUE as well where the system has nothing
 * of the kind to do (Windows without the right to flush a volume; a file system that refuses to
 * flush folders); FALSE only when the drive reports a failure. Blocks; any thread. */
gboolean mdg_drives_flush_name (const char *path, GError **error);

/* Gives @from the name @to in the same folder, and fails with MDG_ERROR_EXISTS, touching nothing, when @to
 * is taken, also when another program takes it at this moment. The name lasts after mdg_drives_flush_name()
 * or mdg_drives_settle(). (Windows: MoveFileExW with WRITE_THROUGH and without REPLACE_EXISTING.) Blocks; any thread. */
gboolean mdg_drives_rename_new (const char *from, const char *to, GError **error);

/* Writes out whatever the system still holds for the drive of @path (a folder), beginning with that folder: afterwards it may be pulled
 * (「取り外せます」). Where flushing a volume needs rights this user lacks, flushed files must do,
 * and that is TRUE. FALSE only when the drive reports a failure. Blocks; any thread. */
gboolean mdg_drives_settle (const char *path, GError **error);

G_END_DECLS
