/* outbox-page.c: [送信待ち].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/outbox-page.h"

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
  GHashTable *cards; /* number of the entry → its conflict card: what is typed there stays */
};

G_DEFINE_FINAL_TYPE (MdgOutboxPage, mdg_outbox_page, GTK_TYPE_WIDGET)

static void
row_failed (MdgOutboxPage *self, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

static GtkWidget *
card_for (MdgOutboxPage *self, GHashTable *old, const MdgOutboxEntry *entry)
{
  GtkWidget *card = g_hash_table_lookup (old, &entry->number);

  if (card == NULL)
    {
      card = g_object_ref_sink (mdg_conflict_card_new ());
      g_signal_connect_object (card, "failed", G_CALLBACK (row_failed), self, G_CONNECT_SWAPPED);
    }
  else
    g_object_ref (card);
  mdg_conflict_card_set (MDG_CONFLICT_CARD (card), self->desk, entry);
  g_hash_table_insert (self->cards, g_memdup2 (&entry->number, sizeof entry->number), card);
  return card;
}

static GHashTable *
new_cards (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

static void
fill (MdgOutboxPage *self, GPtrArray *entries)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->cards);

  self->cards = new_cards ();
  mdg_widget_clear_box (self->rows);
  for (guint i = 0; i < entries->len; i++)
    {
      const MdgOutboxEntry *entry = entries->pdata[i];
      GtkWidget *row;

      if (entry->state == MDG_OUTBOX_CONFLICT)
        row = card_for (self, old, entry);
      else
        {
          row = mdg_outbox_row_new (self->desk, entry);
          g_signal_connect_object (row, "failed", G_CALLBACK (row_failed), self, G_CONNECT_SWAPPED);
        }
      gtk_box_append (GTK_BOX (self->rows), row);
    }
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
  mdg_widget_clear_box (self->rows); /* what stood there was another institution's */
  g_hash_table_remove_all (self->cards);
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
  g_clear_pointer (&self->cards, g_hash_table_unref);
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
  self->cards = new_cards ();
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
