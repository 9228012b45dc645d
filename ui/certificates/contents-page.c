/* contents-page.c: [USB メモリの中身と復元].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/contents-page.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "certificates/entry-choice.h"
#include "certificates/place-chooser.h"
#include "certificates/place-row.h"
#include "certificates/restore-form.h"
#include "widgets/choice-row.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

#define SUBJECT "mdg-subject" /* of a row: its place */

struct _MdgContentsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *places;
  GtkWidget *no_place;
  GtkWidget *other;
  GtkWidget *entries_section;
  GtkWidget *entries;
  GtkWidget *progress;
  GtkWidget *form;
  GtkWidget *verify;
  GtkWidget *restore;

  MdgCertificateDesk *desk;
  MdgWorkplace *workplace;
  MdgBackupPlace *place; /* (nullable): the one whose contents are shown */
  char *wanted;          /* (nullable): the place that was just chosen */
  gboolean verdict;      /* what a verification finds is to be told */
};

G_DEFINE_FINAL_TYPE (MdgContentsPage, mdg_contents_page, GTK_TYPE_WIDGET)

/* entries ------------------------------------------------------------------------------------- */

static void
update_buttons (MdgContentsPage *self)
{
  MdgEntryChoice *entries = MDG_ENTRY_CHOICE (self->entries);
  GPtrArray *shown = mdg_entry_choice_get_shown (entries);
  gboolean open = self->place != NULL && mdg_backup_place_is_open (self->place);
  gboolean verifying = open && mdg_backup_place_is_verifying (self->place);
  gboolean busy = mdg_restore_form_is_running (MDG_RESTORE_FORM (self->form));

  gtk_widget_set_sensitive (self->restore, open && !verifying && !busy
                                               && mdg_entry_choice_get_chosen (entries) != NULL);
  gtk_widget_set_sensitive (self->verify, open && !busy && shown != NULL && shown->len > 0);
  gtk_button_set_label (GTK_BUTTON (self->verify), verifying ? _ ("_Cancel") : _ ("_Verify"));
  mdg_widget_tidy_names (self->verify);
}

static void
entries_changed (MdgContentsPage *self)
{
  GPtrArray *shown = mdg_entry_choice_get_shown (MDG_ENTRY_CHOICE (self->entries));

  mdg_widget_set_shown (self->entries_section, shown != NULL);
  mdg_widget_set_shown (self->form, shown != NULL && shown->len > 0);
  update_buttons (self);
}

static void
fill_entries (MdgContentsPage *self)
{
  mdg_entry_choice_show (MDG_ENTRY_CHOICE (self->entries), self->place);
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
  GPtrArray *shown = mdg_entry_choice_get_shown (MDG_ENTRY_CHOICE (self->entries));
  guint n_bad = 0, n_alone = 0, n_cached = 0;

  self->verdict = FALSE;
  if (mdg_backup_place_get_error (self->place) != NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), mdg_backup_place_get_error (self->place));
      return;
    }
  if (shown == NULL || mdg_backup_place_get_verified_at (self->place) == 0)
    return; /* cancelled */
  for (guint i = 0; i < shown->len; i++)
    {
      const MdgStickEntry *entry = shown->pdata[i];

      n_bad += !mdg_entry_choice_is_fit (entry->state);
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
  return entries != NULL && entries->len > 0 && mdg_choice_row_find_active (self->places) == NULL;
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

  mdg_widget_clear_box (self->places);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgBackupPlace) place = g_list_model_get_item (places, i);
      add_place (self, place);
    }
  first = gtk_widget_get_first_child (self->places);
  if (first != NULL && mdg_choice_row_find_active (self->places) == NULL)
    mdg_choice_row_set_active (MDG_CHOICE_ROW (first), TRUE);
  active = mdg_choice_row_find_active (self->places);
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

static void
restore_clicked (MdgContentsPage *self)
{
  const MdgStickEntry *entry = mdg_entry_choice_get_chosen (MDG_ENTRY_CHOICE (self->entries));

  if (entry != NULL)
    mdg_restore_form_run (MDG_RESTORE_FORM (self->form), entry);
}

static void
update_training (MdgContentsPage *self)
{
  g_autoptr (MdgSecret) password = NULL;

  mdg_workplace_get_training_certificate (self->workplace, NULL, &password);
  mdg_restore_form_offer_password (MDG_RESTORE_FORM (self->form), password);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_contents_page_grab_focus (GtkWidget *widget)
{
  MdgContentsPage *self = MDG_CONTENTS_PAGE (widget);

  return gtk_widget_get_sensitive (self->restore) ? gtk_widget_grab_focus (self->restore)
                                                  : gtk_widget_grab_focus (self->other);
}

static void
mdg_contents_page_dispose (GObject *object)
{
  MdgContentsPage *self = MDG_CONTENTS_PAGE (object);

  if (self->place != NULL)
    g_signal_handlers_disconnect_by_data (self->place, self);
  g_clear_object (&self->place);
  g_clear_object (&self->desk);
  if (self->workplace != NULL)
    g_signal_handlers_disconnect_by_data (self->workplace, self);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CONTENTS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_contents_page_parent_class)->dispose (object);
}

static void
mdg_contents_page_finalize (GObject *object)
{
  MdgContentsPage *self = MDG_CONTENTS_PAGE (object);

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
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, form);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, verify);
  gtk_widget_class_bind_template_child (widget_class, MdgContentsPage, restore);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked);
  gtk_widget_class_bind_template_callback (widget_class, verify_clicked);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entries_changed);
  gtk_widget_class_bind_template_callback (widget_class, update_buttons);
}

static void
mdg_contents_page_class_init (MdgContentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_contents_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_contents_page_finalize;
  widget_class->grab_focus = mdg_contents_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_ICON);
  g_type_ensure (MDG_TYPE_ENTRY_CHOICE);
  g_type_ensure (MDG_TYPE_RESTORE_FORM);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_contents_page_init (MdgContentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_set_shown (self->progress, FALSE);
  g_signal_connect_object (self->page, "cancel", G_CALLBACK (mdg_restore_form_cancel), self->form,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
mdg_contents_page_new (MdgCertificateDesk *desk, MdgWorkplace *workplace)
{
  MdgContentsPage *self = g_object_new (MDG_TYPE_CONTENTS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->workplace = g_object_ref (workplace);
  mdg_entry_choice_set_desk (MDG_ENTRY_CHOICE (self->entries), desk);
  mdg_restore_form_set_desk (MDG_RESTORE_FORM (self->form), desk);
  g_signal_connect_object (mdg_certificate_desk_get_places (desk), "items-changed",
                           G_CALLBACK (places_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "accounts-changed", G_CALLBACK (update_training), self,
                           G_CONNECT_SWAPPED);
  update_training (self);
  fill_entries (self); /* of no place yet */
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
