/* account-waiting.c: what of one account waits to be sent, was refused, or is in conflict.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/account-waiting.h"

#include "accounts/conflict-card.h"
#include "accounts/outbox-row.h"
#include "widgets/widget-tools.h"

struct _MdgAccountWaiting
{
  GtkWidget parent_instance;

  GtkWidget *conflict_place;
  GtkWidget *rows;
};

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAccountWaiting, mdg_account_waiting, GTK_TYPE_WIDGET)

static void
failed (MdgAccountWaiting *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
show_conflict (MdgAccountWaiting *self, MdgAccountDesk *desk, const MdgOutboxEntry *entry)
{
  GtkWidget *card = gtk_widget_get_first_child (self->conflict_place);

  if (card == NULL)
    {
      card = mdg_conflict_card_new ();
      g_signal_connect_object (card, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->conflict_place), card);
    }
  mdg_conflict_card_set (MDG_CONFLICT_CARD (card), desk, entry);
}

static void
add_row (MdgAccountWaiting *self, MdgAccountDesk *desk, const MdgOutboxEntry *entry)
{
  GtkWidget *row = mdg_outbox_row_new (desk, entry);

  g_signal_connect_object (row, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
mdg_account_waiting_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_account_waiting_parent_class)->dispose (object);
}

static void
mdg_account_waiting_class_init (MdgAccountWaitingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_account_waiting_dispose;
  signals[FAILED] = g_signal_new ("failed", MDG_TYPE_ACCOUNT_WAITING, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_account_waiting_init (MdgAccountWaiting *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 18);
  self->conflict_place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->conflict_place, GTK_WIDGET (self));
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  mdg_widget_set_shown (GTK_WIDGET (self), FALSE);
}

GtkWidget *
mdg_account_waiting_new (void)
{
  return g_object_new (MDG_TYPE_ACCOUNT_WAITING, NULL);
}

void
mdg_account_waiting_set (MdgAccountWaiting *self,
                         MdgAccountDesk *desk,
                         const char *account_id,
                         GPtrArray *entries)
{
  gboolean conflict = FALSE, waits = FALSE;

  g_return_if_fail (MDG_IS_ACCOUNT_WAITING (self));

  mdg_widget_clear_box (self->rows);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const MdgOutboxEntry *entry = entries->pdata[i];

      if (g_strcmp0 (entry->account_id, account_id) != 0)
        continue;
      if (entry->state == MDG_OUTBOX_CONFLICT)
        {
          conflict = TRUE;
          show_conflict (self, desk, entry);
        }
      else
        {
          waits = TRUE;
          add_row (self, desk, entry);
        }
    }
  mdg_widget_set_shown (self->conflict_place, conflict);
  mdg_widget_set_shown (self->rows, waits);
  mdg_widget_set_shown (GTK_WIDGET (self), conflict || waits);
}
