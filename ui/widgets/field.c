/* field.c: a labelled control of a form.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/field.h"

#include "widgets/cure-button.h"
#include "widgets/icon.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

#define NARROWEST_LABEL 8 /* characters: a question that is a sentence is broken in large text */

struct _MdgField
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *control;
  GtkWidget *hint;
  GtkWidget *fault_row;
  GtkWidget *fault;
  GtkWidget *cure; /* (nullable): beside the fault; most fields never need it */
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_HINT,
  PROP_CONTROL,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static GtkBuildableIface *parent_buildable;
static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgField,
                               mdg_field,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

/* What takes the keyboard inside @control. */
static GtkWidget *
entry_of (GtkWidget *control)
{
  return MDG_IS_SECRET_FIELD (control) ? mdg_secret_field_get_entry (MDG_SECRET_FIELD (control))
                                       : control;
}

static void
clear_fault (MdgField *self)
{
  if (mdg_field_get_fault (self) != NULL)
    mdg_field_set_fault (self, NULL);
}

static void
take_control (MdgField *self, GtkWidget *control)
{
  GtkWidget *entry = entry_of (control);

  g_return_if_fail (self->control == NULL);

  self->control = control;
  gtk_widget_insert_after (control, GTK_WIDGET (self), self->label);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->label), entry);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->label, NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->hint, self->fault, NULL, -1);
  /* GTK 4.8 puts the focus into the button inside, which has no name of its own. */
  if (GTK_IS_DROP_DOWN (entry))
    gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_widget_get_first_child (entry)),
                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL, -1);
  if (GTK_IS_EDITABLE (entry))
    g_signal_connect_object (entry, "changed", G_CALLBACK (clear_fault), self, G_CONNECT_SWAPPED);
}

static void
mdg_field_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child) && type == NULL)
    take_control (MDG_FIELD (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = mdg_field_add_child;
}

/* GTK scrolls to what has the focus, which is the entry: what is wrong with it stands below. */
static gboolean
mdg_field_grab_focus (GtkWidget *widget)
{
  MdgField *self = MDG_FIELD (widget);

  if (mdg_field_get_fault (self) != NULL)
    mdg_widget_show_whole (widget);
  return self->control != NULL && gtk_widget_grab_focus (entry_of (self->control));
}

/* Only the control takes the keyboard. GTK's own way would come back to it, and never leave a check
 * mark by Shift and Tab. */
static gboolean
mdg_field_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MdgField *self = MDG_FIELD (widget);

  return self->control != NULL && gtk_widget_child_focus (self->control, direction);
}

static void
mdg_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MdgField *self = MDG_FIELD (object);

  if (id == PROP_LABEL)
    g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
  else if (id == PROP_HINT)
    g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->hint)));
  else if (id == PROP_CONTROL)
    g_value_set_object (value, self->control);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MdgField *self = MDG_FIELD (object);

  if (id == PROP_LABEL)
    gtk_label_set_label (GTK_LABEL (self->label), g_value_get_string (value));
  else if (id == PROP_HINT)
    {
      const char *hint = g_value_get_string (value);
      gtk_label_set_label (GTK_LABEL (self->hint), hint != NULL ? hint : "");
      mdg_widget_set_shown (self->hint, hint != NULL && *hint != '\0');
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_field_dispose (GObject *object)
{
  MdgField *self = MDG_FIELD (object);

  self->control = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_field_parent_class)->dispose (object);
}

static void
mdg_field_class_init (MdgFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_field_get_property;
  object_class->set_property = mdg_field_set_property;
  object_class->dispose = mdg_field_dispose;
  widget_class->grab_focus = mdg_field_grab_focus;
  widget_class->focus = mdg_field_focus;

  properties[PROP_LABEL]
      = g_param_spec_string ("label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HINT]
      = g_param_spec_string ("hint", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTROL] = g_param_spec_object ("control", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "field");
}

static GtkWidget *
small_label (const char *css_class)
{
  GtkWidget *label = mdg_widget_new_text (NULL, css_class);

  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
mdg_field_init (MdgField *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);

  self->label = mdg_widget_new_text (NULL, "field-label");
  gtk_label_set_width_chars (GTK_LABEL (self->label), NARROWEST_LABEL);
  gtk_label_set_use_underline (GTK_LABEL (self->label), TRUE);
  self->hint = small_label ("field-hint");
  self->fault = small_label ("field-fault");
  self->fault_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->fault_row, "field-fault");
  gtk_box_append (GTK_BOX (self->fault_row), mdg_icon_new ("error", 16));
  gtk_box_append (GTK_BOX (self->fault_row), self->fault);

  gtk_widget_set_parent (self->label, widget);
  gtk_widget_set_parent (self->hint, widget);
  gtk_widget_set_parent (self->fault_row, widget);
  mdg_widget_set_shown (self->hint, FALSE);
  mdg_widget_set_shown (self->fault_row, FALSE);
}

GtkWidget *
mdg_field_new (const char *label, GtkWidget *control)
{
  MdgField *self = g_object_new (MDG_TYPE_FIELD, "label", label, NULL);

  take_control (self, control);
  return GTK_WIDGET (self);
}

void
mdg_field_set_fault (MdgField *self, const char *fault)
{
  g_return_if_fail (MDG_IS_FIELD (self));

  gtk_label_set_text (GTK_LABEL (self->fault), fault != NULL ? fault : "");
  mdg_widget_set_shown (self->fault_row, fault != NULL);
  if (self->cure != NULL)
    mdg_cure_button_set_code (self->cure, NULL);
  if (fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "faulty");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "faulty");
  if (self->control != NULL)
    gtk_accessible_update_state (
        GTK_ACCESSIBLE (entry_of (self->control)), GTK_ACCESSIBLE_STATE_INVALID,
        fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

void
mdg_field_set_cure (MdgField *self, const char *code)
{
  g_return_if_fail (MDG_IS_FIELD (self));

  if (self->cure == NULL)
    {
      self->cure = mdg_cure_button_new ();
      gtk_box_append (GTK_BOX (self->fault_row), self->cure);
    }
  mdg_cure_button_set_code (self->cure, code);
}

const char *
mdg_field_get_fault (MdgField *self)
{
  const char *fault;

  g_return_val_if_fail (MDG_IS_FIELD (self), NULL);

  fault = gtk_label_get_text (GTK_LABEL (self->fault));
  return *fault != '\0' ? fault : NULL;
}
