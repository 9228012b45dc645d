/* variant-bar.c: one drop-down for each option of the consent flow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/variant-bar.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

struct _MdgVariantBar
{
  GtkWidget parent_instance;

  const MdgFlow *flow;
  GtkWidget *box;
  GPtrArray *choices; /* of GtkDropDown; owned as children */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgVariantBar, mdg_variant_bar, GTK_TYPE_WIDGET)

static void
selected (MdgVariantBar *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* "電子処方箋: 導入済み": it needs no label beside it. */
static GtkWidget *
make_choice (MdgVariantBar *self, const MdgFlowOption *option)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; option->values[i] != NULL; i++)
    /* Translators: an option of the consent flow and its value */
    gtk_string_list_take (words,
                          g_strdup_printf (_ ("%s: %s"), option->name, option->value_names[i]));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), option->standard);
  mdg_widget_set_name (choice, option->name);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (selected), self,
                           G_CONNECT_SWAPPED);
  return choice;
}

static void
add_choice (MdgVariantBar *self, GtkWidget *choice)
{
  GtkWidget *place = gtk_flow_box_child_new ();

  gtk_widget_set_focusable (place, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (place), choice);
  gtk_flow_box_append (GTK_FLOW_BOX (self->box), place);
  g_ptr_array_add (self->choices, choice);
}

static void
mdg_variant_bar_dispose (GObject *object)
{
  MdgVariantBar *self = MDG_VARIANT_BAR (object);

  g_ptr_array_set_size (self->choices, 0);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_variant_bar_parent_class)->dispose (object);
}

static void
mdg_variant_bar_finalize (GObject *object)
{
  g_ptr_array_unref (MDG_VARIANT_BAR (object)->choices);
  G_OBJECT_CLASS (mdg_variant_bar_parent_class)->finalize (object);
}

static void
mdg_variant_bar_class_init (MdgVariantBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_variant_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_variant_bar_finalize;
  widget_class->focus = mdg_widget_focus_child;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_VARIANT_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_variant_bar_init (MdgVariantBar *self)
{
  self->choices = g_ptr_array_new ();
  self->box = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->box), 7);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->box), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->box), 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
mdg_variant_bar_new (void)
{
  return g_object_new (MDG_TYPE_VARIANT_BAR, NULL);
}

void
mdg_variant_bar_set_flow (MdgVariantBar *self, const MdgFlow *flow)
{
  g_return_if_fail (MDG_IS_VARIANT_BAR (self) && self->flow == NULL);

  self->flow = flow;
  for (guint i = 0; i < flow->options->len; i++)
    add_choice (self, make_choice (self, mdg_flow_option (flow, i)));
}

MdgFlowVariant
mdg_variant_bar_get_variant (MdgVariantBar *self)
{
  MdgFlowVariant variant = { { 0 } };

  g_return_val_if_fail (MDG_IS_VARIANT_BAR (self), variant);

  for (guint i = 0; i < self->choices->len; i++)
    variant.value[i] = (guint8)gtk_drop_down_get_selected (self->choices->pdata[i]);
  return variant;
}

void
mdg_variant_bar_choose (MdgVariantBar *self, const char *option, const char *value)
{
  MdgFlowVariant variant;

  g_return_if_fail (MDG_IS_VARIANT_BAR (self));

  variant = mdg_variant_bar_get_variant (self);
  g_return_if_fail (mdg_flow_choose (self->flow, &variant, option, value));
  for (guint i = 0; i < self->choices->len; i++)
    gtk_drop_down_set_selected (self->choices->pdata[i], variant.value[i]);
}
