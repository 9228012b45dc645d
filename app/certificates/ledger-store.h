/* ledger-store.h: the ledger's SQL, carried out on the database thread. Used by backup-ledger.c. */
#pragma once

#include "certificates/backup-ledger.h"

G_BEGIN_DECLS

/* One thing found on a drive. */
typedef struct
{
  MdgBackupManifest *manifest;
  MdgCertificateInfo *info; /* (nullable): it was opened, and this is what is inside */
  char *serial;
  char *label;
  char *place;
  MdgStickState state;
  gboolean key_checked;
  gboolean past_cache;
} MdgLedgerFinding;

/* What is asked; each errand uses what it needs. */
typedef struct
{
  GPtrArray *findings;      /* (element-type MdgLedgerFinding) */
  char *serial;             /* (nullable): of the drive whose other backups are missing now… */
  char *below;              /* …where they lie below this place, with / at its end; with serial */
  GHashTable *alone;        /* place → MdgStickState: of files there whose record is gone… */
  GHashTable *unknown;      /* …or cannot be read by this program: nothing is known of them (a set) */
  MdgCertificateInfo *info;
  char *path;
  gint64 id;
  gint64 now;
} MdgLedgerRequest;

MdgLedgerRequest *mdg_ledger_request_new (gint64 now);
void mdg_ledger_request_free (MdgLedgerRequest *request);

/* For mdg_cache_run_async(); the data is an MdgLedgerRequest. */
gpointer mdg_ledger_remember (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);
gpointer mdg_ledger_note_findings (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);
gpointer mdg_ledger_forget_backup (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);
gpointer mdg_ledger_forget_certificate (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);

/* Returns: a GPtrArray as mdg_backup_ledger_list_async() gives it */
gpointer mdg_ledger_list (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);

G_END_DECLS
