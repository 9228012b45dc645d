/* question-layer.c: lays a question over the window's content.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/question-layer.h"

#include "widgets/question.h"
#include "widgets/widget-tools.h"

struct _MdgQuestionLayer
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkWidget *shade;
  GtkWidget *question;
  GtkWidget *focus_before; /* weak */
};

static GtkBuildableIface *parent_buildable;
static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgQuestionLayer,
                               mdg_question_layer,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
mdg_question_layer_add_child (GtkBuildable *buildable,
                              GtkBuilder *builder,
                              GObject *child,
                              const char *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_overlay_set_child (GTK_OVERLAY (MDG_QUESTION_LAYER (buildable)->overlay),
                           GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = mdg_question_layer_add_child;
}

static void
set_below_reachable (MdgQuestionLayer *self, gboolean reachable)
{
  GtkWidget *below = gtk_overlay_get_child (GTK_OVERLAY (self->overlay));

  /* Letters with Alt reach what can neither be clicked nor focused, but nothing insensitive. */
  gtk_widget_set_sensitive (below, reachable);
  gtk_widget_set_can_focus (below, reachable);
  gtk_widget_set_can_target (below, reachable);
  mdg_widget_set_accessible_hidden (below, !reachable);
}

static void
set_focus_before (MdgQuestionLayer *self, GtkWidget *widget)
{
  g_set_weak_pointer (&self->focus_before, widget);
}

static void
mdg_question_layer_dispose (GObject *object)
{
  MdgQuestionLayer *self = MDG_QUESTION_LAYER (object);

  self->question = NULL;
  set_focus_before (self, NULL);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_question_layer_parent_class)->dispose (object);
}

static void
mdg_question_layer_class_init (MdgQuestionLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_question_layer_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_question_layer_init (MdgQuestionLayer *self)
{
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  self->shade = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->shade, "shade");
  gtk_widget_set_visible (self->shade, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->shade);
}

GtkWidget *
mdg_question_layer_new (void)
{
  return g_object_new (MDG_TYPE_QUESTION_LAYER, NULL);
}

void
mdg_question_layer_present (MdgQuestionLayer *self, GtkWidget *question)
{
  g_return_if_fail (MDG_IS_QUESTION_LAYER (self));
  g_return_if_fail (MDG_IS_QUESTION (question));

  if (self->question != NULL)
    mdg_question_answer (MDG_QUESTION (self->question), MDG_ANSWER_CANCEL);
  set_focus_before (self, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  self->question = question;
  mdg_widget_tidy_names (question);
  gtk_widget_set_visible (self->shade, TRUE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), question);
  /* First the focus goes: a field that becomes insensitive with it warns. */
  gtk_widget_grab_focus (question);
  set_below_reachable (self, FALSE);
}

void
mdg_question_layer_close (MdgQuestionLayer *self)
{
  GtkWidget *question;
  GtkWidget *focus;

  g_return_if_fail (MDG_IS_QUESTION_LAYER (self));

  question = self->question;
  focus = self->focus_before;
  if (question == NULL)
    return;
  self->question = NULL;
  set_below_reachable (self, TRUE);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
  set_focus_before (self, NULL);
  gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), question);
  gtk_widget_set_visible (self->shade, FALSE);
}

GtkWidget *
mdg_question_layer_get_question (MdgQuestionLayer *self)
{
  g_return_val_if_fail (MDG_IS_QUESTION_LAYER (self), NULL);

  return self->question;
}
