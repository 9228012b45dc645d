/* outbox-page.c: [送信待ち].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/outbox-page.h"

#include <glib/gi18n.h>

#include "accounts/conflict-card.h"
#include "accounts/outbox-row.h"
#include "accounts/outbox-rows.h"
#include "accounts/sync-line.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

#define CARDS_MAX 10 /* conflicts that are shown at a time */

struct _MdgOutboxPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *sync;
  GtkWidget *conflicts;
  GtkWidget *more;
  GtkWidget *scroll;
  GtkWidget *view;
  GtkWidget *empty;
  GtkWidget *back;

  MdgAccountLink *link;
  MdgAccountDesk *desk;      /* (nullable): the one our handlers are connected to */
  GCancellable *cancellable; /* (nullable): of what is being read */
  GListStore *rows;          /* of MdgOutboxItem: all but the conflicts */
  GHashTable *cards;         /* number of the entry → its Card */
};

/* A conflict on the page. It stays as long as it is one: what is typed there, the focus and what an
 * input method is composing stay, too. */
typedef struct
{
  GtkWidget *widget;
  gboolean seen; /* it is still in the outbox */
} Card;

G_DEFINE_FINAL_TYPE (MdgOutboxPage, mdg_outbox_page, GTK_TYPE_WIDGET)

static void
row_failed (MdgOutboxPage *self, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* What waits ------------------------------------------------------------------------------------
 */

static void
set_up_row (MdgOutboxPage *self, GtkListItem *item)
{
  GtkWidget *row = mdg_outbox_row_new (NULL, NULL);

  g_signal_connect_object (row, "failed", G_CALLBACK (row_failed), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, row);
}

static void
bind_row (MdgOutboxPage *self, GtkListItem *item)
{
  mdg_outbox_row_set (MDG_OUTBOX_ROW (gtk_list_item_get_child (item)), self->desk,
                      mdg_outbox_item_get_entry (gtk_list_item_get_item (item)));
}

static void
unbind_row (MdgOutboxPage *self, GtkListItem *item)
{
  mdg_outbox_row_set (MDG_OUTBOX_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
set_up_view (MdgOutboxPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) model = NULL;

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->view), factory);
  g_object_unref (factory);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (model));
}

/* Conflicts -------------------------------------------------------------------------------------
 */

static void
card_free (gpointer data)
{
  Card *card = data;

  g_object_unref (card->widget);
  g_free (card);
}

/* Below @above (nullable). Returns: the card of @entry */
static GtkWidget *
show_conflict (MdgOutboxPage *self, const MdgOutboxEntry *entry, GtkWidget *above)
{
  Card *card = g_hash_table_lookup (self->cards, &entry->number);

  if (card == NULL)
    {
      card = g_new0 (Card, 1);
      card->widget = g_object_ref_sink (mdg_conflict_card_new ());
      g_signal_connect_object (card->widget, "failed", G_CALLBACK (row_failed), self,
                               G_CONNECT_SWAPPED);
      gtk_box_insert_child_after (GTK_BOX (self->conflicts), card->widget, above);
      g_hash_table_insert (self->cards, g_memdup2 (&entry->number, sizeof entry->number), card);
    }
  mdg_conflict_card_set (MDG_CONFLICT_CARD (card->widget), self->desk, entry);
  card->seen = TRUE;
  return card->widget;
}

static gboolean
drop_unseen (gpointer number, gpointer data, gpointer user_data)
{
  MdgOutboxPage *self = user_data;
  Card *card = data;
  gboolean seen = card->seen;

  card->seen = FALSE;
  if (!seen)
    gtk_box_remove (GTK_BOX (self->conflicts), card->widget);
  return !seen;
}

static void
show_more (MdgOutboxPage *self, guint n)
{
  g_autofree char *text
      = g_strdup_printf (ngettext ("%u more conflict comes here when these are decided.",
                                   "%u more conflicts come here when these are decided.", n),
                         n);

  gtk_label_set_text (GTK_LABEL (self->more), text);
  mdg_widget_set_shown (self->more, n > 0);
}

/* Entries come in the order of their numbers, which never change. */
static void
fill_conflicts (MdgOutboxPage *self, GPtrArray *entries)
{
  GtkWidget *above = NULL;
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const MdgOutboxEntry *entry = entries->pdata[i];

      if (entry->state == MDG_OUTBOX_CONFLICT && n++ < CARDS_MAX)
        above = show_conflict (self, entry, above);
    }
  g_hash_table_foreach_remove (self->cards, drop_unseen, self);
  mdg_widget_set_shown (self->conflicts, n > 0);
  show_more (self, n > CARDS_MAX ? n - CARDS_MAX : 0);
}

/* -----------------------------------------------------------------------------------------------
 */

static void
fill (MdgOutboxPage *self, GPtrArray *entries)
{
  fill_conflicts (self, entries);
  mdg_outbox_rows_fill (self->rows, entries);
  mdg_widget_set_shown (self->scroll, g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0);
  mdg_widget_set_shown (self->empty, entries->len == 0);
}

static void
outbox_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries
      = mdg_account_desk_get_outbox_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgOutboxPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  else
    fill (self, entries);
}

static void
stop (MdgOutboxPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (MdgOutboxPage *self)
{
  stop (self);
  if (self->desk == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->cancellable = g_cancellable_new ();
  mdg_account_desk_get_outbox_async (self->desk, self->cancellable, outbox_known, self);
}

static void
bind_desk (MdgOutboxPage *self)
{
  stop (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  /* It was another institution's. */
  g_hash_table_foreach_remove (self->cards, drop_unseen, self);
  g_list_store_remove_all (self->rows);
  mdg_widget_set_shown (self->conflicts, FALSE);
  mdg_widget_set_shown (self->more, FALSE);
  mdg_widget_set_shown (self->scroll, FALSE);
  mdg_widget_set_shown (self->empty, FALSE);
  g_set_object (&self->desk, mdg_account_link_get_desk (self->link));
  if (self->desk != NULL)
    g_signal_connect_object (self->desk, "outbox-changed", G_CALLBACK (load), self,
                             G_CONNECT_SWAPPED);
  load (self);
}

static gboolean
mdg_outbox_page_grab_focus (GtkWidget *widget)
{
  MdgOutboxPage *self = MDG_OUTBOX_PAGE (widget);

  return gtk_widget_child_focus (self->conflicts, GTK_DIR_TAB_FORWARD)
         || gtk_widget_child_focus (self->scroll, GTK_DIR_TAB_FORWARD)
         || gtk_widget_grab_focus (self->back);
}

static void
mdg_outbox_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_outbox_page_parent_class)->map (widget);
  load (MDG_OUTBOX_PAGE (widget));
}

static void
mdg_outbox_page_unmap (GtkWidget *widget)
{
  mdg_page_hide_message (MDG_PAGE (MDG_OUTBOX_PAGE (widget)->page));
  GTK_WIDGET_CLASS (mdg_outbox_page_parent_class)->unmap (widget);
}

static void
mdg_outbox_page_dispose (GObject *object)
{
  MdgOutboxPage *self = MDG_OUTBOX_PAGE (object);

  stop (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_object (&self->link);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  if (self->view != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->view), NULL); /* its rows ask the desk */
  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_OUTBOX_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_outbox_page_parent_class)->dispose (object);
}

static void
mdg_outbox_page_class_init (MdgOutboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_outbox_page_dispose;
  widget_class->grab_focus = mdg_outbox_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_outbox_page_map;
  widget_class->unmap = mdg_outbox_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_SYNC_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/accounts/outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, sync);
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, more);
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, back);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_outbox_page_init (MdgOutboxPage *self)
{
  self->cards = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, card_free);
  self->rows = g_list_store_new (MDG_TYPE_OUTBOX_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_view (self);
}

GtkWidget *
mdg_outbox_page_new (MdgAccountLink *link)
{
  MdgOutboxPage *self = g_object_new (MDG_TYPE_OUTBOX_PAGE, NULL);

  self->link = g_object_ref (link);
  mdg_sync_line_set_link (MDG_SYNC_LINE (self->sync), link);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (bind_desk), self, G_CONNECT_SWAPPED);
  bind_desk (self);
  return GTK_WIDGET (self);
}
