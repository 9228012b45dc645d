/* import-files-page.c: the last step of the guide.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "import-files-page.h"

#include <glib/gi18n.h>

#include "accounts/intake-row.h"
#include "accounts/settings-files.h"
#include "start/start-steps.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

#define KEPT_PLACE "accounts/settings"
#define MOVE_PLACE "support/move-in"

struct _MdgImportFilesPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *first; /* opens files while there are none */
  GtkWidget *later;
  GtkWidget *open; /* opens more of them */
  GtkWidget *rows;
  GtkWidget *done;

  MdgSettingsPage *settings;
  MdgSettingsIntake *intake; /* (nullable): the one the rows are of */
};

enum
{
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgImportFilesPage, mdg_import_files_page, GTK_TYPE_WIDGET)

/* Whether a person has to look at one of them in the accounts' tab. */
static gboolean
wants_look (MdgImportFilesPage *self)
{
  GPtrArray *items = mdg_settings_intake_get_items (self->intake);

  for (guint i = 0; i < items->len; i++)
    {
      const MdgIntakeItem *item = items->pdata[i];

      if (item->state == MDG_INTAKE_CHECK || item->state == MDG_INTAKE_DIFFERS)
        return TRUE;
    }
  return FALSE;
}

static void
done_clicked (MdgImportFilesPage *self)
{
  g_signal_emit (self, signals[LEFT], 0,
                 self->intake != NULL && wants_look (self) ? KEPT_PLACE : NULL);
}

static void
take_over_clicked (MdgImportFilesPage *self)
{
  g_signal_emit (self, signals[LEFT], 0, MOVE_PLACE);
}

static void
row_acted (MdgImportFilesPage *self)
{
  g_signal_emit (self, signals[LEFT], 0, KEPT_PLACE);
}

/* The page's button is what it is for; once something was read that is to be done with it. */
static void
show_buttons (MdgImportFilesPage *self, gboolean begun)
{
  mdg_widget_set_shown (self->first, !begun);
  mdg_widget_set_shown (self->later, !begun);
  mdg_widget_set_shown (self->open, begun);
  mdg_widget_set_shown (self->done, begun);
}

static void
intake_changed (MdgImportFilesPage *self)
{
  guint n = mdg_settings_intake_get_items (self->intake)->len;

  mdg_intake_rows_update (GTK_BOX (self->rows), self->intake, G_CALLBACK (row_acted), self);
  mdg_page_set_busy (MDG_PAGE (self->page), mdg_settings_intake_is_running (self->intake));
  show_buttons (self, n > 0);
}

static void
bind_intake (MdgImportFilesPage *self)
{
  MdgSettingsIntake *intake = mdg_settings_page_get_intake (self->settings);

  if (intake == self->intake || intake == NULL)
    return;
  g_set_object (&self->intake, intake);
  g_signal_connect_object (intake, "changed", G_CALLBACK (intake_changed), self, G_CONNECT_SWAPPED);
  intake_changed (self);
}

static void
take (GtkWidget *page, GFile *file)
{
  MdgImportFilesPage *self = MDG_IMPORT_FILES_PAGE (page);

  bind_intake (self);
  mdg_settings_page_take (self->settings, file);
}

static void
open_clicked (MdgImportFilesPage *self)
{
  mdg_settings_files_open (GTK_WIDGET (self));
}

static gboolean
mdg_import_files_page_grab_focus (GtkWidget *widget)
{
  MdgImportFilesPage *self = MDG_IMPORT_FILES_PAGE (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->first) ? self->first : self->open);
}

static void
mdg_import_files_page_dispose (GObject *object)
{
  MdgImportFilesPage *self = MDG_IMPORT_FILES_PAGE (object);

  if (self->intake != NULL)
    g_signal_handlers_disconnect_by_data (self->intake, self);
  g_clear_object (&self->intake);
  g_clear_object (&self->settings);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_import_files_page_parent_class)->dispose (object);
}

static void
mdg_import_files_page_class_init (MdgImportFilesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_import_files_page_dispose;
  widget_class->grab_focus = mdg_import_files_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[LEFT] = g_signal_new ("left", MDG_TYPE_IMPORT_FILES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_import_files_page_init (MdgImportFilesPage *self)
{
}

/* @name: for the tour */
static GtkWidget *
new_button (MdgImportFilesPage *self, const char *name, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_name (button, name);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_drop (MdgImportFilesPage *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "absent");
  gtk_box_append (GTK_BOX (card),
                  mdg_widget_new_text (_ ("Drop PDF files here, one or several, or open them with "
                                          "the button below."),
                                       NULL));
  self->open = new_button (self, "open", _ ("_Open PDF files…"), G_CALLBACK (open_clicked));
  gtk_widget_set_halign (self->open, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), self->open);
  mdg_page_add (MDG_PAGE (self->page), card, NULL);
  mdg_settings_files_accept (GTK_WIDGET (self), take);
}

/* Who worked on another terminal before need not begin with papers. */
static void
add_take_over (MdgImportFilesPage *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Take over from another terminal…"));

  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card),
                  mdg_widget_new_text (
                      _ ("If this program was used on another terminal before, all that is kept "
                         "there comes over in one encrypted file. Write it there: Support, “Move "
                         "to another terminal…”."),
                      NULL));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_over_clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), button);
  mdg_page_add (MDG_PAGE (self->page), card, NULL);
}

GtkWidget *
mdg_import_files_page_new (MdgWay way, MdgSettingsPage *settings)
{
  MdgImportFilesPage *self = g_object_new (MDG_TYPE_IMPORT_FILES_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->page = mdg_page_new (
      _ ("Ready. Import “user settings”?"),
      _ ("The records are set up. The PDF “user settings” that comes with each account has its ID, "
         "password and activation code; they are kept encrypted. It can be done later in the tab "
         "Accounts as well."));
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
  mdg_start_steps_show (MDG_PAGE (self->page), way, MDG_FIRST_RUN_MADE);
  add_drop (self);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  mdg_page_add (MDG_PAGE (self->page), self->rows, NULL);
  add_take_over (self);
  self->later = new_button (self, "later", _ ("_Later"), G_CALLBACK (done_clicked));
  self->first = new_button (self, "open", _ ("_Open PDF files…"), G_CALLBACK (open_clicked));
  self->done = new_button (self, "done", C_ ("guide", "_Done"), G_CALLBACK (done_clicked));
  mdg_page_add (MDG_PAGE (self->page), self->later, "secondary");
  mdg_page_add (MDG_PAGE (self->page), self->first, "primary");
  mdg_page_add (MDG_PAGE (self->page), self->done, "primary");
  show_buttons (self, FALSE);
  bind_intake (self);
  return GTK_WIDGET (self);
}

guint
mdg_import_files_page_get_n_done (MdgImportFilesPage *self)
{
  g_return_val_if_fail (MDG_IS_IMPORT_FILES_PAGE (self), 0);

  return self->intake != NULL ? mdg_settings_intake_get_n_done (self->intake) : 0;
}
