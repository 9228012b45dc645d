/* flow-page.c: 同意フロー.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/flow-page.h"

#include <glib/gi18n.h>

#include "consent/card-switch.h"
#include "consent/flow-sheet.h"
#include "consent/patient-window.h"
#include "consent/variant-bar.h"
#include "consent/walk-panel.h"
#include "core/file.h"
#include "dates.h"
#include "print/sheet-printer.h"
#include "widgets/flow-view.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

#define ZOOM_STEP 1.25
#define PNG_SCALE 2.0

struct _MdgFlowPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *options;
  GtkWidget *summary;
  GtkWidget *view;
  GtkWidget *walk;
  GtkWidget *print;
  GtkWidget *save_pdf;
  GtkWidget *save_svg;
  GtkWidget *save_png;

  MdgWorkplace *workplace;
  MdgFlow *flow;
  MdgWalk *way;
  GtkWindow *patient; /* (nullable): the window for a patient */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MdgFlowPage, mdg_flow_page, GTK_TYPE_WIDGET)

/* the walk ------------------------------------------------------------------------------------ */

static void
update_way (MdgFlowPage *self)
{
  mdg_flow_view_set_walk (MDG_FLOW_VIEW (self->view), self->way);
  mdg_flow_view_show_node (MDG_FLOW_VIEW (self->view), mdg_walk_get_node (self->way));
}

static void
walked (MdgFlowPage *self)
{
  update_way (self);
}

static void
patient_walked (MdgFlowPage *self)
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
  update_way (self);
  update_summary (self);
  mdg_walk_panel_update (MDG_WALK_PANEL (self->walk));
}

static void
node_chosen (MdgFlowPage *self, guint node)
{
  mdg_walk_panel_look_at (MDG_WALK_PANEL (self->walk), node);
}

/* Both windows show the same walk. */
static void
card_moved (MdgFlowPage *self, gboolean present)
{
  if (!mdg_walk_set_card (self->way, present,
                          mdg_clock_wall (mdg_workplace_get_clock (self->workplace))))
    return;
  mdg_walk_panel_update (MDG_WALK_PANEL (self->walk));
  if (self->patient != NULL)
    mdg_patient_window_update (MDG_PATIENT_WINDOW (self->patient));
  update_way (self);
}

static void
case_toggled (MdgFlowPage *self, GtkToggleButton *button)
{
  mdg_widget_set_shown (self->options, gtk_toggle_button_get_active (button));
}

static void
larger_clicked (MdgFlowPage *self)
{
  mdg_flow_view_zoom_by (MDG_FLOW_VIEW (self->view), ZOOM_STEP);
}

static void
smaller_clicked (MdgFlowPage *self)
{
  mdg_flow_view_zoom_by (MDG_FLOW_VIEW (self->view), 1 / ZOOM_STEP);
}

static void
whole_clicked (MdgFlowPage *self)
{
  mdg_flow_view_fit (MDG_FLOW_VIEW (self->view));
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
  g_signal_connect_object (self->patient, "walked", G_CALLBACK (patient_walked), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (self->patient);
}

/* handing out --------------------------------------------------------------------------------- */

static void
draw_sheet (gpointer sheet, cairo_t *cr, double width, double height)
{
  mdg_flow_sheet_draw (sheet, cr, width, height);
}

static MdgSecret *
sheet_to_pdf (gpointer sheet, GError **error)
{
  return mdg_flow_sheet_to_pdf (sheet, error);
}

static char *
sheet_name (gpointer sheet)
{
  return mdg_flow_sheet_suggest_name (sheet, "pdf");
}

static void
free_sheet (gpointer sheet)
{
  mdg_flow_sheet_free (sheet);
}

static const MdgSheetKind kind = {
  .job_name = N_ ("Consent flow"),
  .draw_on = draw_sheet,
  .to_pdf = sheet_to_pdf,
  .suggest_name = sheet_name,
  .across = TRUE,
  .free_sheet = free_sheet,
};

/* (transfer full) */
static MdgFlowSheet *
make_sheet (MdgFlowPage *self)
{
  gint64 now = mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
  g_autofree char *line = describe_variant (self);
  g_autofree char *date = mdg_date_time_text (now);
  /* Translators: the flow is as of this month ("2026-11"); printed on this day */
  g_autofree char *foot = g_strdup_printf (
      _ ("As of %s. Readers differ by maker. Made on %s by Madoguchi."), self->flow->checked, date);
  MdgFlowSheetWords words = { _ ("Consent flow"), line, foot };

  /* Translators: the language of the guide's data: "ja" or "en" */
  return mdg_flow_sheet_new (mdg_flow_new (C_ ("guide", "en")), mdg_walk_get_variant (self->way),
                             mdg_walk_get_steps (self->way)->len > 0 ? self->way : NULL, &words,
                             now);
}

static void
set_usable (MdgFlowPage *self, gboolean usable)
{
  gtk_widget_set_sensitive (self->print, usable);
  gtk_widget_set_sensitive (self->save_pdf, usable);
  gtk_widget_set_sensitive (self->save_svg, usable);
  gtk_widget_set_sensitive (self->save_png, usable);
}

static void
say_saved (MdgFlowPage *self, const char *path)
{
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS, _ ("Saved"), path);
}

static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgFlowPage) self = data;
  g_autoptr (GError) error = NULL;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);

  if (self->way == NULL)
    return;
  set_usable (self, TRUE);
  if (outcome == MDG_SHEET_FAILED)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  else if (outcome == MDG_SHEET_SAVED)
    say_saved (self, mdg_sheet_printer_get_path (printer));
  else if (outcome == MDG_SHEET_PRINTED)
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS, _ ("Sent to the printer"),
                           NULL);
}

static void
hand_out (MdgFlowPage *self, gboolean on_paper)
{
  g_autoptr (MdgSheetPrinter) printer = mdg_sheet_printer_new_for (&kind, make_sheet (self));
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  mdg_page_hide_message (MDG_PAGE (self->page));
  set_usable (self, FALSE);
  if (on_paper)
    mdg_sheet_printer_print_async (printer, parent, self->cancellable, handed_out,
                                   g_object_ref (self));
  else
    mdg_sheet_printer_save_async (printer, parent, self->cancellable, handed_out,
                                  g_object_ref (self));
}

static void
print_clicked (MdgFlowPage *self)
{
  hand_out (self, TRUE);
}

static void
save_pdf_clicked (MdgFlowPage *self)
{
  hand_out (self, FALSE);
}

/* pictures ------------------------------------------------------------------------------------ */

typedef struct
{
  MdgFlowSheet *sheet;
  char *path;
  gboolean vectors;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  mdg_flow_sheet_free (saving->sheet);
  g_free (saving->path);
  g_free (saving);
}

static void
save_picture (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = saving->vectors
                                 ? mdg_flow_sheet_to_svg (saving->sheet, &error)
                                 : mdg_flow_sheet_to_png (saving->sheet, PNG_SCALE, &error);

  if (bytes == NULL
      || !mdg_file_write (saving->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                          &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
picture_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgFlowPage *self = MDG_FLOW_PAGE (source);
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean saved = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->way == NULL)
    return;
  set_usable (self, TRUE);
  if (saved)
    say_saved (self, saving->path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
begin_saving (MdgFlowPage *self, const char *path, gboolean vectors)
{
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  if (path == NULL)
    return;
  task = g_task_new (self, self->cancellable, picture_saved, NULL);
  saving = g_new0 (Saving, 1);
  saving->sheet = make_sheet (self);
  saving->path = g_strdup (path);
  saving->vectors = vectors;
  g_task_set_task_data (task, saving, saving_free);
  mdg_page_hide_message (MDG_PAGE (self->page));
  set_usable (self, FALSE);
  g_task_run_in_thread (task, save_picture);
}

static void
svg_chosen (GtkWidget *owner, const char *path)
{
  begin_saving (MDG_FLOW_PAGE (owner), path, TRUE);
}

static void
png_chosen (GtkWidget *owner, const char *path)
{
  begin_saving (MDG_FLOW_PAGE (owner), path, FALSE);
}

static void
ask_where (MdgFlowPage *self, const char *ending, MdgPathFunc chosen)
{
  g_autoptr (MdgFlowSheet) sheet = make_sheet (self);
  g_autofree char *name = mdg_flow_sheet_suggest_name (sheet, ending);

  mdg_path_chooser_save (GTK_WIDGET (self), _ ("Save the picture"), name, chosen);
}

static void
save_svg_clicked (MdgFlowPage *self)
{
  ask_where (self, "svg", svg_chosen);
}

static void
save_png_clicked (MdgFlowPage *self)
{
  ask_where (self, "png", png_chosen);
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
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_FLOW_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->workplace);
  g_clear_pointer (&self->way, mdg_walk_free);
  g_clear_pointer (&self->flow, mdg_flow_free);
  G_OBJECT_CLASS (mdg_flow_page_parent_class)->dispose (object);
}

static void
mdg_flow_page_finalize (GObject *object)
{
  g_object_unref (MDG_FLOW_PAGE (object)->cancellable);
  G_OBJECT_CLASS (mdg_flow_page_parent_class)->finalize (object);
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
  gtk_widget_class_bind_template_child (widget_class, MdgFlowPage, print);
  gtk_widget_class_bind_template_child (widget_class, MdgFlowPage, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, MdgFlowPage, save_svg);
  gtk_widget_class_bind_template_child (widget_class, MdgFlowPage, save_png);
  gtk_widget_class_bind_template_callback (widget_class, options_changed);
  gtk_widget_class_bind_template_callback (widget_class, case_toggled);
  gtk_widget_class_bind_template_callback (widget_class, card_moved);
  gtk_widget_class_bind_template_callback (widget_class, node_chosen);
  gtk_widget_class_bind_template_callback (widget_class, walked);
  gtk_widget_class_bind_template_callback (widget_class, larger_clicked);
  gtk_widget_class_bind_template_callback (widget_class, smaller_clicked);
  gtk_widget_class_bind_template_callback (widget_class, whole_clicked);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_svg_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_png_clicked);
  gtk_widget_class_bind_template_callback (widget_class, show_patient_clicked);
}

static void
mdg_flow_page_class_init (MdgFlowPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_flow_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_flow_page_finalize;
  widget_class->grab_focus = mdg_flow_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_VARIANT_BAR);
  g_type_ensure (MDG_TYPE_FLOW_VIEW);
  g_type_ensure (MDG_TYPE_WALK_PANEL);
  g_type_ensure (MDG_TYPE_CARD_SWITCH);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_flow_page_init (MdgFlowPage *self)
{
  self->cancellable = g_cancellable_new ();
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
