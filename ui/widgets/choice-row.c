/* choice-row.c: one thing of several to choose.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/choice-row.h"

#include "widgets/icon.h"
#include "widgets/widget-tools.h"

struct _MdgChoiceRow
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *partner; /* (nullable): a group of one would be a check mark */
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *fault_row;
  GtkWidget *fault;
};

enum
{
  TOGGLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgChoiceRow, mdg_choice_row, GTK_TYPE_WIDGET)

static void
toggled (MdgChoiceRow *self)
{
  g_signal_emit (self, signals[TOGGLED], 0);
}

static gboolean
mdg_choice_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_CHOICE_ROW (widget)->button);
}

static void
mdg_choice_row_dispose (GObject *object)
{
  g_clear_object (&MDG_CHOICE_ROW (object)->partner);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_choice_row_parent_class)->dispose (object);
}

static void
mdg_choice_row_class_init (MdgChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_choice_row_dispose;
  widget_class->grab_focus = mdg_choice_row_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[TOGGLED] = g_signal_new ("toggled", MDG_TYPE_CHOICE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "choicerow");
}

static void
mdg_choice_row_init (MdgChoiceRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = mdg_widget_new_text (NULL, "plain");
  self->detail = mdg_widget_new_text (NULL, "quiet");
  self->fault = mdg_widget_new_text (NULL, "field-fault");
  self->fault_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->fault_row, "field-fault");
  gtk_box_append (GTK_BOX (self->fault_row), mdg_icon_new ("error", 16));
  gtk_box_append (GTK_BOX (self->fault_row), self->fault);
  gtk_widget_set_hexpand (self->fault, TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->detail);
  gtk_box_append (GTK_BOX (words), self->fault_row);
  mdg_widget_set_shown (self->detail, FALSE);
  mdg_widget_set_shown (self->fault_row, FALSE);

  self->button = gtk_check_button_new ();
  gtk_widget_add_css_class (self->button, "choice");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->button), words);
  g_signal_connect_object (self->button, "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
mdg_choice_row_new (const char *icon)
{
  MdgChoiceRow *self = g_object_new (MDG_TYPE_CHOICE_ROW, NULL);
  GtkWidget *words = g_object_ref (gtk_check_button_get_child (GTK_CHECK_BUTTON (self->button)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->button), box);
  gtk_box_append (GTK_BOX (box), mdg_icon_new (icon, 24));
  gtk_box_append (GTK_BOX (box), words);
  g_object_unref (words);
  return GTK_WIDGET (self);
}

void
mdg_choice_row_set_group (MdgChoiceRow *self, MdgChoiceRow *group)
{
  g_return_if_fail (MDG_IS_CHOICE_ROW (self));

  if (group == NULL && self->partner == NULL)
    self->partner = g_object_ref_sink (gtk_check_button_new ());
  gtk_check_button_set_group (GTK_CHECK_BUTTON (self->button),
                              GTK_CHECK_BUTTON (group != NULL ? group->button : self->partner));
}

static void
update_name (MdgChoiceRow *self)
{
  const char *title = gtk_label_get_text (GTK_LABEL (self->title));
  const char *detail = gtk_label_get_text (GTK_LABEL (self->detail));
  const char *fault = gtk_label_get_text (GTK_LABEL (self->fault));
  g_autofree char *rest = g_strconcat (detail, *detail != '\0' ? " " : "", fault, NULL);

  mdg_widget_set_name (self->button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, rest, -1);
}

void
mdg_choice_row_set_words (MdgChoiceRow *self, const char *title, const char *detail)
{
  g_return_if_fail (MDG_IS_CHOICE_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->detail), detail != NULL ? detail : "");
  mdg_widget_set_shown (self->detail, detail != NULL && *detail != '\0');
  update_name (self);
}

const char *
mdg_choice_row_get_title (MdgChoiceRow *self)
{
  g_return_val_if_fail (MDG_IS_CHOICE_ROW (self), "");

  return gtk_label_get_text (GTK_LABEL (self->title));
}

void
mdg_choice_row_set_fault (MdgChoiceRow *self, const char *fault)
{
  g_return_if_fail (MDG_IS_CHOICE_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->fault), fault != NULL ? fault : "");
  mdg_widget_set_shown (self->fault_row, fault != NULL);
  gtk_widget_set_sensitive (self->button, fault == NULL);
  update_name (self);
}

gboolean
mdg_choice_row_has_fault (MdgChoiceRow *self)
{
  g_return_val_if_fail (MDG_IS_CHOICE_ROW (self), FALSE);

  return !gtk_widget_get_sensitive (self->button);
}

void
mdg_choice_row_set_active (MdgChoiceRow *self, gboolean active)
{
  g_return_if_fail (MDG_IS_CHOICE_ROW (self));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->button), active);
}

gboolean
mdg_choice_row_get_active (MdgChoiceRow *self)
{
  g_return_val_if_fail (MDG_IS_CHOICE_ROW (self), FALSE);

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->button))
         && !mdg_choice_row_has_fault (self);
}

GtkWidget *
mdg_choice_row_find_active (GtkWidget *box)
{
  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (mdg_choice_row_get_active (MDG_CHOICE_ROW (row)))
      return row;
  return NULL;
}
