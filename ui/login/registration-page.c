/* registration-page.c: [Authenticator 登録].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/registration-page.h"

#include <glib/gi18n.h>

#include "login/flow-page.h"
#include "login/sheet-actions.h"
#include "totp/qr-code.h"
#include "record-keeper.h"
#include "widgets/copy-button.h"
#include "widgets/icon.h"
#include "widgets/number-disc.h"
#include "widgets/page.h"
#include "widgets/qr-view.h"
#include "widgets/secret-label.h"
#include "widgets/widget-tools.h"

struct _MdgRegistrationPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *qr;
  GtkWidget *login_id;
  GtkWidget *instructions;
  GtkWidget *key_title;
  GtkWidget *key;
  GtkWidget *copy;
  GtkWidget *printed;
  GtkWidget *sheet;
  GtkWidget *back;
  GtkWidget *proceed;

  MdgWorkplace *workplace;
  MdgLoginFlow *flow;
};

G_DEFINE_FINAL_TYPE (MdgRegistrationPage, mdg_registration_page, GTK_TYPE_WIDGET)

static const char *const instructions[] = {
  N_ ("Start the Authenticator app on the phone. The first time, choose “Get started”, then “Use "
      "Authenticator without an account”."),
  N_ ("Choose “Add a code” (or “+” at the bottom right), then “Scan a QR code”, and read the code "
      "at the left."),
  N_ ("A passcode of six digits appears in the app. Then go on with the button below."),
};

static void
update_printed (MdgRegistrationPage *self)
{
  guint times = mdg_login_flow_get_times_printed (self->flow);
  g_autofree char *text = NULL;

  if (times > 0)
    text = g_strdup_printf (ngettext ("The registration sheet was printed or saved %u time.",
                                      "The registration sheet was printed or saved %u times.",
                                      times),
                            times);
  gtk_label_set_text (GTK_LABEL (self->printed),
                      text != NULL ? text : _ ("The registration sheet has not been printed yet."));
}

static void
update_registration (MdgRegistrationPage *self)
{
  const MdgRegistration *registration = mdg_login_flow_get_registration (self->flow);
  g_autoptr (GError) error = NULL;
  MdgQrCode *code = NULL;

  if (registration != NULL)
    code = mdg_qr_code_new (registration->otpauth_uri, &error);
  if (error != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  mdg_qr_view_set_code (MDG_QR_VIEW (self->qr), code);
  g_clear_pointer (&code, mdg_qr_code_unref);
  gtk_label_set_text (GTK_LABEL (self->login_id),
                      registration != NULL ? registration->login_id : "");
  mdg_secret_label_set_secret (MDG_SECRET_LABEL (self->key),
                               registration != NULL ? registration->setup_key : NULL);
  mdg_copy_button_set_secret (MDG_COPY_BUTTON (self->copy),
                              registration != NULL ? registration->setup_key : NULL);
}

static void
busy_changed (MdgRegistrationPage *self)
{
  gboolean busy;

  g_object_get (self->sheet, "busy", &busy, NULL);
  gtk_widget_set_sensitive (self->proceed, !busy);
}

/* 操作の記録 */
static void
note_key (MdgRegistrationPage *self, const char *act)
{
  const MdgRegistration *registration = mdg_login_flow_get_registration (self->flow);

  mdg_record_note (self->workplace, act, MDG_MATTER_SETUP_KEY,
                   registration != NULL ? registration->login_id : NULL);
}

static void
key_looked (MdgRegistrationPage *self)
{
  note_key (self, MDG_ACT_REVEALED);
}

static void
key_copied (MdgRegistrationPage *self)
{
  note_key (self, MDG_ACT_COPIED);
}

static void
proceed_clicked (MdgRegistrationPage *self)
{
  mdg_sheet_actions_ask (MDG_SHEET_ACTIONS (self->sheet), TRUE);
}

static void
back_clicked (MdgRegistrationPage *self)
{
  mdg_login_flow_back (self->flow);
}

static void
fill_instructions (MdgRegistrationPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (instructions); i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
      GtkWidget *disc = mdg_number_disc_new (i + 1);
      GtkWidget *text = mdg_widget_new_text (_ (instructions[i]), NULL);

      gtk_widget_set_hexpand (text, TRUE);
      gtk_widget_set_valign (disc, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (row), disc);
      gtk_box_append (GTK_BOX (row), text);
      gtk_box_append (GTK_BOX (self->instructions), row);
    }
}

/* Training does not need a phone. */
static void
add_training_hint (MdgRegistrationPage *self)
{
  if (mdg_workplace_is_training (self->workplace))
    gtk_box_append (GTK_BOX (self->instructions),
                    mdg_widget_new_text (_ ("No phone at hand? In training you can go on all the "
                                            "same: the passcode is offered on the next screen."),
                                         "quiet"));
}

static gboolean
mdg_registration_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_REGISTRATION_PAGE (widget)->proceed);
}

static void
mdg_registration_page_dispose (GObject *object)
{
  MdgRegistrationPage *self = MDG_REGISTRATION_PAGE (object);

  g_clear_object (&self->flow);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_REGISTRATION_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_registration_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/login/registration-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, qr);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, login_id);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, instructions);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, key_title);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, key);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, copy);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, printed);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgRegistrationPage, proceed);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, key_looked);
  gtk_widget_class_bind_template_callback (widget_class, key_copied);
  gtk_widget_class_bind_template_callback (widget_class, proceed_clicked);
}

static void
mdg_registration_page_class_init (MdgRegistrationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_registration_page_dispose;
  widget_class->grab_focus = mdg_registration_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_ICON);
  g_type_ensure (MDG_TYPE_QR_VIEW);
  g_type_ensure (MDG_TYPE_SECRET_LABEL);
  g_type_ensure (MDG_TYPE_COPY_BUTTON);
  g_type_ensure (MDG_TYPE_SHEET_ACTIONS);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_registration_page_init (MdgRegistrationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_instructions (self);
  mdg_secret_label_set_title (MDG_SECRET_LABEL (self->key), self->key_title);
}

GtkWidget *
mdg_registration_page_new (MdgWorkplace *workplace)
{
  MdgRegistrationPage *self = g_object_new (MDG_TYPE_REGISTRATION_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  add_training_hint (self);
  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  mdg_flow_page_bind (GTK_WIDGET (self), MDG_PAGE (self->page), self->flow, MDG_LOGIN_REGISTRATION,
                      NULL);
  g_signal_connect_object (self->flow, "notify::registration", G_CALLBACK (update_registration),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::times-printed", G_CALLBACK (update_printed), self,
                           G_CONNECT_SWAPPED);
  mdg_flow_page_show_steps (MDG_PAGE (self->page), self->flow, 2);
  mdg_sheet_actions_bind (MDG_SHEET_ACTIONS (self->sheet), workplace, MDG_PAGE (self->page),
                          MDG_LOGIN_REGISTRATION);
  g_signal_connect_object (self->sheet, "notify::busy", G_CALLBACK (busy_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "proceed", G_CALLBACK (mdg_login_flow_proceed), self->flow,
                           G_CONNECT_SWAPPED);
  update_registration (self);
  update_printed (self);
  return GTK_WIDGET (self);
}
