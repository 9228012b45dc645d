/* settings-fields.c: what of 「ユーザ設定情報」 is no secret.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/settings-fields.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "widgets/widget-tools.h"

static void
copy_clicked (GtkWidget *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button),
                          g_object_get_data (G_OBJECT (button), "text"));
}

static void
add_field (GtkGrid *grid, int row, const char *name, const char *value, gboolean copied)
{
  GtkWidget *title = mdg_widget_new_text (name, "quiet");
  GtkWidget *text
      = mdg_widget_new_text (value != NULL && *value != '\0' ? value : "–", copied ? "code" : NULL);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_grid_attach (grid, title, 0, row, 1, 1);
  gtk_grid_attach (grid, text, 1, row, 1, 1);
  if (copied && value != NULL && *value != '\0')
    {
      g_autofree char *label = g_strdup_printf (_ ("Copy %s"), name);
      GtkWidget *copy = gtk_button_new_with_label (label);

      g_object_set_data_full (G_OBJECT (copy), "text", g_strdup (value), g_free);
      g_signal_connect (copy, "clicked", G_CALLBACK (copy_clicked), NULL);
      gtk_grid_attach (grid, copy, 2, row, 1, 1);
    }
}

void
mdg_settings_fields_clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

void
mdg_settings_fields_fill (GtkGrid *grid, const MdgAccountSettings *settings)
{
  int row = 0;

  mdg_settings_fields_clear (grid);
  add_field (grid, row++, _ ("Kind"), mdg_account_kind_text (settings->kind), FALSE);
  add_field (grid, row++, _ ("Institution code"), settings->institution_code, TRUE);
  add_field (grid, row++, _ ("Institution"), settings->institution_name, FALSE);
  add_field (grid, row++, settings->kind == MDG_ACCOUNT_APP ? _ ("ID") : _ ("Login ID"),
             settings->id, TRUE);
  if (settings->user_type != NULL)
    add_field (grid, row++, _ ("User type"), settings->user_type, FALSE);
  if (settings->url != NULL)
    add_field (grid, row++, _ ("Address of the linkage function"), settings->url, FALSE);
  if (settings->issued_on != NULL)
    add_field (grid, row++, _ ("Issued on"), settings->issued_on, FALSE);
}
