/* backup-manifest.h: バックアップ情報.json beside a backed up certificate: what it is, whose, its hash,
 * when, by which version of the program; no secret. Written for people and programs; read as hostile input. Pure
 * functions; any thread. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

#define MDG_BACKUP_MANIFEST_NAME "バックアップ情報.json"

/* Texts are never NULL; "" when unknown. Times: seconds since 1970. */
typedef struct
{
  char *file;             /* name beside the manifest; a plain name, never a path */
  char *original_name;    /* as it was called on the computer; a plain name */
  char *sha256;           /* of the file, 64 hexadecimal digits */
  guint64 size;           /* bytes */
  char *institution_code; /* 発行先 */
  char *subject;
  char *issuer;
  char *serial;
  char *fingerprint;
  gint64 valid_from;
  gint64 valid_until;
  gboolean key_checked; /* the copy was opened with its password, and the key is the certificate's */
  gboolean past_cache;  /* the copy was read back from the medium itself */
  gint64 made_at;       /* by the clock of the computer that made it */
  char *program;        /* "Madoguchi 0.1.0" */
} MdgBackupManifest;

MdgBackupManifest *mdg_backup_manifest_new (void); /* all empty */
MdgBackupManifest *mdg_backup_manifest_copy (const MdgBackupManifest *manifest);
void mdg_backup_manifest_free (MdgBackupManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgBackupManifest, mdg_backup_manifest_free)

/* JSON, UTF-8, times as UTC. Returns: (transfer full) */
GBytes *mdg_backup_manifest_write (const MdgBackupManifest *manifest);

/* Errors: MDG_ERROR_DAMAGED (no manifest, or a name in it that leads elsewhere), _TOO_NEW (a version of the
 * format this program does not know). Returns: (transfer full) (nullable) */
MdgBackupManifest *mdg_backup_manifest_parse (const void *json, gsize length, GError **error);

G_END_DECLS
