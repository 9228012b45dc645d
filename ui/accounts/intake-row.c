/* intake-row.c: one file of 「ユーザ設定情報」 that is being taken in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/intake-row.h"

#include <glib/gi18n.h>

#include "accounts/settings-text.h"
#include "widgets/icon.h"
#include "widgets/widget-tools.h"

struct _MdgIntakeRow
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *words;
  GtkWidget *button;
  MdgSettingsIntake *intake;
  guint index;
};

enum
{
  ACT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgIntakeRow, mdg_intake_row, GTK_TYPE_WIDGET)

/* What the button does. (nullable): there is none */
static const char *
button_label (const MdgIntakeItem *item)
{
  switch (item->state)
    {
    case MDG_INTAKE_KEPT:
      return _ ("Show");
    case MDG_INTAKE_CHECK:
      return _ ("Check…");
    case MDG_INTAKE_DIFFERS:
      return _ ("Replace…");
    case MDG_INTAKE_REFUSED:
      return mdg_settings_verdict_wants_typing (item->reading->verdict) ? _ ("Type by hand…")
                                                                        : NULL;
    default:
      return NULL;
    }
}

static const char *
icon_name (MdgIntakeState state)
{
  switch (state)
    {
    case MDG_INTAKE_WAITING:
    case MDG_INTAKE_READING:
      return "clock";
    case MDG_INTAKE_KEPT:
    case MDG_INTAKE_LEFT_OUT:
      return "check-circle";
    case MDG_INTAKE_CHECK:
    case MDG_INTAKE_DIFFERS:
      return "warning";
    default:
      return "error";
    }
}

static const char *
css_class (MdgIntakeState state)
{
  switch (state)
    {
    case MDG_INTAKE_WAITING:
    case MDG_INTAKE_READING:
      return "waiting";
    case MDG_INTAKE_KEPT:
    case MDG_INTAKE_LEFT_OUT:
      return "good";
    case MDG_INTAKE_CHECK:
    case MDG_INTAKE_DIFFERS:
      return "attention";
    default:
      return "bad";
    }
}

static void
clicked (MdgIntakeRow *self)
{
  g_signal_emit (self, signals[ACT], 0, self->index);
}

static void
mdg_intake_row_dispose (GObject *object)
{
  g_clear_object (&MDG_INTAKE_ROW (object)->intake);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_intake_row_parent_class)->dispose (object);
}

static void
mdg_intake_row_class_init (MdgIntakeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_intake_row_dispose;
  signals[ACT] = g_signal_new ("act", MDG_TYPE_INTAKE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_intake_row_init (MdgIntakeRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              14);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

GtkWidget *
mdg_intake_row_new (MdgSettingsIntake *intake, guint index)
{
  MdgIntakeRow *self = g_object_new (MDG_TYPE_INTAKE_ROW, NULL);
  const MdgIntakeItem *item = mdg_settings_intake_get_items (intake)->pdata[index];
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->intake = g_object_ref (intake);
  self->index = index;
  self->icon = mdg_icon_new ("clock", 24);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (texts), mdg_widget_new_text (item->name, "strong"));
  self->words = mdg_widget_new_text (NULL, NULL);
  gtk_box_append (GTK_BOX (texts), self->words);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_parent (texts, GTK_WIDGET (self));
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  mdg_intake_row_update (self);
  return GTK_WIDGET (self);
}

void
mdg_intake_row_update (MdgIntakeRow *self)
{
  static const char *const classes[] = { "waiting", "good", "attention", "bad" };
  const MdgIntakeItem *item;
  g_autofree char *words = NULL;
  const char *label;

  g_return_if_fail (MDG_IS_INTAKE_ROW (self));
  item = mdg_settings_intake_get_items (self->intake)->pdata[self->index];
  words = mdg_intake_item_text (item);
  label = button_label (item);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class (item->state));
  mdg_icon_set_icon (MDG_ICON (self->icon), icon_name (item->state));
  gtk_label_set_text (GTK_LABEL (self->words), words);
  mdg_widget_set_shown (self->button, label != NULL);
  if (label != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s: %s", label, item->name);

      gtk_button_set_label (GTK_BUTTON (self->button), label);
      mdg_widget_set_name (self->button, name);
    }
}

void
mdg_intake_rows_update (GtkBox *rows, MdgSettingsIntake *intake, GCallback act, gpointer owner)
{
  guint n = mdg_settings_intake_get_items (intake)->len;
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (rows));
  guint i = 0;

  for (; row != NULL && i < n; row = gtk_widget_get_next_sibling (row), i++)
    mdg_intake_row_update (MDG_INTAKE_ROW (row));
  for (; i < n; i++)
    {
      GtkWidget *added = mdg_intake_row_new (intake, i);

      g_signal_connect_object (added, "act", act, owner, G_CONNECT_SWAPPED);
      gtk_box_append (rows, added);
    }
}
