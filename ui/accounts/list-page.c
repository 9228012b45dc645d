/* list-page.c: 資格確認アカウント管理.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/list-page.h"

#include <glib/gi18n.h>

#include "accounts/account-export.h"
#include "accounts/accounts-text.h"
#include "accounts/list-columns.h"
#include "accounts/list-filter.h"
#include "accounts/sync-line.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgListPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *sync;
  GtkWidget *filter;
  GtkWidget *scroll;
  GtkWidget *view;
  GtkWidget *empty;
  GtkWidget *empty_words;
  GtkWidget *all;
  GtkWidget *below;
  GtkWidget *count;
  GtkWidget *chosen;
  GtkWidget *outbox;
  GtkWidget *open;
  GtkWidget *apply_app;
  GtkWidget *apply_linkage;

  MdgAccountLink *link;
  MdgAccountDesk *desk;         /* (nullable): the one our handlers are connected to */
  MdgAccountList *list;         /* (nullable) */
  GtkMultiSelection *selection; /* (nullable) */
  GCancellable *cancellable;
  gboolean arriving; /* Enter was pressed in the search whose answer is not there yet */
  GError *told;      /* (nullable): what of the desk's was told */
  gboolean doubted;  /* there may be other facilities than were last seen */
  gboolean many;     /* there is more than one facility */
};

G_DEFINE_FINAL_TYPE (MdgListPage, mdg_list_page, GTK_TYPE_WIDGET)

/* what stands below the list ------------------------------------------------------------------- */

static guint
n_rows (MdgListPage *self)
{
  return self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
}

static void
update_count (MdgListPage *self)
{
  mdg_widget_count_rows (self->count, self->scroll, n_rows (self),
                         self->list != NULL ? mdg_account_list_count (self->list) : 0);
}

static void
update_chosen (MdgListPage *self)
{
  g_autoptr (GtkBitset) set
      = self->selection != NULL
            ? gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection))
            : NULL;
  guint n = set != NULL ? (guint)gtk_bitset_get_size (set) : 0;
  g_autofree char *number = mdg_count_text (n);
  g_autofree char *text = n > 0 ? g_strdup_printf (_ ("%s selected"), number) : NULL;

  gtk_label_set_text (GTK_LABEL (self->chosen), text != NULL ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.copy", n > 0);
  gtk_widget_set_sensitive (self->open, n == 1);
}

/* what is shown -------------------------------------------------------------------------------- */

static gboolean
is_filtered (MdgListPage *self)
{
  return mdg_list_filter_is_active (MDG_LIST_FILTER (self->filter));
}

static const char *
empty_text (MdgListPage *self, const MdgDeskState *state)
{
  if (state != NULL && state->phase == MDG_SYNC_LOADING && is_filtered (self))
    return _ ("None of the accounts that have arrived so far fits what you are looking for.");
  if (state != NULL && state->n_accounts > 0 && is_filtered (self))
    return _ ("No account fits what you are looking for.");
  if (state != NULL && state->loaded)
    return _ ("There are no accounts yet. They appear here when an application for accounts is "
              "completed.");
  if (!mdg_account_link_has_session (self->link))
    return _ (
        "The list is not on this computer yet. Log in with an account of the facility, and it "
        "is fetched by itself; afterwards it can be read here at any time, also offline.");
  if (state != NULL && state->phase != MDG_SYNC_IDLE)
    return _ ("The list is being fetched. The first rows appear in a moment.");
  return _ ("The list could not be fetched. Press “Bring up to date” to try again.");
}

static void
update_shown (MdgListPage *self)
{
  const MdgDeskState *state = self->desk != NULL ? mdg_account_desk_get_state (self->desk) : NULL;
  gboolean empty = n_rows (self) == 0;

  mdg_widget_set_shown (self->scroll, !empty);
  mdg_widget_set_shown (self->below, !empty);
  mdg_widget_set_shown (self->empty, empty);
  mdg_widget_set_shown (self->filter, !empty || is_filtered (self));
  if (!empty)
    return;
  gtk_label_set_text (GTK_LABEL (self->empty_words), empty_text (self, state));
  mdg_widget_set_shown (self->all, is_filtered (self));
}

static gboolean
is_told (MdgListPage *self, const GError *problem)
{
  return self->told != NULL && g_error_matches (problem, self->told->domain, self->told->code)
         && g_str_equal (problem->message, self->told->message);
}

/* Without the service one goes on working: a state, no error. */
static void
tell_problem (MdgListPage *self, const GError *problem)
{
  if (mdg_account_link_is_out_of_reach (self->link))
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO,
                           _ ("The service cannot be reached now."),
                           _ ("This is the list that is kept on this computer. You can go on "
                              "working with it: what you change is kept here, too, and sent by "
                              "itself when the service can be reached again."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), problem);
}

/* What the last sync ran into; it stands until the next one has come to its end. Without a session
 * it is no error. */
static void
update_problem (MdgListPage *self, const MdgDeskState *state)
{
  const GError *problem
      = state != NULL && mdg_account_link_has_session (self->link) ? state->problem : NULL;

  if (problem == NULL && self->told != NULL)
    mdg_page_hide_message (MDG_PAGE (self->page));
  if (problem != NULL && !is_told (self, problem))
    tell_problem (self, problem);
  g_clear_error (&self->told);
  if (problem != NULL)
    self->told = g_error_copy (problem);
}

static void
update_outbox (MdgListPage *self, const MdgDeskState *state)
{
  guint n = state != NULL ? state->n_waiting + state->n_conflicts + state->n_refused : 0;
  g_autofree char *label = g_strdup_printf (_ ("_Waiting to be sent (%u)"), n);

  mdg_widget_set_shown (self->outbox, n > 0);
  gtk_button_set_label (GTK_BUTTON (self->outbox), label);
  mdg_widget_tidy_names (self->outbox);
  if (state != NULL && state->n_conflicts + state->n_refused > 0)
    mdg_page_set_note (MDG_PAGE (self->page), MDG_MESSAGE_WARNING,
                       _ ("Something you asked for needs your decision."),
                       _ ("Open “Waiting to be sent” below the list. Nothing was lost."), NULL);
  else
    mdg_page_set_note (MDG_PAGE (self->page), MDG_MESSAGE_INFO, NULL, NULL, NULL);
}

static void look_at_facilities (MdgListPage *self);

static void
update (MdgListPage *self)
{
  const MdgDeskState *state = self->desk != NULL ? mdg_account_desk_get_state (self->desk) : NULL;

  if (self->doubted)
    look_at_facilities (self);
  update_shown (self);
  update_problem (self, state);
  update_outbox (self, state);
  gtk_widget_set_sensitive (self->apply_app, state != NULL);
  gtk_widget_set_sensitive (self->apply_linkage, state != NULL);
  update_count (self);
}

static void
rows_changed (MdgListPage *self)
{
  update_shown (self);
  update_count (self);
  update_chosen (self);
}

static void
facilities_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean several;
  gboolean known = mdg_account_desk_has_facilities_finish (MDG_ACCOUNT_DESK (source), result,
                                                           &several, &error);
  MdgListPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  self->many = !known || several;
  mdg_list_columns_show_facility (GTK_COLUMN_VIEW (self->view), self->many);
}

/* While a list arrives page by page, only until it is known that there are many. */
static void
look_at_facilities (MdgListPage *self)
{
  if (self->desk == NULL)
    return;
  self->doubted = self->many && mdg_account_desk_get_state (self->desk)->phase != MDG_SYNC_IDLE;
  if (!self->doubted)
    mdg_account_desk_has_facilities_async (self->desk, self->cancellable, facilities_known, self);
}

/* the query ------------------------------------------------------------------------------------ */

static void
ask (MdgListPage *self)
{
  MdgAccountQuery query = { .sort = MDG_SORT_ID };

  self->arriving = FALSE;
  if (self->list == NULL)
    return;
  mdg_list_columns_get_sort (GTK_COLUMN_VIEW (self->view), &query.sort, &query.descending);
  mdg_list_filter_fill (MDG_LIST_FILTER (self->filter), &query);
  mdg_account_list_set_query (self->list, &query);
}

/* From the fields, for those who do not use the pointer. */
static void
sort_chosen (MdgListPage *self)
{
  MdgAccountSort sort;
  gboolean descending;

  mdg_list_filter_get_sort (MDG_LIST_FILTER (self->filter), &sort, &descending);
  mdg_list_columns_set_sort (GTK_COLUMN_VIEW (self->view), sort, descending);
}

/* From the headers or the fields. */
static void
sort_changed (MdgListPage *self)
{
  MdgAccountSort sort = MDG_SORT_ID;
  gboolean descending = FALSE;

  mdg_list_columns_get_sort (GTK_COLUMN_VIEW (self->view), &sort, &descending);
  mdg_list_filter_set_sort (MDG_LIST_FILTER (self->filter), sort, descending);
  ask (self);
}

static void
all_clicked (MdgListPage *self)
{
  mdg_list_filter_clear (MDG_LIST_FILTER (self->filter));
  ask (self);
  gtk_widget_grab_focus (self->filter);
}

/* acts ----------------------------------------------------------------------------------------- */

static void
open_row (MdgListPage *self, guint position)
{
  g_autoptr (MdgRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const MdgAccountRow *value = row != NULL ? mdg_row_get_value (row) : NULL;

  if (value != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "accounts.detail", "s", value->account->id);
}

static void
row_activated (MdgListPage *self, guint position)
{
  open_row (self, position);
}

static void
open_clicked (MdgListPage *self)
{
  g_autoptr (GtkBitset) set
      = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (!gtk_bitset_is_empty (set))
    open_row (self, gtk_bitset_get_minimum (set));
}

/* Enter in the search leads to what was found. */
static void
go_to_found (MdgListPage *self)
{
  self->arriving = FALSE;
  if (n_rows (self) == 0)
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
  gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
}

/* Not to what an earlier question found. */
static void
search_activated (MdgListPage *self)
{
  self->arriving = self->list != NULL;
  if (self->list != NULL && mdg_account_list_is_settled (self->list))
    go_to_found (self);
}

static void
settled (MdgListPage *self)
{
  rows_changed (self);
  if (self->arriving)
    go_to_found (self);
}

static void
copied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgListPage *self;
  g_autofree char *table = mdg_account_copy_finish (MDG_ACCOUNT_LIST (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  if (table == NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), table);
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS,
                         _ ("The selected rows were copied."),
                         _ ("Paste them into a spreadsheet."));
}

static void
copy_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgListPage *self = MDG_LIST_PAGE (widget);
  g_autoptr (GArray) numbers = mdg_list_page_get_selected (self);

  if (numbers != NULL)
    mdg_account_copy_async (self->list, numbers, self->cancellable, copied, self);
}

static void
paste_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "accounts.paste", NULL);
}

static void
print_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (n_rows (MDG_LIST_PAGE (widget)) > 0)
    gtk_widget_activate_action (widget, "accounts.export", NULL);
}

static void
find_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (MDG_LIST_PAGE (widget)->filter);
}

static void
refresh_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_sync_line_refresh (MDG_SYNC_LINE (MDG_LIST_PAGE (widget)->sync));
}

/* the desk ------------------------------------------------------------------------------------- */

static void
list_failed (MdgListPage *self)
{
  g_autoptr (GError) problem = NULL;

  g_object_get (self->list, "problem", &problem, NULL);
  if (problem != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), problem);
}

static void
drop_list (MdgListPage *self)
{
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
make_list (MdgListPage *self)
{
  self->list = mdg_account_list_new (self->desk);
  self->selection = gtk_multi_selection_new (
      G_LIST_MODEL (g_object_ref (mdg_account_list_get_rows (self->list))));
  g_signal_connect_object (self->list, "notify::problem", G_CALLBACK (list_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "settled", G_CALLBACK (settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (rows_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (update_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "rows-changed", G_CALLBACK (look_at_facilities), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
}

static void
bind_desk (MdgListPage *self)
{
  drop_list (self);
  g_set_object (&self->desk, mdg_account_link_get_desk (self->link));
  if (self->desk != NULL)
    make_list (self);
  self->many = FALSE;
  ask (self);
  look_at_facilities (self);
  update (self);
  update_chosen (self);
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_list_page_grab_focus (GtkWidget *widget)
{
  MdgListPage *self = MDG_LIST_PAGE (widget);

  if (n_rows (self) > 0)
    return gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
  return gtk_widget_child_focus (self->sync, GTK_DIR_TAB_FORWARD)
         || gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
}

static void
mdg_list_page_dispose (GObject *object)
{
  MdgListPage *self = MDG_LIST_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (
          gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), self);
      g_signal_handlers_disconnect_by_data (
          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll)), self);
      drop_list (self);
    }
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_LIST_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_list_page_parent_class)->dispose (object);
}

static void
mdg_list_page_finalize (GObject *object)
{
  g_clear_object (&MDG_LIST_PAGE (object)->cancellable);
  g_clear_error (&MDG_LIST_PAGE (object)->told);
  G_OBJECT_CLASS (mdg_list_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/accounts/list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, sync);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, filter);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, empty_words);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, all);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, below);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, count);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, chosen);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, outbox);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, open);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, apply_app);
  gtk_widget_class_bind_template_child (widget_class, MdgListPage, apply_linkage);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, sort_chosen);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked);
}

static void
mdg_list_page_class_init (MdgListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_list_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_list_page_finalize;
  widget_class->grab_focus = mdg_list_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_SYNC_LINE);
  g_type_ensure (MDG_TYPE_LIST_FILTER);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "list.copy", NULL, copy_activated);
  gtk_widget_class_install_action (widget_class, "list.paste", NULL, paste_activated);
  gtk_widget_class_install_action (widget_class, "list.print", NULL, print_activated);
  gtk_widget_class_install_action (widget_class, "list.find", NULL, find_activated);
  gtk_widget_class_install_action (widget_class, "list.refresh", NULL, refresh_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "list.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "list.paste",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "list.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "list.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "list.refresh", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_list_page_init (MdgListPage *self)
{
  GtkAdjustment *place;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_list_columns_add (GTK_COLUMN_VIEW (self->view));
  mdg_list_columns_set_sort (GTK_COLUMN_VIEW (self->view), MDG_SORT_ID, FALSE);
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll));
  g_signal_connect_object (place, "value-changed", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (place, "changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), "changed",
                           G_CALLBACK (sort_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
mdg_list_page_new (MdgAccountLink *link)
{
  MdgListPage *self = g_object_new (MDG_TYPE_LIST_PAGE, NULL);

  self->link = g_object_ref (link);
  mdg_sync_line_set_link (MDG_SYNC_LINE (self->sync), link);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (bind_desk), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "session-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  bind_desk (self);
  return GTK_WIDGET (self);
}

MdgAccountList *
mdg_list_page_get_list (MdgListPage *self)
{
  g_return_val_if_fail (MDG_IS_LIST_PAGE (self), NULL);

  return self->list;
}

GArray *
mdg_list_page_get_selected (MdgListPage *self)
{
  g_autoptr (GtkBitset) set = NULL;
  g_autoptr (GArray) numbers = NULL;
  MdgRowWindow *rows;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (MDG_IS_LIST_PAGE (self), NULL);

  if (self->selection == NULL)
    return NULL;
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  rows = mdg_account_list_get_rows (self->list);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, set, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 number = mdg_row_window_get_number (rows, position);

      g_array_append_val (numbers, number);
    }
  return numbers->len > 0 ? g_steal_pointer (&numbers) : NULL;
}

char *
mdg_list_page_describe (MdgListPage *self)
{
  g_return_val_if_fail (MDG_IS_LIST_PAGE (self), NULL);

  return mdg_list_filter_describe (MDG_LIST_FILTER (self->filter));
}

void
mdg_list_page_tell (MdgListPage *self, MdgMessageKind kind, const char *title, const char *body)
{
  g_return_if_fail (MDG_IS_LIST_PAGE (self));

  mdg_page_show_message (MDG_PAGE (self->page), kind, title, body);
}
