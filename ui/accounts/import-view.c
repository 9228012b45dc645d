/* import-view.c: the columns of the rows of an import.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/import-view.h"

#include <glib/gi18n.h>

#include "accounts/import-rows.h"
#include "accounts/import-text.h"

/* Returns: (transfer full) */
typedef char *(*CellText) (const MdgImportRow *row);

typedef struct
{
  const char *title; /* msgid */
  CellText text;
  int width; /* characters; 0: what is left */
  gboolean code;
} Column;

static char *
line_text (const MdgImportRow *row)
{
  return g_strdup_printf ("%u", row->line);
}

static char *
verdict_text (const MdgImportRow *row)
{
  return g_strdup (mdg_import_verdict_text (row->verdict));
}

static char *
id_text (const MdgImportRow *row)
{
  return g_utf8_make_valid (row->wanted->id != NULL ? row->wanted->id : "", -1);
}

static const Column columns[] = {
  { N_ ("Line"), line_text, 6, FALSE },
  { N_ ("Result"), verdict_text, 8, FALSE },
  { N_ ("Account ID"), id_text, 11, TRUE },
  { N_ ("What is changed, or why it is refused"), mdg_import_row_text, 0, FALSE },
};

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (column->width > 0)
    gtk_label_set_width_chars (GTK_LABEL (label), column->width);
  if (column->code)
    gtk_widget_add_css_class (label, "code");
  gtk_list_item_set_child (item, label);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const Column *column)
{
  const MdgImportRow *row = mdg_import_item_get_row (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = column->text (row);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, column->width == 0 ? text : NULL);
  if (column->text != verdict_text)
    return;
  gtk_widget_remove_css_class (label, "pending");
  gtk_widget_remove_css_class (label, "strong");
  if (row->verdict == MDG_IMPORT_REFUSED)
    gtk_widget_add_css_class (label, "pending");
  else if (row->verdict != MDG_IMPORT_SAME)
    gtk_widget_add_css_class (label, "strong");
}

void
mdg_import_view_add_columns (GtkColumnView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column
          = gtk_column_view_column_new (_ (columns[i].title), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), (gpointer)&columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer)&columns[i]);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].width == 0);
      gtk_column_view_append_column (view, column);
    }
}
