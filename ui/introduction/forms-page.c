/* forms-page.c: 様式を作る.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/forms-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "introduction/filing-page.h"
#include "introduction/form-fields.h"
#include "introduction/form-faults.h"
#include "introduction/form-preview.h"
#include "introduction/form-sheets.h"
#include "print/hand-out.h"
#include "widgets/beside.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/widget-tools.h"

struct _MdgFormsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *example;
  GtkWidget *form;
  GtkWidget *summary;
  GtkWidget *kept;
  GtkWidget *fields_place;
  GtkWidget *preview;
  GtkWidget *clear;
  GtkWidget *save_pdf;
  GtkWidget *print;
  GtkWidget *fields;

  MdgFilingDesk *filings;
  MdgPlanDesk *plans;
  GArray *sheets;        /* of MdgFormSheet: what the choice of the form offers */
  gboolean missing_told; /* at the fields, too, what is missing */
  gboolean is_filling;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MdgFormsPage, mdg_forms_page, GTK_TYPE_WIDGET)

static const MdgFormSheet *
chosen (MdgFormsPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->form));

  return &g_array_index (self->sheets, MdgFormSheet, selected < self->sheets->len ? selected : 0);
}

/* which form ---------------------------------------------------------------------------------- */

/* Offers what there is now; the same form stays chosen. */
static void
update_sheets (MdgFormsPage *self)
{
  MdgFilingGuide *guide = mdg_filing_desk_get_guide (self->filings);
  g_autoptr (GArray) sheets
      = mdg_form_sheets_list (guide, mdg_filing_desk_get_draft (self->filings));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  MdgFilingForm form = self->sheets->len > 0 ? chosen (self)->form : MDG_FILING_NUMBER;
  gboolean two = sheets->len > MDG_N_FILINGS;

  if (mdg_form_sheets_equal (self->sheets, sheets))
    return;
  for (guint i = 0; i < sheets->len; i++)
    {
      g_autofree char *name
          = mdg_form_sheet_name (&g_array_index (sheets, MdgFormSheet, i), guide, two);

      gtk_string_list_append (names, name);
    }
  g_array_unref (self->sheets);
  self->sheets = g_steal_pointer (&sheets);
  self->is_filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->form), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->form),
                              form == MDG_FILING_PLAN ? self->sheets->len - 1 : 0);
  self->is_filling = FALSE;
}

/* what is shown ------------------------------------------------------------------------------- */

/* (transfer full) */
static MdgFilingPage *
make_page (MdgFormsPage *self)
{
  return mdg_filing_page_new (mdg_filing_desk_get_guide (self->filings), chosen (self)->form,
                              mdg_filing_desk_get_draft (self->filings), chosen (self)->side,
                              mdg_plan_desk_get_now (self->plans));
}

static void
update_preview (MdgFormsPage *self)
{
  gboolean example = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->example));
  MdgFilingGuide *guide = mdg_filing_desk_get_guide (self->filings);
  g_autofree char *form = mdg_form_sheet_name (chosen (self), guide, TRUE);
  g_autofree char *name = NULL;

  mdg_form_preview_set_page (MDG_FORM_PREVIEW (self->preview),
                             example ? mdg_filing_page_new_example (guide, chosen (self)->form)
                                     : make_page (self));
  /* Translators: a form */
  name = g_strdup_printf (example ? _ ("Filled example: %s") : _ ("As it is printed: %s"), form);
  mdg_widget_set_name (self->preview, name);
}

static void
update_summary (MdgFormsPage *self, GPtrArray *faults)
{
  const MdgFilingGuide *guide = mdg_filing_desk_get_guide (self->filings);
  g_autofree char *names = mdg_form_faults_names (guide, faults);
  g_autofree char *text = NULL;

  if (!mdg_filing_desk_is_loaded (self->filings))
    text = g_strdup ("");
  else if (faults->len == 0)
    text = g_strdup (_ ("All that this form needs is there."));
  else
    /* Translators: a number of fields, and their names */
    text = g_strdup_printf (
        ngettext ("%u item to see to: %s", "%u items to see to: %s", faults->len), faults->len,
        names);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
}

static void
update_kept (MdgFormsPage *self)
{
  const char *words = "";

  if (mdg_filing_desk_is_kept (self->filings))
    words = _ ("Draft kept");
  else if (mdg_filing_desk_is_loaded (self->filings))
    words = _ ("Keeping the draft…");
  gtk_label_set_text (GTK_LABEL (self->kept), words);
}

static void
update (MdgFormsPage *self)
{
  g_autoptr (GPtrArray) faults = NULL;

  update_sheets (self);
  faults = mdg_filing_desk_check (self->filings, chosen (self)->form);
  update_summary (self, faults);
  update_kept (self);
  update_preview (self);
}

static void
show_faults (MdgFormsPage *self)
{
  g_autoptr (GPtrArray) faults = mdg_filing_desk_check (self->filings, chosen (self)->form);

  mdg_form_fields_show_faults (MDG_FORM_FIELDS (self->fields), faults, self->missing_told);
}

static void
set_usable (gpointer page, gboolean usable)
{
  MdgFormsPage *self = page;

  gtk_widget_set_sensitive (self->print, usable);
  gtk_widget_set_sensitive (self->save_pdf, usable);
  gtk_widget_set_sensitive (self->clear, usable);
}

static void
changed (MdgFormsPage *self)
{
  set_usable (self, mdg_filing_desk_is_loaded (self->filings));
  update (self);
  show_faults (self);
}

static void
form_chosen (MdgFormsPage *self)
{
  if (self->is_filling || self->filings == NULL)
    return;
  self->missing_told = FALSE;
  mdg_form_fields_set_form (MDG_FORM_FIELDS (self->fields), chosen (self)->form);
  update (self);
  show_faults (self);
}

static void
entered (MdgFormsPage *self, guint field)
{
  mdg_form_preview_mark (MDG_FORM_PREVIEW (self->preview), (MdgFilingFieldId)field);
}

static void
left (MdgFormsPage *self)
{
  mdg_form_preview_mark (MDG_FORM_PREVIEW (self->preview), MDG_N_FIELDS);
  show_faults (self);
}

static void
failed (MdgFormsPage *self, const GError *error)
{
  update_kept (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
plan_changed (MdgFormsPage *self)
{
  mdg_filing_desk_take_plan (
      self->filings, mdg_filing_plan_new (mdg_plan_desk_get_plan (self->plans),
                                          mdg_plan_desk_get_record (self->plans)->progress));
}

/* handing out --------------------------------------------------------------------------------- */

static void
draw_on (gpointer sheet, cairo_t *cr, double width, double height)
{
  mdg_filing_page_draw_on (sheet, cr, width, height);
}

static MdgSecret *
to_pdf (gpointer sheet, GError **error)
{
  return mdg_filing_page_to_pdf (sheet, error);
}

static char *
suggest_name (gpointer sheet)
{
  return mdg_filing_page_suggest_name (sheet);
}

static void
free_sheet (gpointer sheet)
{
  mdg_filing_page_free (sheet);
}

static const MdgSheetKind kind = {
  .job_name = N_ ("Form for the regional bureau"),
  .draw_on = draw_on,
  .to_pdf = to_pdf,
  .suggest_name = suggest_name,
  .free_sheet = free_sheet,
};

static void
hand_out (MdgFormsPage *self, gboolean on_paper)
{
  g_autoptr (MdgSheetPrinter) printer = mdg_sheet_printer_new_for (&kind, make_page (self));

  mdg_hand_out (printer, on_paper, MDG_PAGE (self->page), self->cancellable, set_usable, self);
}

static void
answered (MdgQuestion *question, const char *answer, MdgFormsPage *self)
{
  g_autoptr (GPtrArray) faults = NULL;

  if (g_str_equal (answer, "print") || g_str_equal (answer, "save"))
    {
      hand_out (self, g_str_equal (answer, "print"));
      return;
    }
  self->missing_told = TRUE;
  faults = mdg_filing_desk_check (self->filings, chosen (self)->form);
  mdg_form_fields_show_faults (MDG_FORM_FIELDS (self->fields), faults, TRUE);
  if (faults->len > 0)
    mdg_form_fields_focus (MDG_FORM_FIELDS (self->fields),
                           ((const MdgFilingFault *)faults->pdata[0])->field);
}

/* What is not right is said before; a form with gaps to be filled in by hand is wanted, too. */
static void
begin_handing_out (MdgFormsPage *self, gboolean on_paper)
{
  g_autoptr (GPtrArray) faults = mdg_filing_desk_check (self->filings, chosen (self)->form);
  g_autofree char *list = mdg_form_faults_list (mdg_filing_desk_get_guide (self->filings), faults);
  MdgQuestion *question;

  mdg_page_hide_message (MDG_PAGE (self->page));
  if (faults->len == 0)
    {
      hand_out (self, on_paper);
      return;
    }
  question = mdg_question_new (_ ("Some of the form is missing or does not fit together."), list);
  mdg_question_add_button (question, on_paper ? "print" : "save",
                           on_paper ? _ ("_Print it as it is") : _ ("_Save it as it is"),
                           MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("Bac_k to the fields"),
                           MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static void
print_clicked (MdgFormsPage *self)
{
  begin_handing_out (self, TRUE);
}

static void
save_pdf_clicked (MdgFormsPage *self)
{
  begin_handing_out (self, FALSE);
}

/* emptying ------------------------------------------------------------------------------------ */

static void
clear_answered (MdgQuestion *question, const char *answer, MdgFormsPage *self)
{
  if (!g_str_equal (answer, "empty"))
    return;
  self->missing_told = FALSE;
  mdg_filing_desk_clear (self->filings);
}

static void
clear_clicked (MdgFormsPage *self)
{
  MdgQuestion *question
      = mdg_question_new (_ ("Empty all fields?"),
                          _ ("The draft of both forms is deleted. What the plan of introduction "
                             "knows is filled in again."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "empty", _ ("E_mpty"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (clear_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_forms_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_FORMS_PAGE (widget)->form);
}

static void
mdg_forms_page_dispose (GObject *object)
{
  MdgFormsPage *self = MDG_FORMS_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->filings != NULL)
    g_signal_handlers_disconnect_by_data (self->filings, self);
  if (self->plans != NULL)
    g_signal_handlers_disconnect_by_data (self->plans, self);
  g_clear_object (&self->filings);
  g_clear_object (&self->plans);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_FORMS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_forms_page_parent_class)->dispose (object);
}

static void
mdg_forms_page_finalize (GObject *object)
{
  g_array_unref (MDG_FORMS_PAGE (object)->sheets);
  G_OBJECT_CLASS (mdg_forms_page_parent_class)->finalize (object);
}

static void
mdg_forms_page_class_init (MdgFormsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_forms_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_forms_page_finalize;
  widget_class->grab_focus = mdg_forms_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_BESIDE);
  g_type_ensure (MDG_TYPE_FORM_PREVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/introduction/forms-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, example);
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, form);
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, summary);
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, kept);
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, fields_place);
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, preview);
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, clear);
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, MdgFormsPage, print);
  gtk_widget_class_bind_template_callback (widget_class, update_preview);
  gtk_widget_class_bind_template_callback (widget_class, form_chosen);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_clicked);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_forms_page_init (MdgFormsPage *self)
{
  self->sheets = g_array_new (FALSE, TRUE, sizeof (MdgFormSheet));
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  mdg_widget_set_name (gtk_widget_get_first_child (self->form), _ ("Form"));
}

GtkWidget *
mdg_forms_page_new (MdgFilingDesk *filings, MdgPlanDesk *plans)
{
  MdgFormsPage *self = g_object_new (MDG_TYPE_FORMS_PAGE, NULL);

  self->filings = g_object_ref (filings);
  self->plans = g_object_ref (plans);
  self->fields = mdg_form_fields_new (filings);
  gtk_widget_set_hexpand (self->fields, TRUE);
  gtk_box_append (GTK_BOX (self->fields_place), self->fields);
  g_signal_connect_object (self->fields, "entered", G_CALLBACK (entered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fields, "left", G_CALLBACK (left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (filings, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (filings, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (filings, "kept", G_CALLBACK (update_kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (filings, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plans, "changed", G_CALLBACK (plan_changed), self, G_CONNECT_SWAPPED);
  plan_changed (self);
  return GTK_WIDGET (self);
}

void
mdg_forms_page_begin (MdgFormsPage *self, const char *step)
{
  MdgFilingGuide *guide;
  guint form;

  g_return_if_fail (MDG_IS_FORMS_PAGE (self));

  guide = mdg_filing_desk_get_guide (self->filings);
  form = mdg_filing_guide_find_form (guide, step);
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (form == MDG_FILING_NONE)
    return;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->form),
                              mdg_form_sheets_find (self->sheets, (MdgFilingForm)form, step));
}
