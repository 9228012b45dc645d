/* backup-summary.c: how well a certificate is backed up, in one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-summary.h"

#define VERIFY_MONTHS 6

gboolean
mdg_backup_is_long_ago (gint64 then, gint64 now)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (then);
  g_autoptr (GDateTime) limit
      = moment != NULL ? g_date_time_add_months (moment, VERIFY_MONTHS) : NULL;

  return limit == NULL || g_date_time_to_unix (limit) < now;
}

static gboolean
is_same (const MdgLedgerCertificate *certificate, const char *fingerprint, const char *sha256)
{
  if (*fingerprint != '\0')
    return g_strcmp0 (certificate->fingerprint, fingerprint) == 0;
  return g_strcmp0 (certificate->sha256, sha256) == 0;
}

/* In the order of how much it is worth; NONE is worth nothing. */
static MdgBackupHealth
health_of (const MdgLedgerBackup *backup, gint64 now)
{
  switch (backup->state)
    {
    case MDG_STICK_GOOD:
      return backup->verified_at == 0                            ? MDG_BACKUP_UNVERIFIED
             : mdg_backup_is_long_ago (backup->verified_at, now) ? MDG_BACKUP_LONG_AGO
                                                                 : MDG_BACKUP_VERIFIED;
    case MDG_STICK_UNCHECKED:
      return MDG_BACKUP_UNVERIFIED;
    default:
      return MDG_BACKUP_BAD;
    }
}

static guint
worth (MdgBackupHealth health)
{
  static const guint worths[] = { [MDG_BACKUP_NONE] = 0,
                                  [MDG_BACKUP_BAD] = 1,
                                  [MDG_BACKUP_UNVERIFIED] = 2,
                                  [MDG_BACKUP_LONG_AGO] = 3,
                                  [MDG_BACKUP_VERIFIED] = 4 };

  return worths[health];
}

static void
add (MdgBackupSummary *summary, const MdgLedgerBackup *backup, gint64 now)
{
  MdgBackupHealth health = health_of (backup, now);

  if (health == summary->health)
    summary->n_others++;
  if (worth (health) > worth (summary->health))
    *summary = (MdgBackupSummary){ .health = health, .best = backup };
  else if (health == summary->health && backup->verified_at > summary->best->verified_at)
    summary->best = backup;
}

MdgBackupSummary
mdg_backup_summarise (GPtrArray *certificates,
                      const char *fingerprint,
                      const char *sha256,
                      gint64 now)
{
  MdgBackupSummary summary = { .health = MDG_BACKUP_NONE };

  for (guint i = 0; certificates != NULL && i < certificates->len; i++)
    {
      const MdgLedgerCertificate *certificate = certificates->pdata[i];

      for (guint j = 0; is_same (certificate, fingerprint, sha256) && j < certificate->backups->len;
           j++)
        add (&summary, certificate->backups->pdata[j], now);
    }
  return summary;
}
