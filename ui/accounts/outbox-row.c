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

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *institution;
  GtkWidget *detail;
  GtkWidget *button;
  MdgAccountDesk *desk; /* (nullable): while it shows something */
  gint64 number;
};

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgOutboxRow, mdg_outbox_row, GTK_TYPE_WIDGET)

/* By then the row may show another entry. */
typedef struct
{
  MdgOutboxRow *row;
  gint64 number;
} Dismissal;

static void
dismissed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Dismissal *dismissal = data;
  g_autoptr (MdgOutboxRow) self = dismissal->row;
  g_autoptr (GError) error = NULL;

  if (mdg_account_desk_finish (MDG_ACCOUNT_DESK (source), result, &error))
    return;
  if (self->number == dismissal->number)
    gtk_widget_set_sensitive (self->button, TRUE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
dismiss_clicked (MdgOutboxRow *self)
{
  Dismissal *dismissal;

  if (self->desk == NULL)
    return;
  dismissal = g_new (Dismissal, 1);
  *dismissal = (Dismissal){ g_object_ref (self), self->number };
  gtk_widget_set_sensitive (self->button, FALSE);
  mdg_account_desk_dismiss_async (self->desk, self->number, NULL, dismissed, dismissal);
}

static void
mdg_outbox_row_dispose (GObject *object)
{
  MdgOutboxRow *self = MDG_OUTBOX_ROW (object);

  self->number = 0;
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

static GtkWidget *
add_line (GtkWidget *words, const char *css_class)
{
  GtkWidget *line = mdg_widget_new_text (NULL, css_class);

  gtk_box_append (GTK_BOX (words), line);
  return line;
}

static void
mdg_outbox_row_init (MdgOutboxRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              14);
  self->icon = mdg_icon_new ("clock", 24);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->title = add_line (words, "strong");
  self->institution = add_line (words, "quiet");
  self->detail = add_line (words, NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_parent (words, GTK_WIDGET (self));
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (dismiss_clicked), self,
                           G_CONNECT_SWAPPED);
}

static void
show_button (MdgOutboxRow *self, const char *label, const char *spoken)
{
  g_autofree char *name = label != NULL ? g_strdup_printf ("%s: %s", label, spoken) : NULL;

  gtk_widget_set_sensitive (self->button, TRUE);
  mdg_widget_set_shown (self->button, label != NULL);
  if (label == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  mdg_widget_set_name (self->button, name);
}

static void
show_entry (MdgOutboxRow *self, const MdgOutboxEntry *entry)
{
  g_autofree char *title = mdg_outbox_entry_title (entry);
  g_autofree char *detail = mdg_outbox_entry_detail (entry);
  gboolean refused = entry->state == MDG_OUTBOX_REFUSED;

  gtk_widget_remove_css_class (GTK_WIDGET (self), refused ? "waiting" : "bad");
  gtk_widget_add_css_class (GTK_WIDGET (self), refused ? "bad" : "waiting");
  mdg_icon_set_icon (MDG_ICON (self->icon), refused ? "error" : "clock");
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->institution), entry->institution_name);
  gtk_label_set_text (GTK_LABEL (self->detail), detail);
  if (refused)
    show_button (self, _ ("Take off the list"), title);
  else
    show_button (self, entry->state == MDG_OUTBOX_WAITING ? _ ("Withdraw") : NULL, title);
}

void
mdg_outbox_row_set (MdgOutboxRow *self, MdgAccountDesk *desk, const MdgOutboxEntry *entry)
{
  g_return_if_fail (MDG_IS_OUTBOX_ROW (self) && (desk == NULL) == (entry == NULL));

  g_set_object (&self->desk, desk);
  self->number = entry != NULL ? entry->number : 0;
  if (entry != NULL)
    show_entry (self, entry);
}

GtkWidget *
mdg_outbox_row_new (MdgAccountDesk *desk, const MdgOutboxEntry *entry)
{
  MdgOutboxRow *self = g_object_new (MDG_TYPE_OUTBOX_ROW, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), entry != NULL ? "card" : "outbox-row");
  if (entry != NULL)
    mdg_outbox_row_set (self, desk, entry);
  return GTK_WIDGET (self);
}
