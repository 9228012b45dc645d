/* overview-page.c: [電子証明書].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/overview-page.h"

#include <glib/gi18n.h>

#include "certificates/calendar-file.h"
#include "certificates/certificate-cards.h"
#include "certificates/place-row.h"
#include "certificates/reminder-bars.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

#define SPACING 10

struct _MdgOverviewPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *reminders;
  GtkWidget *certificates;
  GtkWidget *looking;
  GtkWidget *empty;
  GtkWidget *empty_text;
  GtkWidget *add_folder;
  GtkWidget *try_training;
  GtkWidget *places;
  GtkWidget *no_place;
  GtkWidget *volumes;
  GtkWidget *restore;
  GtkWidget *back_up;

  MdgCertificateDesk *desk;
  MdgWorkplace *workplace;
};

G_DEFINE_FINAL_TYPE (MdgOverviewPage, mdg_overview_page, GTK_TYPE_WIDGET)

/* the cards ----------------------------------------------------------------------------------- */

static void
show_empty (MdgOverviewPage *self)
{
  MdgCertificateFinder *finder = mdg_certificate_desk_get_finder (self->desk);
  const char *const *folders = finder != NULL ? mdg_certificate_finder_get_folders (finder) : NULL;
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    {
      g_autofree char *name = g_filename_display_name (folders[i]);
      g_string_append_printf (list, "\n・%s", name);
    }
  text = g_strdup_printf (
      _ ("The certificate is a file that ends in .p12 (or .pfx). It is downloaded once, with the "
         "IDs "
         "on the issue notice, and appears here by itself when it lies in one of these folders:%s\n"
         "Does it lie elsewhere? Choose that folder. Is it on a USB stick with a backup? Plug the "
         "stick in and press “Restore from a USB stick”."),
      list->str);
  gtk_label_set_text (GTK_LABEL (self->empty_text), text);
}

static void
cards_arranged (MdgOverviewPage *self)
{
  MdgCertificateCards *cards = MDG_CERTIFICATE_CARDS (self->certificates);
  MdgCertificateFinder *finder = mdg_certificate_desk_get_finder (self->desk);
  gboolean looking = mdg_certificate_cards_is_looking (cards);
  guint n = mdg_certificate_cards_get_n_shown (cards);

  mdg_widget_set_shown (self->looking, looking && n == 0);
  mdg_widget_set_shown (self->empty, !looking && n == 0);
  gtk_widget_set_sensitive (self->back_up,
                            finder != NULL && g_list_model_get_n_items (G_LIST_MODEL (finder)) > 0);
  if (!looking && n == 0)
    show_empty (self);
}

/* the places ----------------------------------------------------------------------------------
 * What holds them is never hidden: of a box that was hidden, and filled while another page is
 * shown, GTK 4.8 reckons the height as if no text went on in a next line. */

static gboolean
is_plugged (MdgOverviewPage *self, const char *serial)
{
  GListModel *places = G_LIST_MODEL (mdg_certificate_desk_get_places (self->desk));

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MdgBackupPlace) place = g_list_model_get_item (places, i);
      const MdgDrive *drive = mdg_backup_place_get_drive (place);

      if (drive != NULL && g_strcmp0 (drive->serial, serial) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_volume (MdgOverviewPage *self, GHashTable *seen, const MdgLedgerBackup *backup)
{
  GtkWidget *row;

  /* Of one that is gone for good nothing is to be expected. */
  if (is_plugged (self, backup->volume_serial) || !g_hash_table_add (seen, backup->volume_serial))
    return;
  row = mdg_place_row_new_for_volume (self->desk, backup->volume_serial, backup->volume_label);
  gtk_widget_set_margin_top (row, SPACING);
  gtk_box_append (GTK_BOX (self->volumes), row);
}

/* Sticks that lie in a drawer. */
static void
update_volumes (MdgOverviewPage *self)
{
  GPtrArray *certificates = mdg_certificate_desk_get_certificates (self->desk);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->volumes)) != NULL)
    gtk_box_remove (GTK_BOX (self->volumes), child);
  for (guint i = 0; i < certificates->len; i++)
    {
      const MdgLedgerCertificate *certificate = certificates->pdata[i];

      for (guint j = 0; j < certificate->backups->len; j++)
        add_volume (self, seen, certificate->backups->pdata[j]);
    }
}

static GtkWidget *
nth_child (GtkWidget *box, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  while (child != NULL && position-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
places_changed (GListModel *places,
                guint position,
                guint removed,
                guint added,
                MdgOverviewPage *self)
{
  GtkWidget *before = position > 0 ? nth_child (self->places, position - 1) : NULL;
  guint n = g_list_model_get_n_items (places);

  for (guint i = 0; i < removed; i++)
    gtk_box_remove (GTK_BOX (self->places), nth_child (self->places, position));
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (MdgBackupPlace) place = g_list_model_get_item (places, i);
      GtkWidget *row = mdg_place_row_new (self->desk, place);

      g_signal_connect_object (place, "changed", G_CALLBACK (update_volumes), self,
                               G_CONNECT_SWAPPED);
      gtk_box_insert_child_after (GTK_BOX (self->places), row, before);
      before = row;
    }
  mdg_widget_set_shown (self->no_place, n == 0);
  update_volumes (self);
}

/* the rest ------------------------------------------------------------------------------------ */

static void
desk_changed (MdgOverviewPage *self)
{
  mdg_reminder_bars_set (MDG_REMINDER_BARS (self->reminders),
                         mdg_certificate_desk_get_reminders (self->desk));
  mdg_page_show_error (MDG_PAGE (self->page), mdg_certificate_desk_get_error (self->desk));
  update_volumes (self);
}

static void
folder_chosen (GtkWidget *owner, const char *path)
{
  MdgOverviewPage *self = MDG_OVERVIEW_PAGE (owner);
  g_autoptr (GError) error = NULL;

  if (path != NULL && !mdg_certificate_desk_add_folder (self->desk, path, &error))
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
add_folder_clicked (MdgOverviewPage *self)
{
  mdg_path_chooser_choose_folder (GTK_WIDGET (self), _ ("Choose a folder with certificates"), NULL,
                                  folder_chosen);
}

/* Where the training service keeps the certificate it made for this computer; it is opened at once,
 * and after the next start with the password that training offers. */
static void
try_training_clicked (MdgOverviewPage *self)
{
  g_autofree char *path = NULL;
  g_autoptr (MdgSecret) password = NULL;

  if (!mdg_workplace_get_training_certificate (self->workplace, &path, &password))
    return;
  if (password != NULL)
    mdg_certificate_desk_add_password (self->desk, password);
  g_autofree char *folder = g_path_get_dirname (path);
  folder_chosen (GTK_WIDGET (self), folder);
}

static void
update_training (MdgOverviewPage *self)
{
  mdg_widget_set_shown (self->try_training,
                        mdg_workplace_get_training_certificate (self->workplace, NULL, NULL));
}

static void
calendar_saved (GtkWidget *owner, const char *path, const GError *error)
{
  MdgOverviewPage *self = MDG_OVERVIEW_PAGE (owner);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  if (error != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  else if (name != NULL)
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS,
                           _ ("The dates were saved. Open the file with your calendar."), name);
}

static void
calendar_clicked (MdgOverviewPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_calendar_file_save (GTK_WIDGET (self), self->desk, calendar_saved);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_overview_page_grab_focus (GtkWidget *widget)
{
  MdgOverviewPage *self = MDG_OVERVIEW_PAGE (widget);

  if (gtk_widget_get_sensitive (self->back_up))
    return gtk_widget_grab_focus (self->back_up);
  return gtk_widget_get_visible (self->empty) ? gtk_widget_grab_focus (self->add_folder)
                                              : gtk_widget_grab_focus (self->restore);
}

static void
mdg_overview_page_dispose (GObject *object)
{
  MdgOverviewPage *self = MDG_OVERVIEW_PAGE (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_OVERVIEW_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_overview_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, reminders);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, certificates);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, looking);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, empty_text);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, add_folder);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, try_training);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, places);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, no_place);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, volumes);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, restore);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, back_up);
  gtk_widget_class_bind_template_callback (widget_class, cards_arranged);
  gtk_widget_class_bind_template_callback (widget_class, add_folder_clicked);
  gtk_widget_class_bind_template_callback (widget_class, try_training_clicked);
  gtk_widget_class_bind_template_callback (widget_class, calendar_clicked);
}

static void
mdg_overview_page_class_init (MdgOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_overview_page_dispose;
  widget_class->grab_focus = mdg_overview_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_ICON);
  g_type_ensure (MDG_TYPE_REMINDER_BARS);
  g_type_ensure (MDG_TYPE_CERTIFICATE_CARDS);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_overview_page_init (MdgOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_overview_page_new (MdgCertificateDesk *desk, MdgWorkplace *workplace)
{
  MdgOverviewPage *self = g_object_new (MDG_TYPE_OVERVIEW_PAGE, NULL);
  GListModel *places = G_LIST_MODEL (mdg_certificate_desk_get_places (desk));

  self->desk = g_object_ref (desk);
  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "accounts-changed", G_CALLBACK (update_training), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (places, "items-changed", G_CALLBACK (places_changed), self, 0);
  places_changed (places, 0, 0, g_list_model_get_n_items (places), self);
  mdg_certificate_cards_set_desk (MDG_CERTIFICATE_CARDS (self->certificates), desk);
  desk_changed (self);
  update_training (self);
  return GTK_WIDGET (self);
}
