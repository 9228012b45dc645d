/* backup-page.c: [バックアップ].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/backup-page.h"

#include <glib/gi18n.h>

#include "certificates/backup-job.h"
#include "certificates/certificate-text.h"
#include "certificates/place-chooser.h"
#include "certificates/place-row.h"
#include "error-text.h"
#include "widgets/choice-row.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/status-row.h"
#include "widgets/widget-tools.h"

typedef enum
{
  STAGE_CHOOSING = 1, /* as the steps are counted */
  STAGE_WORKING,
  STAGE_DONE
} Stage;

#define SUBJECT "mdg-subject" /* of a row: its file or place */

struct _MdgBackupPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *choosing;
  GtkWidget *files;
  GtkWidget *no_file;
  GtkWidget *places;
  GtkWidget *no_place;
  GtkWidget *other;
  GtkWidget *working;
  GtkWidget *progress;
  GtkWidget *left;
  GtkWidget *copies;
  GtkWidget *back;
  GtkWidget *stop;
  GtkWidget *again;
  GtkWidget *start;

  MdgCertificateDesk *desk;
  Stage stage;
  MdgBackupJob *job; /* (nullable) */
  GCancellable *cancellable;
  char *wanted; /* (nullable): a folder that was just chosen, to be chosen here too */
};

G_DEFINE_FINAL_TYPE (MdgBackupPage, mdg_backup_page, GTK_TYPE_WIDGET)

/* choosing ------------------------------------------------------------------------------------ */

static gboolean
any_active (GtkWidget *box)
{
  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (mdg_choice_row_get_active (MDG_CHOICE_ROW (row)))
      return TRUE;
  return FALSE;
}

static void
update_start (MdgBackupPage *self)
{
  gboolean ready = any_active (self->files) && any_active (self->places);

  gtk_widget_set_sensitive (self->start,
                            self->stage == STAGE_DONE || (self->stage == STAGE_CHOOSING && ready));
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static MdgChoiceRow *
add_row (MdgBackupPage *self, GtkWidget *box, const char *icon, GObject *subject)
{
  GtkWidget *row = mdg_choice_row_new (icon);

  g_object_set_data_full (G_OBJECT (row), SUBJECT, g_object_ref (subject), g_object_unref);
  g_signal_connect_object (row, "toggled", G_CALLBACK (update_start), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), row);
  return MDG_CHOICE_ROW (row);
}

/* It cannot be opened here, but a copy of every byte can be made. */
static gboolean
is_unsupported (const MdgCertificateInfo *info)
{
  return g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_UNSUPPORTED);
}

/* What stands under a file's name. */
static char *
file_detail (MdgBackupPage *self, const MdgCertificateInfo *info)
{
  gint64 now = mdg_certificate_desk_get_now (self->desk);
  MdgBackupSummary summary = mdg_backup_summarise (
      mdg_certificate_desk_get_certificates (self->desk), info->fingerprint, info->sha256, now);
  MdgStanding standing;
  g_autofree char *backup = mdg_backup_summary_text (&summary, &standing);
  g_autofree char *days = NULL;

  if (is_unsupported (info))
    return g_strdup_printf (
        "%s · %s", backup,
        _ ("its encryption is not known here: the copy is compared, but cannot be opened"));
  if (!info->has_certificate)
    return g_strdup_printf (
        "%s · %s", backup,
        _ ("its password was not typed: the copy is compared, but its key is not checked"));
  days = mdg_certificate_days_text (info->valid_until, now);
  return g_strdup_printf ("%s · %s", days, backup);
}

static gboolean
is_worth_copying (const MdgCertificateInfo *info)
{
  return info->fault == NULL || is_unsupported (info)
         || g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
}

/* What will be wanted: certificates in force that nothing newer has replaced. */
static gboolean
is_likely (MdgBackupPage *self, const MdgCertificateInfo *info)
{
  const MdgLedgerCertificate *record = mdg_certificate_desk_find_record (self->desk, info->sha256);

  return info->fault == NULL && info->valid_until >= mdg_certificate_desk_get_now (self->desk)
         && (record == NULL || !record->is_replaced);
}

/* @worth: only if it is worth copying, or only if not: those come last. */
static void
add_file (MdgBackupPage *self, MdgCertificateFile *file, gboolean worth)
{
  MdgCertificateInfo *info = mdg_certificate_file_get_info (file);
  const char *name = mdg_certificate_file_get_name (file);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  MdgChoiceRow *row;

  if (info == NULL || mdg_certificate_file_get_error (file) != NULL
      || is_worth_copying (info) != worth)
    return;
  if (*info->institution_code != '\0')
    title = g_strdup_printf ("%s  %s", info->institution_code, name);
  row = add_row (self, self->files, "certificate", G_OBJECT (file));
  detail = file_detail (self, info);
  mdg_choice_row_set_words (row, title != NULL ? title : name, detail);
  if (!worth)
    {
      g_autofree char *fault = mdg_certificate_fault_text (info->fault);

      mdg_choice_row_set_words (row, title != NULL ? title : name, NULL);
      mdg_choice_row_set_fault (row, fault);
    }
  mdg_choice_row_set_active (row, is_likely (self, info));
}

/* Where nothing is likely, what there is; one thing alone is always meant. */
static void
choose_only_one (GtkWidget *box)
{
  GtkWidget *first = gtk_widget_get_first_child (box);

  if (first != NULL && gtk_widget_get_next_sibling (first) == NULL)
    mdg_choice_row_set_active (MDG_CHOICE_ROW (first), TRUE);
}

static void
fill_files (MdgBackupPage *self)
{
  MdgCertificateFinder *finder = mdg_certificate_desk_get_finder (self->desk);
  guint n = finder != NULL ? g_list_model_get_n_items (G_LIST_MODEL (finder)) : 0;

  clear_box (self->files);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (G_LIST_MODEL (finder), i);
      add_file (self, file, TRUE);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (G_LIST_MODEL (finder), i);
      add_file (self, file, FALSE);
    }
  choose_only_one (self->files);
  mdg_widget_set_shown (self->no_file, gtk_widget_get_first_child (self->files) == NULL);
}

/* The longest file that is chosen. */
static guint64
longest_file (MdgBackupPage *self)
{
  guint64 longest = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->files); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      MdgCertificateFile *file = g_object_get_data (G_OBJECT (row), SUBJECT);
      longest = MAX (longest, mdg_certificate_file_get_info (file)->size);
    }
  return longest;
}

static void
update_place (MdgBackupPage *self, GtkWidget *row)
{
  MdgBackupPlace *place = g_object_get_data (G_OBJECT (row), SUBJECT);
  const MdgDrive *drive = mdg_backup_place_get_drive (place);
  g_autofree char *folder = g_filename_display_name (mdg_backup_place_get_folder (place));
  g_autofree char *name = drive != NULL && !mdg_backup_place_is_chosen (place)
                              ? mdg_drive_name (drive)
                              : g_strdup (folder);
  g_autofree char *detail
      = drive != NULL && !drive->is_locked ? mdg_drive_detail_text (drive) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;
  MdgStanding standing;
  g_autofree char *text = mdg_place_standing_text (self->desk, place, &standing);
  g_autofree char *both = detail != NULL ? g_strdup_printf ("%s\n%s", detail, text) : NULL;

  if (!mdg_backup_place_can_take (place, longest_file (self), &error))
    fault = mdg_drive_fault_text (error);
  mdg_choice_row_set_words (MDG_CHOICE_ROW (row), name, fault == NULL ? both : detail);
  mdg_choice_row_set_fault (MDG_CHOICE_ROW (row), fault);
}

static void
place_changed (MdgBackupPlace *place, GtkWidget *row)
{
  MdgBackupPage *self = MDG_BACKUP_PAGE (gtk_widget_get_ancestor (row, MDG_TYPE_BACKUP_PAGE));

  if (self == NULL)
    return;
  update_place (self, row);
  update_start (self);
}

/* A stick with backups of ours on it is meant; so is the folder that was chosen just now. */
static gboolean
is_meant (MdgBackupPage *self, MdgBackupPlace *place)
{
  GPtrArray *entries = mdg_backup_place_get_entries (place);

  if (g_strcmp0 (mdg_backup_place_get_folder (place), self->wanted) == 0)
    return TRUE;
  return !mdg_backup_place_is_chosen (place) && entries != NULL && entries->len > 0;
}

static void
add_place (MdgBackupPage *self, MdgBackupPlace *place, gboolean active)
{
  gboolean chosen = mdg_backup_place_is_chosen (place);
  MdgChoiceRow *row = add_row (self, self->places, chosen ? "folder" : "usb", G_OBJECT (place));

  g_signal_connect_object (place, "changed", G_CALLBACK (place_changed), row, 0);
  update_place (self, GTK_WIDGET (row));
  mdg_choice_row_set_active (row, active || is_meant (self, place));
}

/* Those that were chosen before the list changed stay so. */
static GHashTable *
active_places (MdgBackupPage *self)
{
  GHashTable *active = g_hash_table_new (NULL, NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (self->places); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (mdg_choice_row_get_active (MDG_CHOICE_ROW (row)))
      g_hash_table_add (active, g_object_get_data (G_OBJECT (row), SUBJECT));
  return active;
}

static void
fill_places (MdgBackupPage *self)
{
  GListModel *places = G_LIST_MODEL (mdg_certificate_desk_get_places (self->desk));
  g_autoptr (GHashTable) active = active_places (self);
  guint n = g_list_model_get_n_items (places);
  guint n_drives = 0;

  clear_box (self->places);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgBackupPlace) place = g_list_model_get_item (places, i);

      n_drives += !mdg_backup_place_is_chosen (place);
      add_place (self, place, g_hash_table_contains (active, place));
    }
  if (n_drives == 1 || n == 1)
    mdg_choice_row_set_active (MDG_CHOICE_ROW (gtk_widget_get_first_child (self->places)), TRUE);
  mdg_widget_set_shown (self->no_place, n_drives == 0);
  update_start (self);
}

static void
places_changed (MdgBackupPage *self)
{
  if (self->stage == STAGE_CHOOSING)
    fill_places (self);
}

static void
place_chosen (GtkWidget *owner, const char *folder, const GError *error)
{
  MdgBackupPage *self = MDG_BACKUP_PAGE (owner);

  if (error != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  if (folder == NULL || self->stage != STAGE_CHOOSING)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (folder);
  fill_places (self);
}

static void
other_clicked (MdgBackupPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_place_chooser_ask (GTK_WIDGET (self), self->desk, place_chosen);
}

/* working ------------------------------------------------------------------------------------- */

static void
set_stage (MdgBackupPage *self, Stage stage)
{
  const char *const steps[]
      = { C_ ("backup step", "Choose"), C_ ("backup step", "Copy and compare"),
          C_ ("backup step", "Take out"), NULL };

  self->stage = stage;
  mdg_page_set_steps (MDG_PAGE (self->page), steps, stage, 0);
  mdg_widget_set_shown (self->choosing, stage == STAGE_CHOOSING);
  mdg_widget_set_shown (self->working, stage != STAGE_CHOOSING);
  mdg_widget_set_shown (self->back, stage == STAGE_CHOOSING);
  mdg_widget_set_shown (self->stop, stage == STAGE_WORKING);
  mdg_widget_set_shown (self->again, FALSE);
  mdg_widget_set_shown (self->progress, stage == STAGE_WORKING);
  mdg_widget_set_shown (self->left, stage == STAGE_WORKING);
  gtk_button_set_label (GTK_BUTTON (self->start),
                        stage == STAGE_DONE ? _ ("_Finish") : _ ("_Start the backup"));
  mdg_widget_tidy_names (self->start);
  update_start (self);
}

/* "1234567890.p12 → KANRI (E:)" */
static char *
copy_name (const MdgBackupCopy *copy)
{
  g_autofree char *file = g_filename_display_basename (copy->source);
  g_autofree char *folder = g_filename_display_name (copy->target);
  g_autofree char *drive = copy->drive != NULL && g_strcmp0 (copy->drive->path, copy->target) == 0
                               ? mdg_drive_name (copy->drive)
                               : g_strdup (folder);

  return g_strdup_printf ("%s → %s", file, drive);
}

/* How well it was looked at, and where it is. */
static char *
done_detail (const MdgBackupCopy *copy)
{
  g_autofree char *path = g_filename_display_name (copy->path);
  g_autofree char *check = mdg_backup_check_text (copy->manifest->key_checked, copy->unopened,
                                                  copy->manifest->past_cache);

  if (copy->was_there)
    return g_strdup_printf ("%s\n%s\n%s", _ ("The same file lay there already."), check, path);
  return g_strdup_printf ("%s\n%s", check, path);
}

/* Whether something else is still to be written there: then it must not be taken out yet. */
static gboolean
is_in_use (MdgBackupPage *self, const MdgBackupCopy *copy)
{
  GPtrArray *copies = mdg_backup_job_get_copies (self->job);

  for (guint i = 0; i < copies->len; i++)
    {
      const MdgBackupCopy *other = copies->pdata[i];

      if (other->step < MDG_BACKUP_DONE && mdg_backup_copy_shares_drive (copy, other))
        return TRUE;
    }
  return FALSE;
}

static void
show_copy (MdgBackupPage *self, GtkWidget *row, const MdgBackupCopy *copy)
{
  MdgStatusRow *status = MDG_STATUS_ROW (row);
  g_autofree char *detail = NULL;

  switch (copy->step)
    {
    case MDG_BACKUP_DONE:
      detail = done_detail (copy);
      mdg_status_row_set (status, MDG_STATUS_GOOD,
                          is_in_use (self, copy) ? _ ("Done.") : mdg_backup_step_text (copy),
                          detail);
      break;
    case MDG_BACKUP_FAILED:
      {
        g_autoptr (MdgErrorText) text = mdg_error_text_new (copy->error);
        g_autofree char *body = mdg_error_text_get_body (text);

        mdg_status_row_set (status, MDG_STATUS_BAD, text->happened, body);
        break;
      }
    case MDG_BACKUP_CANCELLED:
      mdg_status_row_set (status, MDG_STATUS_ATTENTION, mdg_backup_step_text (copy), NULL);
      break;
    default:
      mdg_status_row_set (status, MDG_STATUS_WAITING, mdg_backup_step_text (copy), NULL);
    }
}

static void
show_copies (MdgBackupPage *self)
{
  GPtrArray *copies = mdg_backup_job_get_copies (self->job);
  GtkWidget *row = gtk_widget_get_first_child (self->copies);

  for (guint i = 0; i < copies->len && row != NULL; i++, row = gtk_widget_get_next_sibling (row))
    show_copy (self, row, copies->pdata[i]);
}

static void
show_progress (MdgBackupPage *self)
{
  int seconds = mdg_backup_job_get_seconds_left (self->job);
  g_autofree char *span = seconds >= 0 ? mdg_text_duration (seconds) : NULL;
  g_autofree char *text = span != NULL ? g_strdup_printf (_ ("About %s left"), span) : NULL;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 mdg_backup_job_get_fraction (self->job));
  gtk_label_set_text (GTK_LABEL (self->left),
                      text != NULL ? text : _ ("Please leave the drives plugged in."));
  show_copies (self);
}

static guint
count_steps (GPtrArray *copies, MdgBackupStep step)
{
  guint n = 0;

  for (guint i = 0; i < copies->len; i++)
    n += ((MdgBackupCopy *)copies->pdata[i])->step == step;
  return n;
}

static gboolean
any_removable (GPtrArray *copies)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const MdgDrive *drive = ((MdgBackupCopy *)copies->pdata[i])->drive;

      if (drive != NULL && drive->kind == MDG_DRIVE_REMOVABLE)
        return TRUE;
    }
  return FALSE;
}

static void
tell_outcome (MdgBackupPage *self, GPtrArray *copies)
{
  guint n_done = count_steps (copies, MDG_BACKUP_DONE);
  MdgPageFrame *page = MDG_PAGE (self->page);

  if (n_done == copies->len)
    mdg_page_show_message (page, MDG_MESSAGE_SUCCESS, _ ("The backup is complete."),
                           any_removable (copies)
                               ? _ ("USB sticks can be taken out. Keep them in a locked place, and "
                                    "the password elsewhere.")
                               : _ ("Keep the password in another place than the backup."));
  else if (count_steps (copies, MDG_BACKUP_CANCELLED) == copies->len)
    mdg_page_show_message (page, MDG_MESSAGE_INFO, _ ("The backup was stopped."),
                           _ ("No half-written file was left behind."));
  else if (n_done > 0)
    mdg_page_show_message (page, MDG_MESSAGE_WARNING, _ ("Not all backups were made."),
                           _ ("What is marked as done is complete and good. What went wrong with "
                              "the others stands below."));
  else
    mdg_page_show_message (page, MDG_MESSAGE_ERROR, _ ("No backup was made."),
                           _ ("What went wrong stands below."));
  mdg_widget_set_shown (self->again, n_done < copies->len);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgBackupPage) self = data;
  g_autoptr (GError) error = NULL;

  if (mdg_backup_ledger_finish (MDG_BACKUP_LEDGER (source), result, &error) || self->desk == NULL)
    return;
  /* The backup is there; only its record is not. */
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
on_run (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgBackupPage) self = data;
  MdgBackupJob *job = MDG_BACKUP_JOB (source);
  GPtrArray *copies = mdg_backup_job_get_copies (job);
  MdgBackupLedger *ledger;

  mdg_backup_job_run_finish (job, result, NULL); /* each copy has its own error */
  if (self->desk == NULL)
    return;
  ledger = mdg_certificate_desk_get_ledger (self->desk);
  if (ledger != NULL)
    mdg_backup_ledger_record_async (ledger, copies, NULL, on_recorded, g_object_ref (self));
  mdg_backup_places_refresh (mdg_certificate_desk_get_places (self->desk));
  if (self->job != job)
    return;
  show_progress (self);
  set_stage (self, STAGE_DONE);
  tell_outcome (self, copies);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->start);
}

static void
add_jobs (MdgBackupPage *self, MdgCertificateFile *file)
{
  const char *path = mdg_certificate_file_get_path (file);
  MdgSecret *password = mdg_certificate_file_get_password (file);

  for (GtkWidget *row = gtk_widget_get_first_child (self->places); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      MdgBackupPlace *place = g_object_get_data (G_OBJECT (row), SUBJECT);

      if (!mdg_choice_row_get_active (MDG_CHOICE_ROW (row)))
        continue;
      if (mdg_backup_place_is_chosen (place))
        mdg_backup_job_add_folder (self->job, path, password, mdg_backup_place_get_folder (place));
      else
        mdg_backup_job_add (self->job, path, password, mdg_backup_place_get_drive (place));
    }
}

static void
make_copy_rows (MdgBackupPage *self)
{
  GPtrArray *copies = mdg_backup_job_get_copies (self->job);

  clear_box (self->copies);
  for (guint i = 0; i < copies->len; i++)
    {
      g_autofree char *name = copy_name (copies->pdata[i]);
      gtk_box_append (GTK_BOX (self->copies), mdg_status_row_new (name));
    }
}

static void
drop_job (MdgBackupPage *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

static void
run (MdgBackupPage *self)
{
  drop_job (self);
  self->job = mdg_backup_job_new (mdg_certificate_desk_get_clock (self->desk));
  for (GtkWidget *row = gtk_widget_get_first_child (self->files); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (mdg_choice_row_get_active (MDG_CHOICE_ROW (row)))
      add_jobs (self, g_object_get_data (G_OBJECT (row), SUBJECT));
  make_copy_rows (self);
  mdg_page_hide_message (MDG_PAGE (self->page));
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->job, "progress", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  set_stage (self, STAGE_WORKING);
  show_progress (self);
  gtk_widget_grab_focus (self->stop);
  mdg_backup_job_run_async (self->job, self->cancellable, on_run, g_object_ref (self));
}

static void
start_clicked (MdgBackupPage *self)
{
  if (self->stage == STAGE_DONE)
    gtk_widget_activate_action (GTK_WIDGET (self), "certificates.show", "s", "overview");
  else if (self->stage == STAGE_CHOOSING)
    run (self);
}

static void
stop_clicked (MdgBackupPage *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_widget_set_sensitive (self->stop, FALSE);
}

static void
again_clicked (MdgBackupPage *self)
{
  mdg_backup_page_begin (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_backup_page_grab_focus (GtkWidget *widget)
{
  MdgBackupPage *self = MDG_BACKUP_PAGE (widget);

  if (self->stage == STAGE_WORKING)
    return gtk_widget_grab_focus (self->stop);
  return gtk_widget_get_sensitive (self->start) ? gtk_widget_grab_focus (self->start)
                                                : gtk_widget_grab_focus (self->other);
}

static void
mdg_backup_page_dispose (GObject *object)
{
  MdgBackupPage *self = MDG_BACKUP_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  drop_job (self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_BACKUP_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_backup_page_parent_class)->dispose (object);
}

static void
mdg_backup_page_finalize (GObject *object)
{
  g_clear_object (&MDG_BACKUP_PAGE (object)->cancellable);
  g_free (MDG_BACKUP_PAGE (object)->wanted);
  G_OBJECT_CLASS (mdg_backup_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/backup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, choosing);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, files);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, no_file);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, places);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, no_place);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, other);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, working);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, left);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, copies);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, stop);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, again);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, start);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked);
}

static void
mdg_backup_page_class_init (MdgBackupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_backup_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_backup_page_finalize;
  widget_class->grab_focus = mdg_backup_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_ICON);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_backup_page_init (MdgBackupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_backup_page_new (MdgCertificateDesk *desk)
{
  MdgBackupPage *self = g_object_new (MDG_TYPE_BACKUP_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (mdg_certificate_desk_get_places (desk), "items-changed",
                           G_CALLBACK (places_changed), self, G_CONNECT_SWAPPED);
  mdg_backup_page_begin (self);
  return GTK_WIDGET (self);
}

void
mdg_backup_page_begin (MdgBackupPage *self)
{
  g_return_if_fail (MDG_IS_BACKUP_PAGE (self));

  if (mdg_backup_page_is_running (self))
    return;
  drop_job (self);
  mdg_page_hide_message (MDG_PAGE (self->page));
  gtk_widget_set_sensitive (self->stop, TRUE);
  self->stage = STAGE_CHOOSING;
  fill_files (self);
  fill_places (self);
  set_stage (self, STAGE_CHOOSING);
}

gboolean
mdg_backup_page_is_running (MdgBackupPage *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PAGE (self), FALSE);

  return self->job != NULL && mdg_backup_job_is_running (self->job);
}
