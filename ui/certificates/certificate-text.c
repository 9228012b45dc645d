/* certificate-text.c: certificates, drives and backups in a person's words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/certificate-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "certificates/certificate-reminders.h"
#include "certificates/stick-identity.h"
#include "dates.h"
#include "error-text.h"

/* From so many days on everything is urgent: the last stage of the reminders. */
#define LAST_STAGE 7

static const struct
{
  const char *css_class;
  const char *icon;
} standings[] = {
  [MDG_STANDING_GOOD] = { "good", "check-circle" },
  [MDG_STANDING_ATTENTION] = { "attention", "warning" },
  [MDG_STANDING_BAD] = { "bad", "error" },
  [MDG_STANDING_UNKNOWN] = { "unknown", "info" },
};

const char *
mdg_standing_class (MdgStanding standing)
{
  return standings[standing].css_class;
}

const char *
mdg_standing_icon (MdgStanding standing)
{
  return standings[standing].icon;
}

/* certificates -------------------------------------------------------------------------------- */

MdgStanding
mdg_certificate_days_standing (int days)
{
  int stage = mdg_reminder_stage (days);

  return stage == 0            ? MDG_STANDING_GOOD
         : stage == LAST_STAGE ? MDG_STANDING_BAD
                               : MDG_STANDING_ATTENTION;
}

char *
mdg_certificate_days_text (gint64 valid_until, gint64 now)
{
  int days = mdg_days_between (now, valid_until);

  if (valid_until >= now)
    return mdg_date_days_left_text (valid_until, now);
  if (days >= 0)
    return g_strdup (_ ("expired today"));
  return g_strdup_printf (ngettext ("expired %d day ago", "expired %d days ago", -days), -days);
}

char *
mdg_certificate_validity_text (gint64 from, gint64 until)
{
  g_autofree char *first = mdg_date_text (from);
  g_autofree char *last = mdg_date_text (until);

  /* Translators: from a date until a date */
  return g_strdup_printf (_ ("%s to %s"), first, last);
}

const char *
mdg_certificate_title (const char *institution_code, const char *subject, const char *file_name)
{
  if (institution_code != NULL && *institution_code != '\0')
    return institution_code;
  return subject != NULL && *subject != '\0' ? subject : file_name;
}

char *
mdg_ledger_certificate_title (const MdgLedgerCertificate *record)
{
  g_autofree char *name = *record->path != '\0' ? g_filename_display_basename (record->path)
                                                : g_strdup (record->sha256);

  return g_strdup (mdg_certificate_title (record->institution_code, record->subject, name));
}

const char *
mdg_certificate_key_text (const MdgCertificateInfo *info, MdgStanding *standing)
{
  *standing = MDG_STANDING_BAD;
  if (info->fault == NULL && info->has_key && info->key_matches)
    {
      *standing = MDG_STANDING_GOOD;
      return _ ("Present, belongs to this certificate");
    }
  if (g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_FOREIGN_KEY))
    return _ ("Belongs to another certificate");
  if (g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_NO_KEY))
    return _ ("Not in this file");
  *standing = MDG_STANDING_UNKNOWN;
  return _ ("Not known before the password is typed");
}

char *
mdg_certificate_algorithm_text (const MdgCertificateInfo *info)
{
  if (*info->signature_algorithm == '\0')
    return g_strdup (info->key_algorithm);
  return g_strdup_printf ("%s (%s)", info->key_algorithm, info->signature_algorithm);
}

static const char *
strength_text (const MdgCertificateInfo *info, MdgStanding *standing)
{
  *standing = MDG_STANDING_GOOD;
  switch (info->strength)
    {
    case MDG_P12_STRENGTH_STRONG:
      return info->old_windows ? _ ("strong")
                               : _ ("strong; not read by Windows 10 before version 1709");
    case MDG_P12_STRENGTH_OLD:
      return info->old_windows
                 ? _ ("old, but not broken; read by every Windows")
                 : _ ("old, but not broken; not read by Windows 10 before version 1709");
    case MDG_P12_STRENGTH_WEAK:
      *standing = MDG_STANDING_ATTENTION;
      return _ ("weak: whoever has this file may get at the key");
    default:
      *standing = MDG_STANDING_UNKNOWN;
      return _ ("cannot be told");
    }
}

char *
mdg_certificate_encryption_text (const MdgCertificateInfo *info, MdgStanding *standing)
{
  const char *strength = strength_text (info, standing);

  if (*info->encryption == '\0')
    return g_strdup (strength);
  /* Translators: the name of an encryption, then what is thought of it */
  return g_strdup_printf (_ ("%s: %s"), info->encryption, strength);
}

char *
mdg_certificate_fault_text (const GError *fault)
{
  g_autoptr (MdgErrorText) text = mdg_error_text_new (fault);

  return mdg_text_join (text->happened, text->next);
}

/* drives -------------------------------------------------------------------------------------- */

/* "E:" for "E:\"; "/media/KANRI" as it is. */
static char *
short_path (const char *path)
{
  gsize length = strlen (path);

  while (length > 1 && G_IS_DIR_SEPARATOR (path[length - 1]))
    length--;
  return g_strndup (path, length);
}

char *
mdg_drive_name (const MdgDrive *drive)
{
  g_autofree char *path = short_path (drive->path);

  return *drive->label != '\0' ? g_strdup_printf ("%s (%s)", drive->label, path) : g_strdup (path);
}

/* GLib's own word for less than a kilobyte is English where its catalogues are not installed. */
static char *
size_text (guint64 bytes)
{
  if (bytes >= 1000)
    return g_format_size (bytes);
  return g_strdup_printf (ngettext ("%u byte", "%u bytes", bytes), (guint)bytes);
}

char *
mdg_drive_detail_text (const MdgDrive *drive)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (drive->size > 0)
    {
      g_autofree char *left = size_text (drive->free);
      g_autofree char *all = size_text (drive->size);

      /* Translators: how much is free of how much there is on a drive */
      g_ptr_array_add (parts, g_strdup_printf (_ ("%s free of %s"), left, all));
    }
  if (*drive->file_system != '\0')
    g_ptr_array_add (parts, g_strdup (drive->file_system));
  if (*drive->serial != '\0')
    g_ptr_array_add (parts, g_strdup_printf (_ ("volume %s"), drive->serial));
  if (drive->is_write_protected)
    g_ptr_array_add (parts, g_strdup (_ ("write-protected")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **)parts->pdata);
}

char *
mdg_volume_name (const char *label, const char *serial)
{
  if (*label == '\0' && *serial == '\0')
    return g_strdup (_ ("a drive without a name"));
  if (*serial == '\0')
    return g_strdup (label);
  return *label != '\0' ? g_strdup_printf ("%s (%s)", label, serial) : g_strdup (serial);
}

char *
mdg_ledger_backup_name (const MdgLedgerBackup *backup)
{
  const char *below = g_strstr_len (backup->place, -1, "/" MDG_BACKUP_FOLDER_NAME "/");
  g_autofree char *folder
      = below != NULL ? g_strndup (backup->place, (gsize)(below - backup->place)) : NULL;
  g_autofree char *volume = NULL;

  if (folder == NULL)
    return mdg_volume_name (backup->volume_label, backup->volume_serial);
  /* Our own number of a drive inside this computer tells nobody anything. */
  if (*backup->volume_label == '\0'
      && (*backup->volume_serial == '\0' || mdg_stick_identity_is_number (backup->volume_serial)))
    return g_strconcat (G_DIR_SEPARATOR_S, folder, NULL);
  volume = mdg_volume_name (backup->volume_label, backup->volume_serial);
  return g_strdup_printf ("%s: %s", volume, folder);
}

char *
mdg_drive_fault_text (const GError *error)
{
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_READ_ONLY))
    return g_strdup (
        _ ("Write-protected: nothing can be saved here. Slide the switch on the stick, "
           "or use another one."));
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NO_SPACE))
    return g_strdup (_ ("Full: there is no room for a backup. Delete something, or use another "
                        "stick."));
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      || g_error_matches (error, MDG_ERROR, MDG_ERROR_DRIVE_GONE))
    return g_strdup (_ ("Not there at the moment."));
  return mdg_certificate_fault_text (error);
}

/* backups ------------------------------------------------------------------------------------- */

char *
mdg_backup_failure_text (const GError *error, char **body)
{
  g_autoptr (MdgErrorText) text = NULL;

  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_EXISTS))
    {
      *body = g_strdup_printf (
          _ ("What lies there was left as it is, and so was the original file.\nUse another stick. "
             "Or move what is called %s on this one somewhere else with Explorer, then back up "
             "again."),
          MDG_BACKUP_FOLDER_NAME);
      return g_strdup (_ ("Every name that a backup can have on this drive is taken."));
    }
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_READ_ONLY))
    {
      *body = g_strdup (_ (
          "What lies there was left as it is, and so was the original file.\nSlide the switch on "
          "the stick, or use another one. For a folder, ask the administrator for the right to "
          "write there."));
      return g_strdup (_ ("Nothing can be written to this drive."));
    }
  text = mdg_error_text_new (error);
  *body = mdg_error_text_get_body (text);
  return g_strdup (text->happened);
}

/* Where the best one lies, and that there are others. */
static char *
summary_place (const MdgBackupSummary *summary)
{
  g_autofree char *name = mdg_ledger_backup_name (summary->best);

  if (summary->n_others == 0)
    return g_steal_pointer (&name);
  return g_strdup_printf (
      ngettext ("%s and %u other place", "%s and %u other places", summary->n_others), name,
      summary->n_others);
}

char *
mdg_backup_summary_text (const MdgBackupSummary *summary, MdgStanding *standing)
{
  g_autofree char *place = summary->best != NULL ? summary_place (summary) : NULL;
  g_autofree char *date = summary->best != NULL && summary->best->verified_at != 0
                              ? mdg_date_text (summary->best->verified_at)
                              : NULL;

  *standing = MDG_STANDING_ATTENTION;
  switch (summary->health)
    {
    case MDG_BACKUP_VERIFIED:
      *standing = MDG_STANDING_GOOD;
      /* Translators: a drive's name; a date */
      return g_strdup_printf (_ ("Backed up on %s, verified on %s"), place, date);
    case MDG_BACKUP_LONG_AGO:
      return g_strdup_printf (
          _ ("Backed up on %s, but last verified on %s: more than 6 months ago"), place, date);
    case MDG_BACKUP_UNVERIFIED:
      return g_strdup_printf (_ ("Backed up on %s, but never verified on this computer"), place);
    case MDG_BACKUP_BAD:
      *standing = MDG_STANDING_BAD;
      return g_strdup_printf (_ ("The backup on %s is damaged or missing"), place);
    default:
      return g_strdup (_ ("There is no backup"));
    }
}

static const char *
unopened_text (const GError *unopened)
{
  if (g_error_matches (unopened, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD))
    return _ (
        "Read back and compared byte by byte, but not opened, because its password is not known "
        "here. Type the password at the certificate, then verify: that checks its key, too.");
  if (g_error_matches (unopened, MDG_ERROR, MDG_ERROR_P12_UNSUPPORTED))
    return _ (
        "Read back and compared byte by byte, but not opened: its encryption is not known here.");
  if (g_error_matches (unopened, MDG_ERROR, MDG_ERROR_P12_TOO_LONG))
    return _ (
        "Read back and compared byte by byte, but not opened: it is longer than any certificate "
        "file (more than 1 MiB).");
  return _ ("Read back and compared byte by byte, but not opened: its key was not checked.");
}

const char *
mdg_backup_cache_text (void)
{
  return _ ("The computer may have answered from its memory in place of the drive. To be certain, "
            "take the drive out, plug it in again and verify.");
}

char *
mdg_backup_check_text (gboolean key_checked, const GError *unopened, gboolean past_cache)
{
  const char *opened = !key_checked ? unopened_text (unopened)
                       : past_cache
                           ? _ ("Read back from the drive itself, compared, opened: the key "
                                "belongs to the certificate.")
                           : _ ("Read back, compared, opened: the key belongs to the "
                                "certificate.");

  return past_cache ? g_strdup (opened)
                    : g_strdup_printf ("%s\n%s", opened, mdg_backup_cache_text ());
}

MdgBackupFinding
mdg_backup_finding_of_entry (const MdgStickEntry *entry, gint64 verified_at)
{
  return (MdgBackupFinding){ .state = entry->state,
                             .verified_at = verified_at,
                             .key_checked = entry->key_checked,
                             .past_cache = entry->past_cache,
                             .has_record = entry->manifest != NULL,
                             .unopened = entry->unopened,
                             .record_fault = entry->record_fault };
}

MdgBackupFinding
mdg_backup_finding_of_ledger (const MdgLedgerBackup *backup)
{
  return (MdgBackupFinding){ .state = backup->state,
                             .verified_at = backup->verified_at,
                             .key_checked = backup->key_checked,
                             .past_cache = backup->past_cache,
                             .has_record = TRUE,
                             .is_recorded = TRUE };
}

static char *
good_text (const MdgBackupFinding *finding)
{
  g_autofree char *date = NULL;
  g_autofree char *good = NULL;
  g_autofree char *check = NULL;

  if (finding->verified_at == 0)
    return g_strdup (_ ("Good"));
  date = mdg_date_time_text (finding->verified_at);
  good = g_strdup_printf (_ ("Good, verified on %s"), date);
  check = mdg_backup_check_text (finding->key_checked, finding->unopened, finding->past_cache);
  return g_strdup_printf ("%s\n%s", good, check);
}

/* The certificate file is there, but nothing says whether it is what was backed up. */
static const char *
no_record_text (const MdgBackupFinding *finding)
{
  if (finding->is_recorded)
    return _ (
        "Its record (what was backed up) is missing or damaged, so it cannot be compared. Back "
        "the certificate up once more.");
  if (finding->record_fault == NULL && finding->key_checked)
    return _ ("There is no record beside it, so it cannot be compared. The certificate file opens: "
              "it can be restored. Back the certificate up once more.");
  if (finding->record_fault == NULL)
    return _ (
        "There is no record beside it, so it cannot be compared. Back the certificate up once "
        "more.");
  if (g_error_matches (finding->record_fault, MDG_ERROR, MDG_ERROR_TOO_NEW))
    return _ (
        "The record beside it is of a newer version of this program, so it cannot be compared. "
        "Nothing on the stick was changed. Install the newer version here, then verify.");
  if (!g_error_matches (finding->record_fault, MDG_ERROR, MDG_ERROR_DAMAGED))
    return _ (
        "The record beside it cannot be read, so it cannot be compared. Back the certificate up "
        "once more, on another stick.");
  if (finding->key_checked)
    return _ ("The record beside it is damaged, so it cannot be compared. The certificate file was "
              "kept and opens: it can be restored. Back the certificate up once more.");
  return _ (
      "The record beside it is damaged, so it cannot be compared. The certificate file itself was "
      "kept. Verify whether it opens, and back the certificate up once more.");
}

char *
mdg_backup_finding_text (const MdgBackupFinding *finding, MdgStanding *standing)
{
  *standing = MDG_STANDING_BAD;
  switch (finding->state)
    {
    case MDG_STICK_GOOD:
      *standing = MDG_STANDING_GOOD;
      return good_text (finding);
    case MDG_STICK_DAMAGED:
      return g_strdup (finding->has_record ? _ ("Damaged: it is not what was backed up")
                                           : _ ("Not a certificate file, or damaged"));
    case MDG_STICK_MISSING:
      return g_strdup (_ ("The file is missing"));
    case MDG_STICK_UNREADABLE:
      return g_strdup (_ ("Cannot be read"));
    case MDG_STICK_NO_MANIFEST:
      *standing = MDG_STANDING_ATTENTION;
      return g_strdup (no_record_text (finding));
    default:
      *standing = MDG_STANDING_UNKNOWN;
      return g_strdup (_ ("Not verified yet on this computer"));
    }
}

static gboolean
is_below (const char *path, const char *folder)
{
  g_autoptr (GFile) inner = g_file_new_for_path (path);
  g_autoptr (GFile) outer = g_file_new_for_path (folder);

  return g_file_equal (inner, outer) || g_file_has_prefix (inner, outer);
}

gboolean
mdg_backup_copy_shares_drive (const MdgBackupCopy *copy, const MdgBackupCopy *other)
{
  if (g_strcmp0 (other->target, copy->target) == 0)
    return TRUE;
  if (copy->drive == NULL)
    return FALSE;
  /* Of a chosen folder whose turn has not come only the path is known. */
  if (other->drive == NULL)
    return is_below (other->target, copy->drive->path);
  return g_strcmp0 (other->drive->path, copy->drive->path) == 0
         || (*copy->drive->serial != '\0'
             && g_strcmp0 (other->drive->serial, copy->drive->serial) == 0);
}

const char *
mdg_backup_step_text (const MdgBackupCopy *copy)
{
  static const char *const texts[] = {
    [MDG_BACKUP_WAITING] = N_ ("Waiting"),
    [MDG_BACKUP_PLANNING] = N_ ("Checking the drive and its space…"),
    [MDG_BACKUP_COPYING] = N_ ("Copying…"),
    [MDG_BACKUP_FLUSHING] = N_ ("Writing it down on the drive…"),
    [MDG_BACKUP_READING] = N_ ("Reading it back and comparing…"),
    [MDG_BACKUP_OPENING] = N_ ("Opening the copy and checking its key…"),
    [MDG_BACKUP_NAMING] = N_ ("Giving it its name…"),
    [MDG_BACKUP_RECORDING] = N_ ("Writing what it is beside it…"),
    [MDG_BACKUP_SETTLING] = N_ ("Finishing…"),
    [MDG_BACKUP_DONE] = N_ ("Done. The drive can be taken out."),
    [MDG_BACKUP_FAILED] = N_ ("No backup was made."),
    [MDG_BACKUP_CANCELLED] = N_ ("Stopped. Nothing half-written was left behind."),
  };

  if (copy->step == MDG_BACKUP_DONE
      && (copy->drive == NULL || copy->drive->kind != MDG_DRIVE_REMOVABLE))
    return _ ("Done.");
  return _ (texts[copy->step]);
}
