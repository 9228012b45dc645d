/* sheet-actions.c: the registration sheet's buttons and the question about printing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/sheet-actions.h"

#include <glib/gi18n.h>

#include "key-guard.h"
#include "platform/machine.h"
#include "print/sheet-printer.h"
#include "widgets/question.h"
#include "widgets/widget-tools.h"

typedef void (*HandOut) (MdgSheetPrinter *printer,
                         GtkWindow *parent,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);

struct _MdgSheetActions
{
  GtkWidget parent_instance;

  GtkWidget *print;
  GtkWidget *save;

  MdgWorkplace *workplace;
  MdgLoginFlow *flow;
  MdgPageFrame *page; /* around this widget */
  MdgLoginState state;
  GCancellable *job; /* (nullable): while a sheet is handed out */
  HandOut hand_out;
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  PROCEED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgSheetActions, mdg_sheet_actions, GTK_TYPE_WIDGET)

/* @job: (transfer full) (nullable) */
static void
set_job (MdgSheetActions *self, GCancellable *job)
{
  g_clear_object (&self->job);
  self->job = job;
  gtk_widget_set_sensitive (self->print, job == NULL);
  gtk_widget_set_sensitive (self->save, job == NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
tell_printed (MdgSheetActions *self)
{
  mdg_page_show_message (
      self->page, MDG_MESSAGE_SUCCESS, _ ("The registration sheet was sent to the printer."),
      self->state == MDG_LOGIN_REGISTRATION
          ? _ ("Keep it where only staff can get at it. Then go on with the button below.")
          : _ ("Keep it where only staff can get at it."));
}

static void
tell_saved (MdgSheetActions *self, const char *path)
{
  g_autofree char *body = g_strdup_printf (
      _ ("%s\nWhoever has this file can make the passcodes: keep it safe."), path);

  mdg_page_show_message (self->page, MDG_MESSAGE_SUCCESS,
                         _ ("The registration sheet was saved as PDF."), body);
}

static void
tell_outcome (MdgSheetActions *self, MdgSheetOutcome outcome, const char *path)
{
  g_autofree char *user = mdg_machine_user_name ();

  if (outcome == MDG_SHEET_PRINTED)
    {
      mdg_login_flow_note_print (self->flow, MDG_PRINT_PAPER, user);
      tell_printed (self);
    }
  else if (outcome == MDG_SHEET_SAVED)
    {
      mdg_login_flow_note_print (self->flow, MDG_PRINT_PDF, user);
      tell_saved (self, path);
    }
}

/* What came about is recorded, even when the page was left meanwhile. */
static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgSheetActions) self = data;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  g_autoptr (GError) error = NULL;
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);

  if (self->flow == NULL)
    return;
  set_job (self, NULL);
  if (outcome == MDG_SHEET_FAILED)
    mdg_page_show_error (self->page, error);
  else
    tell_outcome (self, outcome, mdg_sheet_printer_get_path (printer));
}

static MdgRegistrationSheet *
make_sheet (MdgSheetActions *self, const MdgRegistration *registration, GError **error)
{
  g_autofree char *user = mdg_machine_user_name ();

  return mdg_registration_sheet_new (registration,
                                     mdg_clock_wall (mdg_workplace_get_clock (self->workplace)),
                                     user, mdg_workplace_is_training (self->workplace), error);
}

static void
registration_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgSheetActions) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgRegistration) registration
      = mdg_login_flow_load_registration_finish (MDG_LOGIN_FLOW (source), result, &error);
  g_autoptr (MdgSheetPrinter) printer = NULL;
  MdgRegistrationSheet *sheet = NULL;

  if (self->flow == NULL)
    return;
  if (registration != NULL)
    sheet = make_sheet (self, registration, &error);
  if (sheet == NULL)
    {
      set_job (self, NULL);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        mdg_page_show_error (self->page, error);
      return;
    }
  printer = mdg_sheet_printer_new (sheet);
  self->hand_out (printer, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->job,
                  handed_out, g_object_ref (self));
}

static void
load (MdgSheetActions *self)
{
  mdg_login_flow_load_registration_async (self->flow, self->job, registration_loaded,
                                          g_object_ref (self));
}

static void
allowed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgSheetActions) self = data;
  g_autoptr (GError) error = NULL;

  if (self->flow == NULL)
    return;
  if (mdg_key_guard_ask_finish (result, &error) && !g_cancellable_is_cancelled (self->job))
    {
      load (self);
      return;
    }
  set_job (self, NULL);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_page_show_error (self->page, error);
}

/* A key that is kept is asked for; one that was just made stands on the page itself. */
static void
start (MdgSheetActions *self, HandOut hand_out)
{
  if (self->job != NULL)
    return;
  self->hand_out = hand_out;
  set_job (self, g_cancellable_new ());
  mdg_page_hide_message (self->page);
  if (self->state == MDG_LOGIN_REGISTRATION)
    load (self);
  else
    mdg_key_guard_ask_async (self->workplace, GTK_WIDGET (self), allowed, g_object_ref (self));
}

static void
answered (MdgQuestion *question, const char *answer, MdgSheetActions *self)
{
  if (g_str_equal (answer, "print"))
    start (self, mdg_sheet_printer_print_async);
  else if (g_str_equal (answer, "proceed"))
    g_signal_emit (self, signals[PROCEED], 0);
}

static void
print_clicked (MdgSheetActions *self)
{
  if (self->state != MDG_LOGIN_REGISTRATION && mdg_login_flow_get_times_printed (self->flow) > 0)
    mdg_sheet_actions_ask (self, FALSE);
  else
    start (self, mdg_sheet_printer_print_async);
}

static void
save_clicked (MdgSheetActions *self)
{
  start (self, mdg_sheet_printer_save_async);
}

/* The key goes with the page: no dialog stays that would still hand it out. */
static void
state_changed (MdgSheetActions *self)
{
  if (mdg_login_flow_get_state (self->flow) != self->state)
    g_cancellable_cancel (self->job);
}

static void
mdg_sheet_actions_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, MDG_SHEET_ACTIONS (object)->job != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_sheet_actions_dispose (GObject *object)
{
  MdgSheetActions *self = MDG_SHEET_ACTIONS (object);

  g_cancellable_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->flow);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_SHEET_ACTIONS);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_sheet_actions_parent_class)->dispose (object);
}

static void
mdg_sheet_actions_class_init (MdgSheetActionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_sheet_actions_get_property;
  object_class->dispose = mdg_sheet_actions_dispose;
  properties[PROP_BUSY]
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PROCEED] = g_signal_new ("proceed", MDG_TYPE_SHEET_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/login/sheet-actions.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgSheetActions, print);
  gtk_widget_class_bind_template_child (widget_class, MdgSheetActions, save);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_sheet_actions_init (MdgSheetActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              8);
}

void
mdg_sheet_actions_bind (MdgSheetActions *self,
                        MdgWorkplace *workplace,
                        MdgPageFrame *page,
                        MdgLoginState state)
{
  g_return_if_fail (MDG_IS_SHEET_ACTIONS (self));

  self->workplace = g_object_ref (workplace);
  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  self->page = page;
  self->state = state;
  g_signal_connect_object (self->flow, "notify::state", G_CALLBACK (state_changed), self,
                           G_CONNECT_SWAPPED);
}

gboolean
mdg_sheet_actions_available (MdgSheetActions *self)
{
  g_return_val_if_fail (MDG_IS_SHEET_ACTIONS (self), FALSE);

  return mdg_login_flow_has_registration (self->flow);
}

static void
offer_again (MdgQuestion *question, gboolean proceed)
{
  mdg_question_add_button (question, "print", _ ("P_rint again"),
                           proceed ? MDG_ANSWER_NORMAL : MDG_ANSWER_PRIMARY);
  if (proceed)
    mdg_question_add_button (question, "proceed", _ ("_Go on to confirmation"), MDG_ANSWER_PRIMARY);
}

static void
offer_first (MdgQuestion *question, gboolean proceed)
{
  if (proceed)
    mdg_question_add_button (question, "proceed", _ ("_Go on without printing"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "print", _ ("P_rint"), MDG_ANSWER_PRIMARY);
}

void
mdg_sheet_actions_ask (MdgSheetActions *self, gboolean proceed)
{
  gboolean printed;
  MdgQuestion *question;

  g_return_if_fail (MDG_IS_SHEET_ACTIONS (self));

  printed = mdg_login_flow_get_times_printed (self->flow) > 0;
  question = mdg_question_new (
      _ ("Printing the QR code (optional)"),
      printed ? _ ("The QR code has been printed. Have you put the sheet where it can be found? If "
                   "it came out badly, you can print it again.")
              : _ ("Without the printed sheet the QR code cannot be shown again when the phone is "
                   "lost or breaks. Printing it now is recommended."));
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  if (printed)
    offer_again (question, proceed);
  else
    offer_first (question, proceed);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}
