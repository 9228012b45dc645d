/* form-fields.c: the data of the forms, to be entered once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/form-fields.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/field.h"
#include "widgets/widget-tools.h"

#define FIELD "mdg-field" /* of a control: its field and one */
#define SPACING 12

struct _MdgFormFields
{
  GtkWidget parent_instance;

  GtkWidget *groups[MDG_N_FIELDS]; /* NULL behind the last */
  GtkWidget *fields[MDG_N_FIELDS];
  GtkWidget *controls[MDG_N_FIELDS];

  MdgFilingDesk *desk;
  MdgFilingForm form;
  gboolean is_filling;
};

enum
{
  ENTERED,
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgFormFields, mdg_form_fields, GTK_TYPE_WIDGET)

static const MdgFilingField *
known (MdgFormFields *self, guint field)
{
  return &mdg_filing_desk_get_guide (self->desk)->fields[field];
}

static guint
field_of (GtkWidget *control)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (control), FIELD)) - 1;
}

/* Which are seen ------------------------------------------------------------------------------ */

static gboolean
is_seen (MdgFormFields *self, guint field)
{
  char *const *values = mdg_filing_desk_get_draft (self->desk)->values;

  if ((known (self, field)->forms >> self->form & 1) == 0)
    return FALSE;
  switch (field)
    {
    case MDG_FIELD_REPLY_POST:
    case MDG_FIELD_REPLY_ADDRESS:
      return strcmp (values[MDG_FIELD_REPLY_TO], "other") == 0;
    case MDG_FIELD_READER_MONTH:
      return strcmp (values[MDG_FIELD_READER_STATE], "ordered") == 0 || *values[field] != '\0';
    case MDG_FIELD_NETWORK_MONTH:
      return strcmp (values[MDG_FIELD_NETWORK_STATE], "ordered") == 0 || *values[field] != '\0';
    default:
      return TRUE;
    }
}

static void
update_seen (MdgFormFields *self)
{
  gboolean groups[MDG_N_FIELDS] = { FALSE };

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    {
      gboolean seen = is_seen (self, i);

      mdg_widget_set_shown (self->fields[i], seen);
      groups[known (self, i)->group] |= seen;
    }
  for (guint i = 0; i < MDG_N_FIELDS && self->groups[i] != NULL; i++)
    mdg_widget_set_shown (self->groups[i], groups[i]);
}

/* What is in them ----------------------------------------------------------------------------- */

static void
text_changed (GtkEditable *entry, MdgFormFields *self)
{
  if (!self->is_filling)
    mdg_filing_desk_set (self->desk, (MdgFilingFieldId)field_of (GTK_WIDGET (entry)),
                         gtk_editable_get_text (entry));
}

static void
option_chosen (GtkDropDown *choice, GParamSpec *pspec, MdgFormFields *self)
{
  MdgFilingFieldId field = (MdgFilingFieldId)field_of (GTK_WIDGET (choice));
  guint selected = gtk_drop_down_get_selected (choice);
  const char *option = "";

  if (self->is_filling)
    return;
  if (selected > 0 && selected <= known (self, field)->options->len)
    option
        = mdg_filing_guide_option (mdg_filing_desk_get_guide (self->desk), field, selected - 1)->id;
  mdg_filing_desk_set (self->desk, field, option);
  update_seen (self);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
fill_control (MdgFormFields *self, guint field, const char *value)
{
  GtkWidget *control = self->controls[field];
  guint option;

  if (GTK_IS_EDITABLE (control))
    {
      if (strcmp (gtk_editable_get_text (GTK_EDITABLE (control)), value) != 0)
        gtk_editable_set_text (GTK_EDITABLE (control), value);
      return;
    }
  option = mdg_filing_guide_find_option (mdg_filing_desk_get_guide (self->desk),
                                         (MdgFilingFieldId)field, value);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), option != MDG_FILING_NONE ? option + 1 : 0);
}

static void
fill (MdgFormFields *self)
{
  const MdgFilingDraft *draft = mdg_filing_desk_get_draft (self->desk);

  self->is_filling = TRUE;
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    fill_control (self, i, draft->values[i]);
  self->is_filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), mdg_filing_desk_is_loaded (self->desk));
  update_seen (self);
}

/* Building ------------------------------------------------------------------------------------ */

/* With its label, hint and fault, and not only what has the focus. */
static void
bring_in_sight (GtkWidget *field)
{
  GtkWidget *scroll = gtk_widget_get_ancestor (field, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *content = gtk_widget_get_ancestor (field, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  if (scroll == NULL || content == NULL
      || !gtk_widget_compute_bounds (field, gtk_viewport_get_child (GTK_VIEWPORT (content)),
                                     &bounds))
    return;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll)),
                             bounds.origin.y - SPACING,
                             bounds.origin.y + bounds.size.height + SPACING);
}

static void
focus_entered (GtkEventController *focus, MdgFormFields *self)
{
  guint field = field_of (gtk_event_controller_get_widget (focus));

  bring_in_sight (self->fields[field]);
  g_signal_emit (self, signals[ENTERED], 0, field);
}

static void
focus_left (GtkEventController *focus, MdgFormFields *self)
{
  update_seen (self);
  g_signal_emit (self, signals[LEFT], 0);
}

static GtkWidget *
make_control (MdgFormFields *self, guint number)
{
  const MdgFilingField *field = known (self, number);
  g_autoptr (GtkStringList) names = NULL;
  GtkWidget *control;

  if (field->type != MDG_FILING_CHOICE)
    {
      control = gtk_entry_new ();
      gtk_entry_set_max_length (GTK_ENTRY (control), (int)field->max);
      g_signal_connect_object (control, "changed", G_CALLBACK (text_changed), self, 0);
      return control;
    }
  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _ ("(not chosen yet)"));
  for (guint i = 0; i < field->options->len; i++)
    gtk_string_list_append (names, g_array_index (field->options, MdgFilingOption, i).name);
  control = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  g_signal_connect_object (control, "notify::selected", G_CALLBACK (option_chosen), self, 0);
  return control;
}

static GtkWidget *
make_field (MdgFormFields *self, guint number)
{
  const MdgFilingField *known_field = known (self, number);
  GtkWidget *control = make_control (self, number);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *name = g_strdup_printf ("form.%s", known_field->id);
  g_autofree char *hint = NULL;

  self->controls[number] = control;
  self->fields[number] = mdg_field_new (known_field->label, control);
  g_object_set_data (G_OBJECT (control), FIELD, GUINT_TO_POINTER (number + 1));
  gtk_widget_set_name (control, name);
  if (known_field->hint != NULL)
    hint = g_strdup (known_field->hint);
  else if (known_field->type != MDG_FILING_CHOICE && *known_field->example != '\0')
    /* Translators: what stands in the filled example of a form */
    hint = g_strdup_printf (_ ("Example: %s"), known_field->example);
  g_object_set (self->fields[number], "hint", hint, NULL);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left), self, 0);
  gtk_widget_add_controller (control, focus);
  return self->fields[number];
}

static GtkWidget *
make_group (const char *name)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  gtk_box_append (GTK_BOX (group), mdg_widget_new_text (name, "section-title"));
  return group;
}

static void
build (MdgFormFields *self)
{
  const MdgFilingGuide *guide = mdg_filing_desk_get_guide (self->desk);

  for (guint i = 0; guide->groups[i] != NULL; i++)
    {
      self->groups[i] = make_group (guide->groups[i]);
      gtk_widget_set_parent (self->groups[i], GTK_WIDGET (self));
    }
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    gtk_box_append (GTK_BOX (self->groups[guide->fields[i].group]), make_field (self, i));
}

/* object -------------------------------------------------------------------------------------- */

static void
mdg_form_fields_dispose (GObject *object)
{
  MdgFormFields *self = MDG_FORM_FIELDS (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_form_fields_parent_class)->dispose (object);
}

static void
mdg_form_fields_class_init (MdgFormFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_form_fields_dispose;
  signals[ENTERED] = g_signal_new ("entered", MDG_TYPE_FORM_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[LEFT] = g_signal_new ("left", MDG_TYPE_FORM_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_form_fields_init (MdgFormFields *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2 * SPACING);
}

GtkWidget *
mdg_form_fields_new (MdgFilingDesk *desk)
{
  MdgFormFields *self = g_object_new (MDG_TYPE_FORM_FIELDS, NULL);

  self->desk = g_object_ref (desk);
  build (self);
  g_signal_connect_object (desk, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

void
mdg_form_fields_set_form (MdgFormFields *self, MdgFilingForm form)
{
  g_return_if_fail (MDG_IS_FORM_FIELDS (self));

  self->form = form;
  update_seen (self);
}

void
mdg_form_fields_show_faults (MdgFormFields *self, GPtrArray *faults, gboolean missing)
{
  const char *words[MDG_N_FIELDS] = { NULL };

  g_return_if_fail (MDG_IS_FORM_FIELDS (self));

  for (guint i = 0; i < faults->len; i++)
    {
      const MdgFilingFault *fault = g_ptr_array_index (faults, i);

      if (missing || fault->kind != MDG_FAULT_MISSING)
        words[fault->field] = fault->words;
    }
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    if (g_strcmp0 (mdg_field_get_fault (MDG_FIELD (self->fields[i])), words[i]) != 0)
      mdg_field_set_fault (MDG_FIELD (self->fields[i]), words[i]);
}

void
mdg_form_fields_focus (MdgFormFields *self, MdgFilingFieldId field)
{
  g_return_if_fail (MDG_IS_FORM_FIELDS (self) && field < MDG_N_FIELDS);

  mdg_widget_set_shown (self->fields[field], TRUE);
  gtk_widget_grab_focus (self->fields[field]);
}
