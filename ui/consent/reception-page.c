/* reception-page.c: one reception of the 資格確認履歴.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/reception-page.h"

#include <glib/gi18n.h>

#include "consent/flow-sheet.h"
#include "consent/reception-text.h"
#include "consent/reception-trace.h"
#include "consent/sheet-bar.h"
#include "dates.h"
#include "widgets/flow-view.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgReceptionPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *view;
  GtkWidget *facts;
  GtkWidget *back;
  GtkWidget *sheets;

  MdgWorkplace *workplace;
  MdgFlow *flow;
  MdgRowWindow *rows; /* (nullable) */
  MdgRow *row;        /* (nullable): of them */
  MdgFlowTrace trace;
};

G_DEFINE_FINAL_TYPE (MdgReceptionPage, mdg_reception_page, GTK_TYPE_WIDGET)

/* (nullable): not there yet */
static const MdgReception *
reception_of (MdgReceptionPage *self)
{
  return self->row != NULL ? mdg_row_get_value (self->row) : NULL;
}

/* what its file told -------------------------------------------------------------------------- */

static void
add_section (MdgReceptionPage *self, const char *title)
{
  gtk_box_append (GTK_BOX (self->facts), mdg_widget_new_text (title, "section-title"));
}

static void
add_fact (MdgReceptionPage *self, const char *name, const char *value)
{
  /* Translators: a name and a value */
  g_autofree char *text = g_strdup_printf (_ ("%s: %s"), name, value);

  gtk_box_append (GTK_BOX (self->facts), mdg_widget_new_text (text, NULL));
}

static void
add_consents (MdgReceptionPage *self, const MdgReception *reception)
{
  g_autofree char *until
      = reception->viewable_until > 0 ? mdg_reception_time_text (reception->viewable_until) : NULL;
  guint n = 0;

  add_section (self, _ ("Consents"));
  for (guint kind = 0; kind < MDG_N_CONSENTS; kind++)
    if (reception->consents[kind] != MDG_CONSENT_UNSAID)
      {
        add_fact (self, mdg_consent_kind_text ((MdgConsentKind)kind),
                  mdg_consent_text ((MdgConsent)reception->consents[kind]));
        n++;
      }
  if (n == 0)
    gtk_box_append (GTK_BOX (self->facts),
                    mdg_widget_new_text (_ ("The file tells of none."), "quiet"));
  if (until != NULL)
    add_fact (self, _ ("Can be viewed until"), until);
}

static void
add_facts (MdgReceptionPage *self, const MdgReception *reception)
{
  g_autofree char *at = mdg_reception_time_text (reception->at);
  g_autofree char *cards = mdg_card_kinds_text (reception->card_kinds);
  g_autofree char *n = mdg_count_text (reception->n_qualifications);

  add_section (self, _ ("What the result file tells"));
  add_fact (self, C_ ("reception column", "Date and time"), at);
  add_fact (self, C_ ("reception column", "Looked up by"),
            mdg_reference_text (reception->reference));
  add_fact (self, C_ ("reception column", "Result"), mdg_outcome_text (reception->outcome));
  add_fact (self, C_ ("reception column", "Validity"), mdg_validity_text (reception->validity));
  add_fact (self, _ ("Qualifications in the file"), n);
  add_fact (self, C_ ("reception column", "Kind of proof"), cards);
  add_fact (self, C_ ("reception column", "Prescription"),
            mdg_prescription_text (reception->prescription));
  add_consents (self, reception);
}

/* which one ----------------------------------------------------------------------------------- */

/* Where the row is now: others may have come before it. */
static guint
find_position (MdgReceptionPage *self)
{
  guint n = self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;

  for (guint i = 0; i < n; i++)
    if (mdg_row_window_get_number (self->rows, i) == mdg_row_get_number (self->row))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
update_neighbours (MdgReceptionPage *self)
{
  guint n = self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;
  guint position = self->row != NULL ? find_position (self) : GTK_INVALID_LIST_POSITION;

  gtk_widget_set_sensitive (self->previous, position != GTK_INVALID_LIST_POSITION && position > 0);
  gtk_widget_set_sensitive (self->next, position != GTK_INVALID_LIST_POSITION && position + 1 < n);
}

static void
update (MdgReceptionPage *self)
{
  const MdgReception *reception = reception_of (self);
  g_autofree char *at = reception != NULL ? mdg_reception_time_text (reception->at) : NULL;
  /* Translators: date and time of a reception */
  g_autofree char *title = at != NULL ? g_strdup_printf (_ ("Reception of %s"), at) : NULL;

  mdg_widget_clear_box (self->facts);
  gtk_widget_set_sensitive (self->sheets, reception != NULL);
  if (reception == NULL)
    return;
  g_object_set (self->page, "title", title, NULL);
  add_facts (self, reception);
  mdg_reception_trace (self->flow, reception, &self->trace);
  mdg_flow_view_set_trace (MDG_FLOW_VIEW (self->view), &self->trace);
}

static void
set_row (MdgReceptionPage *self, MdgRow *row)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_set_object (&self->row, row);
  if (row != NULL)
    g_signal_connect_object (row, "notify::value", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  mdg_page_hide_message (MDG_PAGE (self->page));
  update (self);
  update_neighbours (self);
}

static void
go (MdgReceptionPage *self, int step)
{
  guint position = find_position (self);
  g_autoptr (MdgRow) row = NULL;

  if (position != GTK_INVALID_LIST_POSITION)
    row = g_list_model_get_item (G_LIST_MODEL (self->rows), position + (guint)step);
  if (row != NULL)
    set_row (self, row);
}

static void
previous_clicked (MdgReceptionPage *self)
{
  go (self, -1);
}

static void
next_clicked (MdgReceptionPage *self)
{
  go (self, 1);
}

static void
set_rows (MdgReceptionPage *self, MdgRowWindow *rows)
{
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_set_object (&self->rows, rows);
  if (rows != NULL)
    g_signal_connect_object (rows, "items-changed", G_CALLBACK (update_neighbours), self,
                             G_CONNECT_SWAPPED);
}

/* (transfer full) (nullable) */
static MdgPictureSheet *
make_sheet (MdgReceptionPage *self)
{
  const MdgReception *reception = reception_of (self);
  gint64 now = mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
  MdgFlowVariant variant = mdg_flow_standard (self->flow);
  g_autofree char *at = reception != NULL ? mdg_reception_time_text (reception->at) : NULL;
  g_autofree char *title = at != NULL ? g_strdup_printf (_ ("Reception of %s"), at) : NULL;
  g_autofree char *line
      = mdg_reception_sheet_line (title, NULL, mdg_workplace_is_training (self->workplace));
  g_autofree char *date = mdg_date_time_text (now);
  /* Translators: printed on this day */
  g_autofree char *foot = g_strdup_printf (
      _ ("The thick way is what the result file tells. Made on %s by Madoguchi."), date);
  MdgPictureWords words = { _ ("Consent flow"), line, foot };

  if (reception == NULL)
    return NULL;
  /* Translators: the language of the guide's data: "ja" or "en" */
  return mdg_flow_sheet_new (mdg_flow_new (C_ ("guide", "en")), &variant, &self->trace, &words,
                             now);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_reception_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_RECEPTION_PAGE (widget)->back);
}

static void
mdg_reception_page_dispose (GObject *object)
{
  MdgReceptionPage *self = MDG_RECEPTION_PAGE (object);

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_clear_object (&self->row);
  set_rows (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_RECEPTION_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->workplace);
  g_clear_pointer (&self->flow, mdg_flow_free);
  G_OBJECT_CLASS (mdg_reception_page_parent_class)->dispose (object);
}

static void
mdg_reception_page_class_init (MdgReceptionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_reception_page_dispose;
  widget_class->grab_focus = mdg_reception_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FLOW_VIEW);
  g_type_ensure (MDG_TYPE_SHEET_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/consent/reception-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionPage, previous);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionPage, next);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionPage, facts);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionPage, sheets);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, mdg_picture_view_larger);
  gtk_widget_class_bind_template_callback (widget_class, mdg_picture_view_smaller);
  gtk_widget_class_bind_template_callback (widget_class, mdg_picture_view_fit);
  gtk_widget_class_bind_template_callback (widget_class, make_sheet);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_reception_page_init (MdgReceptionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
}

/* public -------------------------------------------------------------------------------------- */

GtkWidget *
mdg_reception_page_new (MdgWorkplace *workplace)
{
  MdgReceptionPage *self = g_object_new (MDG_TYPE_RECEPTION_PAGE, NULL);
  MdgFlowVariant variant;

  self->workplace = g_object_ref (workplace);
  self->flow = mdg_flow_new (C_ ("guide", "en"));
  variant = mdg_flow_standard (self->flow);
  mdg_flow_view_set_flow (MDG_FLOW_VIEW (self->view), self->flow, &variant);
  mdg_picture_view_fit (MDG_PICTURE_VIEW (self->view));
  return GTK_WIDGET (self);
}

void
mdg_reception_page_show (MdgReceptionPage *self, MdgRowWindow *rows, guint position)
{
  g_autoptr (MdgRow) row = NULL;

  g_return_if_fail (MDG_IS_RECEPTION_PAGE (self));

  set_rows (self, rows);
  row = g_list_model_get_item (G_LIST_MODEL (rows), position);
  set_row (self, row);
}
