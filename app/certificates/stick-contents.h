/* stick-contents.h: what lies in the backup folder of a drive (or of any folder): read from the
 * manifests, so it works on a computer where the program was never used; verified, and restored from
 * it. Worker threads; the finish functions on the main thread. */
#pragma once

#include "certificates/backup-copy.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_STICK_UNCHECKED,   /* listed only; its length is the manifest's */
  MDG_STICK_GOOD,        /* read back whole: the hash is the manifest's */
  MDG_STICK_DAMAGED,     /* it is not, or it is no certificate at all, or another one than the manifest says */
  MDG_STICK_MISSING,     /* the manifest is there, the file is not */
  MDG_STICK_NO_MANIFEST, /* a .p12 without manifest, or with one that cannot be read (record_fault): when verified, it
                            is a certificate file that can be restored, but nothing vouches for it */
  MDG_STICK_UNREADABLE   /* the drive gave errors; error says which */
} MdgStickState;

/* One backed up file. */
typedef struct
{
  char *path;                  /* of the .p12 */
  char *place;                 /* the same, below the drive's root, with / between: the ledger's name for it */
  MdgBackupManifest *manifest; /* (nullable) with NO_MANIFEST */
  GError *record_fault;        /* (nullable) with NO_MANIFEST: there is a manifest, but it cannot be read:
                                  MDG_ERROR_DAMAGED, _TOO_NEW, drives.h */
  MdgStickState state;
  gboolean key_checked;     /* this time, with the password given */
  MdgCertificateInfo *info; /* (nullable): what was found inside then */
  GError *unopened;         /* (nullable): verified, but byte by byte only: why it was not opened,
                               MDG_ERROR_P12_WRONG_PASSWORD (none was known that fits), _UNSUPPORTED or _TOO_LONG */
  gboolean past_cache;      /* verified: what was read came from the medium itself */
  GError *error;            /* (nullable) */
} MdgStickEntry;

void mdg_stick_entry_free (MdgStickEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgStickEntry, mdg_stick_entry_free)

/* Lists the backups below @root (a drive's path, or a chosen folder), newest expiry first; an empty array when
 * there are none. Errors (finish): drives.h. Returns (finish): (transfer full) (element-type MdgStickEntry) */
void mdg_stick_list_async (const char *root, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_stick_list_finish (GAsyncResult *result, GError **error);

/* Told on the main thread. @done, @total: bytes */
typedef void (*MdgStickProgressFunc) (guint64 done, guint64 total, gpointer data);

/* 再検証: reads every backup back past the cache, compares, and opens those for which one of @passwords fits
 * ((nullable) (element-type MdgSecret)). The entries tell what came of it; a damaged one is no error.
 * Returns (finish): (transfer full) (element-type MdgStickEntry) */
void mdg_stick_verify_async (const char *root, GPtrArray *passwords, MdgStickProgressFunc progress,
                             gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer data);
GPtrArray *mdg_stick_verify_finish (GAsyncResult *result, GError **error);

/* Copies @entry into @folder under its original name: reads it back past the cache, compares with the
 * manifest, opens it (without @password ((nullable)) as far as that goes: it must be a certificate file), and only
 * then writes, complete or absent, and compares what was written.
 * The same file there already: done, nothing written. A different file of that name: "NAME (2).p12" and
 * so on. Errors (finish): drives.h, MDG_ERROR_COPY_DIFFERS (damaged on the stick), those of opening.
 * Returns (finish): (transfer full): the path of the restored file */
void mdg_stick_restore_async (const MdgStickEntry *entry, const char *folder, MdgSecret *password,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char *mdg_stick_restore_finish (GAsyncResult *result, GError **error);

G_END_DECLS
