/* stick-identity.h: the number (番号) of a stick that has none of its own. Two sticks without a volume serial would be one and the
 * same to the ledger; so the first backup writes a number beside its readme, and that counts as the drive's serial from then
 * on. It says nothing of anybody. Whoever copies the whole folder to another stick copies the number, too. Blocks; any
 * thread. */
#pragma once

#include "platform/drives.h"

G_BEGIN_DECLS

#define MDG_STICK_IDENTITY_NAME "この媒体の番号.txt"

/* mdg_drives_find() of @target (a drive's root, or a chosen folder), with the number written there as its serial where
 * it has none of its own. Errors: those. Returns: (transfer full) (nullable) */
MdgDrive *mdg_stick_identity_find_drive (const char *target, GError **error);

/* The number that stands in a file with these @bytes, as below. Pure. Returns: (transfer full) */
char *mdg_stick_identity_parse (const void *bytes, gsize length);

/* The number that stands in the backup folder @root, in the form "M-0123456789ABCDEF"; "" when there is none, or
 * what is there is no number, or no file. Errors: MDG_ERROR_DRIVE_FAILED. Returns: (transfer full) (nullable) */
char *mdg_stick_identity_read (const char *root, GError **error);

/* Whether @serial is such a number, not a drive's own. */
gboolean mdg_stick_identity_is_number (const char *serial);

/* A number no stick has yet. Returns: (transfer full) */
char *mdg_stick_identity_new_number (void);

/* Writes @number into the backup folder @root, complete or absent. Errors: drives.h, MDG_ERROR_EXISTS (it has a number
 * already, or something else has the name), MDG_ERROR_COPY_DIFFERS */
gboolean mdg_stick_identity_write (const char *root, const char *number, GError **error);

/* Takes @number away again, which a backup gave a stick before it failed, where it stands in @root and nothing else
 * lies there: a stick without backup is as it was. Returns: whether it did */
gboolean mdg_stick_identity_take_back (const char *root, const char *number);

G_END_DECLS
