/* step-page.c: one step of the plan.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/step-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/source-words.h"
#include "introduction/plan-look.h"
#include "introduction/plan-text.h"
#include "widgets/field.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/tab-view.h"
#include "widgets/widget-tools.h"

struct _MdgStepPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *facts;
  GtkWidget *form;
  GtkWidget *contacts;
  GtkWidget *done;
  GtkWidget *note_field;
  GtkWidget *note;
  GtkWidget *back;
  GtkWidget *save;

  MdgPlanDesk *desk;
  MdgWorkplace *workplace;
  MdgFilingGuide *forms; /* (nullable) */
  char *step;            /* (nullable) */
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (MdgStepPage, mdg_step_page, GTK_TYPE_WIDGET)

static const MdgPlannedStep *
find (MdgStepPage *self, const char *step)
{
  const MdgPlan *plan = mdg_plan_desk_get_plan (self->desk);

  for (guint i = 0; plan != NULL && i < plan->steps->len; i++)
    if (g_strcmp0 (mdg_plan_step_of (plan, mdg_plan_get (plan, i))->id, step) == 0)
      return mdg_plan_get (plan, i);
  return NULL;
}

static void
set_busy (MdgStepPage *self, gboolean busy)
{
  self->is_saving = busy;
  mdg_page_set_busy (MDG_PAGE (self->page), busy);
  gtk_widget_set_sensitive (self->save, !busy);
}

/* facts --------------------------------------------------------------------------------------- */

/* A name, and below it what it is. */
static void
add_fact (MdgStepPage *self, const char *name, GtkWidget *value)
{
  GtkWidget *fact = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (fact), mdg_widget_new_text (name, "quiet"));
  gtk_box_append (GTK_BOX (fact), value);
  gtk_box_append (GTK_BOX (self->facts), fact);
}

static void
add_text (MdgStepPage *self, const char *name, const char *text)
{
  add_fact (self, name, mdg_widget_new_text (text, NULL));
}

static void
add_list (MdgStepPage *self, const char *name, char **lines)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("・%s", lines[i]);

      gtk_box_append (GTK_BOX (list), mdg_widget_new_text (line, NULL));
    }
  add_fact (self, name, list);
}

static void
add_day (MdgStepPage *self, const MdgPlan *plan, const MdgPlannedStep *planned)
{
  g_auto (GStrv) remarks
      = mdg_plan_remarks (plan, mdg_plan_desk_get_calendar (self->desk), planned);
  g_autofree char *day = mdg_day_words (planned->deadline.safe);
  GtkWidget *value = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (line, mdg_plan_state_class (planned->state));
  gtk_box_append (GTK_BOX (line), mdg_icon_new (mdg_plan_state_icon (planned->state), 18));
  gtk_box_append (GTK_BOX (line), mdg_widget_new_text (day, "strong"));
  gtk_box_append (GTK_BOX (line),
                  mdg_widget_new_text (mdg_plan_state_words (planned->state), NULL));
  gtk_box_append (GTK_BOX (value), line);
  for (guint i = 0; remarks[i] != NULL; i++)
    gtk_box_append (GTK_BOX (value), mdg_widget_new_text (remarks[i], "hint-box"));
  add_fact (self, _ ("By"), value);
}

/* Leads to whoever it is done with, or done by. */
static void
fill_contacts (MdgStepPage *self, const MdgPlan *plan, const MdgPlanStep *step)
{
  const char *topic = mdg_plan_guide_person (plan->guide, step->who)->topic;
  g_autofree char *target = NULL;

  if (topic == NULL && step->with != MDG_PLAN_NONE)
    topic = mdg_plan_guide_person (plan->guide, step->with)->topic;
  if (topic != NULL)
    {
      target = g_strdup_printf ("topic/%s", topic);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->contacts), "s", target);
    }
  mdg_widget_set_shown (self->contacts, topic != NULL);
}

static void
fill (MdgStepPage *self)
{
  const MdgPlan *plan = mdg_plan_desk_get_plan (self->desk);
  const MdgPlannedStep *planned = find (self, self->step);
  const MdgPlanStep *step;
  g_autofree char *who = NULL, *source = NULL;

  mdg_widget_clear_box (self->facts);
  if (planned == NULL)
    return;
  step = mdg_plan_step_of (plan, planned);
  who = mdg_plan_who_words (plan, planned);
  source = mdg_source_words (step->source);
  g_object_set (self->page, "title", step->title, "sentence", step->words, NULL);
  add_day (self, plan, planned);
  add_text (self, _ ("Who"), who);
  add_list (self, _ ("Needed"), step->needs);
  if (step->lasts != NULL)
    add_text (self, _ ("How long it takes"), step->lasts);
  add_text (self, _ ("In the documents"), source);
  fill_contacts (self, plan, step);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->form), "s", step->id);
  mdg_widget_set_shown (self->form, self->forms != NULL
                                        && mdg_filing_guide_find_form (self->forms, step->id)
                                               != MDG_FILING_NONE);
}

/* keeping ------------------------------------------------------------------------------------- */

static void
save_clicked (MdgStepPage *self)
{
  g_autoptr (MdgPlanProgress) before = NULL;
  gboolean done = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->done));
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));

  if (self->step == NULL)
    return;
  before = mdg_plan_desk_get_progress (self->desk, self->step);
  mdg_page_hide_message (MDG_PAGE (self->page));
  set_busy (self, TRUE);
  mdg_plan_desk_set_progress (self->desk, self->step,
                              !done ? MDG_DAY_NONE
                              : before->done_on != MDG_DAY_NONE
                                  ? before->done_on
                                  : mdg_plan_desk_get_today (self->desk),
                              note);
}

static void
entry_activated (MdgStepPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static void
kept (MdgStepPage *self)
{
  if (!self->is_saving)
    return;
  set_busy (self, FALSE);
  if (mdg_tab_view_is_at (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "introduction.show", "s", "plan");
}

static void
failed (MdgStepPage *self, const GError *error)
{
  if (!self->is_saving)
    return;
  set_busy (self, FALSE);
  if (g_strcmp0 (mdg_error_get_field (error), "note") == 0)
    {
      mdg_field_set_fault (MDG_FIELD (self->note_field),
                           _ ("One line of up to 200 characters, please."));
      gtk_widget_grab_focus (self->note_field);
    }
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_step_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_STEP_PAGE (widget)->done);
}

static void
mdg_step_page_dispose (GObject *object)
{
  MdgStepPage *self = MDG_STEP_PAGE (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_STEP_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_step_page_parent_class)->dispose (object);
}

static void
mdg_step_page_finalize (GObject *object)
{
  g_free (MDG_STEP_PAGE (object)->step);
  mdg_filing_guide_unref (MDG_STEP_PAGE (object)->forms);
  G_OBJECT_CLASS (mdg_step_page_parent_class)->finalize (object);
}

static void
mdg_step_page_class_init (MdgStepPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_step_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_step_page_finalize;
  widget_class->grab_focus = mdg_step_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/introduction/step-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgStepPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgStepPage, facts);
  gtk_widget_class_bind_template_child (widget_class, MdgStepPage, form);
  gtk_widget_class_bind_template_child (widget_class, MdgStepPage, contacts);
  gtk_widget_class_bind_template_child (widget_class, MdgStepPage, done);
  gtk_widget_class_bind_template_child (widget_class, MdgStepPage, note_field);
  gtk_widget_class_bind_template_child (widget_class, MdgStepPage, note);
  gtk_widget_class_bind_template_child (widget_class, MdgStepPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgStepPage, save);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_step_page_init (MdgStepPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
}

GtkWidget *
mdg_step_page_new (MdgPlanDesk *desk, MdgWorkplace *workplace)
{
  MdgStepPage *self = g_object_new (MDG_TYPE_STEP_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (desk, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "kept", G_CALLBACK (kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
mdg_step_page_set_forms (MdgStepPage *self, MdgFilingGuide *forms)
{
  g_return_if_fail (MDG_IS_STEP_PAGE (self) && self->forms == NULL);

  self->forms = mdg_filing_guide_ref (forms);
}

gboolean
mdg_step_page_begin (MdgStepPage *self, const char *step)
{
  g_autoptr (MdgPlanProgress) progress = NULL;

  g_return_val_if_fail (MDG_IS_STEP_PAGE (self), FALSE);

  if (find (self, step) == NULL)
    return FALSE;
  g_free (self->step);
  self->step = g_strdup (step);
  progress = mdg_plan_desk_get_progress (self->desk, step);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->done), progress->done_on != MDG_DAY_NONE);
  gtk_editable_set_text (GTK_EDITABLE (self->note), progress->note);
  mdg_field_set_fault (MDG_FIELD (self->note_field), NULL);
  mdg_page_hide_message (MDG_PAGE (self->page));
  set_busy (self, FALSE);
  fill (self);
  return TRUE;
}
