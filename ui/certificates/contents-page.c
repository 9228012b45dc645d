/* contents-page.c: [USB メモリの中身と復元].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/contents-page.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "certificates/place-chooser.h"
#include "certificates/place-row.h"
#include "dates.h"
#include "error-text.h"
#include "widgets/choice-row.h"
#include "widgets/field.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

#define SUBJECT "mdg-subject" /* of a row: its place, or its entry's path */

struct _MdgContentsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *places;
  GtkWidget *no_place;
  GtkWidget *other;
  GtkWidget *entries_section;
  GtkWidget *entries;
  GtkWidget *no_entry;
  GtkWidget *progress;
  GtkWidget *target_section;
  GtkWidget *target;
  GtkWidget *password_field;
  GtkWidget *password;
  GtkWidget *verify;
  GtkWidget *restore;

  MdgCertificateDesk *desk;
  MdgBackupPlace *place;     /* (nullable): the one whose contents are shown */
  GPtrArray *shown;          /* (nullable): its entries, as they are shown */
  char *folder;              /* where to */
  char *wanted;              /* (nullable): the place that was just chosen */
  gboolean verdict;          /* what a verification finds is to be told */
  GCancellable *cancellable; /* (nullable): while restoring */
};

G_DEFINE_FINAL_TYPE (MdgContentsPage, mdg_contents_page, GTK_TYPE_WIDGET)

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
active_row (GtkWidget *box)
{
  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (mdg_choice_row_get_active (MDG_CHOICE_ROW (row)))
      return row;
  return NULL;
}

/* entries ------------------------------------------------------------------------------------- */

/* (nullable) (transfer none) */
static const MdgStickEntry *
chosen_entry (MdgContentsPage *self)
{
  GtkWidget *row = active_row (self->entries);
  const char *path = row != NULL ? g_object_get_data (G_OBJECT (row), SUBJECT) : NULL;

  for (guint i = 0; path != NULL && self->shown != NULL && i < self->shown->len; i++)
    {
      const MdgStickEntry *entry = self->shown->pdata[i];

      if (g_strcmp0 (entry->path, path) == 0)
        return entry;
    }
  return NULL;
}

static void
update_buttons (MdgContentsPage *self)
{
  gboolean open = self->place != NULL && mdg_backup_place_is_open (self->place);
  gboolean verifying = open && mdg_backup_place_is_verifying (self->place);
  gboolean busy = self->cancellable != NULL;

  gtk_widget_set_sensitive (self->restore,
                            open && !verifying && !busy && chosen_entry (self) != NULL);
  gtk_widget_set_sensitive (self->verify,
                            open && !busy && self->shown != NULL && self->shown->len > 0);
  gtk_button_set_label (GTK_BUTTON (self->verify), verifying ? _ ("_Cancel") : _ ("_Verify"));
  mdg_widget_tidy_names (self->verify);
}

static char *
entry_title (const MdgStickEntry *entry)
{
  g_autofree char *file = g_filename_display_basename (entry->path);
  const MdgBackupManifest *manifest = entry->manifest;
  const char *name;

  if (manifest == NULL)
    return g_steal_pointer (&file);
  name = mdg_certificate_title (manifest->institution_code, manifest->subject, "");
  return *name != '\0' ? g_strdup_printf ("%s  %s", name, manifest->original_name)
                       : g_strdup (manifest->original_name);
}

static char *
entry_detail (MdgContentsPage *self, const MdgStickEntry *entry, MdgStanding *standing)
{
  gint64 now = mdg_certificate_desk_get_now (self->desk);
  MdgBackupFinding finding = mdg_place_entry_finding (self->desk, self->place, entry);
  g_autofree char *state_text = mdg_backup_finding_text (&finding, standing);
  g_autofree char *made = NULL;
  g_autofree char *until = NULL;
  g_autofree char *days = NULL;

  if (entry->manifest == NULL)
    return g_steal_pointer (&state_text);
  made = mdg_date_text (entry->manifest->made_at);
  if (entry->manifest->valid_until == 0)
    return g_strdup_printf (_ ("%s\nBacked up on %s"), state_text, made);
  until = mdg_date_text (entry->manifest->valid_until);
  days = mdg_certificate_days_text (entry->manifest->valid_until, now);
  return g_strdup_printf (_ ("%s\nBacked up on %s · valid until %s (%s)"), state_text, made, until,
                          days);
}

static gboolean
can_be_restored (MdgStickState state)
{
  return state != MDG_STICK_MISSING && state != MDG_STICK_DAMAGED && state != MDG_STICK_UNREADABLE;
}

static void
add_entry (MdgContentsPage *self, const MdgStickEntry *entry, const char *active)
{
  GtkWidget *row = mdg_choice_row_new ("certificate");
  GtkWidget *first = gtk_widget_get_first_child (self->entries);
  MdgStanding standing;
  g_autofree char *title = entry_title (entry);
  g_autofree char *detail = entry_detail (self, entry, &standing);
  gboolean fit = can_be_restored (mdg_place_entry_finding (self->desk, self->place, entry).state);

  g_object_set_data_full (G_OBJECT (row), SUBJECT, g_strdup (entry->path), g_free);
  mdg_choice_row_set_group (MDG_CHOICE_ROW (row), MDG_CHOICE_ROW (first));
  mdg_choice_row_set_words (MDG_CHOICE_ROW (row), title, fit ? detail : NULL);
  mdg_choice_row_set_fault (MDG_CHOICE_ROW (row), fit ? NULL : detail);
  gtk_widget_add_css_class (row, mdg_standing_class (standing));
  gtk_box_append (GTK_BOX (self->entries), row);
  if (fit && (g_strcmp0 (entry->path, active) == 0 || active_row (self->entries) == NULL))
    mdg_choice_row_set_active (MDG_CHOICE_ROW (row), TRUE);
  g_signal_connect_object (row, "toggled", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
}

static gboolean
has_focus (GtkWidget *box)
{
  GtkRoot *root = gtk_widget_get_root (box);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, box);
}

static void
fill_entries (MdgContentsPage *self)
{
  gboolean focus = has_focus (self->entries);
  GtkWidget *row = active_row (self->entries);
  g_autofree char *active
      = row != NULL ? g_strdup (g_object_get_data (G_OBJECT (row), SUBJECT)) : NULL;
  GPtrArray *entries = self->place != NULL ? mdg_backup_place_get_entries (self->place) : NULL;

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = entries != NULL ? g_ptr_array_ref (entries) : NULL;
  clear_box (self->entries);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    add_entry (self, entries->pdata[i], active);
  mdg_widget_set_shown (self->no_entry, entries != NULL && entries->len == 0);
  mdg_widget_set_shown (self->entries_section, entries != NULL);
  mdg_widget_set_shown (self->target_section, entries != NULL && entries->len > 0);
  update_buttons (self);
  if (focus && active_row (self->entries) != NULL)
    gtk_widget_grab_focus (active_row (self->entries));
}

/* Everything is good; but was it read from the drive? */
static void
tell_good (MdgContentsPage *self, guint n_cached)
{
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS,
                         _ ("Everything on it was read back and is good."),
                         n_cached > 0 ? mdg_backup_cache_text () : NULL);
}

/* What a verification came to, said once, at the top. */
static void
tell_verdict (MdgContentsPage *self)
{
  guint n_bad = 0, n_alone = 0, n_cached = 0;

  self->verdict = FALSE;
  if (mdg_backup_place_get_error (self->place) != NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), mdg_backup_place_get_error (self->place));
      return;
    }
  if (self->shown == NULL || mdg_backup_place_get_verified_at (self->place) == 0)
    return; /* cancelled */
  for (guint i = 0; i < self->shown->len; i++)
    {
      const MdgStickEntry *entry = self->shown->pdata[i];

      n_bad += !can_be_restored (entry->state);
      n_alone += entry->state == MDG_STICK_NO_MANIFEST;
      n_cached += !entry->past_cache;
    }
  if (n_bad == 0 && n_alone == 0)
    tell_good (self, n_cached);
  else if (n_bad == 0)
    mdg_page_show_message (
        MDG_PAGE (self->page), MDG_MESSAGE_WARNING,
        _ ("Everything on it was read back, but not everything could be compared."),
        _ ("The record of what was backed up is missing or damaged, so nothing vouches for the "
           "certificate beside it. Make a new backup, if possible on another stick."));
  else
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_ERROR,
                           _ ("Not everything on it is good any more."),
                           _ ("The original on this computer is not affected. Make a new backup, "
                              "if possible on another "
                              "stick, and do not rely on this one."));
}

static void
place_changed (MdgContentsPage *self)
{
  gboolean verifying = mdg_backup_place_is_verifying (self->place);

  mdg_widget_set_shown (self->progress, verifying);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 mdg_backup_place_get_fraction (self->place));
  if (!verifying)
    fill_entries (self);
  else
    update_buttons (self);
  if (self->verdict && !verifying)
    tell_verdict (self);
}

static void
bind_place (MdgContentsPage *self, MdgBackupPlace *place)
{
  if (self->place == place)
    return;
  if (self->place != NULL)
    g_signal_handlers_disconnect_by_data (self->place, self);
  self->verdict = FALSE;
  g_set_object (&self->place, place);
  if (place == NULL)
    {
      fill_entries (self);
      mdg_widget_set_shown (self->progress, FALSE);
      return;
    }
  g_signal_connect_object (place, "changed", G_CALLBACK (place_changed), self, G_CONNECT_SWAPPED);
  place_changed (self);
}

/* The records may know more of an entry than the stick does. */
static void
desk_changed (MdgContentsPage *self)
{
  if (self->place != NULL && !mdg_backup_place_is_verifying (self->place)
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill_entries (self);
}

/* places -------------------------------------------------------------------------------------- */

static void
row_toggled (MdgContentsPage *self, GtkWidget *row)
{
  if (mdg_choice_row_get_active (MDG_CHOICE_ROW (row)))
    bind_place (self, g_object_get_data (G_OBJECT (row), SUBJECT));
}

static void
update_row (MdgContentsPage *self, GtkWidget *row)
{
  MdgBackupPlace *place = g_object_get_data (G_OBJECT (row), SUBJECT);
  const MdgDrive *drive = mdg_backup_place_get_drive (place);
  g_autofree char *folder = g_filename_display_name (mdg_backup_place_get_folder (place));
  g_autofree char *name = drive != NULL && !mdg_backup_place_is_chosen (place)
                              ? mdg_drive_name (drive)
                              : g_strdup (folder);
  MdgStanding standing;
  g_autofree char *text = mdg_place_standing_text (self->desk, place, &standing);
  gboolean open = mdg_backup_place_is_open (place);

  mdg_choice_row_set_words (MDG_CHOICE_ROW (row), name, open ? text : NULL);
  mdg_choice_row_set_fault (MDG_CHOICE_ROW (row), open ? NULL : text);
}

static void
place_of_row_changed (MdgBackupPlace *place, GtkWidget *row)
{
  GtkWidget *self = gtk_widget_get_ancestor (row, MDG_TYPE_CONTENTS_PAGE);

  if (self != NULL)
    update_row (MDG_CONTENTS_PAGE (self), row);
}

static gboolean
is_wanted (MdgContentsPage *self, MdgBackupPlace *place)
{
  GPtrArray *entries = mdg_backup_place_get_entries (place);

  if (self->wanted != NULL)
    return g_strcmp0 (mdg_backup_place_get_folder (place), self->wanted) == 0;
  if (self->place != NULL)
    return self->place == place;
  return entries != NULL && entries->len > 0 && active_row (self->places) == NULL;
}

static void
add_place (MdgContentsPage *self, MdgBackupPlace *place)
{
  GtkWidget *row = mdg_choice_row_new (mdg_backup_place_is_chosen (place) ? "folder" : "usb");
  GtkWidget *first = gtk_widget_get_first_child (self->places);

  g_object_set_data_full (G_OBJECT (row), SUBJECT, g_object_ref (place), g_object_unref);
  mdg_choice_row_set_group (MDG_CHOICE_ROW (row), MDG_CHOICE_ROW (first));
  gtk_box_append (GTK_BOX (self->places), row);
  update_row (self, row);
  if (is_wanted (self, place))
    mdg_choice_row_set_active (MDG_CHOICE_ROW (row), TRUE);
  g_signal_connect_object (place, "changed", G_CALLBACK (place_of_row_changed), row, 0);
  g_signal_connect_object (row, "toggled", G_CALLBACK (row_toggled), self, G_CONNECT_SWAPPED);
}

static void
fill_places (MdgContentsPage *self)
{
  GListModel *places = G_LIST_MODEL (mdg_certificate_desk_get_places (self->desk));
  guint n = g_list_model_get_n_items (places);
  GtkWidget *first;
  GtkWidget *active;

  clear_box (self->places);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgBackupPlace) place = g_list_model_get_item (places, i);
      add_place (self, place);
    }
  first = gtk_widget_get_first_child (self->places);
  if (first != NULL && active_row (self->places) == NULL)
    mdg_choice_row_set_active (MDG_CHOICE_ROW (first), TRUE);
  active = active_row (self->places);
  bind_place (self, active != NULL ? g_object_get_data (G_OBJECT (active), SUBJECT) : NULL);
  g_clear_pointer (&self->wanted, g_free);
  mdg_widget_set_shown (self->no_place, n == 0);
}

/* A stick that was pulled in the middle: said, not only gone from the list. */
static void
places_changed (MdgContentsPage *self)
{
  gboolean was_verifying = self->place != NULL && mdg_backup_place_is_verifying (self->place);
  g_autoptr (MdgBackupPlace) before = self->place != NULL ? g_object_ref (self->place) : NULL;

  fill_places (self);
  if (was_verifying && self->place != before)
    {
      g_autoptr (GError) gone = mdg_error_new (MDG_ERROR_DRIVE_GONE, "the drive is gone");
      mdg_page_show_error (MDG_PAGE (self->page), gone);
    }
}

static void
place_chosen (GtkWidget *owner, const char *folder, const GError *error)
{
  MdgContentsPage *self = MDG_CONTENTS_PAGE (owner);

  if (error != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  if (folder != NULL)
    mdg_contents_page_begin (self, folder);
}

static void
other_clicked (MdgContentsPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_place_chooser_ask (GTK_WIDGET (self), self->desk, place_chosen);
}

static void
verify_clicked (MdgContentsPage *self)
{
  if (self->place == NULL)
    return;
  if (mdg_backup_place_is_verifying (self->place))
    {
      mdg_backup_place_cancel (self->place);
      return;
    }
  mdg_page_hide_message (MDG_PAGE (self->page));
  self->verdict = TRUE;
  mdg_backup_place_verify (self->place, mdg_certificate_desk_get_passwords (self->desk));
}

/* restoring ----------------------------------------------------------------------------------- */

static void
set_folder (MdgContentsPage *self, const char *folder)
{
  g_autofree char *name = g_filename_display_name (folder);

  g_free (self->folder);
  self->folder = g_strdup (folder);
  gtk_label_set_text (GTK_LABEL (self->target), name);
}

static void
folder_chosen (GtkWidget *owner, const char *path)
{
  if (path != NULL)
    set_folder (MDG_CONTENTS_PAGE (owner), path);
}

static void
change_clicked (MdgContentsPage *self)
{
  mdg_path_chooser_choose_folder (GTK_WIDGET (self), _ ("Choose where to restore to"), self->folder,
                                  folder_chosen);
}

static void
set_restoring (MdgContentsPage *self, gboolean restoring)
{
  g_clear_object (&self->cancellable);
  self->cancellable = restoring ? g_cancellable_new () : NULL;
  mdg_page_set_busy (MDG_PAGE (self->page), restoring);
  update_buttons (self);
}

/* What was restored is looked for from now on. */
static void
watch_folder (MdgContentsPage *self, const char *path)
{
  MdgCertificateFinder *finder = mdg_certificate_desk_get_finder (self->desk);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (finder != NULL && g_strv_contains (mdg_certificate_finder_get_folders (finder), folder))
    return;
  if (!mdg_certificate_desk_add_folder (self->desk, folder, &error))
    g_warning ("the folder of a restored certificate is not watched: %s", error->message);
}

/* A wrong password stands at its field; what is wrong with the stick at the top. A damaged copy is
 * said here as it is for who wants it back, not as for who is making one. */
static void
show_fault (MdgContentsPage *self, const GError *error)
{
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD))
    {
      g_autofree char *fault = mdg_certificate_fault_text (error);

      mdg_field_set_fault (MDG_FIELD (self->password_field), fault);
      gtk_widget_grab_focus (self->password_field);
    }
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_COPY_DIFFERS))
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_ERROR,
                           _ ("This backup is damaged: it is not what was backed up."),
                           _ ("Nothing was restored. Use the backup on another stick; if there is "
                              "none, ask for the certificate to be issued again."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* What opened the backup opens what was restored. */
static void
use_password (MdgContentsPage *self)
{
  g_autoptr (MdgSecret) password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->password));

  if (mdg_secret_field_get_length (MDG_SECRET_FIELD (self->password)) > 0)
    mdg_certificate_desk_add_password (self->desk, password);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), NULL);
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgContentsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mdg_stick_restore_finish (result, &error);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *body = NULL;

  if (self->desk == NULL)
    return;
  set_restoring (self, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (path == NULL)
    {
      show_fault (self, error);
      return;
    }
  use_password (self);
  watch_folder (self, path);
  body = g_strdup_printf (
      _ ("%s\nTo use it on this computer, double-click it in Explorer and import "
         "it with its password."),
      name);
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS,
                         _ ("The certificate was restored."), body);
}

static void
restore_clicked (MdgContentsPage *self)
{
  const MdgStickEntry *entry = chosen_entry (self);
  g_autoptr (MdgSecret) password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->password));
  gboolean typed = mdg_secret_field_get_length (MDG_SECRET_FIELD (self->password)) > 0;

  if (entry == NULL)
    return;
  mdg_page_hide_message (MDG_PAGE (self->page));
  set_restoring (self, TRUE);
  mdg_stick_restore_async (entry, self->folder, typed ? password : NULL, self->cancellable,
                           on_restored, g_object_ref (self));
}

static void
cancel_restoring (MdgContentsPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
entry_activated (MdgContentsPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_contents_page_grab_focus (GtkWidget *widget)
{
  MdgContentsPage *self = MDG_CONTENTS_PAGE (widget);

  return gtk_widget_get_sensitive (self->restore) ? gtk_widget_grab_focus (self->restore)
                                                  : gtk_widget_grab_focus (self->other);
}

/* A password is not left standing there. */
static void
mdg_contents_page_unmap (GtkWidget *widget)
{
  mdg_secret_field_set_text (MDG_SECRET_FIELD (MDG_CONTENTS_PAGE (widget)->password), NULL);
  GTK_WIDGET_CLASS (mdg_contents_page_parent_class)->unmap (widget);
}

static void
mdg_contents_page_dispose (GObject *object)
{
  MdgContentsPage *self = MDG_CONTENTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->place != NULL)
    g_signal_handlers_disconnect_by_data (self->place, self);
  g_clear_object (&self->place);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CONTENTS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_contents_page_parent_class)->dispose (object);
}

static void
mdg_contents_page_finalize (GObject *object)
{
  MdgContentsPage *self = MDG_CONTENTS_PAGE (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self->folder);
  g_free (self->wanted);
  G_OBJECT_CLASS (mdg_contents_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/contents-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, places);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, no_place);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, other);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, entries_section);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, entries);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, no_entry);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, target_section);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, target);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, password_field);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, password);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, verify);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, restore);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked);
  gtk_widget_class_bind_template_callback (widget_class, verify_clicked);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
}

static void
mdg_contents_page_class_init (MdgContentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_contents_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_contents_page_finalize;
  widget_class->grab_focus = mdg_contents_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->unmap = mdg_contents_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_ICON);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_contents_page_init (MdgContentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_set_shown (self->progress, FALSE);
  g_signal_connect_object (self->page, "cancel", G_CALLBACK (cancel_restoring), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
mdg_contents_page_new (MdgCertificateDesk *desk)
{
  MdgContentsPage *self = g_object_new (MDG_TYPE_CONTENTS_PAGE, NULL);
  g_auto (GStrv) usual = mdg_certificate_finder_usual_folders ();

  self->desk = g_object_ref (desk);
  set_folder (self, usual[0]);
  g_signal_connect_object (mdg_certificate_desk_get_places (desk), "items-changed",
                           G_CALLBACK (places_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed), self, G_CONNECT_SWAPPED);
  fill_places (self);
  return GTK_WIDGET (self);
}

void
mdg_contents_page_begin (MdgContentsPage *self, const char *folder)
{
  g_return_if_fail (MDG_IS_CONTENTS_PAGE (self));

  mdg_page_hide_message (MDG_PAGE (self->page));
  g_free (self->wanted);
  self->wanted = g_strdup (folder);
  fill_places (self);
}
