/* overview-page.c: [電子証明書].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/overview-page.h"

#include <glib/gi18n.h>

#include "certificates/calendar-file.h"
#include "certificates/certificate-card.h"
#include "certificates/place-row.h"
#include "certificates/reminder-bars.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

/* A folder may be full of certificates; a card is not for nothing. */
#define CARDS_AT_ONCE 20

struct _MdgOverviewPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *reminders;
  GtkWidget *certificates;
  GtkWidget *more;
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
  MdgCertificateFinder *finder; /* (nullable) */
  GHashTable *cards;            /* MdgCertificateFile or sha256 (interned) → card */
  guint limit;
  guint idle; /* the cards want to be arranged */
};

G_DEFINE_FINAL_TYPE (MdgOverviewPage, mdg_overview_page, GTK_TYPE_WIDGET)

/* the cards ----------------------------------------------------------------------------------- */

/* What a card stands in the list by. */
typedef struct
{
  gpointer key;             /* as in the table */
  MdgCertificateFile *file; /* (nullable) */
  const char *name;
  gint64 valid_until;
  guint rank; /* good ones, those that want a password, those with a fault, those not here */
} Place;

static Place
place_of_file (MdgCertificateFile *file)
{
  MdgCertificateInfo *info = mdg_certificate_file_get_info (file);
  Place place
      = { .key = file, .file = file, .name = mdg_certificate_file_get_path (file), .rank = 1 };

  if (mdg_certificate_file_get_error (file) != NULL)
    place.rank = 2;
  else if (info != NULL && info->fault == NULL)
    place.rank = 0;
  else if (info != NULL && !g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD))
    place.rank = 2;
  if (info != NULL && info->has_certificate)
    place.valid_until = info->valid_until;
  return place;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = a;
  const Place *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  if (first->valid_until != second->valid_until)
    return first->valid_until > second->valid_until ? -1 : 1;
  return g_strcmp0 (first->name, second->name);
}

static gboolean
is_among_files (GArray *places, const char *sha256)
{
  for (guint i = 0; i < places->len; i++)
    {
      MdgCertificateFile *file = g_array_index (places, Place, i).file;
      MdgCertificateInfo *info = file != NULL ? mdg_certificate_file_get_info (file) : NULL;

      if (info != NULL && g_strcmp0 (info->sha256, sha256) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_of_this_computer (const MdgLedgerCertificate *record)
{
  return *record->path != '\0';
}

/* Whether the stick of a clinic is plugged into its new computer, and not into another one's. */
static gboolean
is_new_computer (GArray *places, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (is_of_this_computer (records->pdata[i]))
      return FALSE;
  return places->len == 0;
}

/* Certificates that are still of use, and whose file is not on this computer any more; or, where
 * there never was one, those that may be restored to it. */
static void
add_records (MdgOverviewPage *self, GArray *places)
{
  GPtrArray *records = mdg_certificate_desk_get_certificates (self->desk);
  gboolean all = is_new_computer (places, records);

  for (guint i = 0; i < records->len; i++)
    {
      const MdgLedgerCertificate *record = records->pdata[i];
      Place place = { .name = record->sha256, .valid_until = record->valid_until, .rank = 3 };

      if (record->is_replaced || !(all ? record->valid_until != 0 : is_of_this_computer (record))
          || is_among_files (places, record->sha256))
        continue;
      place.key = (gpointer)g_intern_string (record->sha256);
      g_array_append_val (places, place);
    }
}

static GArray *
list_places (MdgOverviewPage *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint n = self->finder != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->finder)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (G_LIST_MODEL (self->finder), i);
      Place place = place_of_file (file);

      g_array_append_val (places, place);
    }
  if (self->finder != NULL && !mdg_certificate_finder_is_looking (self->finder))
    add_records (self, places);
  g_array_sort (places, compare_places);
  return places;
}

static GtkWidget *
card_for (MdgOverviewPage *self, const Place *place)
{
  GtkWidget *card = g_hash_table_lookup (self->cards, place->key);

  if (card != NULL)
    return card;
  card = place->file != NULL ? mdg_certificate_card_new (self->desk, place->file)
                             : mdg_certificate_card_new_for_record (self->desk, place->name);
  g_hash_table_insert (self->cards, place->key, card);
  gtk_box_append (GTK_BOX (self->certificates), card);
  return card;
}

static gboolean
is_wanted (GArray *places, guint n, gpointer key)
{
  for (guint i = 0; i < n; i++)
    if (g_array_index (places, Place, i).key == key)
      return TRUE;
  return FALSE;
}

static void
drop_cards (MdgOverviewPage *self, GArray *places, guint n)
{
  GHashTableIter iterator;
  gpointer key, card;

  g_hash_table_iter_init (&iterator, self->cards);
  while (g_hash_table_iter_next (&iterator, &key, &card))
    if (!is_wanted (places, n, key))
      {
        gtk_box_remove (GTK_BOX (self->certificates), card);
        g_hash_table_iter_remove (&iterator);
      }
}

static void
show_empty (MdgOverviewPage *self)
{
  const char *const *folders
      = self->finder != NULL ? mdg_certificate_finder_get_folders (self->finder) : NULL;
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
arrange (MdgOverviewPage *self)
{
  g_autoptr (GArray) places = list_places (self);
  guint n = MIN (places->len, self->limit);
  gboolean looking = self->finder == NULL || mdg_certificate_finder_is_looking (self->finder);
  GtkWidget *before = NULL;

  drop_cards (self, places, n);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *card = card_for (self, &g_array_index (places, Place, i));

      gtk_box_reorder_child_after (GTK_BOX (self->certificates), card, before);
      before = card;
    }
  mdg_widget_set_shown (self->certificates, n > 0);
  mdg_widget_set_shown (self->more, places->len > n);
  mdg_widget_set_shown (self->looking, looking && n == 0);
  mdg_widget_set_shown (self->empty, !looking && n == 0);
  gtk_widget_set_sensitive (self->back_up,
                            self->finder != NULL
                                && g_list_model_get_n_items (G_LIST_MODEL (self->finder)) > 0);
  if (!looking && n == 0)
    show_empty (self);
}

static gboolean
arrange_now (gpointer data)
{
  MdgOverviewPage *self = data;

  self->idle = 0;
  arrange (self);
  return G_SOURCE_REMOVE;
}

/* Several changes in a row are one arrangement. */
static void
arrange_soon (MdgOverviewPage *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (arrange_now, self);
}

static void
files_changed (GListModel *files, guint position, guint removed, guint added, MdgOverviewPage *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (files, i);

      g_signal_connect_object (file, "notify::info", G_CALLBACK (arrange_soon), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (file, "notify::error", G_CALLBACK (arrange_soon), self,
                               G_CONNECT_SWAPPED);
    }
  /* At once where something went: its file is a key of the table. */
  if (removed > 0)
    arrange (self);
  else
    arrange_soon (self);
}

static void
bind_finder (MdgOverviewPage *self)
{
  if (self->finder != NULL || mdg_certificate_desk_get_finder (self->desk) == NULL)
    return;
  self->finder = g_object_ref (mdg_certificate_desk_get_finder (self->desk));
  g_signal_connect_object (self->finder, "items-changed", G_CALLBACK (files_changed), self, 0);
  g_signal_connect_object (self->finder, "notify::looking", G_CALLBACK (arrange_soon), self,
                           G_CONNECT_SWAPPED);
  files_changed (G_LIST_MODEL (self->finder), 0, 0,
                 g_list_model_get_n_items (G_LIST_MODEL (self->finder)), self);
}

/* the places ---------------------------------------------------------------------------------- */

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
  /* Of one that is gone for good nothing is to be expected. */
  if (is_plugged (self, backup->volume_serial) || !g_hash_table_add (seen, backup->volume_serial))
    return;
  gtk_box_append (
      GTK_BOX (self->volumes),
      mdg_place_row_new_for_volume (self->desk, backup->volume_serial, backup->volume_label));
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
  mdg_widget_set_shown (self->volumes, gtk_widget_get_first_child (self->volumes) != NULL);
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
  mdg_widget_set_shown (self->places, n > 0);
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
  arrange_soon (self);
  update_volumes (self);
}

static void
more_clicked (MdgOverviewPage *self)
{
  self->limit += CARDS_AT_ONCE;
  arrange (self);
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

/* Where the training service keeps the certificate it made for this computer; a password that
 * nobody was told opens it. */
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

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->cards != NULL)
    g_hash_table_remove_all (self->cards);
  g_clear_object (&self->finder);
  g_clear_object (&self->desk);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_OVERVIEW_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_overview_page_parent_class)->dispose (object);
}

static void
mdg_overview_page_finalize (GObject *object)
{
  g_clear_pointer (&MDG_OVERVIEW_PAGE (object)->cards, g_hash_table_unref);
  G_OBJECT_CLASS (mdg_overview_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, reminders);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, certificates);
  gtk_widget_class_bind_template_child (widget_class, MdgOverviewPage, more);
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
  gtk_widget_class_bind_template_callback (widget_class, more_clicked);
  gtk_widget_class_bind_template_callback (widget_class, add_folder_clicked);
  gtk_widget_class_bind_template_callback (widget_class, try_training_clicked);
  gtk_widget_class_bind_template_callback (widget_class, calendar_clicked);
}

static void
mdg_overview_page_class_init (MdgOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_overview_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_overview_page_finalize;
  widget_class->grab_focus = mdg_overview_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_ICON);
  g_type_ensure (MDG_TYPE_REMINDER_BARS);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_overview_page_init (MdgOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cards = g_hash_table_new (NULL, NULL);
  self->limit = CARDS_AT_ONCE;
}

GtkWidget *
mdg_overview_page_new (MdgCertificateDesk *desk, MdgWorkplace *workplace)
{
  MdgOverviewPage *self = g_object_new (MDG_TYPE_OVERVIEW_PAGE, NULL);
  GListModel *places = G_LIST_MODEL (mdg_certificate_desk_get_places (desk));

  self->desk = g_object_ref (desk);
  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (desk, "started", G_CALLBACK (bind_finder), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "accounts-changed", G_CALLBACK (update_training), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (places, "items-changed", G_CALLBACK (places_changed), self, 0);
  places_changed (places, 0, 0, g_list_model_get_n_items (places), self);
  bind_finder (self);
  desk_changed (self);
  update_training (self);
  arrange (self);
  return GTK_WIDGET (self);
}
