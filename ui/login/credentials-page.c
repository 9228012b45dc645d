/* credentials-page.c: [ログイン].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/credentials-page.h"

#include <glib/gi18n.h>

#include "error-text.h"
#include "login/training-list.h"
#include "login/certificate-row.h"
#include "login/flow-note.h"
#include "login/flow-page.h"
#include "widgets/code-entry.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

struct _MdgCredentialsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *code_field;
  GtkWidget *code;
  GtkWidget *login_id_field;
  GtkWidget *login_id;
  GtkWidget *password_field;
  GtkWidget *password;
  GtkWidget *certificate;
  GtkWidget *training;
  GtkWidget *training_text;
  GtkWidget *accounts;
  GtkWidget *log_in;

  MdgWorkplace *workplace;
  MdgLoginFlow *flow;
};

G_DEFINE_FINAL_TYPE (MdgCredentialsPage, mdg_credentials_page, GTK_TYPE_WIDGET)

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
entry_activated (MdgCredentialsPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static void
log_in_clicked (MdgCredentialsPage *self)
{
  g_autoptr (MdgSecret) password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->password));

  mdg_login_flow_log_in (self->flow, text_of (self->code), text_of (self->login_id), password);
}

/* A lock that the cache knows of is shown before the account is tried. */
static void
account_typed (MdgCredentialsPage *self)
{
  if (self->flow != NULL)
    mdg_login_flow_look_up (self->flow, text_of (self->code), text_of (self->login_id));
}

static void
account_chosen (MdgCredentialsPage *self, const MdgTrainingAccount *account)
{
  gtk_editable_set_text (GTK_EDITABLE (self->code), account->institution_code);
  gtk_editable_set_text (GTK_EDITABLE (self->login_id), account->login_id);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), account->password);
  mdg_field_set_fault (MDG_FIELD (self->password_field), NULL);
  if (account->password == NULL || !gtk_widget_grab_focus (self->log_in))
    gtk_widget_grab_focus (self->password_field);
}

/* Not before there is somebody to ask: what is pressed must not come to nothing. */
static void
update_sensitivity (MdgCredentialsPage *self)
{
  gtk_widget_set_sensitive (self->log_in,
                            !mdg_login_flow_get_busy (self->flow)
                                && !mdg_workplace_is_connecting (self->workplace)
                                && mdg_login_flow_get_lock_remaining (self->flow) == 0);
}

static void
update_note (MdgCredentialsPage *self)
{
  mdg_flow_note_show (
      MDG_PAGE (self->page), self->flow,
      _ ("A password or passcode was wrong three times in a row. Log in with the "
         "right one when the time is over. Other accounts are not affected."),
      _ ("Passcodes depend on the time. Set the clock before you try; otherwise right "
         "passcodes may count as wrong."));
  update_sensitivity (self);
}

static void
update_accounts (MdgCredentialsPage *self)
{
  GPtrArray *accounts = mdg_workplace_get_accounts (self->workplace);
  gboolean shown
      = accounts != NULL && accounts->len > 0 && mdg_workplace_is_training (self->workplace);

  mdg_widget_set_shown (self->training, shown);
  if (shown)
    mdg_training_list_set_accounts (MDG_TRAINING_LIST (self->accounts), accounts);
}

static void
state_changed (MdgCredentialsPage *self)
{
  if (mdg_login_flow_get_state (self->flow) == MDG_LOGIN_CREDENTIALS)
    mdg_workplace_refresh_accounts (self->workplace);
  else
    mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), NULL);
}

/* A failed try may have changed how an account stands. */
static void
busy_changed (MdgCredentialsPage *self)
{
  if (mdg_login_flow_get_busy (self->flow))
    {
      update_sensitivity (self);
      return;
    }
  if (mdg_login_flow_get_state (self->flow) == MDG_LOGIN_CREDENTIALS)
    mdg_workplace_refresh_accounts (self->workplace);
  update_sensitivity (self);
}

static GtkWidget *
field_named (MdgCredentialsPage *self, const char *name)
{
  if (g_strcmp0 (name, "institution_code") == 0)
    return self->code_field;
  if (g_strcmp0 (name, "login_id") == 0)
    return self->login_id_field;
  if (g_strcmp0 (name, "password") == 0)
    return self->password_field;
  return NULL;
}

static gboolean
show_fault (GtkWidget *owner, const GError *error)
{
  MdgCredentialsPage *self = MDG_CREDENTIALS_PAGE (owner);
  GtkWidget *field = field_named (self, mdg_error_get_field (error));
  g_autofree char *words = NULL;

  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_CREDENTIALS))
    gtk_widget_grab_focus (self->password_field);
  /* The note with the countdown says it all. */
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_LOCKED)
      && mdg_login_flow_get_lock_remaining (self->flow) > 0)
    return TRUE;
  if (!g_error_matches (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT) || field == NULL)
    return FALSE;
  words = mdg_error_text_for_field (mdg_error_get_field (error));
  mdg_field_set_fault (MDG_FIELD (field), words);
  gtk_widget_grab_focus (field);
  return TRUE;
}

static gboolean
mdg_credentials_page_grab_focus (GtkWidget *widget)
{
  MdgCredentialsPage *self = MDG_CREDENTIALS_PAGE (widget);

  if (*text_of (self->code) == '\0')
    return gtk_widget_grab_focus (self->code_field);
  if (*text_of (self->login_id) == '\0')
    return gtk_widget_grab_focus (self->login_id_field);
  return gtk_widget_grab_focus (self->password_field);
}

static void
mdg_credentials_page_dispose (GObject *object)
{
  MdgCredentialsPage *self = MDG_CREDENTIALS_PAGE (object);

  g_clear_object (&self->flow);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CREDENTIALS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_credentials_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/login/credentials-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, code_field);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, code);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, login_id_field);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, login_id);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, password_field);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, password);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, certificate);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, training);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, training_text);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, accounts);
  gtk_widget_class_bind_template_child (widget_class, MdgCredentialsPage, log_in);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, log_in_clicked);
  gtk_widget_class_bind_template_callback (widget_class, account_typed);
  gtk_widget_class_bind_template_callback (widget_class, account_chosen);
}

static void
mdg_credentials_page_class_init (MdgCredentialsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_credentials_page_dispose;
  widget_class->grab_focus = mdg_credentials_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  g_type_ensure (MDG_TYPE_CERTIFICATE_ROW);
  g_type_ensure (MDG_TYPE_TRAINING_LIST);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_credentials_page_init (MdgCredentialsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_code_entry_prepare (GTK_ENTRY (self->code), MDG_CODE_DIGITS, 10);
  mdg_code_entry_prepare (GTK_ENTRY (self->login_id), MDG_CODE_ID, 20);
}

static void
bind_flow (MdgCredentialsPage *self)
{
  static const struct
  {
    const char *signal;
    GCallback handler;
  } handlers[] = {
    { "notify::state", G_CALLBACK (state_changed) },
    { "notify::busy", G_CALLBACK (busy_changed) },
    { "notify::lock-remaining", G_CALLBACK (update_note) },
    { "notify::skewed", G_CALLBACK (update_note) },
    { "notify::clock-skew", G_CALLBACK (update_note) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->flow, handlers[i].signal, handlers[i].handler, self,
                             G_CONNECT_SWAPPED);
  mdg_flow_page_bind (GTK_WIDGET (self), MDG_PAGE (self->page), self->flow, MDG_LOGIN_CREDENTIALS,
                      show_fault);
}

GtkWidget *
mdg_credentials_page_new (MdgWorkplace *workplace)
{
  MdgCredentialsPage *self = g_object_new (MDG_TYPE_CREDENTIALS_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  mdg_certificate_row_set_workplace (MDG_CERTIFICATE_ROW (self->certificate), workplace);
  g_signal_connect_object (workplace, "accounts-changed", G_CALLBACK (update_accounts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "service-changed", G_CALLBACK (update_sensitivity), self,
                           G_CONNECT_SWAPPED);
  bind_flow (self);
  update_accounts (self);
  update_note (self);
  return GTK_WIDGET (self);
}

void
mdg_credentials_page_fill_in (MdgCredentialsPage *self,
                              const char *institution_code,
                              const char *login_id,
                              MdgSecret *password)
{
  g_return_if_fail (MDG_IS_CREDENTIALS_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->code), institution_code);
  gtk_editable_set_text (GTK_EDITABLE (self->login_id), login_id);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), mdg_secret_get_string (password));
  mdg_field_set_fault (MDG_FIELD (self->password_field), NULL);
}
