/* apply-page.c: マイナ資格確認アプリの利用開始申請.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/apply-page.h"

#include <glib/gi18n.h>

#include "core/file.h"
#include "portal/portal-text.h"
#include "widgets/field.h"
#include "widgets/path-chooser.h"
#include "widgets/question.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

#define FORM "mdg-portal-apply"

typedef struct
{
  MdgPortalPage *page;
  MdgPortalFlow *flow;
  GtkWidget *by_birth_date, *by_document;
  GtkWidget *birth_part, *birth_field, *birth;
  GtkWidget *confirm, *confirmed;
  GtkWidget *document_part, *document_label;
  GtkWidget *staff_field, *staff;
  GtkWidget *terminals_field, *terminals;
  GtkWidget *accepted_field, *accepted;
  char *document_name; /* (nullable) */
  GBytes *document;    /* (nullable) */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_free (form->document_name);
  g_clear_pointer (&form->document, g_bytes_unref);
  g_free (form);
}

static gboolean
is_by_document (Form *form)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (form->by_document));
}

/* "YYYY-MM-DD"; NULL for what is no date. (transfer full) */
static char *
read_birth_date (Form *form)
{
  g_autoptr (MdgSecret) typed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (form->birth));
  MdgDay day = mdg_day_read (mdg_secret_get_string (typed));

  return day != MDG_DAY_NONE ? mdg_day_text (day) : NULL;
}

/* 施設の確認 ---------------------------------------------------------------------------------- */

static void
show_confirmed (Form *form)
{
  const char *date = mdg_portal_flow_get_confirmed (form->flow);
  const MdgPortalUser *user = mdg_portal_flow_get_user (form->flow);
  g_autofree char *typed = read_birth_date (form);
  g_autofree char *text = NULL;

  if (date != NULL && user != NULL && g_strcmp0 (date, typed) == 0)
    text = g_strdup_printf (_ ("The facility was confirmed: %s"), user->facility->facility_name);
  gtk_label_set_text (GTK_LABEL (form->confirmed), text != NULL ? text : "");
  mdg_widget_set_shown (form->confirmed, text != NULL);
}

static gboolean
check_birth_date (Form *form)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *typed = read_birth_date (form);
  MdgPortalFault fault = mdg_portal_check_birth_date (typed != NULL ? typed : "-",
                                                      mdg_day_in_japan (g_date_time_to_unix (now)));
  g_autofree char *text = mdg_portal_fault_text (MDG_PORTAL_BIRTH_DATE, fault, 0);

  mdg_field_set_fault (MDG_FIELD (form->birth_field), text);
  return text == NULL;
}

static void
confirm_clicked (Form *form)
{
  g_autofree char *typed = read_birth_date (form);

  if (mdg_portal_flow_get_busy (form->flow))
    return;
  if (check_birth_date (form))
    mdg_portal_flow_confirm (form->flow, typed);
  else
    gtk_widget_grab_focus (form->birth_field);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = mdg_file_read (path, MDG_PORTAL_DOCUMENT_MAX, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static char *
document_words (Form *form, const GError *error)
{
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_DAMAGED)
      || (form->document != NULL && g_bytes_get_size (form->document) == 0))
    return g_strdup (_ ("A file of up to 512 KiB, please."));
  if (error != NULL)
    return g_strdup (_ ("The file cannot be read."));
  return g_strdup_printf (_ ("Attached: %s"), form->document_name);
}

static void
document_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Form *form = g_object_get_data (source, FORM);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *words = NULL;

  g_clear_pointer (&form->document, g_bytes_unref);
  g_clear_pointer (&form->document_name, g_free);
  form->document = bytes;
  form->document_name = g_path_get_basename (g_task_get_task_data (G_TASK (result)));
  words = document_words (form, error);
  if (bytes != NULL && g_bytes_get_size (bytes) == 0)
    g_clear_pointer (&form->document, g_bytes_unref);
  if (mdg_portal_page_get_flow (form->page) != NULL) /* the page is still there */
    gtk_label_set_text (GTK_LABEL (form->document_label), words);
}

static void
document_chosen (GtkWidget *owner, const char *path)
{
  g_autoptr (GTask) task = NULL;

  if (path == NULL)
    return;
  task = g_task_new (owner, NULL, document_read, NULL);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
choose_clicked (Form *form)
{
  mdg_path_chooser_open (GTK_WIDGET (form->page), _ ("Choose the document"), document_chosen);
}

static void
proof_toggled (Form *form)
{
  mdg_widget_set_shown (form->birth_part, !is_by_document (form));
  mdg_widget_set_shown (form->document_part, is_by_document (form));
}

/* 送信 ---------------------------------------------------------------------------------------- */

static char *
text_of (GtkWidget *entry)
{
  return mdg_portal_tidy (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static GtkWidget *
check_proof (Form *form)
{
  g_autofree char *typed = read_birth_date (form);

  if (is_by_document (form))
    {
      if (form->document == NULL)
        gtk_label_set_text (GTK_LABEL (form->document_label), _ ("A document has to be attached."));
      return form->document == NULL ? form->document_part : NULL;
    }
  if (!check_birth_date (form))
    return form->birth_field;
  if (g_strcmp0 (mdg_portal_flow_get_confirmed (form->flow), typed) == 0)
    return NULL;
  mdg_field_set_fault (MDG_FIELD (form->birth_field), _ ("Press “Confirm the facility” first."));
  return form->birth_field;
}

/* Returns: (nullable): the first field with a fault; @request: filled otherwise */
static GtkWidget *
check (Form *form, MdgPortalStartRequest *request)
{
  g_autofree char *staff = text_of (form->staff), *terminals = text_of (form->terminals);
  g_autofree char *staff_fault = mdg_portal_fault_text (
      MDG_PORTAL_STAFF, mdg_portal_check_staff (staff, &request->staff), 0);
  g_autofree char *terminals_fault = mdg_portal_fault_text (
      MDG_PORTAL_TERMINALS, mdg_portal_check_terminals (terminals, &request->terminals), 0);
  gboolean accepted = gtk_check_button_get_active (GTK_CHECK_BUTTON (form->accepted));
  GtkWidget *wrong = check_proof (form);

  mdg_field_set_fault (MDG_FIELD (form->staff_field), staff_fault);
  mdg_field_set_fault (MDG_FIELD (form->terminals_field), terminals_fault);
  mdg_field_set_fault (MDG_FIELD (form->accepted_field),
                       accepted ? NULL : _ ("Read the terms of use and agree to them."));
  request->accepted = accepted;
  request->proof = is_by_document (form) ? MDG_PORTAL_BY_DOCUMENT : MDG_PORTAL_BY_BIRTH_DATE;
  if (request->proof == MDG_PORTAL_BY_BIRTH_DATE)
    request->birth_date = read_birth_date (form);
  else if (form->document != NULL)
    {
      request->document = g_bytes_ref (form->document);
      request->document_name = g_strdup (form->document_name);
    }
  if (wrong == NULL && staff_fault != NULL)
    wrong = form->staff_field;
  if (wrong == NULL && terminals_fault != NULL)
    wrong = form->terminals_field;
  return wrong == NULL && !accepted ? form->accepted_field : wrong;
}

static void
confirmed (MdgQuestion *question, const char *answer, MdgPortalPage *page)
{
  Form *form = g_object_get_data (G_OBJECT (page), FORM);
  g_autoptr (MdgPortalStartRequest) request = mdg_portal_start_request_new ();

  if (g_str_equal (answer, "ok") && check (form, request) == NULL)
    mdg_portal_flow_start_use (form->flow, request);
}

static void
ask (Form *form, const MdgPortalStartRequest *request)
{
  g_autofree char *body = g_strdup_printf (_ ("Number of staff: %d\nTerminals applied for: %d"),
                                           request->staff, request->terminals);
  MdgQuestion *question = mdg_question_new (_ ("This is what is applied for."), body);

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "ok", _ ("_OK"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (confirmed), form->page, 0);
  mdg_question_present (question, GTK_WIDGET (form->page));
}

static void
send_clicked (Form *form)
{
  g_autoptr (MdgPortalStartRequest) request = mdg_portal_start_request_new ();
  GtkWidget *wrong;

  if (mdg_portal_flow_get_busy (form->flow))
    return;
  mdg_page_hide_message (mdg_portal_page_get_frame (form->page));
  wrong = check (form, request);
  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
  else
    ask (form, request);
}

static gboolean
show_fault (gpointer data, const GError *error)
{
  Form *form = data;

  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_FACILITY_UNCONFIRMED))
    {
      mdg_field_set_fault (MDG_FIELD (form->birth_field),
                           _ ("This is not the birth date that was handed in."));
      gtk_widget_grab_focus (form->birth_field);
    }
  return FALSE;
}

static void
update (gpointer data)
{
  Form *form = data;

  show_confirmed (form);
  /* The birth date is used to confirm the facility only. */
  if (g_strcmp0 (mdg_portal_flow_get_notice (form->flow), "applied") == 0)
    mdg_secret_field_set_text (MDG_SECRET_FIELD (form->birth), NULL);
}

/* building ------------------------------------------------------------------------------------ */

static void
activated (Form *form)
{
  send_clicked (form);
}

static void
birth_changed (Form *form)
{
  mdg_field_set_fault (MDG_FIELD (form->birth_field), NULL);
  show_confirmed (form);
}

static GtkWidget *
make_proof (Form *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *choose
      = mdg_portal_button (_ ("C_hoose a document…"), G_CALLBACK (choose_clicked), form);

  form->by_birth_date = gtk_check_button_new_with_label (
      _ ("The facility is confirmed against what was handed in to the payment fund or the regional "
         "bureau of health and welfare."));
  form->by_document = gtk_check_button_new_with_label (
      _ ("The facility is confirmed by a document that is attached."));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (form->by_document),
                              GTK_CHECK_BUTTON (form->by_birth_date));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (form->by_birth_date), TRUE);
  form->birth = mdg_secret_field_new ();
  form->birth_field = mdg_field_new (_ ("B_irth date (western calendar)"), form->birth);
  g_object_set (form->birth_field, "hint",
                _ ("Of the treatment manager with the registration number, for example 1990-01-01. "
                   "It is used to confirm the facility only."),
                NULL);
  form->confirm
      = mdg_portal_button (_ ("C_onfirm the facility"), G_CALLBACK (confirm_clicked), form);
  gtk_widget_set_halign (form->confirm, GTK_ALIGN_START);
  form->confirmed = mdg_widget_new_text (NULL, "hint-box");
  form->birth_part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (form->birth_part), form->birth_field);
  gtk_box_append (GTK_BOX (form->birth_part), form->confirm);
  gtk_box_append (GTK_BOX (form->birth_part), form->confirmed);
  form->document_part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  form->document_label = mdg_widget_new_text (_ ("No document is attached yet."), NULL);
  gtk_widget_set_halign (choose, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (form->document_part), choose);
  gtk_box_append (GTK_BOX (form->document_part), form->document_label);
  gtk_box_append (GTK_BOX (box),
                  mdg_widget_new_text (_ ("How the facility is confirmed"), "section-title"));
  gtk_box_append (GTK_BOX (box), form->by_birth_date);
  gtk_box_append (GTK_BOX (box), form->by_document);
  gtk_box_append (GTK_BOX (box), form->birth_part);
  gtk_box_append (GTK_BOX (box), form->document_part);
  return box;
}

static GtkWidget *
add_count (Form *form, GtkWidget *box, const char *label, const char *hint, GtkWidget **entry)
{
  GtkWidget *field;

  *entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (*entry), 12);
  field = mdg_field_new (label, *entry);
  g_object_set (field, "hint", hint, NULL);
  g_signal_connect_swapped (*entry, "activate", G_CALLBACK (activated), form);
  gtk_box_append (GTK_BOX (box), field);
  return field;
}

GtkWidget *
mdg_portal_apply_page_new (MdgPortalFlow *flow)
{
  GtkWidget *page = mdg_portal_page_new (
      flow, MDG_PORTAL_AT_APPLY, 4, _ ("Application to start use of the My Number eligibility app"),
      _ ("After it the terminals can verify eligibility. It is made once per facility; up to about "
         "a "
         "week may pass until the mail that says it is done."),
      _ ("Asking the portal…"));
  MdgPortalPage *self = MDG_PORTAL_PAGE (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  Form *form = g_new0 (Form, 1);

  form->page = self;
  form->flow = flow;
  g_object_set_data_full (G_OBJECT (page), FORM, form, form_free);
  gtk_box_append (GTK_BOX (box), make_proof (form));
  form->staff_field = add_count (form, box, _ ("Number of _staff"),
                                 _ ("How many of the staff use the app"), &form->staff);
  form->terminals_field
      = add_count (form, box, _ ("_Terminals applied for"),
                   _ ("1 to 20: how many terminals use the app; more than 20 are added later"),
                   &form->terminals);
  form->accepted_field
      = mdg_portal_terms_field (_ ("Terms of use of the limited online eligibility verification"),
                                _ ("I agree to the terms of _use above."), &form->accepted);
  gtk_box_append (GTK_BOX (box), form->accepted_field);
  gtk_widget_set_size_request (box, 460, -1);
  mdg_portal_page_add (self, box, NULL);
  mdg_portal_page_add (self, mdg_portal_page_make_link (self, _ ("_Back"), MDG_PORTAL_AT_MENU),
                       "secondary");
  mdg_portal_page_add (self, mdg_portal_button (_ ("Sen_d"), G_CALLBACK (send_clicked), form),
                       "primary");
  mdg_portal_page_set_focus (self, form->birth_field);
  g_signal_connect_swapped (form->by_document, "toggled", G_CALLBACK (proof_toggled), form);
  g_signal_connect_swapped (form->birth, "changed", G_CALLBACK (birth_changed), form);
  g_signal_connect_swapped (form->birth, "activate", G_CALLBACK (confirm_clicked), form);
  proof_toggled (form);
  mdg_portal_page_bind (self, show_fault, update, form, NULL);
  return page;
}
