/* tour-certificates.c: the tour's way through the tab [電子証明書]. The certificate is the one the
 * training service made for this computer, downloaded again; its password is the one the service
 * told the program. What the medium does to a copy is done behind the window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-certificates.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "certificates/certificate-text.h"
#include "core/file.h"
#include "widgets/path-chooser.h"

#define DOWNLOADS "Downloads"
#define RESTORED "復元"
#define STICK "控え"
#define FILE_NAME "電子証明書.p12"
#define CERTIFICATE_MAX (1024 * 1024)

typedef struct
{
  MdgTourStage *stage;
  MdgCertificateDesk *desk;
  char *downloads;
  char *restored;
  char *stick;
  char *source; /* the training service's file */
  MdgSecret *password;
  MdgStickState state; /* that is waited for */
} Walk;

void
mdg_tour_certificates_prepare (const char *folder)
{
  g_autofree char *downloads = folder != NULL ? g_build_filename (folder, DOWNLOADS, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  if (downloads != NULL && !mdg_file_make_folder (downloads, &error))
    g_printerr ("tour: %s\n", error->message);
  mdg_certificate_finder_set_usual_folder (downloads);
}

/* --- waiting --- */

/* (transfer full) (nullable): the file the tour downloaded */
static MdgCertificateFile *
find_file (Walk *w)
{
  MdgCertificateFinder *finder = mdg_certificate_desk_get_finder (w->desk);
  guint n = finder != NULL ? g_list_model_get_n_items (G_LIST_MODEL (finder)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (G_LIST_MODEL (finder), i);

      if (g_strcmp0 (mdg_certificate_file_get_name (file), FILE_NAME) == 0)
        return g_steal_pointer (&file);
    }
  return NULL;
}

static gboolean
file_is_noticed (gpointer data)
{
  g_autoptr (MdgCertificateFile) file = find_file (data);

  return file != NULL && !mdg_certificate_file_is_busy (file)
         && mdg_certificate_file_get_info (file) != NULL;
}

static gboolean
file_is_open (gpointer data)
{
  g_autoptr (MdgCertificateFile) file = find_file (data);
  MdgCertificateInfo *info = file != NULL ? mdg_certificate_file_get_info (file) : NULL;

  return info != NULL && info->fault == NULL;
}

static gboolean
password_is_asked (gpointer data)
{
  return mdg_tour_is_asked (((Walk *)data)->stage, "open");
}

/* (transfer full) (nullable): where the backup goes */
static MdgBackupPlace *
find_place (Walk *w)
{
  GListModel *places = G_LIST_MODEL (mdg_certificate_desk_get_places (w->desk));
  guint n = g_list_model_get_n_items (places);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgBackupPlace) place = g_list_model_get_item (places, i);
      g_autofree char *folder = g_canonicalize_filename (mdg_backup_place_get_folder (place), NULL);

      if (g_strcmp0 (folder, w->stick) == 0)
        return g_steal_pointer (&place);
    }
  return NULL;
}

static gboolean
drives_are_known (gpointer data)
{
  Walk *w = data;

  return !mdg_backup_places_is_looking (mdg_certificate_desk_get_places (w->desk));
}

static gboolean
place_is_open (gpointer data)
{
  g_autoptr (MdgBackupPlace) place = find_place (data);

  return place != NULL && mdg_backup_place_is_open (place)
         && mdg_backup_place_get_entries (place) != NULL;
}

static gboolean
place_is_there_or_asked (gpointer data)
{
  Walk *w = data;

  return place_is_open (w) || mdg_tour_is_asked (w->stage, "use");
}

/* The entry of the tour's own file. (nullable) (transfer none) */
static const MdgStickEntry *
find_entry (MdgBackupPlace *place)
{
  GPtrArray *entries = place != NULL ? mdg_backup_place_get_entries (place) : NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const MdgStickEntry *entry = entries->pdata[i];

      if (entry->manifest != NULL && g_str_equal (entry->manifest->original_name, FILE_NAME))
        return entry;
    }
  return NULL;
}

static gboolean
is_recorded (gpointer data)
{
  Walk *w = data;
  GPtrArray *certificates = mdg_certificate_desk_get_certificates (w->desk);

  for (guint i = 0; i < certificates->len; i++)
    if (mdg_ledger_certificate_last_verified (certificates->pdata[i]) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
entry_is_there (gpointer data)
{
  g_autoptr (MdgBackupPlace) place = find_place (data);

  return find_entry (place) != NULL;
}

static gboolean
is_verified (gpointer data)
{
  Walk *w = data;
  g_autoptr (MdgBackupPlace) place = find_place (w);
  const MdgStickEntry *entry = find_entry (place);

  return entry != NULL && !mdg_backup_place_is_verifying (place)
         && mdg_backup_place_get_verified_at (place) != 0 && entry->state == w->state;
}

static gboolean
is_restored (gpointer data)
{
  Walk *w = data;
  g_autofree char *path = g_build_filename (w->restored, FILE_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* --- what happens elsewhere --- */

/* The browser saves the certificate. */
static void
download (Walk *w)
{
  g_autofree char *path = g_build_filename (w->downloads, FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mdg_file_read (w->source, CERTIFICATE_MAX, &error);
  gsize length = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes == NULL || !mdg_file_write (path, data, length, &error))
    mdg_tour_fail (w->stage, "no certificate can be downloaded: %s", error->message);
}

/* One bit of the copy turns over. */
static void
flip_bit (Walk *w)
{
  g_autoptr (MdgBackupPlace) place = find_place (w);
  const MdgStickEntry *entry = find_entry (place);
  FILE *file = entry != NULL ? g_fopen (entry->path, "r+b") : NULL;
  int byte = file != NULL && fseek (file, 100, SEEK_SET) == 0 ? fgetc (file) : EOF;
  gboolean done = byte != EOF && fseek (file, 100, SEEK_SET) == 0 && fputc (byte ^ 1, file) != EOF;

  if (file != NULL)
    done &= fclose (file) == 0;
  if (!done)
    mdg_tour_fail (w->stage, "the copy cannot be harmed");
}

/* --- what a person does --- */

/* Returns: (transfer full): what the row of the place is called */
static char *
place_name (Walk *w)
{
  g_autoptr (MdgBackupPlace) place = find_place (w);
  const MdgDrive *drive = place != NULL ? mdg_backup_place_get_drive (place) : NULL;

  if (drive != NULL && !mdg_backup_place_is_chosen (place))
    return mdg_drive_name (drive);
  return g_filename_display_name (place != NULL ? mdg_backup_place_get_folder (place) : w->stick);
}

static void
find_certificate (Walk *w)
{
  mdg_tour_picture (w->stage, "certificates-none");
  download (w);
  mdg_tour_wait (w->stage, "the certificate to be noticed", file_is_noticed, w);
  mdg_tour_picture (w->stage, "certificates-found");
}

static void
open_certificate (Walk *w)
{
  mdg_tour_press (w->stage, "unlock");
  mdg_tour_picture (w->stage, "certificate-password");
  mdg_tour_type (w->stage, "certificate-password", "chigau");
  mdg_tour_answer (w->stage, "open");
  mdg_tour_wait (w->stage, "the password to be asked for again", password_is_asked, w);
  mdg_tour_picture (w->stage, "certificate-password-wrong");
  if (w->password != NULL)
    mdg_tour_type (w->stage, "certificate-password", mdg_secret_get_string (w->password));
  mdg_tour_answer (w->stage, "open");
  mdg_tour_wait (w->stage, "the certificate to be opened", file_is_open, w);
  mdg_tour_picture (w->stage, "certificates-open");
  mdg_tour_press (w->stage, "details");
  mdg_tour_picture (w->stage, "certificate-details");
  mdg_tour_press (w->stage, "back");
}

static void
choose_stick (Walk *w)
{
  mdg_tour_wait (w->stage, "the drives", drives_are_known, w);
  if (!place_is_open (w))
    {
      mdg_path_chooser_answer (w->stick, NULL);
      mdg_tour_press (w->stage, "other");
      mdg_tour_wait (w->stage, w->stick, place_is_there_or_asked, w);
      if (mdg_tour_is_asked (w->stage, "use"))
        {
          mdg_tour_picture (w->stage, "backup-inside-this-computer");
          mdg_tour_answer (w->stage, "use");
        }
      mdg_tour_wait (w->stage, w->stick, place_is_open, w);
    }
}

static void
back_up (Walk *w)
{
  g_autofree char *name = NULL;

  mdg_tour_press (w->stage, "back_up");
  choose_stick (w);
  name = place_name (w);
  mdg_tour_choose (w->stage, "files", FILE_NAME);
  mdg_tour_choose (w->stage, "places", name);
  mdg_tour_picture (w->stage, "backup-ready");
  mdg_tour_press (w->stage, "start");
  mdg_tour_wait (w->stage, "the backup", is_recorded, w);
  mdg_tour_wait (w->stage, "the backup on the stick", entry_is_there, w);
  mdg_tour_picture (w->stage, "backup-done");
  mdg_tour_press (w->stage, "start"); /* 《終了》 now */
  mdg_tour_picture (w->stage, "certificates-backed-up");
}

static void
restore (Walk *w)
{
  g_autofree char *name = place_name (w);

  mdg_tour_press (w->stage, "restore");
  mdg_tour_choose (w->stage, "places", name);
  mdg_tour_choose (w->stage, "entries", FILE_NAME);
  mdg_path_chooser_answer (w->restored, NULL);
  mdg_tour_press (w->stage, "change");
  if (w->password != NULL)
    mdg_tour_type (w->stage, "password", mdg_secret_get_string (w->password));
  mdg_tour_picture (w->stage, "restore");
  mdg_tour_press (w->stage, "restore");
  mdg_tour_wait (w->stage, "the restored file", is_restored, w);
  mdg_tour_picture (w->stage, "restored");
}

static void
verify (Walk *w, MdgStickState state, const char *picture)
{
  w->state = state;
  mdg_tour_press (w->stage, "verify");
  mdg_tour_wait (w->stage, picture, is_verified, w);
  mdg_tour_picture (w->stage, picture);
}

/* The pages that only tell, each from [電子証明書] and back. */
static void
look_at (Walk *w, const char *button, const char *picture)
{
  mdg_tour_press (w->stage, button);
  mdg_tour_picture (w->stage, picture);
  mdg_tour_press (w->stage, "back");
}

static void
walk (Walk *w)
{
  MdgWindow *window = mdg_tour_stage_get_window (w->stage);

  mdg_window_show_tab (window, "certificates");
  find_certificate (w);
  open_certificate (w);
  back_up (w);
  restore (w);
  verify (w, MDG_STICK_GOOD, "backup-verified");
  flip_bit (w);
  verify (w, MDG_STICK_DAMAGED, "backup-damaged");
  flip_bit (w);
  verify (w, MDG_STICK_GOOD, "backup-good-again");
  mdg_tour_press (w->stage, "back");
  look_at (w, "folders", "certificate-folders");
  look_at (w, "notices", "notices");
  look_at (w, "renewal", "renewal");
  mdg_window_show_tab (window, "login");
}

void
mdg_tour_certificates_walk (MdgTourStage *stage,
                            MdgWorkplace *workplace,
                            const char *folder,
                            const char *stick)
{
  Walk w = { .stage = stage,
             .desk = mdg_window_get_certificates (mdg_tour_stage_get_window (stage)),
             .downloads = g_build_filename (folder, DOWNLOADS, NULL),
             .restored = g_build_filename (folder, RESTORED, NULL),
             .stick = stick != NULL ? g_canonicalize_filename (stick, NULL)
                                    : g_build_filename (folder, STICK, NULL) };
  g_autoptr (GError) error = NULL;

  if (!mdg_workplace_get_training_certificate (workplace, &w.source, &w.password))
    mdg_tour_fail (stage, "the training service made no certificate");
  else if (!mdg_file_make_folder (w.restored, &error)
           || (stick == NULL && !mdg_file_make_folder (w.stick, &error)))
    mdg_tour_fail (stage, "no folder for certificates: %s", error->message);
  else
    walk (&w);
  mdg_path_chooser_answer (NULL, NULL);
  g_clear_pointer (&w.password, mdg_secret_unref);
  g_free (w.source);
  g_free (w.downloads);
  g_free (w.restored);
  g_free (w.stick);
}
