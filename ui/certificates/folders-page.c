/* folders-page.c: [フォルダー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/folders-page.h"

#include <glib/gi18n.h>

#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"
#include "widgets/words.h"

#define PATH "mdg-path"

struct _MdgFoldersPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *folders;
  GtkWidget *backup_heading;
  GtkWidget *backup_folders;
  GtkWidget *back;
  GtkWidget *add;

  MdgCertificateDesk *desk;
};

G_DEFINE_FINAL_TYPE (MdgFoldersPage, mdg_folders_page, GTK_TYPE_WIDGET)

static void
took_away (MdgFoldersPage *self, gboolean done, const GError *error)
{
  if (!done)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  mdg_folders_page_begin (self);
  gtk_widget_grab_focus (self->add);
}

static void
remove_clicked (GtkWidget *button, MdgFoldersPage *self)
{
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (button), PATH));
  g_autoptr (GError) error = NULL;

  took_away (self, mdg_certificate_desk_remove_folder (self->desk, path, &error), error);
}

static void
remove_backup_clicked (GtkWidget *button, MdgFoldersPage *self)
{
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (button), PATH));
  g_autoptr (GError) error = NULL;

  took_away (self, mdg_certificate_desk_remove_backup_folder (self->desk, path, &error), error);
}

/* @removed: (nullable): what its button does */
static void
add_row (MdgFoldersPage *self,
         GtkWidget *box,
         const char *path,
         const char *note,
         GCallback removed)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *name = g_filename_display_name (path);
  GtkWidget *label = mdg_widget_new_text (name, NULL);
  GtkWidget *words = mdg_words_new ();

  gtk_widget_add_css_class (row, "card");
  mdg_words_append (MDG_WORDS (words), label);
  if (note != NULL)
    mdg_words_append (MDG_WORDS (words), mdg_widget_new_text (note, "quiet"));
  gtk_box_append (GTK_BOX (row), mdg_icon_new ("folder", 24));
  gtk_box_append (GTK_BOX (row), words);
  if (removed != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Take off the list"));
      g_autofree char *spoken = g_strdup_printf (_ ("Take %s off the list"), name);

      g_object_set_data_full (G_OBJECT (button), PATH, g_strdup (path), g_free);
      mdg_widget_set_name (button, spoken);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect_object (button, "clicked", removed, self, 0);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_box_append (GTK_BOX (box), row);
}

static void
folder_chosen (GtkWidget *owner, const char *path)
{
  MdgFoldersPage *self = MDG_FOLDERS_PAGE (owner);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (!mdg_certificate_desk_add_folder (self->desk, path, &error))
    mdg_page_show_error (MDG_PAGE (self->page), error);
  mdg_folders_page_begin (self);
}

static void
add_clicked (MdgFoldersPage *self)
{
  mdg_path_chooser_choose_folder (GTK_WIDGET (self), _ ("Choose a folder with certificates"), NULL,
                                  folder_chosen);
}

static gboolean
mdg_folders_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_FOLDERS_PAGE (widget)->add);
}

static void
mdg_folders_page_dispose (GObject *object)
{
  g_clear_object (&MDG_FOLDERS_PAGE (object)->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_FOLDERS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_folders_page_parent_class)->dispose (object);
}

static void
mdg_folders_page_class_init (MdgFoldersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_folders_page_dispose;
  widget_class->grab_focus = mdg_folders_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/folders-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgFoldersPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgFoldersPage, folders);
  gtk_widget_class_bind_template_child (widget_class, MdgFoldersPage, backup_heading);
  gtk_widget_class_bind_template_child (widget_class, MdgFoldersPage, backup_folders);
  gtk_widget_class_bind_template_child (widget_class, MdgFoldersPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgFoldersPage, add);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_folders_page_init (MdgFoldersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_folders_page_new (MdgCertificateDesk *desk)
{
  MdgFoldersPage *self = g_object_new (MDG_TYPE_FOLDERS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  mdg_folders_page_begin (self);
  return GTK_WIDGET (self);
}

void
mdg_folders_page_begin (MdgFoldersPage *self)
{
  g_auto (GStrv) usual = mdg_certificate_finder_usual_folders ();
  g_auto (GStrv) chosen = mdg_certificate_desk_get_folders (self->desk);
  g_auto (GStrv) backups = mdg_certificate_desk_get_backup_folders (self->desk);

  mdg_widget_clear_box (self->folders);
  mdg_widget_clear_box (self->backup_folders);
  for (guint i = 0; usual[i] != NULL; i++)
    add_row (self, self->folders, usual[i], _ ("Where certificates are downloaded to"), NULL);
  for (guint i = 0; chosen[i] != NULL; i++)
    add_row (self, self->folders, chosen[i], NULL, G_CALLBACK (remove_clicked));
  for (guint i = 0; backups[i] != NULL; i++)
    add_row (self, self->backup_folders, backups[i], NULL, G_CALLBACK (remove_backup_clicked));
  mdg_widget_set_shown (self->backup_heading, backups[0] != NULL);
}
