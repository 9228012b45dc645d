/* outbox-page.c: [送信待ち].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/outbox-page.h"

#include "accounts/accounts-text.h"
#include "accounts/conflict-card.h"
#include "accounts/outbox-row.h"
#include "accounts/sync-line.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgOutboxPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *sync;
  GtkWidget *rows;
  GtkWidget *empty;
  GtkWidget *back;

  MdgAccountLink *link;
  MdgAccountDesk *desk;      /* (nullable): the one our handlers are connected to */
  GCancellable *cancellable; /* (nullable): of what is being read */
  GHashTable *items;         /* number of the entry → its Item */
};

/* An entry on the page. It stays where it is as long as it says the same: what is typed there, the
 * focus and what an input method is composing stay, too. */
typedef struct
{
  GtkWidget *widget; /* a card or a row */
  char *words;       /* (nullable): all that a row says */
  gboolean seen;     /* it is still in the outbox */
} Item;

G_DEFINE_FINAL_TYPE (MdgOutboxPage, mdg_outbox_page, GTK_TYPE_WIDGET)

static void
row_failed (MdgOutboxPage *self, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
item_free (gpointer data)
{
  Item *item = data;

  g_object_unref (item->widget);
  g_free (item->words);
  g_free (item);
}

static char *
words_of (const MdgOutboxEntry *entry)
{
  g_autofree char *title = mdg_outbox_entry_title (entry);
  g_autofree char *detail = mdg_outbox_entry_detail (entry);

  return g_strdup_printf ("%d\n%s\n%s\n%s", (int)entry->state, title, entry->institution_name,
                          detail);
}

static GtkWidget *
make_widget (MdgOutboxPage *self, const MdgOutboxEntry *entry)
{
  GtkWidget *widget = entry->state == MDG_OUTBOX_CONFLICT ? mdg_conflict_card_new ()
                                                          : mdg_outbox_row_new (self->desk, entry);

  g_signal_connect_object (widget, "failed", G_CALLBACK (row_failed), self, G_CONNECT_SWAPPED);
  return widget;
}

static void
drop_item (MdgOutboxPage *self, const Item *item)
{
  gtk_box_remove (GTK_BOX (self->rows), item->widget);
}

static gboolean
still_fits (const Item *item, const MdgOutboxEntry *entry, const char *words)
{
  if (entry->state == MDG_OUTBOX_CONFLICT)
    return MDG_IS_CONFLICT_CARD (item->widget);
  return g_strcmp0 (item->words, words) == 0;
}

/* Below @above (nullable). Returns: the widget of @entry */
static GtkWidget *
show_entry (MdgOutboxPage *self, const MdgOutboxEntry *entry, GtkWidget *above)
{
  g_autofree char *words = entry->state == MDG_OUTBOX_CONFLICT ? NULL : words_of (entry);
  Item *item = g_hash_table_lookup (self->items, &entry->number);

  if (item != NULL && !still_fits (item, entry, words))
    {
      drop_item (self, item);
      g_hash_table_remove (self->items, &entry->number);
      item = NULL;
    }
  if (item == NULL)
    {
      item = g_new0 (Item, 1);
      item->widget = g_object_ref_sink (make_widget (self, entry));
      item->words = g_steal_pointer (&words);
      gtk_box_insert_child_after (GTK_BOX (self->rows), item->widget, above);
      g_hash_table_insert (self->items, g_memdup2 (&entry->number, sizeof entry->number), item);
    }
  if (MDG_IS_CONFLICT_CARD (item->widget))
    mdg_conflict_card_set (MDG_CONFLICT_CARD (item->widget), self->desk, entry);
  item->seen = TRUE;
  return item->widget;
}

static gboolean
drop_unseen (gpointer number, gpointer data, gpointer user_data)
{
  Item *item = data;
  gboolean seen = item->seen;

  item->seen = FALSE;
  if (!seen)
    drop_item (user_data, item);
  return !seen;
}

/* Entries come in the order of their numbers, which never change. */
static void
fill (MdgOutboxPage *self, GPtrArray *entries)
{
  GtkWidget *above = NULL;

  for (guint i = 0; i < entries->len; i++)
    above = show_entry (self, entries->pdata[i], above);
  g_hash_table_foreach_remove (self->items, drop_unseen, self);
  mdg_widget_set_shown (self->rows, entries->len > 0);
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
  g_hash_table_foreach_remove (self->items, drop_unseen, self); /* it was another institution's */
  mdg_widget_set_shown (self->rows, FALSE);
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

  return gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD)
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
  g_clear_pointer (&self->items, g_hash_table_unref);
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
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, rows);
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgOutboxPage, back);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_outbox_page_init (MdgOutboxPage *self)
{
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, item_free);
  gtk_widget_init_template (GTK_WIDGET (self));
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
