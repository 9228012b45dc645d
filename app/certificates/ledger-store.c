/* ledger-store.c: the ledger's SQL.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/ledger-store.h"

#include "store/statement.h"

/* What the ledger notes of a certificate, wherever it comes from. */
typedef struct
{
  const char *sha256;
  const char *fingerprint;
  const char *institution_code;
  const char *subject;
  const char *issuer;
  const char *serial;
  gint64 valid_from;
  gint64 valid_until;
  const char *path; /* "": not on this computer */
} Facts;

static void
finding_free (MdgLedgerFinding *finding)
{
  mdg_backup_manifest_free (finding->manifest);
  mdg_certificate_info_unref (finding->info);
  g_free (finding->serial);
  g_free (finding->label);
  g_free (finding->place);
  g_free (finding);
}

void
mdg_ledger_request_free (MdgLedgerRequest *request)
{
  g_clear_pointer (&request->findings, g_ptr_array_unref);
  g_free (request->serial);
  g_free (request->below);
  g_hash_table_unref (request->alone);
  g_hash_table_unref (request->unknown);
  mdg_certificate_info_unref (request->info);
  g_free (request->path);
  g_free (request);
}

MdgLedgerRequest *
mdg_ledger_request_new (gint64 now)
{
  MdgLedgerRequest *request = g_new0 (MdgLedgerRequest, 1);

  request->now = now;
  request->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)finding_free);
  request->alone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  request->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return request;
}

/* writing, on the database thread ------------------------------------------------------------- */

#define NOTE_CERTIFICATE                                                                           \
  "INSERT INTO certificate (sha256, fingerprint, institution_code, subject, issuer, serial,"       \
  " valid_from, valid_until, path, first_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"              \
  " ON CONFLICT (sha256) DO UPDATE SET"

/* What was learned before is not forgotten when this time less is known. */
static const char note_seen[] = NOTE_CERTIFICATE
    " fingerprint = coalesce (nullif (excluded.fingerprint, ''), fingerprint),"
    " institution_code = coalesce (nullif (excluded.institution_code, ''), institution_code),"
    " subject = coalesce (nullif (excluded.subject, ''), subject),"
    " issuer = coalesce (nullif (excluded.issuer, ''), issuer),"
    " serial = coalesce (nullif (excluded.serial, ''), serial),"
    " valid_from = coalesce (nullif (excluded.valid_from, 0), valid_from),"
    " valid_until = coalesce (nullif (excluded.valid_until, 0), valid_until),"
    " path = coalesce (nullif (excluded.path, ''), path)";

/* What a manifest says, anybody may have written: it fills what nobody has seen, and no more. */
static const char note_said[] = NOTE_CERTIFICATE
    " fingerprint = coalesce (nullif (fingerprint, ''), excluded.fingerprint),"
    " institution_code = coalesce (nullif (institution_code, ''), excluded.institution_code),"
    " subject = coalesce (nullif (subject, ''), excluded.subject),"
    " issuer = coalesce (nullif (issuer, ''), excluded.issuer),"
    " serial = coalesce (nullif (serial, ''), excluded.serial),"
    " valid_from = coalesce (nullif (valid_from, 0), excluded.valid_from),"
    " valid_until = coalesce (nullif (valid_until, 0), excluded.valid_until)"
    " WHERE fingerprint IN ('', excluded.fingerprint)";

/* @sql: note_seen or note_said */
static gboolean
note_certificate (MdgDatabase *database,
                  const char *sql,
                  const Facts *facts,
                  gint64 now,
                  GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, sql, error);
  const char *texts[] = { facts->sha256,  facts->fingerprint, facts->institution_code,
                          facts->subject, facts->issuer,      facts->serial };

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    mdg_statement_bind_text (statement, (int)i, texts[i]);
  mdg_statement_bind_int (statement, 6, facts->valid_from);
  mdg_statement_bind_int (statement, 7, facts->valid_until);
  mdg_statement_bind_text (statement, 8, facts->path);
  mdg_statement_bind_int (statement, 9, now);
  return mdg_statement_run (statement, error);
}

static gboolean
note_info (MdgDatabase *database,
           const MdgCertificateInfo *info,
           const char *path,
           gint64 now,
           GError **error)
{
  Facts facts
      = { info->sha256, info->fingerprint, info->institution_code, info->subject, info->issuer,
          info->serial, info->valid_from,  info->valid_until,      path };

  return note_certificate (database, note_seen, &facts, now, error);
}

static gboolean
note_manifest (MdgDatabase *database, const MdgBackupManifest *manifest, gint64 now, GError **error)
{
  Facts facts = { manifest->sha256,     manifest->fingerprint, manifest->institution_code,
                  manifest->subject,    manifest->issuer,      manifest->serial,
                  manifest->valid_from, manifest->valid_until, "" };

  return note_certificate (database, note_said, &facts, now, error);
}

gpointer
mdg_ledger_remember (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgLedgerRequest *request = data;

  return note_info (database, request->info, request->path, request->now, error) ? MDG_CACHE_DONE
                                                                                 : NULL;
}

/* A look that verified nothing (UNCHECKED) leaves the finding of a look that did. A verdict of
 * today does not move back in time either when the clock was set. */
static gboolean
note_backup (MdgDatabase *database, const MdgLedgerFinding *finding, gint64 now, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "INSERT INTO backup (certificate, volume_serial, volume_label, place, made_at, verified_at,"
      " looked_at, state, key_checked, past_cache)"
      " SELECT id, ?2, ?3, ?4, ?5, iif (?7 = 1, ?6, 0), ?6, ?7, ?8, ?9 FROM certificate"
      " WHERE sha256 = ?1"
      " ON CONFLICT (volume_serial, place) DO UPDATE SET"
      " certificate = excluded.certificate, volume_label = excluded.volume_label,"
      " made_at = excluded.made_at, looked_at = excluded.looked_at,"
      " verified_at = iif (excluded.certificate = certificate,"
      "  iif (excluded.state = 1, excluded.verified_at, verified_at), excluded.verified_at),"
      " key_checked = iif (excluded.certificate = certificate,"
      "  max (excluded.key_checked, key_checked), excluded.key_checked),"
      " past_cache = iif (excluded.certificate = certificate AND excluded.state <> 1,"
      "  past_cache, excluded.past_cache),"
      " state = iif (excluded.state = 0 AND state NOT IN (3, 4)"
      "  AND excluded.certificate = certificate,"
      "  state, excluded.state)",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, finding->manifest->sha256);
  mdg_statement_bind_text (statement, 1, finding->serial);
  mdg_statement_bind_text (statement, 2, finding->label);
  mdg_statement_bind_text (statement, 3, finding->place);
  mdg_statement_bind_int (statement, 4, finding->manifest->made_at);
  mdg_statement_bind_int (statement, 5, now);
  mdg_statement_bind_int (statement, 6, finding->state);
  mdg_statement_bind_int (statement, 7, finding->key_checked ? 1 : 0);
  mdg_statement_bind_int (statement, 8, finding->past_cache ? 1 : 0);
  return mdg_statement_run (statement, error);
}

static gboolean
note_finding (MdgDatabase *database, const MdgLedgerFinding *finding, gint64 now, GError **error)
{
  return (finding->info != NULL ? note_info (database, finding->info, "", now, error)
                                : note_manifest (database, finding->manifest, now, error))
         && note_backup (database, finding, now, error);
}

/* The places of the drive that were found just now. */
static GHashTable *
found_places (const MdgLedgerRequest *request)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < request->findings->len; i++)
    g_hash_table_add (places, ((MdgLedgerFinding *)request->findings->pdata[i])->place);
  return places;
}

/* The backup at @place was not found as it was recorded: gone, or there without its record. */
static gboolean
mark_lost (MdgDatabase *database,
           const MdgLedgerRequest *request,
           gint64 id,
           const char *place,
           GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "UPDATE backup SET state = ?, looked_at = ? WHERE id = ?", error);
  gpointer state = NULL;

  if (statement == NULL)
    return FALSE;
  if (!g_hash_table_lookup_extended (request->alone, place, NULL, &state))
    state = GINT_TO_POINTER (MDG_STICK_MISSING);
  mdg_statement_bind_int (statement, 0, GPOINTER_TO_INT (state));
  mdg_statement_bind_int (statement, 1, request->now);
  mdg_statement_bind_int (statement, 2, id);
  return mdg_statement_run (statement, error);
}

/* Whether it should have been found just now, and was not. */
static gboolean
is_missing (const MdgLedgerRequest *request, GHashTable *found, const char *place)
{
  return g_str_has_prefix (place, request->below) && !g_hash_table_contains (found, place)
         && !g_hash_table_contains (request->unknown, place);
}

/* Backups of this drive that were not among what was found just now. */
static gboolean
note_missing (MdgDatabase *database, const MdgLedgerRequest *request, GError **error)
{
  g_autoptr (GHashTable) places = found_places (request);
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT id, place FROM backup WHERE volume_serial = ?", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, request->serial);
  do
    {
      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (row && is_missing (request, places, mdg_statement_get_text (statement, 1))
          && !mark_lost (database, request, mdg_statement_get_int (statement, 0),
                         mdg_statement_get_text (statement, 1), error))
        return FALSE;
    }
  while (row);
  return TRUE;
}

gpointer
mdg_ledger_note_findings (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgLedgerRequest *request = data;

  for (guint i = 0; i < request->findings->len; i++)
    if (!note_finding (database, request->findings->pdata[i], request->now, error))
      return NULL;
  if (request->serial != NULL && !note_missing (database, request, error))
    return NULL;
  return MDG_CACHE_DONE;
}

static gpointer
forget (MdgDatabase *database, const char *sql, gint64 id, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, sql, error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, id);
  return mdg_statement_run (statement, error) ? MDG_CACHE_DONE : NULL;
}

gpointer
mdg_ledger_forget_backup (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  return forget (database, "DELETE FROM backup WHERE id = ?", ((MdgLedgerRequest *)data)->id,
                 error);
}

gpointer
mdg_ledger_forget_certificate (MdgDatabase *database,
                               MdgVault *vault,
                               gpointer data,
                               GError **error)
{
  return forget (database, "DELETE FROM certificate WHERE id = ?", ((MdgLedgerRequest *)data)->id,
                 error);
}

/* reading ------------------------------------------------------------------------------------- */

static MdgLedgerCertificate *
read_certificate (MdgStatement *row)
{
  MdgLedgerCertificate *certificate = g_new0 (MdgLedgerCertificate, 1);

  certificate->id = mdg_statement_get_int (row, 0);
  certificate->sha256 = g_strdup (mdg_statement_get_text (row, 1));
  certificate->fingerprint = g_strdup (mdg_statement_get_text (row, 2));
  certificate->institution_code = g_strdup (mdg_statement_get_text (row, 3));
  certificate->subject = g_strdup (mdg_statement_get_text (row, 4));
  certificate->issuer = g_strdup (mdg_statement_get_text (row, 5));
  certificate->serial = g_strdup (mdg_statement_get_text (row, 6));
  certificate->valid_from = mdg_statement_get_int (row, 7);
  certificate->valid_until = mdg_statement_get_int (row, 8);
  certificate->path = g_strdup (mdg_statement_get_text (row, 9));
  certificate->first_seen = mdg_statement_get_int (row, 10);
  certificate->is_replaced = mdg_statement_get_int (row, 11) != 0;
  certificate->backups = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_ledger_backup_free);
  return certificate;
}

static gboolean
read_certificates (MdgDatabase *database, GPtrArray *list, GError **error)
{
  /* A renewed certificate has another number and a later end for the same institution and issuer;
   * and somebody has seen it: lay on this computer, or was opened on a stick. */
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT id, sha256, fingerprint, institution_code, subject, issuer, serial, valid_from,"
      " valid_until, path, first_seen, valid_until > 0 AND EXISTS (SELECT 1 FROM certificate AS "
      "later"
      "  WHERE later.subject = certificate.subject AND later.issuer = certificate.issuer"
      "  AND later.institution_code = certificate.institution_code"
      "  AND later.fingerprint <> certificate.fingerprint"
      "  AND later.valid_until > certificate.valid_until"
      "  AND (later.path <> '' OR EXISTS (SELECT 1 FROM backup"
      "   WHERE backup.certificate = later.id AND backup.key_checked = 1)))"
      " FROM certificate ORDER BY valid_until DESC, id DESC",
      error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  do
    {
      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (list, read_certificate (statement));
    }
  while (row);
  return TRUE;
}

static MdgLedgerBackup *
read_backup (MdgStatement *row)
{
  MdgLedgerBackup *backup = g_new0 (MdgLedgerBackup, 1);

  backup->id = mdg_statement_get_int (row, 1);
  backup->volume_serial = g_strdup (mdg_statement_get_text (row, 2));
  backup->volume_label = g_strdup (mdg_statement_get_text (row, 3));
  backup->place = g_strdup (mdg_statement_get_text (row, 4));
  backup->made_at = mdg_statement_get_int (row, 5);
  backup->verified_at = mdg_statement_get_int (row, 6);
  backup->looked_at = mdg_statement_get_int (row, 7);
  backup->state = (MdgStickState)mdg_statement_get_int (row, 8);
  backup->key_checked = mdg_statement_get_int (row, 9) != 0;
  backup->past_cache = mdg_statement_get_int (row, 10) != 0;
  backup->sha256 = g_strdup (mdg_statement_get_text (row, 11));
  return backup;
}

static gboolean
read_backups (MdgDatabase *database, GHashTable *by_id, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT certificate, backup.id, volume_serial, volume_label, place, made_at, verified_at,"
      " looked_at, state, key_checked, past_cache, sha256 FROM backup JOIN certificate"
      " ON certificate.id = backup.certificate ORDER BY verified_at DESC, backup.id",
      error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  do
    {
      gint64 id;
      MdgLedgerCertificate *certificate;

      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      id = row ? mdg_statement_get_int (statement, 0) : 0;
      certificate = row ? g_hash_table_lookup (by_id, &id) : NULL;
      if (certificate != NULL)
        g_ptr_array_add (certificate->backups, read_backup (statement));
    }
  while (row);
  return TRUE;
}

gpointer
mdg_ledger_list (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) certificates
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_ledger_certificate_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (!read_certificates (database, certificates, error))
    return NULL;
  for (guint i = 0; i < certificates->len; i++)
    g_hash_table_insert (by_id, &((MdgLedgerCertificate *)certificates->pdata[i])->id,
                         certificates->pdata[i]);
  return read_backups (database, by_id, error) ? g_steal_pointer (&certificates) : NULL;
}
