/* question.c: asks before something that cannot be undone or costs something.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/question.h"

#include "widgets/clamp.h"
#include "widgets/question-layer.h"
#include "widgets/widget-tools.h"

struct _MdgQuestion
{
  GtkWidget parent_instance;

  GtkWidget *heading;
  GtkWidget *body;
  GtkWidget *extra;
  GtkWidget *buttons;
  GtkWidget *primary;
  gboolean answered;
};

enum
{
  ANSWERING,
  ANSWERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgQuestion, mdg_question, GTK_TYPE_WIDGET)

static void
button_clicked (GtkButton *button, MdgQuestion *self)
{
  const char *id = gtk_widget_get_name (GTK_WIDGET (button));
  gboolean stays = FALSE;

  g_signal_emit (self, signals[ANSWERING], 0, id, &stays);
  if (!stays)
    mdg_question_answer (self, id);
}

static gboolean
escape_pressed (GtkWidget *widget, GVariant *args, gpointer data)
{
  mdg_question_answer (MDG_QUESTION (widget), MDG_ANSWER_CANCEL);
  return TRUE;
}

/* What helps is shown on another page, which the question would cover. */
static void
cure_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  mdg_question_answer (MDG_QUESTION (widget), MDG_ANSWER_CANCEL);
  gtk_widget_activate_action_variant (window, action, parameter);
}

static gboolean
mdg_question_grab_focus (GtkWidget *widget)
{
  MdgQuestion *self = MDG_QUESTION (widget);

  if (gtk_widget_get_visible (self->extra)
      && gtk_widget_child_focus (self->extra, GTK_DIR_TAB_FORWARD))
    return TRUE;
  return self->primary != NULL ? gtk_widget_grab_focus (self->primary)
                               : gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
}

static void
mdg_question_dispose (GObject *object)
{
  MDG_QUESTION (object)->primary = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_QUESTION);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_question_parent_class)->dispose (object);
}

static void
mdg_question_class_init (MdgQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_question_dispose;
  widget_class->grab_focus = mdg_question_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[ANSWERING] = g_signal_new ("answering", MDG_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0,
                                     g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN,
                                     1, G_TYPE_STRING);
  signals[ANSWERED] = g_signal_new ("answered", MDG_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/widgets/question.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgQuestion, heading);
  gtk_widget_class_bind_template_child (widget_class, MdgQuestion, body);
  gtk_widget_class_bind_template_child (widget_class, MdgQuestion, extra);
  gtk_widget_class_bind_template_child (widget_class, MdgQuestion, buttons);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed, NULL);
  gtk_widget_class_install_action (widget_class, "window.cure", "s", cure_activated);
}

static void
mdg_question_init (MdgQuestion *self)
{
  g_type_ensure (MDG_TYPE_CLAMP);
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_set_label (GTK_WIDGET (self), self->heading, self->body);
}

MdgQuestion *
mdg_question_new (const char *heading, const char *body)
{
  MdgQuestion *self = g_object_new (MDG_TYPE_QUESTION, NULL);

  gtk_label_set_text (GTK_LABEL (self->heading), heading);
  gtk_label_set_text (GTK_LABEL (self->body), body != NULL ? body : "");
  gtk_widget_set_visible (self->body, body != NULL);
  return self;
}

void
mdg_question_add_button (MdgQuestion *self, const char *id, const char *label, MdgAnswerKind kind)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_return_if_fail (MDG_IS_QUESTION (self));

  gtk_widget_set_name (button, id);
  if (kind == MDG_ANSWER_PRIMARY)
    gtk_widget_add_css_class (button, "suggested-action");
  else if (kind == MDG_ANSWER_DANGER)
    gtk_widget_add_css_class (button, "destructive-action");
  if (kind == MDG_ANSWER_PRIMARY || self->primary == NULL)
    self->primary = button;
  gtk_box_append (GTK_BOX (self->buttons), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked), self, 0);
}

void
mdg_question_set_extra (MdgQuestion *self, GtkWidget *extra)
{
  g_return_if_fail (MDG_IS_QUESTION (self));

  gtk_box_append (GTK_BOX (self->extra), extra);
  gtk_widget_set_visible (self->extra, TRUE);
}

void
mdg_question_present (MdgQuestion *self, GtkWidget *near)
{
  GtkWidget *layer = gtk_widget_get_ancestor (near, MDG_TYPE_QUESTION_LAYER);

  g_return_if_fail (MDG_IS_QUESTION (self));
  g_return_if_fail (layer != NULL);

  mdg_question_layer_present (MDG_QUESTION_LAYER (layer), GTK_WIDGET (self));
}

void
mdg_question_answer (MdgQuestion *self, const char *id)
{
  g_autofree char *answer = g_strdup (id);
  GtkWidget *layer;

  g_return_if_fail (MDG_IS_QUESTION (self));

  if (self->answered)
    return;
  self->answered = TRUE;
  g_object_ref (self);
  /* Taken away first: what the answer brings about may need the keyboard, or ask again. */
  layer = gtk_widget_get_ancestor (GTK_WIDGET (self), MDG_TYPE_QUESTION_LAYER);
  if (layer != NULL)
    mdg_question_layer_close (MDG_QUESTION_LAYER (layer));
  g_signal_emit (self, signals[ANSWERED], 0, answer);
  g_object_unref (self);
}
