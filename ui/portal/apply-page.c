/* apply-page.c: マイナ資格確認アプリの利用開始申請.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/apply-page.h"

#include <glib/gi18n.h>

#include "portal/document-row.h"
#include "portal/portal-text.h"
#include "widgets/field.h"
#include "widgets/question.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

struct _MdgPortalApplyPage
{
  MdgPortalPage parent_instance;

  GtkWidget *by_birth_date;
  GtkWidget *by_document;
  GtkWidget *birth_part;
  GtkWidget *birth_field;
  GtkWidget *birth;
  GtkWidget *confirmed;
  GtkWidget *training;
  GtkWidget *document;
  GtkWidget *staff_field;
  GtkWidget *staff;
  GtkWidget *terminals_field;
  GtkWidget *terminals;
  GtkWidget *accepted_field;
  GtkWidget *accepted;

  MdgClock *clock;
};

G_DEFINE_FINAL_TYPE (MdgPortalApplyPage, mdg_portal_apply_page, MDG_TYPE_PORTAL_PAGE)

static MdgPortalFlow *
flow_of (MdgPortalApplyPage *self)
{
  return mdg_portal_page_get_flow (MDG_PORTAL_PAGE (self));
}

static gboolean
is_by_document (MdgPortalApplyPage *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->by_document));
}

/* "YYYY-MM-DD"; NULL for what is no date. (transfer full) */
static char *
read_birth_date (MdgPortalApplyPage *self)
{
  g_autoptr (MdgSecret) typed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->birth));
  MdgDay day = mdg_day_read (mdg_secret_get_string (typed));

  return day != MDG_DAY_NONE ? mdg_day_text (day) : NULL;
}

/* 施設の確認 ---------------------------------------------------------------------------------- */

static void
show_confirmed (MdgPortalApplyPage *self)
{
  const char *date = mdg_portal_flow_get_confirmed (flow_of (self));
  const MdgPortalUser *user = mdg_portal_flow_get_user (flow_of (self));
  g_autofree char *typed = read_birth_date (self);
  g_autofree char *text = NULL;

  if (date != NULL && user != NULL && g_strcmp0 (date, typed) == 0)
    text = g_strdup_printf (_ ("The facility was confirmed: %s"), user->facility->facility_name);
  gtk_label_set_text (GTK_LABEL (self->confirmed), text != NULL ? text : "");
  mdg_widget_set_shown (self->confirmed, text != NULL);
}

/* Nobody in training knows it: the training tells it. Returns: (nullable) */
static const char *
training_birth_date (MdgPortalApplyPage *self)
{
  const MdgPortalUser *user = mdg_portal_flow_get_user (flow_of (self));
  GPtrArray *facilities = mdg_portal_flow_get_facilities (flow_of (self));

  for (guint i = 0; user != NULL && i < facilities->len; i++)
    {
      const MdgPortalFacility *facility = facilities->pdata[i];

      if (g_strcmp0 (facility->institution_code, user->facility->institution_code) == 0)
        return facility->birth_date;
    }
  return NULL;
}

static void
show_training (MdgPortalApplyPage *self)
{
  const char *date = training_birth_date (self);
  g_autofree char *text
      = date != NULL ? g_strdup_printf (_ ("In training the birth date handed in is %s."), date)
                     : NULL;

  gtk_label_set_text (GTK_LABEL (self->training), text != NULL ? text : "");
  mdg_widget_set_shown (self->training, text != NULL && !is_by_document (self));
}

static gboolean
check_birth_date (MdgPortalApplyPage *self)
{
  MdgDay today = mdg_day_in_japan (mdg_clock_wall (self->clock));
  g_autofree char *typed = read_birth_date (self);
  MdgPortalFault fault = mdg_portal_check_birth_date (typed != NULL ? typed : "-", today);
  g_autofree char *text = mdg_portal_fault_text (MDG_PORTAL_BIRTH_DATE, fault, 0);

  mdg_field_set_fault (MDG_FIELD (self->birth_field), text);
  return text == NULL;
}

static void
confirm_clicked (MdgPortalApplyPage *self)
{
  g_autofree char *typed = read_birth_date (self);

  if (mdg_portal_flow_get_busy (flow_of (self)))
    return;
  if (check_birth_date (self))
    mdg_portal_flow_confirm (flow_of (self), typed);
  else
    gtk_widget_grab_focus (self->birth_field);
}

static void
birth_changed (MdgPortalApplyPage *self)
{
  if (flow_of (self) != NULL) /* it is not being built, nor going away */
    show_confirmed (self);
}

static void
proof_toggled (MdgPortalApplyPage *self)
{
  mdg_widget_set_shown (self->birth_part, !is_by_document (self));
  mdg_widget_set_shown (self->document, is_by_document (self));
  if (flow_of (self) != NULL)
    show_training (self);
}

static void
accepted_toggled (MdgPortalApplyPage *self)
{
  mdg_field_set_fault (MDG_FIELD (self->accepted_field), NULL);
}

/* 送信 ---------------------------------------------------------------------------------------- */

/* Returns: (nullable): where something is wrong with 施設の確認方法 */
static GtkWidget *
check_proof (MdgPortalApplyPage *self, MdgPortalStartRequest *request)
{
  g_autofree char *typed = read_birth_date (self);
  const char *name = NULL;
  GBytes *document = mdg_portal_document_row_get (MDG_PORTAL_DOCUMENT_ROW (self->document), &name);

  if (is_by_document (self))
    {
      request->proof = MDG_PORTAL_BY_DOCUMENT;
      if (document == NULL)
        {
          mdg_portal_document_row_demand (MDG_PORTAL_DOCUMENT_ROW (self->document));
          return self->document;
        }
      request->document = g_bytes_ref (document);
      request->document_name = g_strdup (name);
      return NULL;
    }
  if (!check_birth_date (self))
    return self->birth_field;
  request->proof = MDG_PORTAL_BY_BIRTH_DATE;
  if (g_strcmp0 (mdg_portal_flow_get_confirmed (flow_of (self)), typed) == 0)
    {
      request->birth_date = g_steal_pointer (&typed);
      return NULL;
    }
  mdg_field_set_fault (MDG_FIELD (self->birth_field), _ ("Press “Confirm the facility” first."));
  return self->birth_field;
}

/* Returns: the field at which there is something wrong, or @first when that is there already. */
static GtkWidget *
say (GtkWidget *field, const char *fault, GtkWidget *first)
{
  mdg_field_set_fault (MDG_FIELD (field), fault);
  return first == NULL && fault != NULL ? field : first;
}

/* Returns: (nullable): the first field with a fault; @request: filled otherwise */
static GtkWidget *
check (MdgPortalApplyPage *self, MdgPortalStartRequest *request)
{
  g_autofree char *staff = mdg_portal_page_text (self->staff);
  g_autofree char *terminals = mdg_portal_page_text (self->terminals);
  g_autofree char *staff_fault = mdg_portal_fault_text (
      MDG_PORTAL_STAFF, mdg_portal_check_staff (staff, &request->staff), 0);
  g_autofree char *terminals_fault = mdg_portal_fault_text (
      MDG_PORTAL_TERMINALS, mdg_portal_check_terminals (terminals, &request->terminals), 0);
  GtkWidget *first = check_proof (self, request);

  request->accepted = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->accepted));
  first = say (self->staff_field, staff_fault, first);
  first = say (self->terminals_field, terminals_fault, first);
  return say (self->accepted_field,
              request->accepted ? NULL : _ ("Read the terms of use and agree to them."), first);
}

static void
answered (MdgQuestion *question, const char *answer, MdgPortalApplyPage *self)
{
  g_autoptr (MdgPortalStartRequest) request = mdg_portal_start_request_new ();

  if (g_str_equal (answer, "ok") && flow_of (self) != NULL && check (self, request) == NULL)
    mdg_portal_flow_start_use (flow_of (self), request);
}

static void
ask (MdgPortalApplyPage *self, const MdgPortalStartRequest *request)
{
  g_autofree char *body = g_strdup_printf (_ ("Number of staff: %d\nTerminals applied for: %d"),
                                           request->staff, request->terminals);
  MdgQuestion *question = mdg_question_new (_ ("This is what is applied for."), body);

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "ok", _ ("_OK"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static void
send_clicked (MdgPortalApplyPage *self)
{
  g_autoptr (MdgPortalStartRequest) request = mdg_portal_start_request_new ();
  GtkWidget *wrong;

  if (mdg_portal_flow_get_busy (flow_of (self)))
    return;
  mdg_page_hide_message (mdg_portal_page_get_frame (MDG_PORTAL_PAGE (self)));
  wrong = check (self, request);
  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
  else
    ask (self, request);
}

/* A date that is not the one handed in stands at its field, too. */
static gboolean
mdg_portal_apply_page_fault (MdgPortalPage *page, const GError *error)
{
  MdgPortalApplyPage *self = MDG_PORTAL_APPLY_PAGE (page);

  if (!g_error_matches (error, MDG_ERROR, MDG_ERROR_FACILITY_UNCONFIRMED))
    return FALSE;
  mdg_field_set_fault (MDG_FIELD (self->birth_field),
                       _ ("This is not the birth date that was handed in."));
  gtk_widget_grab_focus (self->birth_field);
  return FALSE;
}

/* The birth date is used to confirm the facility only. */
static void
mdg_portal_apply_page_update (MdgPortalPage *page)
{
  MdgPortalApplyPage *self = MDG_PORTAL_APPLY_PAGE (page);

  show_confirmed (self);
  show_training (self);
  if (g_strcmp0 (mdg_portal_flow_get_notice (flow_of (self)), "applied") == 0)
    mdg_secret_field_set_text (MDG_SECRET_FIELD (self->birth), NULL);
}

/* building ------------------------------------------------------------------------------------ */

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, by_birth_date);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, by_document);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, birth_part);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, birth_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, birth);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, confirmed);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, training);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, document);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, staff_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, staff);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, terminals_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, terminals);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, accepted_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalApplyPage, accepted);
}

static void
mdg_portal_apply_page_finalize (GObject *object)
{
  g_clear_object (&MDG_PORTAL_APPLY_PAGE (object)->clock);
  G_OBJECT_CLASS (mdg_portal_apply_page_parent_class)->finalize (object);
}

static void
mdg_portal_apply_page_class_init (MdgPortalApplyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MdgPortalPageClass *page_class = MDG_PORTAL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mdg_portal_apply_page_finalize;
  page_class->fault = mdg_portal_apply_page_fault;
  page_class->update = mdg_portal_apply_page_update;
  g_type_ensure (MDG_TYPE_PORTAL_DOCUMENT_ROW);
  mdg_portal_page_class_set_ui (page_class, "apply");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, birth_changed);
  gtk_widget_class_bind_template_callback (widget_class, confirm_clicked);
  gtk_widget_class_bind_template_callback (widget_class, proof_toggled);
  gtk_widget_class_bind_template_callback (widget_class, accepted_toggled);
  gtk_widget_class_bind_template_callback (widget_class, send_clicked);
}

static void
mdg_portal_apply_page_init (MdgPortalApplyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_portal_page_keep_name (self->accepted);
  mdg_widget_wrap_check (self->by_birth_date);
  mdg_widget_wrap_check (self->by_document);
  proof_toggled (self);
}

GtkWidget *
mdg_portal_apply_page_new (MdgPortalFlow *flow, MdgClock *clock)
{
  MdgPortalApplyPage *self = g_object_new (MDG_TYPE_PORTAL_APPLY_PAGE, NULL);

  self->clock = g_object_ref (clock);
  mdg_portal_page_bind (MDG_PORTAL_PAGE (self), flow, MDG_PORTAL_AT_APPLY, 4, self->birth_field);
  return GTK_WIDGET (self);
}
