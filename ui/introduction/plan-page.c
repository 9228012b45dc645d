/* plan-page.c: 導入計画.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/plan-page.h"

#include <glib/gi18n.h>

#include "core/source-words.h"
#include "introduction/filing-draft.h"
#include "introduction/plan-export.h"
#include "introduction/plan-look.h"
#include "introduction/plan-text.h"
#include "print/hand-out.h"
#include "widgets/clamp.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/text-file.h"
#include "widgets/widget-tools.h"

#define POSITION "mdg-position" /* of a strip: its row and one */
#define STRIP_WIDTH 260         /* at least; pixels */
#define WORDS_WIDTH 420
#define MONTHS_HEIGHT 22

struct _MdgPlanPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *forms;
  GtkWidget *summary;
  GtkWidget *rows;
  GtkWidget *notes;
  GtkWidget *print;
  GtkWidget *save_pdf;
  GtkWidget *save_ics;
  GtkWidget *wish;

  MdgPlanDesk *desk;
  MdgWorkplace *workplace;
  MdgFilingGuide *guide; /* (nullable): of the forms */
  char *step;            /* (nullable): the one that was looked at last */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MdgPlanPage, mdg_plan_page, GTK_TYPE_WIDGET)

/* rows ---------------------------------------------------------------------------------------- */

static void
draw_strip (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  MdgPlanPage *self = data;
  const MdgPlan *plan = self->desk != NULL ? mdg_plan_desk_get_plan (self->desk) : NULL;
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), POSITION));

  if (plan != NULL)
    mdg_plan_look_draw (GTK_WIDGET (area), cr, plan, position - 1, width, height);
}

/* @position: G_MAXUINT: the months' names. It says nothing that the words do not. */
static GtkWidget *
make_strip (MdgPlanPage *self, guint position)
{
  GtkWidget *strip = gtk_drawing_area_new ();

  g_object_set_data (G_OBJECT (strip), POSITION, GUINT_TO_POINTER (position + 1));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (strip), draw_strip, self, NULL);
  gtk_widget_set_size_request (strip, STRIP_WIDTH, MONTHS_HEIGHT);
  gtk_widget_set_hexpand (strip, TRUE);
  mdg_widget_set_accessible_hidden (strip, TRUE);
  return strip;
}

static GtkWidget *
make_words (const MdgPlan *plan, const MdgPlannedStep *planned)
{
  /* As wide as all the others, so that the strips stand below each other. */
  GtkWidget *place = mdg_clamp_new (WORDS_WIDTH);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *day = mdg_day_words (planned->deadline.safe);
  g_autofree char *who = mdg_plan_who_words (plan, planned);
  /* Translators: a day, the state of a step, who acts */
  g_autofree char *line
      = g_strdup_printf (_ ("By %s · %s · %s"), day, mdg_plan_state_words (planned->state), who);
  GtkWidget *title = mdg_widget_new_text (mdg_plan_step_of (plan, planned)->title, NULL);

  GtkWidget *detail = mdg_widget_new_text (line, "quiet");

  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), detail);
  gtk_widget_set_size_request (words, WORDS_WIDTH, -1);
  mdg_clamp_set_child (MDG_CLAMP (place), words);
  return place;
}

static GtkWidget *
make_row (MdgPlanPage *self, const MdgPlan *plan, guint position)
{
  const MdgPlannedStep *planned = mdg_plan_get (plan, position);
  const MdgPlanStep *step = mdg_plan_step_of (plan, planned);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = mdg_icon_new (mdg_plan_state_icon (planned->state), 18);
  g_autofree char *day = mdg_day_words (planned->deadline.safe);
  g_autofree char *name
      = g_strdup_printf ("%s, %s, %s", step->title, day, mdg_plan_state_words (planned->state));

  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row, mdg_plan_state_class (planned->state));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), make_words (plan, planned));
  gtk_box_append (GTK_BOX (row), make_strip (self, position));
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "plan-row");
  mdg_widget_set_name (button, name);
  gtk_widget_set_name (button, step->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", step->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "introduction.step");
  return button;
}

/* The months above the strips. */
static GtkWidget *
make_head (MdgPlanPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *room = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (room, WORDS_WIDTH, -1);
  gtk_widget_set_size_request (icon, 18, -1);
  gtk_widget_add_css_class (head, "plan-head");
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), room);
  gtk_box_append (GTK_BOX (head), make_strip (self, G_MAXUINT - 1));
  return head;
}

/* The row of the step that was looked at last. (nullable): there is none */
static GtkWidget *
find_row (MdgPlanPage *self)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  while (row != NULL && g_strcmp0 (gtk_widget_get_name (row), self->step) != 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

/* Whoever stands on a row when all are made anew stands there again. */
static void
fill_rows (MdgPlanPage *self, const MdgPlan *plan)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean stands_here = focus != NULL && gtk_widget_get_parent (focus) == self->rows;

  if (stands_here)
    mdg_plan_page_set_step (self, gtk_widget_get_name (focus));
  mdg_widget_clear_box (self->rows);
  if (plan == NULL)
    return;
  gtk_box_append (GTK_BOX (self->rows), make_head (self));
  for (guint i = 0; i < plan->steps->len; i++)
    gtk_box_append (GTK_BOX (self->rows), make_row (self, plan, i));
  if (stands_here)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
fill_notes (MdgPlanPage *self, const MdgPlan *plan)
{
  MdgHolidays *holidays = mdg_workplace_get_holidays (self->workplace);
  g_auto (GStrv) notes = NULL;
  g_autofree char *checked = NULL, *sources = NULL;

  mdg_widget_clear_box (self->notes);
  if (plan == NULL)
    return;
  notes = mdg_plan_notes (plan, mdg_plan_desk_get_calendar (self->desk));
  for (guint i = 0; notes[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self->notes), mdg_widget_new_text (notes[i], "quiet"));
  if (mdg_holidays_get_file (holidays) != NULL)
    gtk_box_append (GTK_BOX (self->notes),
                    mdg_widget_new_text (mdg_holidays_get_file (holidays), "quiet"));
  sources = mdg_source_words (plan->guide->sources);
  /* Translators: a month ("2026-11"), documents */
  checked = g_strdup_printf (_ ("As of %s, after %s."), plan->guide->checked, sources);
  gtk_box_append (GTK_BOX (self->notes), mdg_widget_new_text (checked, "quiet"));
}

static void
fill_verdict (MdgPlanPage *self, const MdgPlan *plan)
{
  g_autofree char *body = NULL;
  g_autofree char *title = plan != NULL ? mdg_plan_verdict (plan, &body) : NULL;
  MdgMessageKind kind = MDG_MESSAGE_SUCCESS;

  if (plan != NULL && !plan->can_be_met)
    kind = MDG_MESSAGE_ERROR;
  else if (body != NULL)
    kind = MDG_MESSAGE_WARNING;
  mdg_page_set_note (MDG_PAGE (self->page), kind, title, body, NULL);
}

static void
fill_summary (MdgPlanPage *self, const MdgPlan *plan)
{
  g_autofree char *wished = plan != NULL ? mdg_day_words (plan->wish.wished) : NULL;
  g_autofree char *text = NULL;

  if (plan != NULL)
    /* Translators: kind of facility, the wished date, how many steps are done, of how many */
    text = g_strdup_printf (_ ("%s · wished date %s · %u of %u steps done"),
                            mdg_plan_guide_facility (plan->guide, plan->wish.facility)->name,
                            wished, plan->n_done, plan->steps->len);
  else if (mdg_plan_desk_is_loaded (self->desk))
    text = g_strdup (_ ("There is no plan yet."));
  gtk_label_set_text (GTK_LABEL (self->summary), text != NULL ? text : "");
}

/* Shown where such a facility hands the forms in. */
static void
fill_forms (MdgPlanPage *self, const MdgPlan *plan)
{
  const char *facility
      = plan != NULL ? mdg_plan_guide_facility (plan->guide, plan->wish.facility)->id : NULL;

  mdg_widget_set_shown (self->forms,
                        self->guide != NULL && mdg_filing_is_for (self->guide, facility));
}

static void
fill (MdgPlanPage *self)
{
  const MdgPlan *plan = mdg_plan_desk_get_plan (self->desk);
  GtkWidget *const acts[] = { self->print, self->save_pdf, self->save_ics };

  fill_summary (self, plan);
  fill_verdict (self, plan);
  fill_rows (self, plan);
  fill_notes (self, plan);
  fill_forms (self, plan);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    mdg_widget_set_shown (acts[i], plan != NULL);
  gtk_button_set_label (GTK_BUTTON (self->wish),
                        plan != NULL ? _ ("Change the _wish…") : _ ("_Make a plan…"));
  mdg_widget_tidy_names (self->wish);
}

/* handing out --------------------------------------------------------------------------------- */

static void
draw_page_on (gpointer sheet, guint page, cairo_t *cr, double width, double height)
{
  mdg_table_sheet_draw_page_on (sheet, page, cr, width, height);
}

static guint
count_pages (gpointer sheet, double width, double height)
{
  return mdg_table_sheet_count_pages (sheet);
}

static MdgSecret *
to_pdf (gpointer sheet, GError **error)
{
  return mdg_table_sheet_to_pdf (sheet, NULL, NULL, error);
}

static char *
suggest_name (gpointer sheet)
{
  return mdg_table_sheet_suggest_name (sheet, _ ("introduction"));
}

static void
free_sheet (gpointer sheet)
{
  mdg_table_sheet_free (sheet);
}

static const MdgSheetKind kind = {
  .job_name = N_ ("Plan of introduction"),
  .to_pdf = to_pdf,
  .suggest_name = suggest_name,
  .count_pages = count_pages,
  .draw_page_on = draw_page_on,
  .across = TRUE,
  .free_sheet = free_sheet,
};

static void
set_usable (gpointer page, gboolean usable)
{
  MdgPlanPage *self = page;

  gtk_widget_set_sensitive (self->print, usable);
  gtk_widget_set_sensitive (self->save_pdf, usable);
}

static void
hand_out (MdgPlanPage *self, gboolean on_paper)
{
  const MdgPlan *plan = mdg_plan_desk_get_plan (self->desk);
  g_autoptr (MdgSheetPrinter) printer = NULL;

  if (plan == NULL)
    return;
  printer = mdg_sheet_printer_new_for (
      &kind, mdg_plan_to_sheet (plan, mdg_plan_desk_get_calendar (self->desk),
                                mdg_plan_desk_get_record (self->desk)->progress,
                                mdg_plan_desk_get_now (self->desk),
                                mdg_workplace_is_training (self->workplace)));
  mdg_hand_out (printer, on_paper, MDG_PAGE (self->page), self->cancellable, set_usable, self);
}

static void
print_clicked (MdgPlanPage *self)
{
  hand_out (self, TRUE);
}

static void
save_pdf_clicked (MdgPlanPage *self)
{
  hand_out (self, FALSE);
}

static char *
make_ics (gpointer data)
{
  MdgPlanDesk *desk = data;
  const MdgPlan *plan = mdg_plan_desk_get_plan (desk);

  return plan != NULL ? mdg_plan_to_ics (plan, mdg_plan_desk_get_calendar (desk),
                                         mdg_plan_desk_get_now (desk))
                      : g_strdup ("");
}

static void
ics_saved (GtkWidget *owner, const char *path, const GError *error)
{
  MdgPlanPage *self = MDG_PLAN_PAGE (owner);

  mdg_hand_out_tell_saved (MDG_PAGE (self->page), path, error);
}

static void
save_ics_clicked (MdgPlanPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_text_file_save (GTK_WIDGET (self), _ ("Save dates for a calendar"), _ ("introduction.ics"),
                      make_ics, g_object_ref (self->desk), g_object_unref, ics_saved);
}

static void
failed (MdgPlanPage *self, const GError *error)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_plan_page_grab_focus (GtkWidget *widget)
{
  MdgPlanPage *self = MDG_PLAN_PAGE (widget);
  GtkWidget *row = find_row (self);

  return gtk_widget_grab_focus (row != NULL ? row : self->wish);
}

static void
mdg_plan_page_map (GtkWidget *widget)
{
  mdg_plan_desk_refresh (MDG_PLAN_PAGE (widget)->desk);
  GTK_WIDGET_CLASS (mdg_plan_page_parent_class)->map (widget);
}

static void
mdg_plan_page_dispose (GObject *object)
{
  MdgPlanPage *self = MDG_PLAN_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_PLAN_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_plan_page_parent_class)->dispose (object);
}

static void
mdg_plan_page_finalize (GObject *object)
{
  g_free (MDG_PLAN_PAGE (object)->step);
  mdg_filing_guide_unref (MDG_PLAN_PAGE (object)->guide);
  G_OBJECT_CLASS (mdg_plan_page_parent_class)->finalize (object);
}

static void
mdg_plan_page_class_init (MdgPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_plan_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_plan_page_finalize;
  widget_class->grab_focus = mdg_plan_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_plan_page_map;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/introduction/plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgPlanPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgPlanPage, forms);
  gtk_widget_class_bind_template_child (widget_class, MdgPlanPage, summary);
  gtk_widget_class_bind_template_child (widget_class, MdgPlanPage, rows);
  gtk_widget_class_bind_template_child (widget_class, MdgPlanPage, notes);
  gtk_widget_class_bind_template_child (widget_class, MdgPlanPage, print);
  gtk_widget_class_bind_template_child (widget_class, MdgPlanPage, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, MdgPlanPage, save_ics);
  gtk_widget_class_bind_template_child (widget_class, MdgPlanPage, wish);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_ics_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_plan_page_init (MdgPlanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
mdg_plan_page_new (MdgPlanDesk *desk, MdgWorkplace *workplace)
{
  MdgPlanPage *self = g_object_new (MDG_TYPE_PLAN_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (desk, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

void
mdg_plan_page_set_forms (MdgPlanPage *self, MdgFilingGuide *forms)
{
  g_return_if_fail (MDG_IS_PLAN_PAGE (self) && self->guide == NULL);

  self->guide = mdg_filing_guide_ref (forms);
  fill_forms (self, mdg_plan_desk_get_plan (self->desk));
}

void
mdg_plan_page_set_step (MdgPlanPage *self, const char *step)
{
  g_autofree char *before = NULL;

  g_return_if_fail (MDG_IS_PLAN_PAGE (self));

  before = self->step;
  self->step = g_strdup (step);
}
