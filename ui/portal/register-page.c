/* register-page.c: ユーザー登録.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/register-page.h"

#include <glib/gi18n.h>

#include "portal/facility-list.h"
#include "portal/number-form.h"
#include "portal/portal-text.h"
#include "portal/register-rules.h"
#include "widgets/field.h"
#include "widgets/question.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

struct _MdgPortalRegisterPage
{
  MdgPortalPage parent_instance;

  GtkWidget *family_field;
  GtkWidget *family;
  GtkWidget *given_field;
  GtkWidget *given;
  GtkWidget *number_form;
  GtkWidget *phone_field;
  GtkWidget *phone;
  GtkWidget *mail_field;
  GtkWidget *mail;
  GtkWidget *password_field;
  GtkWidget *password;
  GtkWidget *repeated_field;
  GtkWidget *repeated;
  GtkWidget *accepted_field;
  GtkWidget *accepted;
  GtkWidget *rules;
  GtkWidget *training;
  GtkWidget *facilities;
};

G_DEFINE_FINAL_TYPE (MdgPortalRegisterPage, mdg_portal_register_page, MDG_TYPE_PORTAL_PAGE)

/* Where the number is typed. */
static GtkWidget *
number_field (MdgPortalRegisterPage *self)
{
  return mdg_portal_number_form_get_field (MDG_PORTAL_NUMBER_FORM (self->number_form));
}

static MdgPortalFlow *
flow_of (MdgPortalRegisterPage *self)
{
  return mdg_portal_page_get_flow (MDG_PORTAL_PAGE (self));
}

/* reading ------------------------------------------------------------------------------------- */

/* Returns: (transfer full) */
static char *
name_of (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

MdgPortalRegistration *
mdg_portal_register_page_read (MdgPortalRegisterPage *self)
{
  MdgPortalRegistration *read = mdg_portal_registration_new ();

  read->family_name = name_of (self->family);
  read->given_name = name_of (self->given);
  mdg_portal_number_form_read (MDG_PORTAL_NUMBER_FORM (self->number_form), &read->number);
  read->phone = mdg_portal_page_text (self->phone);
  read->mail_address = mdg_portal_page_text (self->mail);
  read->password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->password));
  read->accepted = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->accepted));
  return read;
}

static void
show_found (MdgPortalRegisterPage *self)
{
  MdgPortalFlow *flow = flow_of (self);

  mdg_portal_number_form_show_found (MDG_PORTAL_NUMBER_FORM (self->number_form),
                                     mdg_portal_flow_get_found (flow),
                                     mdg_portal_flow_get_look_up_error (flow));
}

/* 登録記号番号 and 施術所名 appear by themselves, and what holds is ticked off. */
static void
typed (MdgPortalRegisterPage *self)
{
  MdgPortalFlow *flow = flow_of (self);
  g_autoptr (MdgPortalRegistration) read = NULL;
  g_autoptr (MdgSecret) repeated = NULL;
  gboolean whole;

  if (flow == NULL) /* the page is being built, or going away */
    return;
  read = mdg_portal_register_page_read (self);
  repeated = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->repeated));
  whole
      = mdg_portal_check_number (read->number.affiliation, read->number.number) == MDG_PORTAL_FINE;
  mdg_portal_register_rules_judge (MDG_CHECKLIST (self->rules), read, repeated);
  mdg_portal_flow_look_up (flow, whole ? &read->number : NULL);
  show_found (self);
}

/* What was agreed to is no fault any more. */
static void
accepted_toggled (MdgPortalRegisterPage *self)
{
  mdg_field_set_fault (MDG_FIELD (self->accepted_field), NULL);
  typed (self);
}

/* 同意して登録 -------------------------------------------------------------------------------- */

/* Returns: the field at which there is something wrong, or @first when that is there already. */
static GtkWidget *
say (GtkWidget *field, const char *fault, GtkWidget *first)
{
  mdg_field_set_fault (MDG_FIELD (field), fault);
  return first == NULL && fault != NULL ? field : first;
}

/* Each field's fault stands at it. Returns: (nullable): the first such field */
static GtkWidget *
check (MdgPortalRegisterPage *self, const MdgPortalRegistration *read)
{
  const struct
  {
    GtkWidget *widget;
    MdgPortalField field;
    MdgPortalFault fault;
  } fields[] = {
    { self->family_field, MDG_PORTAL_FAMILY_NAME, mdg_portal_check_name (read->family_name) },
    { self->given_field, MDG_PORTAL_GIVEN_NAME, mdg_portal_check_name (read->given_name) },
    { number_field (self), MDG_PORTAL_NUMBER,
      mdg_portal_check_number (read->number.affiliation, read->number.number) },
    { self->phone_field, MDG_PORTAL_PHONE, mdg_portal_check_phone (read->phone) },
    { self->mail_field, MDG_PORTAL_MAIL, mdg_portal_check_mail (read->mail_address) },
    { self->password_field, MDG_PORTAL_PASSWORD,
      mdg_portal_check_password (mdg_secret_get_string (read->password)) },
  };
  g_autoptr (MdgSecret) repeated = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->repeated));
  gsize digits = mdg_portal_number_digits (read->number.affiliation);
  GtkWidget *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = mdg_portal_fault_text (fields[i].field, fields[i].fault, digits);

      first = say (fields[i].widget, text, first);
    }
  first = say (self->repeated_field,
               mdg_secret_equal (read->password, repeated) ? NULL : _ ("The two passwords differ."),
               first);
  return say (self->accepted_field,
              read->accepted ? NULL : _ ("Read the terms of use and agree to them."), first);
}

static void
confirmed (MdgQuestion *question, const char *answer, MdgPortalRegisterPage *self)
{
  g_autoptr (MdgPortalRegistration) read = NULL;

  if (!g_str_equal (answer, "ok") || flow_of (self) == NULL)
    return;
  read = mdg_portal_register_page_read (self);
  mdg_portal_flow_register (flow_of (self), read);
}

/* 入力内容確認, in the document's order. */
static void
ask (MdgPortalRegisterPage *self, const MdgPortalRegistration *read)
{
  const MdgPortalFacility *found = mdg_portal_flow_get_found (flow_of (self));
  g_autofree char *number = mdg_portal_number_to_text (&read->number);
  g_autofree char *body = g_strdup_printf (
      _ ("This is what is registered.\n\nFamily name: %s\nGiven name: %s\nKind of facility: %s\n"
         "Registration number: %s\nName of the facility: %s\nTelephone number: %s\nMail address: "
         "%s"),
      read->family_name, read->given_name, mdg_portal_affiliation_text (read->number.affiliation),
      number, found != NULL ? found->facility_name : _ ("(not looked up yet)"), read->phone,
      read->mail_address);
  MdgQuestion *question = mdg_question_new (_ ("Check what you typed"), body);

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "ok", _ ("_OK"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (confirmed), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static gboolean
is_unknown (const GError *error)
{
  return g_error_matches (error, MDG_ERROR, MDG_ERROR_FACILITY_UNKNOWN);
}

static void
say_unknown (MdgPortalRegisterPage *self)
{
  mdg_field_set_fault (MDG_FIELD (number_field (self)),
                       _ ("No facility has this registration number."));
}

static void
register_clicked (MdgPortalRegisterPage *self)
{
  MdgPortalFlow *flow = flow_of (self);
  g_autoptr (MdgPortalRegistration) read = NULL;
  GtkWidget *wrong;

  if (mdg_portal_flow_get_busy (flow))
    return;
  read = mdg_portal_register_page_read (self);
  wrong = check (self, read);
  mdg_page_hide_message (mdg_portal_page_get_frame (MDG_PORTAL_PAGE (self)));
  if (wrong == NULL && is_unknown (mdg_portal_flow_get_look_up_error (flow)))
    {
      say_unknown (self);
      wrong = number_field (self);
    }
  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
  else
    ask (self, read);
}

/* What the service objects to stands at its field, too; the page says what to do about it. */
static gboolean
mdg_portal_register_page_fault (MdgPortalPage *page, const GError *error)
{
  MdgPortalRegisterPage *self = MDG_PORTAL_REGISTER_PAGE (page);

  if (is_unknown (error))
    say_unknown (self);
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_ADDRESS_TAKEN))
    mdg_field_set_fault (MDG_FIELD (self->mail_field),
                         _ ("This mail address is registered already."));
  return FALSE;
}

static void
facility_chosen (MdgPortalRegisterPage *self, const MdgPortalFacility *facility)
{
  mdg_portal_number_form_set (MDG_PORTAL_NUMBER_FORM (self->number_form), &facility->number);
}

static void
mdg_portal_register_page_update (MdgPortalPage *page)
{
  MdgPortalRegisterPage *self = MDG_PORTAL_REGISTER_PAGE (page);
  MdgPortalFlow *flow = mdg_portal_page_get_flow (page);
  GPtrArray *facilities = mdg_portal_flow_get_facilities (flow);

  show_found (self);
  mdg_portal_facility_list_set (MDG_PORTAL_FACILITY_LIST (self->facilities), facilities);
  mdg_widget_set_shown (self->training, facilities->len > 0);
  /* Passwords do not outlive the registration. */
  if (g_strcmp0 (mdg_portal_flow_get_notice (flow), "sent") == 0)
    {
      mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), NULL);
      mdg_secret_field_set_text (MDG_SECRET_FIELD (self->repeated), NULL);
    }
}

/* building ------------------------------------------------------------------------------------ */

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, family_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, family);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, given_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, given);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, number_form);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, phone_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, phone);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, mail_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, mail);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, password_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, password);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, repeated_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, repeated);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, accepted_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, accepted);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, rules);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, training);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalRegisterPage, facilities);
}

static void
mdg_portal_register_page_class_init (MdgPortalRegisterPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MdgPortalPageClass *page_class = MDG_PORTAL_PAGE_CLASS (klass);

  page_class->fault = mdg_portal_register_page_fault;
  page_class->update = mdg_portal_register_page_update;
  g_type_ensure (MDG_TYPE_PORTAL_NUMBER_FORM);
  g_type_ensure (MDG_TYPE_PORTAL_FACILITY_LIST);
  mdg_portal_page_class_set_ui (page_class, "register");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, typed);
  gtk_widget_class_bind_template_callback (widget_class, accepted_toggled);
  gtk_widget_class_bind_template_callback (widget_class, facility_chosen);
  gtk_widget_class_bind_template_callback (widget_class, register_clicked);
}

static void
mdg_portal_register_page_init (MdgPortalRegisterPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_portal_register_rules_fill (MDG_CHECKLIST (self->rules));
  mdg_portal_page_keep_name (self->accepted);
}

GtkWidget *
mdg_portal_register_page_new (MdgPortalFlow *flow)
{
  MdgPortalRegisterPage *self = g_object_new (MDG_TYPE_PORTAL_REGISTER_PAGE, NULL);

  mdg_portal_page_bind (MDG_PORTAL_PAGE (self), flow, MDG_PORTAL_AT_REGISTER, 1,
                        self->family_field);
  return GTK_WIDGET (self);
}
