/* assist-forms.c: what is filled in at the steps beside the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-forms.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

/* A passcode that nobody here knows: it was typed from a phone. It goes to nobody; only a key that
 * is kept here and was never confirmed is held against it. */
#define PASSCODE_OF_A_PHONE "000000"

static GtkWidget *
make_menu (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Change _password…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_name (button, "change");
  return button;
}

void
mdg_assist_forms_init (MdgAssistForms *forms, MdgWorkplace *workplace)
{
  GtkWidget *phone = gtk_check_button_new_with_label (_ ("I used the code of a phone instead"));

  forms->account = MDG_ASSIST_ACCOUNT (mdg_assist_account_new (workplace));
  forms->intake = MDG_ASSIST_INTAKE (mdg_assist_intake_new ());
  forms->sheet = g_object_new (MDG_TYPE_SHEET_ACTIONS, NULL);
  forms->code = MDG_ASSIST_CODE (mdg_assist_code_new (workplace));
  forms->phone = GTK_CHECK_BUTTON (phone);
  forms->clock = MDG_ASSIST_CLOCK (mdg_assist_clock_new (workplace));
  forms->menu = make_menu ();
  forms->change = MDG_ASSIST_CHANGE (mdg_assist_change_new (workplace));
}

GtkWidget *
mdg_assist_forms_get (const MdgAssistForms *forms, const char *id)
{
  const struct
  {
    const char *id;
    gpointer form;
  } all[] = {
    { "account", forms->account }, { "registration", forms->intake }, { "sheet", forms->sheet },
    { "passcode", forms->code },   { "menu", forms->menu },           { "password", forms->change },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].id, id))
      return all[i].form;
  return NULL;
}

/* A password that the page refused stays for mending; behind the login none stays in the field, and
 * the next login begins with what is kept by then. */
static void
tend_account (const MdgAssistForms *forms, const char *current, const char *former)
{
  if (g_str_equal (current, "login"))
    return;
  if (!g_str_equal (current, "account"))
    mdg_assist_account_forget_password (forms->account);
  else if (former != NULL && !g_str_equal (former, "login"))
    mdg_assist_account_refresh (forms->account);
}

void
mdg_assist_forms_turn (const MdgAssistForms *forms, const char *current, const char *former)
{
  tend_account (forms, current, former);
  if (g_str_equal (current, "registration"))
    mdg_assist_intake_set_account (forms->intake, mdg_assist_account_get_login_id (forms->account));
  else
    mdg_assist_intake_reset (forms->intake);
  mdg_assist_code_set_active (forms->code, g_str_equal (current, "passcode"));
  gtk_check_button_set_active (forms->phone, FALSE);
  if (g_str_equal (current, "password"))
    mdg_assist_change_begin (forms->change);
  else
    mdg_assist_change_end (forms->change);
}

void
mdg_assist_forms_resume (const MdgAssistForms *forms, const char *current, gboolean asked)
{
  if (g_str_equal (current, "passcode"))
    mdg_assist_code_set_active (forms->code, TRUE);
  else if (g_str_equal (current, "password"))
    mdg_assist_change_refill (forms->change, asked);
}

void
mdg_assist_forms_offer_login (const MdgAssistForms *forms, MdgAssistCard *card)
{
  g_autoptr (MdgSecret) password = mdg_assist_account_get_password (forms->account);

  mdg_assist_card_set_text (card, MDG_ASSIST_COPY_INSTITUTION_CODE,
                            mdg_assist_account_get_code (forms->account));
  mdg_assist_card_set_text (card, MDG_ASSIST_COPY_LOGIN_ID,
                            mdg_assist_account_get_login_id (forms->account));
  mdg_assist_card_set_copy (card, MDG_ASSIST_COPY_PASSWORD, password);
}

void
mdg_assist_forms_offer_code (const MdgAssistForms *forms, MdgAssistCard *card)
{
  g_autoptr (MdgSecret) code = mdg_assist_code_get (forms->code);

  mdg_assist_card_set_copy (card, MDG_ASSIST_COPY_PASSCODE, code);
  mdg_assist_card_show_copies (card, code != NULL);
  mdg_widget_set_shown (GTK_WIDGET (forms->phone), code != NULL);
}

void
mdg_assist_forms_offer_change (const MdgAssistForms *forms, MdgAssistCard *card)
{
  g_autoptr (MdgSecret) current = mdg_assist_change_get_current (forms->change);
  g_autoptr (MdgSecret) changed = mdg_assist_change_get_changed (forms->change);

  mdg_assist_card_set_copy (card, MDG_ASSIST_COPY_PASSWORD, current);
  mdg_assist_card_set_copy (card, MDG_ASSIST_COPY_NEW_PASSWORD, changed);
}

void
mdg_assist_forms_log_in (const MdgAssistForms *forms, MdgLoginFlow *flow)
{
  g_autoptr (MdgSecret) password = mdg_assist_account_get_password (forms->account);

  mdg_login_flow_log_in (flow, mdg_assist_account_get_code (forms->account),
                         mdg_assist_account_get_login_id (forms->account), password);
}

void
mdg_assist_forms_change_password (const MdgAssistForms *forms, MdgLoginFlow *flow)
{
  g_autoptr (MdgSecret) current = NULL;
  g_autoptr (MdgSecret) changed = NULL;

  if (mdg_assist_change_get (forms->change, &current, &changed))
    mdg_login_flow_change_password (flow, current, changed);
}

void
mdg_assist_forms_tell_passcode (const MdgAssistForms *forms,
                                MdgAssistService *service,
                                MdgAssistSight sight,
                                MdgLoginFlow *flow)
{
  gboolean phone = gtk_check_button_get_active (forms->phone);
  g_autoptr (MdgSecret) code = mdg_assist_code_get (forms->code);

  mdg_assist_service_answer (service, sight);
  mdg_login_flow_send_passcode (flow, code != NULL && !phone ? mdg_secret_get_string (code)
                                                             : PASSCODE_OF_A_PHONE);
}
