/* settings-files.c: how files of 「ユーザ設定情報」 come to a page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/settings-files.h"

#include <glib/gi18n.h>

#include "widgets/path-chooser.h"

#define TAKER "mdg-settings-files" /* of a page: its Taker */

typedef struct
{
  MdgSettingsFileFunc take;
} Taker;

static void
give (GtkWidget *page, GFile *file)
{
  Taker *taker = g_object_get_data (G_OBJECT (page), TAKER);

  taker->take (page, file);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *page)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *i = files; i != NULL; i = i->next)
    give (page, i->data);
  return files != NULL;
}

static void
chosen (GtkWidget *page, GListModel *files)
{
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      give (page, file);
    }
}

void
mdg_settings_files_accept (GtkWidget *page, MdgSettingsFileFunc take)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  Taker *taker = g_new0 (Taker, 1);

  taker->take = take;
  g_object_set_data_full (G_OBJECT (page), TAKER, taker, g_free);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), page, 0);
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (target));
}

void
mdg_settings_files_open (GtkWidget *page)
{
  g_return_if_fail (g_object_get_data (G_OBJECT (page), TAKER) != NULL);

  mdg_path_chooser_open_files (page, _ ("Open “user settings”"), _ ("PDF documents"), "*.pdf", TRUE,
                               chosen);
}
