/* history-card.c: 履歴 of an account.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/history-card.h"

#include <glib/gi18n.h>

#include "accounts/settings-text.h"
#include "dates.h"
#include "widgets/widget-tools.h"

#define FIRST 8 /* lines that are shown without being asked for */

struct _MdgHistoryCard
{
  GtkWidget parent_instance;

  GtkWidget *rows;
  GtkWidget *empty;
  GtkWidget *more;

  MdgAccountDesk *desk; /* (nullable): the one our handler is connected to */
  char *account_id;
  GCancellable *cancellable; /* (nullable): while it is read */
  gboolean whole;            /* all of it is wanted */
};

G_DEFINE_FINAL_TYPE (MdgHistoryCard, mdg_history_card, GTK_TYPE_WIDGET)

static void
add_row (MdgHistoryCard *self, int row, const MdgAccountEvent *event)
{
  g_autofree char *when = mdg_date_time_text (event->at);
  g_autofree char *what = mdg_account_event_text (event);
  g_autofree char *side = mdg_account_event_side_text (event);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *time = mdg_widget_new_text (when, "quiet");

  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (what, NULL));
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (side, "quiet"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (time, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (self->rows), time, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->rows), words, 1, row, 1, 1);
}

static void
clear (MdgHistoryCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_grid_remove (GTK_GRID (self->rows), child);
  mdg_widget_set_shown (self->more, FALSE);
}

static void
fill (MdgHistoryCard *self, GPtrArray *events)
{
  guint n = self->whole ? events->len : MIN (events->len, FIRST);

  clear (self);
  for (guint i = 0; i < n; i++)
    add_row (self, (int)i, events->pdata[i]);
  mdg_widget_set_shown (self->rows, n > 0);
  mdg_widget_set_shown (self->empty, n == 0);
  mdg_widget_set_shown (self->more, n < events->len);
}

static void
history_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events
      = mdg_account_desk_get_history_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgHistoryCard *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (events != NULL)
    fill (self, events);
  else
    g_warning ("the history cannot be read: %s", error->message);
}

static void
stop (MdgHistoryCard *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (MdgHistoryCard *self)
{
  stop (self);
  if (self->desk == NULL || self->account_id == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  mdg_account_desk_get_history_async (self->desk, self->account_id, self->cancellable,
                                      history_known, self);
}

static void
more_clicked (MdgHistoryCard *self)
{
  self->whole = TRUE;
  load (self);
}

static void
set_desk (MdgHistoryCard *self, MdgAccountDesk *desk)
{
  if (self->desk == desk)
    return;
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_set_object (&self->desk, desk);
  if (desk != NULL)
    g_signal_connect_object (desk, "history-changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
}

static void
mdg_history_card_dispose (GObject *object)
{
  MdgHistoryCard *self = MDG_HISTORY_CARD (object);

  stop (self);
  set_desk (self, NULL);
  g_clear_pointer (&self->account_id, g_free);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_history_card_parent_class)->dispose (object);
}

static void
mdg_history_card_class_init (MdgHistoryCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_history_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_history_card_init (MdgHistoryCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_parent (mdg_widget_new_text (_ ("History"), "section-title"), GTK_WIDGET (self));
  self->empty = mdg_widget_new_text (_ ("Nothing has changed since it is kept here."), NULL);
  gtk_widget_set_parent (self->empty, GTK_WIDGET (self));
  self->rows = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->rows), 24);
  gtk_grid_set_row_spacing (GTK_GRID (self->rows), 6);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  self->more = gtk_button_new_with_mnemonic (_ ("Show the whole h_istory"));
  mdg_widget_tidy_names (self->more);
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_clicked), self,
                           G_CONNECT_SWAPPED);
  clear (self);
}

GtkWidget *
mdg_history_card_new (void)
{
  return g_object_new (MDG_TYPE_HISTORY_CARD, NULL);
}

void
mdg_history_card_set (MdgHistoryCard *self, MdgAccountDesk *desk, const char *account_id)
{
  g_return_if_fail (MDG_IS_HISTORY_CARD (self));

  set_desk (self, desk);
  if (g_strcmp0 (account_id, self->account_id) != 0)
    {
      g_free (self->account_id);
      self->account_id = g_strdup (account_id);
      self->whole = FALSE;
      clear (self);
      mdg_widget_set_shown (self->rows, FALSE);
      mdg_widget_set_shown (self->empty, FALSE);
    }
  load (self);
}
