/* receptions-page.c: 資格確認履歴.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/receptions-page.h"

#include <glib/gi18n.h>

#include "consent/reception-columns.h"
#include "consent/reception-filter.h"
#include "consent/watch-line.h"
#include "dates.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgReceptionsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *watch;
  GtkWidget *filter;
  GtkWidget *scroll;
  GtkWidget *view;
  GtkWidget *empty;
  GtkWidget *empty_words;
  GtkWidget *all;
  GtkWidget *choose;
  GtkWidget *write;
  GtkWidget *below;
  GtkWidget *count;
  GtkWidget *export;
  GtkWidget *open;
  GtkWidget *totals;

  MdgReceptionDesk *desk;
  MdgReceptionList *list;        /* (nullable) */
  GtkSingleSelection *selection; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MdgReceptionsPage, mdg_receptions_page, GTK_TYPE_WIDGET)

static gint64
now (MdgReceptionsPage *self)
{
  return mdg_clock_wall (mdg_workplace_get_clock (mdg_reception_desk_get_workplace (self->desk)));
}

static guint
n_rows (MdgReceptionsPage *self)
{
  return self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
}

/* what is shown ------------------------------------------------------------------------------- */

static void
update_count (MdgReceptionsPage *self)
{
  mdg_widget_count_rows (self->count, self->scroll, n_rows (self), n_rows (self));
}

static gboolean
is_filtered (MdgReceptionsPage *self)
{
  return mdg_reception_filter_is_active (MDG_RECEPTION_FILTER (self->filter));
}

static const char *
empty_text (MdgReceptionsPage *self)
{
  const MdgReceptionWatch *watch = mdg_reception_desk_get_watch (self->desk);

  if (self->list == NULL)
    return _ ("The records of this computer are not open, so nothing can be shown.");
  if (is_filtered (self))
    return _ ("No reception fits what you are looking for.");
  if (watch == NULL && mdg_reception_desk_is_stopped (self->desk))
    return _ ("Nothing was read yet.");
  if (watch == NULL)
    return _ (
        "Choose the folder into which the card reader writes a result file for every patient, "
        "usually C:\\OQS\\face. From then on every reception appears here by itself.");
  if (watch->state == MDG_FOLDER_WATCHED && !watch->is_reading)
    return _ (
        "There is no result file in the folder yet. The next reception appears here by itself.");
  return _ ("The first receptions appear here as soon as they are read.");
}

static void
update_shown (MdgReceptionsPage *self)
{
  gboolean empty = n_rows (self) == 0;
  gboolean nothing = empty && !is_filtered (self);
  const MdgReceptionWatch *watch = mdg_reception_desk_get_watch (self->desk);
  gboolean idle = watch == NULL || !watch->is_reading;

  mdg_widget_set_shown (self->scroll, !empty);
  mdg_widget_set_shown (self->below, !empty);
  mdg_widget_set_shown (self->filter, !nothing);
  mdg_widget_set_shown (self->empty, empty);
  gtk_widget_set_sensitive (self->totals, !empty);
  gtk_widget_set_sensitive (self->open, !empty);
  gtk_widget_set_sensitive (self->export, !empty);
  gtk_label_set_text (GTK_LABEL (self->empty_words), empty ? empty_text (self) : "");
  mdg_widget_set_shown (self->all, empty && is_filtered (self));
  mdg_widget_set_shown (self->choose,
                        nothing && watch == NULL && !mdg_reception_desk_is_fixed (self->desk));
  mdg_widget_set_shown (self->write, nothing && idle && self->list != NULL
                                         && mdg_reception_desk_can_write (self->desk));
  update_count (self);
}

/* the query ----------------------------------------------------------------------------------- */

static void
ask (MdgReceptionsPage *self)
{
  MdgReceptionQuery query;

  if (self->list == NULL)
    return;
  g_free (mdg_receptions_page_get_query (self, &query));
  mdg_reception_list_set_query (self->list, &query);
}

static void
all_clicked (MdgReceptionsPage *self)
{
  mdg_reception_filter_clear (MDG_RECEPTION_FILTER (self->filter));
  ask (self);
  gtk_widget_child_focus (self->filter, GTK_DIR_TAB_FORWARD);
}

/* A day may be over meanwhile: what "today" is, is asked anew. */
static void
receptions_changed (MdgReceptionsPage *self)
{
  MdgReceptionQuery query;

  if (self->list == NULL)
    return;
  g_free (mdg_receptions_page_get_query (self, &query));
  if (query.first_day != 0)
    mdg_reception_list_set_query (self->list, &query);
  else
    mdg_reception_list_reload (self->list);
}

/* acts ---------------------------------------------------------------------------------------- */

static void
row_activated (MdgReceptionsPage *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "consent.reception", "u", position);
}

/* Without a choice the first in the list. */
static void
open_clicked (MdgReceptionsPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  row_activated (self, position != GTK_INVALID_LIST_POSITION ? position : 0);
}

static void
choose_clicked (MdgReceptionsPage *self)
{
  mdg_watch_line_choose (MDG_WATCH_LINE (self->watch));
}

static void
write_clicked (MdgReceptionsPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_watch_line_write (MDG_WATCH_LINE (self->watch));
}

static void
watch_failed (MdgReceptionsPage *self, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* the list ------------------------------------------------------------------------------------ */

static void
list_failed (MdgReceptionsPage *self)
{
  g_autoptr (GError) problem = NULL;

  g_object_get (self->list, "problem", &problem, NULL);
  if (problem != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), problem);
}

static void
drop_list (MdgReceptionsPage *self)
{
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
}

/* The view keeps what it shows where it is. Who looks at the newest wants to see the next one come.
 */
static void
rows_changed (MdgReceptionsPage *self, guint position)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll));

  if (position == 0 && n_rows (self) > 0 && gtk_adjustment_get_value (place) < 1)
    gtk_widget_activate_action (gtk_widget_get_last_child (self->view), "list.scroll-to-item", "u",
                                0);
  update_shown (self);
}

static void
make_list (MdgReceptionsPage *self, MdgCache *cache)
{
  self->list = mdg_reception_list_new (cache);
  self->selection = gtk_single_selection_new (
      G_LIST_MODEL (g_object_ref (mdg_reception_list_get_rows (self->list))));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->list, "notify::problem", G_CALLBACK (list_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "settled", G_CALLBACK (update_shown), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  /* After the view has heard of it. */
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (rows_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
cache_changed (MdgReceptionsPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (mdg_reception_desk_get_workplace (self->desk));

  drop_list (self);
  if (cache != NULL)
    make_list (self, cache);
  ask (self);
  update_shown (self);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_receptions_page_grab_focus (GtkWidget *widget)
{
  MdgReceptionsPage *self = MDG_RECEPTIONS_PAGE (widget);

  if (n_rows (self) > 0)
    return gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
  return gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
}

static void
mdg_receptions_page_dispose (GObject *object)
{
  MdgReceptionsPage *self = MDG_RECEPTIONS_PAGE (object);

  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (
          gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), self);
      g_signal_handlers_disconnect_by_data (
          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll)), self);
      drop_list (self);
    }
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_RECEPTIONS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_receptions_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/consent/receptions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, watch);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, empty_words);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, all);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, choose);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, write);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, below);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, count);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, export);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, open);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionsPage, totals);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, write_clicked);
  gtk_widget_class_bind_template_callback (widget_class, watch_failed);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked);
}

static void
mdg_receptions_page_class_init (MdgReceptionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_receptions_page_dispose;
  widget_class->grab_focus = mdg_receptions_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_WATCH_LINE);
  g_type_ensure (MDG_TYPE_RECEPTION_FILTER);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_receptions_page_init (MdgReceptionsPage *self)
{
  GtkAdjustment *place;

  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  mdg_reception_columns_add (GTK_COLUMN_VIEW (self->view));
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll));
  g_signal_connect_object (place, "value-changed", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (place, "changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), "changed",
                           G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
}

/* public -------------------------------------------------------------------------------------- */

GtkWidget *
mdg_receptions_page_new (MdgReceptionDesk *desk)
{
  MdgReceptionsPage *self = g_object_new (MDG_TYPE_RECEPTIONS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  mdg_watch_line_set_desk (MDG_WATCH_LINE (self->watch), desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (update_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "cache-changed", G_CALLBACK (cache_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "receptions-changed", G_CALLBACK (receptions_changed), self,
                           G_CONNECT_SWAPPED);
  cache_changed (self);
  return GTK_WIDGET (self);
}

MdgReceptionList *
mdg_receptions_page_get_list (MdgReceptionsPage *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTIONS_PAGE (self), NULL);

  return self->list;
}

char *
mdg_receptions_page_get_query (MdgReceptionsPage *self, MdgReceptionQuery *query)
{
  g_return_val_if_fail (MDG_IS_RECEPTIONS_PAGE (self), NULL);

  *query = (MdgReceptionQuery){
    .oldest_first = mdg_reception_columns_is_oldest_first (GTK_COLUMN_VIEW (self->view)),
  };
  mdg_reception_filter_fill (MDG_RECEPTION_FILTER (self->filter), now (self), query);
  return mdg_reception_filter_describe (MDG_RECEPTION_FILTER (self->filter));
}
