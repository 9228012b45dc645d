/* outbox-row.c: one thing that was asked for and has not come to its end.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/outbox-row.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "widgets/icon.h"
#include "widgets/widget-tools.h"

struct _MdgOutboxRow
{
  GtkWidget parent_instance;

  GtkWidget *button; /* (nullable) */
  MdgAccountDesk *desk;
  gint64 number;
};

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgOutboxRow, mdg_outbox_row, GTK_TYPE_WIDGET)

static void
dismissed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgOutboxRow) self = data;
  g_autoptr (GError) error = NULL;

  if (mdg_account_desk_finish (MDG_ACCOUNT_DESK (source), result, &error))
    return;
  if (self->button != NULL)
    gtk_widget_set_sensitive (self->button, TRUE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
dismiss_clicked (MdgOutboxRow *self)
{
  gtk_widget_set_sensitive (self->button, FALSE);
  mdg_account_desk_dismiss_async (self->desk, self->number, NULL, dismissed, g_object_ref (self));
}

static void
mdg_outbox_row_dispose (GObject *object)
{
  MdgOutboxRow *self = MDG_OUTBOX_ROW (object);

  self->button = NULL;
  g_clear_object (&self->desk);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_outbox_row_parent_class)->dispose (object);
}

static void
mdg_outbox_row_class_init (MdgOutboxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_outbox_row_dispose;
  signals[FAILED] = g_signal_new ("failed", MDG_TYPE_OUTBOX_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_outbox_row_init (MdgOutboxRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              14);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

static void
add_button (MdgOutboxRow *self, const char *label, const char *spoken)
{
  g_autofree char *name = NULL;

  self->button = gtk_button_new_with_label (label);
  name = g_strdup_printf ("%s: %s", label, spoken);
  mdg_widget_set_name (self->button, name);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (dismiss_clicked), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
mdg_outbox_row_new (MdgAccountDesk *desk, const MdgOutboxEntry *entry)
{
  MdgOutboxRow *self = g_object_new (MDG_TYPE_OUTBOX_ROW, NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = mdg_outbox_entry_title (entry);
  g_autofree char *detail = mdg_outbox_entry_detail (entry);
  gboolean refused = entry->state == MDG_OUTBOX_REFUSED;

  self->desk = g_object_ref (desk);
  self->number = entry->number;
  gtk_widget_add_css_class (GTK_WIDGET (self), refused ? "bad" : "waiting");
  gtk_widget_set_parent (mdg_icon_new (refused ? "error" : "clock", 24), GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (title, "strong"));
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (entry->institution_name, "quiet"));
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (detail, NULL));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_parent (words, GTK_WIDGET (self));
  if (refused)
    add_button (self, _ ("Take off the list"), title);
  else if (entry->state == MDG_OUTBOX_WAITING)
    add_button (self, _ ("Withdraw"), title);
  return GTK_WIDGET (self);
}
