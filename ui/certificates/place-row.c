/* place-row.c: one place of backups.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/place-row.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "widgets/icon.h"
#include "widgets/widget-tools.h"

struct _MdgPlaceRow
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *standing;
  GtkWidget *standing_icon;
  GtkWidget *standing_text;
  GtkWidget *progress;
  GtkWidget *verify;
  GtkWidget *cancel;
  GtkWidget *open;

  MdgCertificateDesk *desk;
  MdgBackupPlace *place; /* (nullable) */
  char *serial;          /* of a volume that is not plugged in */
};

G_DEFINE_FINAL_TYPE (MdgPlaceRow, mdg_place_row, GTK_TYPE_WIDGET)

/* The records of one backup, found by where it lies. */
static const MdgLedgerBackup *
find_backup (MdgCertificateDesk *desk, const MdgDrive *drive, const char *place)
{
  GPtrArray *certificates = mdg_certificate_desk_get_certificates (desk);

  for (guint i = 0; i < certificates->len; i++)
    {
      const MdgLedgerCertificate *certificate = certificates->pdata[i];

      for (guint j = 0; j < certificate->backups->len; j++)
        {
          const MdgLedgerBackup *backup = certificate->backups->pdata[j];

          if (g_strcmp0 (backup->volume_serial, drive->serial) == 0
              && g_strcmp0 (backup->place, place) == 0)
            return backup;
        }
    }
  return NULL;
}

MdgBackupFinding
mdg_place_entry_finding (MdgCertificateDesk *desk,
                         MdgBackupPlace *place,
                         const MdgStickEntry *entry)
{
  const MdgDrive *drive = mdg_backup_place_get_drive (place);
  gint64 verified_at = mdg_backup_place_get_verified_at (place);
  const MdgLedgerBackup *backup = NULL;
  g_autofree char *where = NULL;

  if (verified_at == 0 && entry->state == MDG_STICK_UNCHECKED && drive != NULL)
    {
      where = mdg_backup_ledger_place (drive, mdg_backup_place_get_folder (place), entry->place);
      backup = find_backup (desk, drive, where);
    }
  return backup != NULL ? mdg_backup_finding_of_ledger (backup)
                        : mdg_backup_finding_of_entry (entry, verified_at);
}

/* What all entries together come to. */
typedef struct
{
  guint n;
  guint n_bad;
  guint n_alone; /* whose record is missing or damaged */
  guint n_unknown;
  gint64 oldest; /* verification of a good one */
} Tally;

static Tally
tally_entries (MdgCertificateDesk *desk, MdgBackupPlace *place, GPtrArray *entries)
{
  Tally tally = { .n = entries->len };

  for (guint i = 0; i < entries->len; i++)
    {
      MdgBackupFinding finding = mdg_place_entry_finding (desk, place, entries->pdata[i]);

      if (finding.state == MDG_STICK_NO_MANIFEST)
        tally.n_alone++;
      else if (finding.state == MDG_STICK_UNCHECKED)
        tally.n_unknown++;
      else if (finding.state != MDG_STICK_GOOD)
        tally.n_bad++;
      else if (tally.oldest == 0 || finding.verified_at < tally.oldest)
        tally.oldest = finding.verified_at;
    }
  return tally;
}

static char *
tally_text (const Tally *tally, gint64 now, MdgStanding *standing)
{
  g_autofree char *count
      = g_strdup_printf (ngettext ("%u certificate", "%u certificates", tally->n), tally->n);
  g_autofree char *date = tally->oldest != 0 ? mdg_date_time_text (tally->oldest) : NULL;

  *standing = MDG_STANDING_BAD;
  if (tally->n_bad > 0)
    return g_strdup_printf (ngettext ("%s, %u of them damaged or missing",
                                      "%s, %u of them damaged or missing", tally->n_bad),
                            count, tally->n_bad);
  *standing = MDG_STANDING_ATTENTION;
  if (tally->n_alone > 0)
    return g_strdup_printf (ngettext ("%s, the record of %u of them missing or damaged",
                                      "%s, the records of %u of them missing or damaged",
                                      tally->n_alone),
                            count, tally->n_alone);
  if (tally->n_unknown > 0)
    return g_strdup_printf (ngettext ("%s, %u of them never verified here",
                                      "%s, %u of them never verified here", tally->n_unknown),
                            count, tally->n_unknown);
  if (mdg_backup_is_long_ago (tally->oldest, now))
    return g_strdup_printf (_ ("%s, last verified on %s: more than 6 months ago"), count, date);
  *standing = MDG_STANDING_GOOD;
  return g_strdup_printf (_ ("%s, all good, verified on %s"), count, date);
}

char *
mdg_place_standing_text (MdgCertificateDesk *desk, MdgBackupPlace *place, MdgStanding *standing)
{
  GPtrArray *entries = mdg_backup_place_get_entries (place);
  const GError *error = mdg_backup_place_get_error (place);
  const MdgDrive *drive = mdg_backup_place_get_drive (place);
  Tally tally;

  *standing = MDG_STANDING_BAD;
  if (drive != NULL && drive->is_locked)
    {
      g_autoptr (GError) locked = mdg_error_new (MDG_ERROR_DRIVE_LOCKED, "locked");
      return mdg_drive_fault_text (locked);
    }
  if (error != NULL)
    return mdg_drive_fault_text (error);
  *standing = MDG_STANDING_UNKNOWN;
  if (mdg_backup_place_is_verifying (place))
    return g_strdup (_ ("Being read back and compared…"));
  if (entries == NULL)
    return g_strdup (_ ("Looking…"));
  if (entries->len == 0)
    return g_strdup (_ ("No backup lies here yet"));
  tally = tally_entries (desk, place, entries);
  return tally_text (&tally, mdg_certificate_desk_get_now (desk), standing);
}

static void
set_standing (MdgPlaceRow *self, MdgStanding standing, const char *text)
{
  for (int i = MDG_STANDING_GOOD; i <= MDG_STANDING_UNKNOWN; i++)
    gtk_widget_remove_css_class (self->standing, mdg_standing_class ((MdgStanding)i));
  gtk_widget_add_css_class (self->standing, mdg_standing_class (standing));
  mdg_icon_set_icon (MDG_ICON (self->standing_icon), mdg_standing_icon (standing));
  gtk_label_set_text (GTK_LABEL (self->standing_text), text);
}

static void
set_words (MdgPlaceRow *self, const char *title, const char *detail)
{
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->detail), detail);
  mdg_widget_set_shown (self->detail, *detail != '\0');
  mdg_widget_set_name (GTK_WIDGET (self), title);
}

static void
update_buttons (MdgPlaceRow *self)
{
  GPtrArray *entries = mdg_backup_place_get_entries (self->place);
  gboolean open = mdg_backup_place_is_open (self->place);
  gboolean verifying = mdg_backup_place_is_verifying (self->place);
  gboolean has_any = entries != NULL && entries->len > 0;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  mdg_widget_set_shown (self->progress, verifying);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 mdg_backup_place_get_fraction (self->place));
  mdg_widget_set_shown (self->cancel, verifying);
  mdg_widget_set_shown (self->verify, open && has_any && !verifying);
  mdg_widget_set_shown (self->open, open && has_any);
  /* The button that was pressed goes away: the keyboard stays in the row. */
  if (focus == self->verify && verifying)
    gtk_widget_grab_focus (self->cancel);
  else if (focus == self->cancel && !verifying)
    gtk_widget_grab_focus (open && has_any ? self->verify : self->open);
}

static void
update_place (MdgPlaceRow *self)
{
  const MdgDrive *drive = mdg_backup_place_get_drive (self->place);
  g_autofree char *folder = g_filename_display_name (mdg_backup_place_get_folder (self->place));
  gboolean chosen = mdg_backup_place_is_chosen (self->place);
  g_autofree char *name = drive != NULL && !chosen ? mdg_drive_name (drive) : g_strdup (folder);
  g_autofree char *detail
      = drive != NULL && !drive->is_locked ? mdg_drive_detail_text (drive) : g_strdup ("");
  MdgStanding standing;
  g_autofree char *text = mdg_place_standing_text (self->desk, self->place, &standing);

  set_words (self, name, detail);
  set_standing (self, standing, text);
  update_buttons (self);
}

/* A stick in a drawer: what the records say of it. */
static void
update_volume (MdgPlaceRow *self)
{
  GPtrArray *certificates = mdg_certificate_desk_get_certificates (self->desk);
  Tally tally = { 0 };
  MdgStanding standing;
  g_autofree char *text = NULL;

  for (guint i = 0; i < certificates->len; i++)
    {
      const MdgLedgerCertificate *certificate = certificates->pdata[i];

      for (guint j = 0; j < certificate->backups->len; j++)
        {
          const MdgLedgerBackup *backup = certificate->backups->pdata[j];

          if (g_strcmp0 (backup->volume_serial, self->serial) != 0)
            continue;
          tally.n++;
          tally.n_alone += backup->state == MDG_STICK_NO_MANIFEST;
          tally.n_unknown += backup->state == MDG_STICK_UNCHECKED;
          tally.n_bad += backup->state == MDG_STICK_DAMAGED || backup->state == MDG_STICK_MISSING
                         || backup->state == MDG_STICK_UNREADABLE;
          if (backup->state == MDG_STICK_GOOD
              && (tally.oldest == 0 || backup->verified_at < tally.oldest))
            tally.oldest = backup->verified_at;
        }
    }
  text = tally_text (&tally, mdg_certificate_desk_get_now (self->desk), &standing);
  set_standing (self, standing, text);
}

static void
update (MdgPlaceRow *self)
{
  if (self->place != NULL)
    update_place (self);
  else
    update_volume (self);
}

static void
verify_clicked (MdgPlaceRow *self)
{
  mdg_backup_place_verify (self->place, mdg_certificate_desk_get_passwords (self->desk));
}

static void
cancel_clicked (MdgPlaceRow *self)
{
  mdg_backup_place_cancel (self->place);
}

static void
mdg_place_row_dispose (GObject *object)
{
  MdgPlaceRow *self = MDG_PLACE_ROW (object);

  g_clear_object (&self->place);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_PLACE_ROW);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_place_row_parent_class)->dispose (object);
}

static void
mdg_place_row_finalize (GObject *object)
{
  g_free (MDG_PLACE_ROW (object)->serial);
  G_OBJECT_CLASS (mdg_place_row_parent_class)->finalize (object);
}

static void
mdg_place_row_class_init (MdgPlaceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_place_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_place_row_finalize;
  g_type_ensure (MDG_TYPE_ICON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/place-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, card);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, title);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, detail);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, standing);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, standing_icon);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, standing_text);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, progress);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, verify);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, cancel);
  gtk_widget_class_bind_template_child (widget_class, MdgPlaceRow, open);
  gtk_widget_class_bind_template_callback (widget_class, verify_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "placerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_place_row_init (MdgPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (GTK_WIDGET (self));
}

static MdgPlaceRow *
row_new (MdgCertificateDesk *desk, const char *icon)
{
  MdgPlaceRow *self = g_object_new (MDG_TYPE_PLACE_ROW, NULL);

  self->desk = g_object_ref (desk);
  mdg_icon_set_icon (MDG_ICON (self->icon), icon);
  g_signal_connect_object (desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}

GtkWidget *
mdg_place_row_new (MdgCertificateDesk *desk, MdgBackupPlace *place)
{
  MdgPlaceRow *self = row_new (desk, mdg_backup_place_is_chosen (place) ? "folder" : "usb");
  g_autofree char *uri = g_filename_to_uri (mdg_backup_place_get_folder (place), NULL, NULL);

  self->place = g_object_ref (place);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", uri);
  g_signal_connect_object (place, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

GtkWidget *
mdg_place_row_new_for_volume (MdgCertificateDesk *desk, const char *serial, const char *label)
{
  MdgPlaceRow *self = row_new (desk, "usb");
  g_autofree char *name = mdg_volume_name (label, serial);

  self->serial = g_strdup (serial);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", ""); /* is not shown */
  gtk_widget_add_css_class (self->card, "absent");
  set_words (self, name, _ ("Not plugged in at the moment"));
  mdg_widget_set_shown (self->progress, FALSE);
  mdg_widget_set_shown (self->verify, FALSE);
  mdg_widget_set_shown (self->cancel, FALSE);
  mdg_widget_set_shown (self->open, FALSE);
  update (self);
  return GTK_WIDGET (self);
}

MdgBackupPlace *
mdg_place_row_get_place (MdgPlaceRow *self)
{
  g_return_val_if_fail (MDG_IS_PLACE_ROW (self), NULL);

  return self->place;
}
