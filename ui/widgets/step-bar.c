/* step-bar.c: the numbered steps of a job, visible ahead.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/step-bar.h"

#include <glib/gi18n.h>

#include "widgets/clamp.h"
#include "widgets/icon.h"
#include "widgets/widget-tools.h"

#define NARROWEST_WORD 5 /* characters: five steps stand side by side in large text, too */

struct _MdgStepBar
{
  GtkWidget parent_instance;

  GPtrArray *steps; /* of Step */
  guint current;
  guint skipped; /* 0: none */
};

typedef struct
{
  char *word;
  GtkWidget *box;
  GtkWidget *number;
  GtkWidget *mark;
} Step;

G_DEFINE_FINAL_TYPE (MdgStepBar, mdg_step_bar, GTK_TYPE_WIDGET)

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->word);
  g_free (step);
}

static void
step_update (Step *step, guint number, guint current, gboolean skipped)
{
  gboolean done = number < current;
  gboolean now = number == current;
  /* Translators: a step as a screen reader says it: number, word, state */
  g_autofree char *spoken = g_strdup_printf (_ ("Step %u: %s (%s)"), number, step->word,
                                             done && skipped ? _ ("left out")
                                             : done          ? _ ("done")
                                             : now           ? _ ("now")
                                                             : _ ("later"));

  gtk_widget_set_visible (step->number, !done);
  gtk_widget_set_visible (step->mark, done);
  mdg_icon_set_icon (MDG_ICON (step->mark), skipped ? "minus" : "check");
  gtk_widget_remove_css_class (step->box, "done");
  gtk_widget_remove_css_class (step->box, "now");
  if ((done && !skipped) || now)
    gtk_widget_add_css_class (step->box, done ? "done" : "now");
  mdg_widget_set_name (step->box, spoken);
}

/* The disc stands in a clamp for the reason given in number-disc.h. */
static GtkWidget *
step_disc (Step *step, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *disc = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *clamp = mdg_clamp_new (64);

  step->number = gtk_label_new (text);
  step->mark = mdg_icon_new ("check", 14);
  gtk_widget_set_hexpand (step->number, TRUE);
  gtk_widget_set_hexpand (step->mark, TRUE);
  gtk_box_append (GTK_BOX (disc), step->number);
  gtk_box_append (GTK_BOX (disc), step->mark);
  gtk_widget_add_css_class (disc, "disc");
  mdg_clamp_set_child (MDG_CLAMP (clamp), disc);
  gtk_widget_set_hexpand (clamp, FALSE);
  gtk_widget_set_valign (clamp, GTK_ALIGN_CENTER);
  return clamp;
}

static Step *
step_new (const char *word, guint number)
{
  Step *step = g_new0 (Step, 1);
  GtkWidget *disc = step_disc (step, number);
  GtkWidget *label = mdg_widget_new_text (word, NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), NARROWEST_WORD);
  step->word = g_strdup (word);
  step->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (step->box), disc);
  gtk_box_append (GTK_BOX (step->box), label);
  gtk_widget_add_css_class (step->box, "step");
  mdg_widget_set_accessible_hidden (disc, TRUE);
  mdg_widget_set_accessible_hidden (label, TRUE);
  return step;
}

static void
update (MdgStepBar *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    step_update (g_ptr_array_index (self->steps, i), i + 1, self->current, i + 1 == self->skipped);
}

static void
mdg_step_bar_dispose (GObject *object)
{
  MdgStepBar *self = MDG_STEP_BAR (object);

  g_ptr_array_set_size (self->steps, 0);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_step_bar_parent_class)->dispose (object);
}

static void
mdg_step_bar_finalize (GObject *object)
{
  g_ptr_array_unref (MDG_STEP_BAR (object)->steps);
  G_OBJECT_CLASS (mdg_step_bar_parent_class)->finalize (object);
}

static void
mdg_step_bar_class_init (MdgStepBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_step_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_step_bar_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stepbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
mdg_step_bar_init (MdgStepBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  mdg_widget_set_name (GTK_WIDGET (self), _ ("Steps"));
}

GtkWidget *
mdg_step_bar_new (const char *const *steps)
{
  MdgStepBar *self = g_object_new (MDG_TYPE_STEP_BAR, NULL);

  mdg_step_bar_set_steps (self, steps);
  return GTK_WIDGET (self);
}

void
mdg_step_bar_set_steps (MdgStepBar *self, const char *const *steps)
{
  g_return_if_fail (MDG_IS_STEP_BAR (self));

  g_ptr_array_set_size (self->steps, 0);
  mdg_widget_clear (GTK_WIDGET (self));
  for (guint i = 0; steps[i] != NULL; i++)
    {
      Step *step = step_new (steps[i], i + 1);

      if (i > 0)
        {
          GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
          gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
          gtk_widget_set_parent (line, GTK_WIDGET (self));
        }
      gtk_widget_set_parent (step->box, GTK_WIDGET (self));
      g_ptr_array_add (self->steps, step);
    }
  update (self);
}

void
mdg_step_bar_set_current (MdgStepBar *self, guint current)
{
  g_return_if_fail (MDG_IS_STEP_BAR (self));

  self->current = current;
  update (self);
}

void
mdg_step_bar_set_skipped (MdgStepBar *self, guint skipped)
{
  g_return_if_fail (MDG_IS_STEP_BAR (self));

  self->skipped = skipped;
  update (self);
}
