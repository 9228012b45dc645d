/* walk-panel.c: where the walk through the consent flow stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/walk-panel.h"

#include <glib/gi18n.h>
#include <string.h>

#include "consent/walk-timer.h"
#include "core/source-words.h"
#include "dates.h"
#include "widgets/icon.h"
#include "widgets/widget-tools.h"

#define ANSWER "mdg-answer"

struct _MdgWalkPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *who;
  GtkWidget *title;
  GtkWidget *words;
  GtkWidget *answers;
  GtkWidget *here; /* back to where the walk is */
  GtkWidget *back;
  GtkWidget *restart;
  GtkWidget *timer;
  GtkWidget *notes; /* what is not for patients; source, too */
  GtkWidget *meaning;
  GtkWidget *after;
  GtkWidget *consents; /* patients see them at the end */
  GtkWidget *summary;
  GtkWidget *source;

  const MdgFlow *flow;
  MdgWalk *walk;
  MdgClock *clock;
  guint node; /* that is looked at */
  gboolean for_patient;
};

enum
{
  WALKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgWalkPanel, mdg_walk_panel, GTK_TYPE_WIDGET)

/* what is shown ------------------------------------------------------------------------------- */

static const char *
who_text (MdgFlowWho who)
{
  static const char *const words[] = {
    [MDG_FLOW_PATIENT] = NC_ ("who acts", "Patient"),
    [MDG_FLOW_STAFF] = NC_ ("who acts", "Staff"),
    [MDG_FLOW_READER] = NC_ ("who acts", "Card reader"),
  };

  return g_dpgettext2 (NULL, "who acts", words[who]);
}

static char *
result_text (const MdgFlowInformation *information, const MdgWalkResult *result)
{
  g_autofree char *until = NULL;

  switch (result->consent)
    {
    case MDG_WALK_GIVEN:
      if (result->until == 0)
        return g_strdup (information->asked ? _ ("Agreed") : _ ("Comes with the eligibility"));
      until = mdg_date_time_text (result->until);
      return g_strdup_printf (_ ("Agreed; can be seen until %s"), until);
    case MDG_WALK_REFUSED:
      return g_strdup (_ ("Not agreed"));
    case MDG_WALK_NOT_ASKED:
      return g_strdup (_ ("Cannot be seen"));
    case MDG_WALK_OPEN:
    default:
      return g_strdup (_ ("Open"));
    }
}

/* @names: (nullable): in one line, with what the names of the others are as wide as: a patient sees
 * all of them at once */
static GtkWidget *
result_row (const MdgFlowInformation *information, const MdgWalkResult *result, GtkSizeGroup *names)
{
  static const char *const icons[] = {
    [MDG_WALK_OPEN] = "circle",
    [MDG_WALK_GIVEN] = "check-circle",
    [MDG_WALK_REFUSED] = "cross-circle",
    [MDG_WALK_NOT_ASKED] = "minus",
  };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = names != NULL ? gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24)
                                   : gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = mdg_widget_new_text (information->name, NULL);
  GtkWidget *icon = mdg_icon_new (icons[result->consent], 16);
  g_autofree char *text = result_text (information, result);

  if (names != NULL)
    gtk_size_group_add_widget (names, name);
  gtk_widget_set_valign (icon, names != NULL ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_add_css_class (row, result->consent == MDG_WALK_GIVEN ? "good" : "plain");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_tooltip_text (row, information->seen);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (text, "quiet"));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static void
update_summary (MdgWalkPanel *self)
{
  g_autoptr (GArray) results = mdg_walk_summarize (self->walk);
  g_autoptr (GtkSizeGroup) names
      = self->for_patient ? gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL) : NULL;

  mdg_widget_clear_box (self->summary);
  mdg_widget_set_shown (self->consents, !self->for_patient || mdg_walk_is_over (self->walk));
  for (guint i = 0; i < results->len; i++)
    {
      const MdgWalkResult *result = &g_array_index (results, MdgWalkResult, i);
      gtk_box_append (
          GTK_BOX (self->summary),
          result_row (mdg_flow_information (self->flow, result->information), result, names));
    }
}

static void
update_notes (MdgWalkPanel *self, const MdgFlowNode *node, const MdgFlowVariant *variant)
{
  g_autofree char *where = mdg_source_words (node->source);
  g_autofree char *source
      = g_strdup_printf (node->assumed ? _ ("Source: %s. Words and place in the flow are partly "
                                            "assumed; readers differ by maker. As of %s.")
                                       : _ ("Source: %s. Readers differ by maker. As of %s."),
                         where, self->flow->checked);

  gtk_label_set_text (GTK_LABEL (self->meaning), mdg_flow_text (node->meaning, variant));
  gtk_label_set_text (GTK_LABEL (self->after), mdg_flow_text (node->after, variant));
  gtk_label_set_text (GTK_LABEL (self->source), source);
}

/* answers ------------------------------------------------------------------------------------- */

/* After a step the next answer has the focus, so that the walk goes on by Enter alone. */
static void
walked (MdgWalkPanel *self)
{
  mdg_walk_panel_update (self);
  g_signal_emit (self, signals[WALKED], 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
answer_clicked (GtkWidget *button, MdgWalkPanel *self)
{
  guint answer = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), ANSWER));

  if (mdg_walk_answer (self->walk, answer, mdg_clock_wall (self->clock)))
    walked (self);
}

static void
back_clicked (MdgWalkPanel *self)
{
  if (mdg_walk_back (self->walk))
    walked (self);
}

static void
restart_clicked (MdgWalkPanel *self)
{
  mdg_walk_restart (self->walk);
  walked (self);
}

static void
here_clicked (MdgWalkPanel *self)
{
  mdg_walk_panel_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static GtkWidget *
answer_button (MdgWalkPanel *self, guint number)
{
  const MdgFlowAnswer *answer
      = mdg_flow_answer (self->flow, mdg_walk_get_node (self->walk), number);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (answer->label);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), label);
  mdg_widget_set_name (button, answer->label);
  gtk_widget_add_css_class (button, "reader-answer");
  g_object_set_data (G_OBJECT (button), ANSWER, GUINT_TO_POINTER (number));
  g_signal_connect_object (button, "clicked", G_CALLBACK (answer_clicked), self, 0);
  return button;
}

static void
update_answers (MdgWalkPanel *self)
{
  guint answers[MDG_FLOW_ANSWERS_MAX];
  guint n = mdg_walk_list_answers (self->walk, answers);
  gboolean here = self->node == mdg_walk_get_node (self->walk);
  gboolean begun = mdg_walk_get_steps (self->walk)->len > 0;

  mdg_widget_clear_box (self->answers);
  for (guint i = 0; here && i < n; i++)
    gtk_box_append (GTK_BOX (self->answers), answer_button (self, answers[i]));
  mdg_widget_set_shown (self->answers, here && n > 0);
  mdg_widget_set_shown (self->here, !here);
  gtk_widget_set_sensitive (self->back, begun);
  gtk_widget_set_sensitive (self->restart, begun);
}

static void
show_node (MdgWalkPanel *self, guint number)
{
  const MdgFlowNode *node = mdg_flow_node (self->flow, number);
  const MdgFlowVariant *variant = mdg_walk_get_variant (self->walk);

  self->node = number;
  gtk_label_set_text (GTK_LABEL (self->who), who_text (node->who));
  gtk_label_set_text (GTK_LABEL (self->title), mdg_flow_text (node->title, variant));
  gtk_label_set_text (GTK_LABEL (self->words), mdg_flow_text (node->words, variant));
  update_answers (self);
  update_notes (self, node, variant);
  update_summary (self);
  mdg_walk_timer_update (MDG_WALK_TIMER (self->timer));
}

/* making -------------------------------------------------------------------------------------- */

static GtkWidget *
add_text (GtkWidget *box, const char *heading, const char *css_class)
{
  GtkWidget *text = mdg_widget_new_text (NULL, css_class);

  if (heading != NULL)
    gtk_box_append (GTK_BOX (box), mdg_widget_new_text (heading, "section-title"));
  gtk_box_append (GTK_BOX (box), text);
  return text;
}

static GtkWidget *
add_button (MdgWalkPanel *self, GtkWidget *box, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
make_screen (MdgWalkPanel *self)
{
  GtkWidget *screen = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (screen, "card");
  gtk_widget_add_css_class (screen, "reader-screen");
  self->who = add_text (screen, NULL, "quiet");
  self->title = add_text (screen, NULL, "section-title");
  self->words = add_text (screen, NULL, "reader-words");
  self->answers = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (screen), self->answers);
  self->here
      = add_button (self, screen, _ ("Back to where the _walk is"), G_CALLBACK (here_clicked));
  self->back = add_button (self, row, _ ("One step _back"), G_CALLBACK (back_clicked));
  self->restart = add_button (self, row, _ ("From the beginnin_g"), G_CALLBACK (restart_clicked));
  gtk_box_append (GTK_BOX (screen), row);
  self->timer = mdg_walk_timer_new ();
  gtk_box_append (GTK_BOX (screen), self->timer);
  gtk_box_append (GTK_BOX (self->box), screen);
}

static void
make_notes (MdgWalkPanel *self)
{
  self->notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->meaning = add_text (self->notes, _ ("What it means"), NULL);
  self->after = add_text (self->notes, _ ("What the clinic may see afterwards"), NULL);
  gtk_box_append (GTK_BOX (self->box), self->notes);
}

static void
make_consents (MdgWalkPanel *self)
{
  self->consents = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->consents, "walk-consents");
  gtk_box_append (GTK_BOX (self->consents),
                  mdg_widget_new_text (_ ("Consent so far"), "section-title"));
  self->summary = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->consents), self->summary);
  gtk_box_append (GTK_BOX (self->box), self->consents);
}

static gboolean
mdg_walk_panel_grab_focus (GtkWidget *widget)
{
  MdgWalkPanel *self = MDG_WALK_PANEL (widget);
  GtkWidget *first = gtk_widget_get_first_child (self->answers);

  if (first != NULL)
    return gtk_widget_grab_focus (first);
  return gtk_widget_grab_focus (gtk_widget_get_visible (self->here) ? self->here : self->restart);
}

static void
mdg_walk_panel_dispose (GObject *object)
{
  g_clear_object (&MDG_WALK_PANEL (object)->clock);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_walk_panel_parent_class)->dispose (object);
}

static void
mdg_walk_panel_class_init (MdgWalkPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_walk_panel_dispose;
  widget_class->grab_focus = mdg_walk_panel_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[WALKED] = g_signal_new ("walked", MDG_TYPE_WALK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "walkpanel");
}

static void
mdg_walk_panel_init (MdgWalkPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  make_screen (self);
  make_notes (self);
  make_consents (self);
  self->source = add_text (self->box, NULL, "quiet");
  gtk_widget_add_css_class (self->source, "small");
  mdg_widget_tidy_names (self->box);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
mdg_walk_panel_new (void)
{
  return g_object_new (MDG_TYPE_WALK_PANEL, NULL);
}

void
mdg_walk_panel_set_walk (MdgWalkPanel *self, const MdgFlow *flow, MdgWalk *walk, MdgClock *clock)
{
  g_return_if_fail (MDG_IS_WALK_PANEL (self) && self->flow == NULL);

  self->flow = flow;
  self->walk = walk;
  self->clock = g_object_ref (clock);
  mdg_walk_timer_set_walk (MDG_WALK_TIMER (self->timer), walk, clock);
  mdg_walk_panel_update (self);
}

void
mdg_walk_panel_set_for_patient (MdgWalkPanel *self, gboolean for_patient)
{
  g_return_if_fail (MDG_IS_WALK_PANEL (self));

  self->for_patient = for_patient;
  mdg_widget_set_shown (self->notes, !for_patient);
  mdg_widget_set_shown (self->who, !for_patient);
  mdg_widget_set_shown (self->source, !for_patient);
  if (for_patient)
    gtk_widget_add_css_class (GTK_WIDGET (self), "for-patient");
}

void
mdg_walk_panel_update (MdgWalkPanel *self)
{
  gboolean focused;

  g_return_if_fail (MDG_IS_WALK_PANEL (self) && self->walk != NULL);

  focused = gtk_widget_get_focus_child (self->answers) != NULL;
  show_node (self, mdg_walk_get_node (self->walk));
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
mdg_walk_panel_look_at (MdgWalkPanel *self, guint node)
{
  g_return_if_fail (MDG_IS_WALK_PANEL (self) && self->walk != NULL);

  show_node (self, node);
}

void
mdg_walk_panel_answer (MdgWalkPanel *self, const char *answer)
{
  guint answers[MDG_FLOW_ANSWERS_MAX];
  guint n;

  g_return_if_fail (MDG_IS_WALK_PANEL (self) && self->walk != NULL);

  n = mdg_walk_list_answers (self->walk, answers);
  for (guint i = 0; i < n; i++)
    if (strcmp (mdg_flow_answer (self->flow, mdg_walk_get_node (self->walk), answers[i])->id,
                answer)
            == 0
        && mdg_walk_answer (self->walk, answers[i], mdg_clock_wall (self->clock)))
      {
        walked (self);
        return;
      }
}
