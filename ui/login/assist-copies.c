/* assist-copies.c: what is to be typed into the browser's page, in its order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-copies.h"

#include <glib/gi18n.h>

#include "widgets/copy-button.h"
#include "widgets/number-disc.h"
#include "widgets/widget-tools.h"

#define PLACE "mdg-assist-place" /* of a button: its place and one */

typedef struct
{
  MdgAssistCopy copy;
  GtkWidget *value;
  GtkWidget *button;
} Row;

struct _MdgAssistCopies
{
  GtkWidget parent_instance;

  GArray *rows; /* of Row */
  guint next;   /* the one to copy next */
};

enum
{
  COPIED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAssistCopies, mdg_assist_copies, GTK_TYPE_WIDGET)

static Row *
row_at (MdgAssistCopies *self, guint place)
{
  return &g_array_index (self->rows, Row, place);
}

static void
mark_next (MdgAssistCopies *self, guint next)
{
  self->next = next;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *button = row_at (self, i)->button;

      if (i == next)
        gtk_widget_add_css_class (button, "copy-next");
      else
        gtk_widget_remove_css_class (button, "copy-next");
    }
}

/* What is in the clipboard now is another one's: the others have nothing to take out of it. */
static void
copied (MdgAssistCopies *self, GtkWidget *button)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), PLACE)) - 1;

  mark_next (self, place + 1);
  g_signal_emit (self, signals[COPIED], 0, (int)row_at (self, place)->copy);
}

static GtkWidget *
make_row (MdgAssistCopies *self, guint place, const MdgAssistField *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = mdg_widget_new_text (field->field, "strong");
  GtkWidget *button = mdg_copy_button_new (_ ("Copy"));
  g_autofree char *spoken = g_strdup_printf (_ ("Copy: %s"), field->field);
  g_autofree char *id = g_strdup_printf ("copy-%u", place + 1);
  Row row = { field->copy, gtk_label_new (NULL), button };

  gtk_box_append (GTK_BOX (head), mdg_number_disc_new (place + 1));
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  gtk_widget_add_css_class (row.value, "code");
  gtk_label_set_ellipsize (GTK_LABEL (row.value), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (head), row.value);
  mdg_copy_button_set_single_use (MDG_COPY_BUTTON (button), TRUE);
  mdg_widget_set_name (gtk_widget_get_first_child (button), spoken);
  gtk_widget_set_name (gtk_widget_get_first_child (button), id);
  g_object_set_data (G_OBJECT (button), PLACE, GUINT_TO_POINTER (place + 1));
  g_signal_connect_object (button, "copied", G_CALLBACK (copied), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), button);
  g_array_append_val (self->rows, row);
  return box;
}

static void
mdg_assist_copies_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_assist_copies_parent_class)->dispose (object);
}

static void
mdg_assist_copies_finalize (GObject *object)
{
  g_array_unref (MDG_ASSIST_COPIES (object)->rows);
  G_OBJECT_CLASS (mdg_assist_copies_parent_class)->finalize (object);
}

static void
mdg_assist_copies_class_init (MdgAssistCopiesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_assist_copies_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_assist_copies_finalize;
  signals[COPIED] = g_signal_new ("copied", MDG_TYPE_ASSIST_COPIES, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_assist_copies_init (MdgAssistCopies *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
}

GtkWidget *
mdg_assist_copies_new (GPtrArray *fields)
{
  MdgAssistCopies *self = g_object_new (MDG_TYPE_ASSIST_COPIES, NULL);

  for (guint i = 0; i < fields->len; i++)
    gtk_widget_set_parent (make_row (self, i, fields->pdata[i]), GTK_WIDGET (self));
  mark_next (self, 0);
  return GTK_WIDGET (self);
}

void
mdg_assist_copies_set (MdgAssistCopies *self, MdgAssistCopy copy, MdgSecret *value, gboolean shown)
{
  g_return_if_fail (MDG_IS_ASSIST_COPIES (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = row_at (self, i);

      if (row->copy != copy)
        continue;
      mdg_copy_button_set_secret (MDG_COPY_BUTTON (row->button), value);
      gtk_widget_set_sensitive (row->button, value != NULL);
      gtk_label_set_text (GTK_LABEL (row->value),
                          shown && value != NULL ? mdg_secret_get_string (value) : "");
    }
}

void
mdg_assist_copies_reset (MdgAssistCopies *self)
{
  g_return_if_fail (MDG_IS_ASSIST_COPIES (self));

  for (guint i = 0; i < self->rows->len; i++)
    mdg_copy_button_clear (MDG_COPY_BUTTON (row_at (self, i)->button));
  mark_next (self, 0);
}
