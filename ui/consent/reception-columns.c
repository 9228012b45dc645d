/* reception-columns.c: the columns of the 資格確認履歴.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/reception-columns.h"

#include <glib/gi18n.h>

#include "consent/reception-text.h"
#include "store/row-window.h"

#define CELL_COLUMN "mdg-column" /* of a cell: its Column */
#define CELL_ROW "mdg-row"       /* of a cell: the MdgRow it shows */

typedef char *(*Describe) (const MdgReception *reception);

typedef struct
{
  const char *title; /* msgid */
  Describe describe;
  int width; /* characters; 0: what is left */
} Column;

static char *
describe_time (const MdgReception *reception)
{
  return mdg_reception_time_text (reception->at);
}

static char *
describe_reference (const MdgReception *reception)
{
  return g_strdup (mdg_reference_text (reception->reference));
}

static char *
describe_card (const MdgReception *reception)
{
  return mdg_card_kinds_text (reception->card_kinds);
}

static char *
describe_outcome (const MdgReception *reception)
{
  return g_strdup (mdg_outcome_text (reception->outcome));
}

static char *
describe_validity (const MdgReception *reception)
{
  return g_strdup (mdg_validity_text (reception->validity));
}

static char *
describe_prescription (const MdgReception *reception)
{
  return g_strdup (mdg_prescription_text (reception->prescription));
}

static const Column columns[MDG_RECEPTION_COLUMNS] = {
  { NC_ ("reception column", "Date and time"), describe_time, 20 },
  { NC_ ("reception column", "Looked up by"), describe_reference, 13 },
  { NC_ ("reception column", "Kind of proof"), describe_card, 8 },
  { NC_ ("reception column", "Result"), describe_outcome, 6 },
  { NC_ ("reception column", "Validity"), describe_validity, 9 },
  { NC_ ("reception column", "Consent to view"), mdg_consents_text, 0 },
  { NC_ ("reception column", "Prescription"), describe_prescription, 10 },
};

const char *
mdg_reception_column_title (guint column)
{
  g_return_val_if_fail (column < MDG_RECEPTION_COLUMNS, "");

  return g_dpgettext2 (NULL, "reception column", columns[column].title);
}

char *
mdg_reception_column_text (const MdgReception *reception, guint column)
{
  g_return_val_if_fail (column < MDG_RECEPTION_COLUMNS, NULL);

  return columns[column].describe (reception);
}

static void
fill_cell (GtkWidget *cell)
{
  MdgRow *row = g_object_get_data (G_OBJECT (cell), CELL_ROW);
  const Column *column = g_object_get_data (G_OBJECT (cell), CELL_COLUMN);
  const MdgReception *value = row != NULL ? mdg_row_get_value (row) : NULL;
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = value != NULL ? column->describe (value) : g_strdup (column == columns ? "…" : "");
  gtk_label_set_text (GTK_LABEL (cell), text);
  gtk_widget_set_tooltip_text (cell, text);
}

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column->width > 0)
    gtk_label_set_width_chars (GTK_LABEL (label), column->width);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  g_object_set_data (G_OBJECT (label), CELL_COLUMN, (gpointer)column);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  MdgRow *row = gtk_list_item_get_item (item);

  g_object_set_data_full (G_OBJECT (cell), CELL_ROW, g_object_ref (row), g_object_unref);
  g_signal_connect_object (row, "notify::value", G_CALLBACK (fill_cell), cell, G_CONNECT_SWAPPED);
  fill_cell (cell);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  MdgRow *row = g_object_get_data (G_OBJECT (cell), CELL_ROW);

  if (row != NULL)
    g_signal_handlers_disconnect_by_func (row, fill_cell, cell);
  g_object_set_data (G_OBJECT (cell), CELL_ROW, NULL);
}

/* Nothing is sorted here: the list does that. The view asks for any two which comes first, and
 * tells by that which way round the header was clicked. */
static int
ask_sorter (gconstpointer a, gconstpointer b, gpointer data)
{
  return -1;
}

gboolean
mdg_reception_columns_is_oldest_first (GtkColumnView *view)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (view);

  return gtk_sorter_compare (sorter, view, sorter) == GTK_ORDERING_SMALLER;
}

static void
add_column (GtkColumnView *view, guint number)
{
  const Column *it = &columns[number];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column
      = gtk_column_view_column_new (mdg_reception_column_title (number), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), (gpointer)it);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer)it);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), (gpointer)it);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, it->width == 0);
  gtk_column_view_append_column (view, column);
  if (it == columns)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (ask_sorter, NULL, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
    }
}

void
mdg_reception_columns_add (GtkColumnView *view)
{
  for (guint i = 0; i < MDG_RECEPTION_COLUMNS; i++)
    add_column (view, i);
}
