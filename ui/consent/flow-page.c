/* flow-page.c: 同意フロー.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/flow-page.h"

#include <glib/gi18n.h>

#include "consent/card-switch.h"
#include "consent/flow-sheet.h"
#include "consent/patient-window.h"
#include "consent/sheet-bar.h"
#include "consent/variant-bar.h"
#include "consent/walk-panel.h"
#include "dates.h"
#include "widgets/flow-view.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgFlowPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *options;
  GtkWidget *summary;
  GtkWidget *view;
  GtkWidget *walk;

  MdgWorkplace *workplace;
  MdgFlow *flow;
  MdgWalk *way;
  GtkWindow *patient; /* (nullable): the window for a patient */
};

G_DEFINE_FINAL_TYPE (MdgFlowPage, mdg_flow_page, GTK_TYPE_WIDGET)

/* the walk ------------------------------------------------------------------------------------ */

static void
update_way (MdgFlowPage *self)
{
  mdg_flow_view_set_walk (MDG_FLOW_VIEW (self->view), self->way);
  mdg_flow_view_show_node (MDG_FLOW_VIEW (self->view), mdg_walk_get_node (self->way));
}

/* Both windows show the same walk: a button of a step that is over would answer another one. */
static void
update_patient (MdgFlowPage *self)
{
  if (self->patient != NULL)
    mdg_patient_window_update (MDG_PATIENT_WINDOW (self->patient));
}

static void
walked (MdgFlowPage *self)
{
  update_patient (self);
  update_way (self);
}

static void
walked_elsewhere (MdgFlowPage *self)
{
  mdg_walk_panel_update (MDG_WALK_PANEL (self->walk));
  update_way (self);
}

/* "施設: 医療機関 / 電子処方箋: 導入済み / …". (transfer full) */
static char *
describe_variant (MdgFlowPage *self)
{
  const MdgFlowVariant *variant = mdg_walk_get_variant (self->way);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->flow->options->len; i++)
    {
      const MdgFlowOption *option = mdg_flow_option (self->flow, i);

      g_string_append (text, i > 0 ? " / " : "");
      g_string_append_printf (text, _ ("%s: %s"), option->name,
                              option->value_names[variant->value[i]]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update_summary (MdgFlowPage *self)
{
  g_autofree char *text = describe_variant (self);

  gtk_label_set_text (GTK_LABEL (self->summary), text);
  gtk_widget_set_tooltip_text (self->summary, text);
}

static void
options_changed (MdgFlowPage *self)
{
  MdgFlowVariant variant = mdg_variant_bar_get_variant (MDG_VARIANT_BAR (self->options));

  mdg_walk_set_variant (self->way, &variant);
  mdg_flow_view_set_variant (MDG_FLOW_VIEW (self->view), &variant);
  walked_elsewhere (self);
  update_patient (self);
  update_summary (self);
}

static void
node_chosen (MdgFlowPage *self, guint node)
{
  mdg_walk_panel_look_at (MDG_WALK_PANEL (self->walk), node);
}

static void
card_moved (MdgFlowPage *self, gboolean present)
{
  if (!mdg_walk_set_card (self->way, present,
                          mdg_clock_wall (mdg_workplace_get_clock (self->workplace))))
    return;
  walked_elsewhere (self);
  update_patient (self);
}

static void
case_toggled (MdgFlowPage *self, GtkToggleButton *button)
{
  mdg_widget_set_shown (self->options, gtk_toggle_button_get_active (button));
}

static void
show_patient_clicked (MdgFlowPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->patient != NULL)
    {
      gtk_window_present (self->patient);
      return;
    }
  g_set_weak_pointer (&self->patient, GTK_WINDOW (mdg_patient_window_new (
                                          GTK_WINDOW (root), self->flow, self->way,
                                          mdg_workplace_get_clock (self->workplace))));
  g_signal_connect_object (self->patient, "walked", G_CALLBACK (walked_elsewhere), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (self->patient);
}

/* (transfer full) */
static MdgPictureSheet *
make_sheet (MdgFlowPage *self)
{
  gint64 now = mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
  g_autofree char *line = describe_variant (self);
  g_autofree char *date = mdg_date_time_text (now);
  /* Translators: the flow is as of this month ("2026-11"); printed on this day */
  g_autofree char *foot = g_strdup_printf (
      _ ("As of %s. Readers differ by maker. Made on %s by Madoguchi."), self->flow->checked, date);
  MdgPictureWords words = { _ ("Consent flow"), line, foot };
  MdgFlowTrace trace;

  mdg_flow_trace_walk (&trace, self->way);
  /* Translators: the language of the guide's data: "ja" or "en" */
  return mdg_flow_sheet_new (mdg_flow_new (C_ ("guide", "en")), mdg_walk_get_variant (self->way),
                             mdg_walk_get_steps (self->way)->len > 0 ? &trace : NULL, &words, now);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_flow_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_FLOW_PAGE (widget)->walk);
}

/* What is shown goes before what it shows. */
static void
mdg_flow_page_dispose (GObject *object)
{
  MdgFlowPage *self = MDG_FLOW_PAGE (object);

  if (self->patient != NULL)
    gtk_window_destroy (self->patient);
  g_clear_weak_pointer (&self->patient);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_FLOW_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->workplace);
  g_clear_pointer (&self->way, mdg_walk_free);
  g_clear_pointer (&self->flow, mdg_flow_free);
  G_OBJECT_CLASS (mdg_flow_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/consent/flow-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgFlowPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgFlowPage, options);
  gtk_widget_class_bind_template_child (widget_class, MdgFlowPage, summary);
  gtk_widget_class_bind_template_child (widget_class, MdgFlowPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgFlowPage, walk);
  gtk_widget_class_bind_template_callback (widget_class, options_changed);
  gtk_widget_class_bind_template_callback (widget_class, case_toggled);
  gtk_widget_class_bind_template_callback (widget_class, card_moved);
  gtk_widget_class_bind_template_callback (widget_class, node_chosen);
  gtk_widget_class_bind_template_callback (widget_class, walked);
  gtk_widget_class_bind_template_callback (widget_class, mdg_picture_view_larger);
  gtk_widget_class_bind_template_callback (widget_class, mdg_picture_view_smaller);
  gtk_widget_class_bind_template_callback (widget_class, mdg_picture_view_fit);
  gtk_widget_class_bind_template_callback (widget_class, make_sheet);
  gtk_widget_class_bind_template_callback (widget_class, show_patient_clicked);
}

static void
mdg_flow_page_class_init (MdgFlowPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_flow_page_dispose;
  widget_class->grab_focus = mdg_flow_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_VARIANT_BAR);
  g_type_ensure (MDG_TYPE_FLOW_VIEW);
  g_type_ensure (MDG_TYPE_WALK_PANEL);
  g_type_ensure (MDG_TYPE_CARD_SWITCH);
  g_type_ensure (MDG_TYPE_SHEET_BAR);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_flow_page_init (MdgFlowPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
}

GtkWidget *
mdg_flow_page_new (MdgWorkplace *workplace)
{
  MdgFlowPage *self = g_object_new (MDG_TYPE_FLOW_PAGE, NULL);
  MdgFlowVariant variant;

  self->workplace = g_object_ref (workplace);
  self->flow = mdg_flow_new (C_ ("guide", "en"));
  variant = mdg_flow_standard (self->flow);
  self->way = mdg_walk_new (self->flow, &variant);
  mdg_variant_bar_set_flow (MDG_VARIANT_BAR (self->options), self->flow);
  mdg_flow_view_set_flow (MDG_FLOW_VIEW (self->view), self->flow, &variant);
  mdg_walk_panel_set_walk (MDG_WALK_PANEL (self->walk), self->flow, self->way,
                           mdg_workplace_get_clock (workplace));
  update_way (self);
  update_summary (self);
  return GTK_WIDGET (self);
}

void
mdg_flow_page_choose (MdgFlowPage *self, const char *option, const char *value)
{
  g_return_if_fail (MDG_IS_FLOW_PAGE (self));

  mdg_variant_bar_choose (MDG_VARIANT_BAR (self->options), option, value);
}

void
mdg_flow_page_answer (MdgFlowPage *self, const char *answer)
{
  g_return_if_fail (MDG_IS_FLOW_PAGE (self));

  mdg_walk_panel_answer (MDG_WALK_PANEL (self->walk), answer);
}
