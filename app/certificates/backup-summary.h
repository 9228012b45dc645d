/* backup-summary.h: how well a certificate is backed up, in one: what its card says and what its
 * colour is (F4). A pure function of the ledger and time; any thread. */
#pragma once

#include "certificates/backup-ledger.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_BACKUP_NONE,       /* there is none */
  MDG_BACKUP_VERIFIED,   /* at least one was found good within six months */
  MDG_BACKUP_LONG_AGO,   /* the last time a good one was seen is longer ago */
  MDG_BACKUP_UNVERIFIED, /* seen on a stick, never read back by this computer */
  MDG_BACKUP_BAD         /* damaged, missing or without its record, and no good one is left */
} MdgBackupHealth;

typedef struct
{
  MdgBackupHealth health;
  const MdgLedgerBackup *best; /* (nullable): the one to name: last verified, or the bad one; the ledger's */
  guint n_others;              /* places besides it that are as good */
} MdgBackupSummary;

/* @certificates: the ledger's list. All files of the same certificate count together: those with @fingerprint, or,
 * where that is "", the file with @sha256. @now: seconds since 1970. */
MdgBackupSummary mdg_backup_summarise (GPtrArray *certificates, const char *fingerprint, const char *sha256,
                                       gint64 now);

/* Whether a verification at @then is so long ago that it should be done again. Seconds since 1970. */
gboolean mdg_backup_is_long_ago (gint64 then, gint64 now);

G_END_DECLS
