/* list-columns.c: the columns of 資格確認アカウント管理.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/list-columns.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "widgets/widget-tools.h"

#define CELL_COLUMN "mdg-column" /* of a cell: its Column */
#define CELL_ROW "mdg-row"       /* of a cell: the MdgRow it shows */
#define COLUMN_SORT "mdg-sort"   /* of a view's column: its Column */
#define ASKED "mdg-sorter-asked" /* of a view: the Column whose sorter was asked last */

/* In the document's order. */
typedef struct
{
  MdgAccountSort sort;
  const char *title; /* msgid */
  int width;         /* characters; 0: what is left */
  int least;         /* characters, in a narrow window; 0: as many */
  gboolean code;     /* in the face in which 0 and O differ */
} Column;

static const Column columns[] = {
  { MDG_SORT_ID, NC_ ("account column", "Account ID"), 11, 0, TRUE },
  { MDG_SORT_NOTE, NC_ ("account column", "Note (user, terminal, …)"), 0, 10, FALSE },
  { MDG_SORT_STATUS, NC_ ("account column", "Status"), 16, 0, FALSE },
  { MDG_SORT_STARTED, NC_ ("account column", "Start of use"), 10, 0, FALSE },
  { MDG_SORT_ENDED, NC_ ("account column", "End of use"), 10, 0, FALSE },
  { MDG_SORT_SUSPENDED, NC_ ("account column", "Suspension"), 10, 0, FALSE },
  { MDG_SORT_FACILITY, NC_ ("account column", "Facility"), 16, 8, FALSE },
};

static const Column *
find_column (MdgAccountSort sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].sort == sort)
      return &columns[i];
  g_assert_not_reached ();
}

/* cells --------------------------------------------------------------------------------------- */

char *
mdg_list_column_text (const MdgAccountRow *row, MdgAccountSort sort)
{
  const MdgAccount *account = row->account;

  switch (sort)
    {
    case MDG_SORT_ID:
      return g_strdup (account->id);
    case MDG_SORT_NOTE:
      return g_strdup (account->note);
    case MDG_SORT_STATUS:
      return mdg_account_row_status_text (row);
    case MDG_SORT_STARTED:
      return g_strdup (account->started_on != NULL ? account->started_on : "");
    case MDG_SORT_ENDED:
      return g_strdup (account->ended_on != NULL ? account->ended_on : "");
    case MDG_SORT_SUSPENDED:
      return g_strdup (account->suspended_on != NULL ? account->suspended_on : "");
    default:
      return g_strdup (account->institution_name);
    }
}

static void
fill_cell (GtkWidget *cell)
{
  MdgRow *row = g_object_get_data (G_OBJECT (cell), CELL_ROW);
  const Column *column = g_object_get_data (G_OBJECT (cell), CELL_COLUMN);
  const MdgAccountRow *value = row != NULL ? mdg_row_get_value (row) : NULL;
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = value != NULL ? mdg_list_column_text (value, column->sort)
                       : g_strdup (column->sort == MDG_SORT_ID ? "…" : "");
  gtk_label_set_text (GTK_LABEL (cell), text);
  if (column->sort != MDG_SORT_STATUS)
    return;
  if (value != NULL && value->pending != 0)
    gtk_widget_add_css_class (cell, "pending");
  else
    gtk_widget_remove_css_class (cell, "pending");
}

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column->width > 0)
    gtk_label_set_width_chars (GTK_LABEL (label),
                               column->least > 0 ? column->least : column->width);
  if (column->width > 0 && column->least > 0)
    gtk_label_set_max_width_chars (GTK_LABEL (label), column->width);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (column->code)
    gtk_widget_add_css_class (label, "code");
  if (column->sort == MDG_SORT_ID)
    gtk_widget_add_css_class (label, "accent");
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

/* sorting ------------------------------------------------------------------------------------- */

/* Nothing is sorted here: the list does that. The view's own sorter is asked, and asks the sorter
 * of the header that was clicked last, which leaves its name. */
static int
note_column (gconstpointer a, gconstpointer b, gpointer data)
{
  GtkColumnViewColumn *column = data;
  GtkColumnView *view = gtk_column_view_column_get_column_view (column);

  if (view != NULL)
    g_object_set_data (G_OBJECT (view), ASKED, g_object_get_data (G_OBJECT (column), COLUMN_SORT));
  return -1;
}

gboolean
mdg_list_columns_get_sort (GtkColumnView *view, MdgAccountSort *sort, gboolean *descending)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  const Column *asked;
  GtkOrdering order;

  g_object_set_data (G_OBJECT (view), ASKED, NULL);
  order = gtk_sorter_compare (sorter, view, sorter); /* any two */
  asked = g_object_get_data (G_OBJECT (view), ASKED);
  if (asked == NULL)
    return FALSE;
  *sort = asked->sort;
  *descending = order == GTK_ORDERING_LARGER;
  return TRUE;
}

static GtkColumnViewColumn *
view_column (GtkColumnView *view, MdgAccountSort sort)
{
  GListModel *model = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);
      const Column *it = g_object_get_data (G_OBJECT (column), COLUMN_SORT);

      if (it->sort == sort)
        return column; /* the view holds it */
    }
  return NULL;
}

void
mdg_list_columns_set_sort (GtkColumnView *view, MdgAccountSort sort, gboolean descending)
{
  gtk_column_view_sort_by_column (view, view_column (view, sort),
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

const char *
mdg_list_column_title (MdgAccountSort sort)
{
  return g_dpgettext2 (NULL, "account column", find_column (sort)->title);
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
}

/* A long title would keep the last column off a narrow window. The view's first child is its
 * header, whose titles stand as its columns do. */
static void
let_titles_shrink (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns) && title != NULL;
       i++, title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *label = columns[i].width == 0 ? find_label (title) : NULL;

      if (label == NULL)
        continue;
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), columns[i].least);
    }
}

static void
add_column (GtkColumnView *view, const Column *it)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column
      = gtk_column_view_column_new (mdg_list_column_title (it->sort), factory);
  g_autoptr (GtkSorter) sorter = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), (gpointer)it);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer)it);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), (gpointer)it);
  g_object_set_data (G_OBJECT (column), COLUMN_SORT, (gpointer)it);
  sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, column, NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, it->width == 0);
  gtk_column_view_append_column (view, column);
}

void
mdg_list_columns_add (GtkColumnView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (view, &columns[i]);
  let_titles_shrink (view);
}

void
mdg_list_columns_show_facility (GtkColumnView *view, gboolean shown)
{
  gtk_column_view_column_set_visible (view_column (view, MDG_SORT_FACILITY), shown);
}
