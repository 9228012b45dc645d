/* backup-choice.c: what to back up, and where to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/backup-choice.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "certificates/place-chooser.h"
#include "certificates/place-row.h"
#include "widgets/choice-row.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

#define SUBJECT "mdg-subject" /* of a row: its file or place */

struct _MdgBackupChoice
{
  GtkWidget parent_instance;

  GtkWidget *files;
  GtkWidget *no_file;
  GtkWidget *places;
  GtkWidget *no_place;
  GtkWidget *other;

  MdgCertificateDesk *desk;
  char *wanted; /* (nullable): a folder that was just chosen, to be chosen here too */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (MdgBackupChoice, mdg_backup_choice, GTK_TYPE_WIDGET)

static void
tell (MdgBackupChoice *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static MdgChoiceRow *
add_row (MdgBackupChoice *self, GtkWidget *box, const char *icon, GObject *subject)
{
  GtkWidget *row = mdg_choice_row_new (icon);

  g_object_set_data_full (G_OBJECT (row), SUBJECT, g_object_ref (subject), g_object_unref);
  g_signal_connect_object (row, "toggled", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
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
file_detail (MdgBackupChoice *self, const MdgCertificateInfo *info)
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
is_likely (MdgBackupChoice *self, const MdgCertificateInfo *info)
{
  const MdgLedgerCertificate *record = mdg_certificate_desk_find_record (self->desk, info->sha256);

  return info->fault == NULL && info->valid_until >= mdg_certificate_desk_get_now (self->desk)
         && (record == NULL || !record->is_replaced);
}

/* @worth: only if it is worth copying, or only if not: those come last. */
static void
add_file (MdgBackupChoice *self, MdgCertificateFile *file, gboolean worth)
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
fill_files (MdgBackupChoice *self)
{
  MdgCertificateFinder *finder = mdg_certificate_desk_get_finder (self->desk);
  guint n = finder != NULL ? g_list_model_get_n_items (G_LIST_MODEL (finder)) : 0;

  mdg_widget_clear_box (self->files);
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
longest_file (MdgBackupChoice *self)
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
update_place (MdgBackupChoice *self, GtkWidget *row)
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
  MdgBackupChoice *self = MDG_BACKUP_CHOICE (gtk_widget_get_ancestor (row, MDG_TYPE_BACKUP_CHOICE));

  if (self == NULL)
    return;
  update_place (self, row);
  tell (self);
}

/* A stick with backups of ours on it is meant; so is the folder that was chosen just now. */
static gboolean
is_meant (MdgBackupChoice *self, MdgBackupPlace *place)
{
  GPtrArray *entries = mdg_backup_place_get_entries (place);

  if (g_strcmp0 (mdg_backup_place_get_folder (place), self->wanted) == 0)
    return TRUE;
  return !mdg_backup_place_is_chosen (place) && entries != NULL && entries->len > 0;
}

static void
add_place (MdgBackupChoice *self, MdgBackupPlace *place, gboolean active)
{
  gboolean chosen = mdg_backup_place_is_chosen (place);
  MdgChoiceRow *row = add_row (self, self->places, chosen ? "folder" : "usb", G_OBJECT (place));

  g_signal_connect_object (place, "changed", G_CALLBACK (place_changed), row, 0);
  update_place (self, GTK_WIDGET (row));
  mdg_choice_row_set_active (row, active || is_meant (self, place));
}

/* Those that were chosen before the list changed stay so. */
static GHashTable *
active_places (MdgBackupChoice *self)
{
  GHashTable *active = g_hash_table_new (NULL, NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (self->places); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (mdg_choice_row_get_active (MDG_CHOICE_ROW (row)))
      g_hash_table_add (active, g_object_get_data (G_OBJECT (row), SUBJECT));
  return active;
}

static void
fill_places (MdgBackupChoice *self)
{
  GListModel *places = G_LIST_MODEL (mdg_certificate_desk_get_places (self->desk));
  g_autoptr (GHashTable) active = active_places (self);
  guint n = g_list_model_get_n_items (places);
  guint n_drives = 0;

  mdg_widget_clear_box (self->places);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgBackupPlace) place = g_list_model_get_item (places, i);

      n_drives += !mdg_backup_place_is_chosen (place);
      add_place (self, place, g_hash_table_contains (active, place));
    }
  if (n_drives == 1 || n == 1)
    mdg_choice_row_set_active (MDG_CHOICE_ROW (gtk_widget_get_first_child (self->places)), TRUE);
  mdg_widget_set_shown (self->no_place, n_drives == 0);
  tell (self);
}

static MdgPageFrame *
page_of (MdgBackupChoice *self)
{
  return MDG_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), MDG_TYPE_PAGE));
}

static void
place_chosen (GtkWidget *owner, const char *folder, const GError *error)
{
  MdgBackupChoice *self = MDG_BACKUP_CHOICE (owner);

  if (error != NULL)
    mdg_page_show_error (page_of (self), error);
  if (folder == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (folder);
  fill_places (self);
}

static void
other_clicked (MdgBackupChoice *self)
{
  mdg_page_hide_message (page_of (self));
  mdg_place_chooser_ask (GTK_WIDGET (self), self->desk, place_chosen);
}

/* the job ------------------------------------------------------------------------------------- */

static void
add_jobs (MdgBackupChoice *self, MdgBackupJob *job, MdgCertificateFile *file)
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
        mdg_backup_job_add_folder (job, path, password, mdg_backup_place_get_folder (place));
      else
        mdg_backup_job_add (job, path, password, mdg_backup_place_get_drive (place));
    }
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_backup_choice_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_BACKUP_CHOICE (widget)->other);
}

static void
mdg_backup_choice_dispose (GObject *object)
{
  g_clear_object (&MDG_BACKUP_CHOICE (object)->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_BACKUP_CHOICE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_backup_choice_parent_class)->dispose (object);
}

static void
mdg_backup_choice_finalize (GObject *object)
{
  g_free (MDG_BACKUP_CHOICE (object)->wanted);
  G_OBJECT_CLASS (mdg_backup_choice_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/backup-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgBackupChoice, files);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupChoice, no_file);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupChoice, places);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupChoice, no_place);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupChoice, other);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked);
}

static void
mdg_backup_choice_class_init (MdgBackupChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_backup_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_backup_choice_finalize;
  widget_class->grab_focus = mdg_backup_choice_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MDG_TYPE_ICON);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_backup_choice_init (MdgBackupChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mdg_backup_choice_set_desk (MdgBackupChoice *self, MdgCertificateDesk *desk)
{
  g_return_if_fail (MDG_IS_BACKUP_CHOICE (self));

  g_set_object (&self->desk, desk);
}

void
mdg_backup_choice_begin (MdgBackupChoice *self)
{
  g_return_if_fail (MDG_IS_BACKUP_CHOICE (self));

  fill_files (self);
  fill_places (self);
}

void
mdg_backup_choice_update_places (MdgBackupChoice *self)
{
  g_return_if_fail (MDG_IS_BACKUP_CHOICE (self));

  fill_places (self);
}

gboolean
mdg_backup_choice_has_file (MdgBackupChoice *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_CHOICE (self), FALSE);

  return mdg_choice_row_find_active (self->files) != NULL;
}

gboolean
mdg_backup_choice_has_place (MdgBackupChoice *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_CHOICE (self), FALSE);

  return mdg_choice_row_find_active (self->places) != NULL;
}

void
mdg_backup_choice_add_to (MdgBackupChoice *self, MdgBackupJob *job)
{
  g_return_if_fail (MDG_IS_BACKUP_CHOICE (self));

  for (GtkWidget *row = gtk_widget_get_first_child (self->files); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (mdg_choice_row_get_active (MDG_CHOICE_ROW (row)))
      add_jobs (self, job, g_object_get_data (G_OBJECT (row), SUBJECT));
}
