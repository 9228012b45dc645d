/* assist-page.c: the steps beside the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-page.h"

#include <glib/gi18n.h>

#include "login/assist-account.h"
#include "login/assist-change.h"
#include "login/assist-choices.h"
#include "login/assist-clock.h"
#include "login/assist-code.h"
#include "login/assist-copies.h"
#include "login/assist-guide.h"
#include "login/assist-intake.h"
#include "login/beside-toggles.h"
#include "login/flow-note.h"
#include "login/flow-page.h"
#include "login/sheet-actions.h"
#include "platform/documents.h"
#include "record-keeper.h"
#include "widgets/icon.h"
#include "widgets/number-disc.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

/* A passcode that nobody here knows: it was typed from a phone. It goes to nobody; only a key that
 * is kept here and was never confirmed is held against it. */
#define PASSCODE_OF_A_PHONE "000000"

/* One of the guide's steps as a card. */
typedef struct
{
  const MdgAssistStep *step;
  GtkWidget *card;
  GtkWidget *disc;
  GtkWidget *check;
  GtkWidget *content;
  GtkWidget *form;    /* (nullable): what is filled in before the question is asked */
  GtkWidget *copies;  /* (nullable) */
  GtkWidget *choices; /* (nullable): what the page may show */
} Card;

struct _MdgAssistPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *back;
  GtkWidget *go_on;
  GtkWidget *account;
  GtkWidget *intake;
  GtkWidget *sheet;
  GtkWidget *code;
  GtkWidget *phone;
  GtkWidget *clock;
  GtkWidget *change;

  MdgWorkplace *workplace;
  MdgLoginFlow *flow;
  MdgAssistService *service;
  MdgAssistGuide *guide;
  GArray *cards;       /* of Card */
  const char *current; /* (nullable): id of the step that is shown; the guide's */
  MdgAssistQuestion question;
  guint settle_source; /* goes on from where the flow waits for 《OK》 only */
};

G_DEFINE_FINAL_TYPE (MdgAssistPage, mdg_assist_page, GTK_TYPE_WIDGET)

static Card *
card_at (MdgAssistPage *self, guint place)
{
  return &g_array_index (self->cards, Card, place);
}

static Card *
find_card (MdgAssistPage *self, const char *id)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (g_strcmp0 (card_at (self, i)->step->id, id) == 0)
      return card_at (self, i);
  return NULL;
}

static gboolean
is_at (MdgAssistPage *self, const char *id)
{
  return g_strcmp0 (self->current, id) == 0;
}

static MdgLoginState
state_of (MdgAssistPage *self)
{
  return mdg_login_flow_get_state (self->flow);
}

static void
page_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!mdg_documents_open_page_finish (result, &error) && self->flow != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
open_clicked (MdgAssistPage *self)
{
  mdg_documents_open_page_async (self->guide->address, NULL, page_opened, g_object_ref (self));
}

static void
set_text (Card *card, MdgAssistCopy copy, const char *text)
{
  g_autoptr (MdgSecret) secret = *text != '\0' ? mdg_secret_new_from_string (text) : NULL;

  mdg_assist_copies_set (MDG_ASSIST_COPIES (card->copies), copy, secret, TRUE);
}

static void
fill_login (MdgAssistPage *self)
{
  Card *card = find_card (self, "login");
  g_autoptr (MdgSecret) password
      = mdg_assist_account_get_password (MDG_ASSIST_ACCOUNT (self->account));

  set_text (card, MDG_ASSIST_COPY_INSTITUTION_CODE,
            mdg_assist_account_get_code (MDG_ASSIST_ACCOUNT (self->account)));
  set_text (card, MDG_ASSIST_COPY_LOGIN_ID,
            mdg_assist_account_get_login_id (MDG_ASSIST_ACCOUNT (self->account)));
  mdg_assist_copies_set (MDG_ASSIST_COPIES (card->copies), MDG_ASSIST_COPY_PASSWORD, password,
                         FALSE);
}

static void
fill_change (MdgAssistPage *self)
{
  MdgAssistCopies *copies = MDG_ASSIST_COPIES (find_card (self, "password")->copies);
  g_autoptr (MdgSecret) current = mdg_assist_change_get_current (MDG_ASSIST_CHANGE (self->change));
  g_autoptr (MdgSecret) changed = mdg_assist_change_get_changed (MDG_ASSIST_CHANGE (self->change));

  mdg_assist_copies_set (copies, MDG_ASSIST_COPY_PASSWORD, current, FALSE);
  mdg_assist_copies_set (copies, MDG_ASSIST_COPY_NEW_PASSWORD, changed, FALSE);
}

/* 操作の記録: which secret left for the clipboard. */
static void
copied (MdgAssistPage *self, int copy)
{
  const char *code = mdg_assist_account_get_code (MDG_ASSIST_ACCOUNT (self->account));
  const char *login_id = mdg_assist_account_get_login_id (MDG_ASSIST_ACCOUNT (self->account));
  g_autofree char *owner = g_strconcat (code, "/", login_id, NULL);

  if (copy == MDG_ASSIST_COPY_PASSWORD || copy == MDG_ASSIST_COPY_NEW_PASSWORD)
    mdg_record_note (self->workplace, MDG_ACT_COPIED, MDG_MATTER_PASSWORD, owner);
  else if (copy == MDG_ASSIST_COPY_PASSCODE)
    mdg_record_note (self->workplace, MDG_ACT_COPIED, MDG_MATTER_PASSCODE, owner);
}

static void
code_changed (MdgAssistPage *self)
{
  g_autoptr (MdgSecret) code = mdg_assist_code_get (MDG_ASSIST_CODE (self->code));
  Card *card = find_card (self, "passcode");

  if (card == NULL)
    return;
  mdg_assist_copies_set (MDG_ASSIST_COPIES (card->copies), MDG_ASSIST_COPY_PASSCODE, code, FALSE);
  mdg_widget_set_shown (card->copies, code != NULL);
  mdg_widget_set_shown (self->phone, code != NULL);
}

/* the person's answers ------------------------------------------------------------------------ */

/* The passcode was typed in the browser before the flow knew of it. */
static void
tell_passcode (MdgAssistPage *self, MdgAssistSight sight)
{
  gboolean phone = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->phone));
  g_autoptr (MdgSecret) code = mdg_assist_code_get (MDG_ASSIST_CODE (self->code));

  mdg_assist_service_answer (self->service, sight);
  mdg_login_flow_send_passcode (self->flow, code != NULL && !phone ? mdg_secret_get_string (code)
                                                                   : PASSCODE_OF_A_PHONE);
}

static void
choice_clicked (MdgAssistPage *self, GtkWidget *button)
{
  MdgAssistSight sight = mdg_assist_choices_get_sight (button);

  mdg_page_hide_message (MDG_PAGE (self->page));
  if (is_at (self, "passcode"))
    tell_passcode (self, sight);
  else
    mdg_assist_service_answer (self->service, sight);
}

/* Whether the code says that it is another account's. */
static gboolean
is_of_another (MdgAssistPage *self, const MdgOtpauthUri *uri)
{
  const char *id = mdg_assist_account_get_login_id (MDG_ASSIST_ACCOUNT (self->account));

  return uri->account != NULL && g_str_has_prefix (uri->account, "WA")
         && g_strcmp0 (uri->account, id) != 0;
}

static void
key_taken (MdgAssistPage *self, const MdgOtpauthUri *uri)
{
  const char *institution = mdg_assist_account_get_institution (MDG_ASSIST_ACCOUNT (self->account));
  g_autoptr (MdgSecret) text = NULL;

  if (is_of_another (self, uri))
    {
      g_autofree char *title
          = g_strdup_printf (_ ("This QR code is for %s, another account."), uri->account);

      mdg_page_show_message (
          MDG_PAGE (self->page), MDG_MESSAGE_ERROR, title,
          _ ("Nothing was kept. See whether the browser shows the right login ID, "
             "or go back and choose the other account."));
      return;
    }
  mdg_page_hide_message (MDG_PAGE (self->page));
  text = mdg_otpauth_uri_to_string (uri);
  mdg_assist_service_take_registration (self->service, uri->setup_key, text,
                                        *institution != '\0' ? institution : NULL);
}

static void
intake_failed (MdgAssistPage *self, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
begin_login (MdgAssistPage *self)
{
  MdgAssistAccount *account = MDG_ASSIST_ACCOUNT (self->account);
  g_autoptr (MdgSecret) password = mdg_assist_account_get_password (account);

  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_login_flow_log_in (self->flow, mdg_assist_account_get_code (account),
                         mdg_assist_account_get_login_id (account), password);
}

static void
begin_change (MdgAssistPage *self)
{
  g_autoptr (MdgSecret) current = NULL;
  g_autoptr (MdgSecret) changed = NULL;

  mdg_page_hide_message (MDG_PAGE (self->page));
  if (mdg_assist_change_get (MDG_ASSIST_CHANGE (self->change), &current, &changed))
    mdg_login_flow_change_password (self->flow, current, changed);
}

static void
go_on_clicked (MdgAssistPage *self)
{
  if (is_at (self, "account"))
    begin_login (self);
  else if (is_at (self, "sheet"))
    mdg_sheet_actions_ask (MDG_SHEET_ACTIONS (self->sheet), TRUE);
  else if (is_at (self, "menu"))
    mdg_login_flow_log_out (self->flow);
  else if (is_at (self, "password"))
    begin_change (self);
}

static void
back_clicked (MdgAssistPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (mdg_login_flow_get_busy (self->flow))
    mdg_login_flow_cancel (self->flow);
  else
    mdg_login_flow_back (self->flow);
}

static void
change_clicked (MdgAssistPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_login_flow_open_password (self->flow);
}

static void
update_buttons (MdgAssistPage *self)
{
  gboolean asked = mdg_assist_service_get_question (self->service) != MDG_ASSIST_NOTHING;
  gboolean locked = mdg_login_flow_get_lock_remaining (self->flow) > 0;
  const char *label = NULL;

  if (is_at (self, "account"))
    label = _ ("_Go on to log in");
  else if (is_at (self, "sheet"))
    label = _ ("_Go on to the passcode");
  else if (is_at (self, "menu"))
    label = _ ("_Logged out in the browser");
  else if (is_at (self, "password") && !asked)
    label = _ ("_Keep it and go on");
  gtk_button_set_label (GTK_BUTTON (self->go_on), label != NULL ? label : "");
  mdg_widget_set_shown (self->go_on, label != NULL);
  mdg_widget_set_shown (self->back, !is_at (self, "account") && !is_at (self, "menu"));
  gtk_widget_set_sensitive (self->go_on, !mdg_login_flow_get_busy (self->flow)
                                             && !(locked && is_at (self, "account")));
  mdg_widget_tidy_names (self->page);
}

/* the steps ----------------------------------------------------------------------------------- */

/* Steps that this login does not have: another day's registration, a password that is not being
 * changed. */
static gboolean
is_left_out (MdgAssistPage *self, const char *id)
{
  gboolean later = (state_of (self) == MDG_LOGIN_PASSCODE
                    && mdg_login_flow_get_registration (self->flow) == NULL)
                   || state_of (self) == MDG_LOGIN_MENU || state_of (self) == MDG_LOGIN_PASSWORD;

  if (g_str_equal (id, "password"))
    return !is_at (self, "password");
  return later && (g_str_equal (id, "registration") || g_str_equal (id, "sheet"));
}

static void
show_card (MdgAssistPage *self, Card *card, gboolean done)
{
  gboolean current = is_at (self, card->step->id);
  gboolean asked = mdg_assist_service_get_question (self->service) != MDG_ASSIST_NOTHING
                   || card->step->question == MDG_ASSIST_PASSCODE;

  mdg_widget_set_shown (card->card, !is_left_out (self, card->step->id));
  mdg_widget_set_shown (card->content, current);
  mdg_widget_set_shown (card->disc, !done);
  mdg_widget_set_shown (card->check, done);
  if (current)
    gtk_widget_remove_css_class (card->card, "ahead");
  else
    gtk_widget_add_css_class (card->card, "ahead");
  gtk_accessible_update_state (GTK_ACCESSIBLE (card->card), GTK_ACCESSIBLE_STATE_DISABLED, !current,
                               -1);
  if (card->form != NULL && card->copies != NULL && card->step->question != MDG_ASSIST_PASSCODE)
    mdg_widget_set_shown (card->form, !asked);
  if (card->copies != NULL && card->step->question != MDG_ASSIST_PASSCODE)
    mdg_widget_set_shown (card->copies, asked);
  if (card->choices != NULL)
    mdg_widget_set_shown (card->choices, asked);
}

/* A password that the page refused stays for mending; behind the login none stays in the field, and
 * the next login begins with what is kept by then. */
static void
tend_account (MdgAssistPage *self, const char *former)
{
  MdgAssistAccount *account = MDG_ASSIST_ACCOUNT (self->account);

  if (is_at (self, "login"))
    fill_login (self);
  else if (!is_at (self, "account"))
    mdg_assist_account_forget_password (account);
  else if (former != NULL && !g_str_equal (former, "login"))
    mdg_assist_account_refresh (account);
}

/* What a step needs when it begins, and what it leaves when it is over. */
static void
enter_step (MdgAssistPage *self, const char *former)
{
  Card *left = former != NULL ? find_card (self, former) : NULL;

  if (left != NULL && left->copies != NULL)
    mdg_assist_copies_reset (MDG_ASSIST_COPIES (left->copies));
  tend_account (self, former);
  if (is_at (self, "registration"))
    mdg_assist_intake_set_account (
        MDG_ASSIST_INTAKE (self->intake),
        mdg_assist_account_get_login_id (MDG_ASSIST_ACCOUNT (self->account)));
  else
    mdg_assist_intake_reset (MDG_ASSIST_INTAKE (self->intake));
  mdg_assist_code_set_active (MDG_ASSIST_CODE (self->code), is_at (self, "passcode"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->phone), FALSE);
  if (is_at (self, "password"))
    mdg_assist_change_begin (MDG_ASSIST_CHANGE (self->change));
  else
    mdg_assist_change_end (MDG_ASSIST_CHANGE (self->change));
}

static void
update (MdgAssistPage *self)
{
  const char *former = self->current;
  MdgAssistQuestion question = mdg_assist_service_get_question (self->service);
  const char *now = mdg_assist_step_of (state_of (self), question);
  gboolean turned = g_strcmp0 (former, now) != 0;
  gboolean done = TRUE;

  self->current = now;
  if (turned)
    enter_step (self, former);
  if (is_at (self, "password") && question != MDG_ASSIST_NOTHING)
    fill_change (self);
  /* What was filled in gives way to what is copied, and back. */
  if (is_at (self, "password") && question != self->question)
    {
      mdg_assist_copies_reset (MDG_ASSIST_COPIES (find_card (self, "password")->copies));
      turned = TRUE;
    }
  self->question = question;
  for (guint i = 0; i < self->cards->len; i++)
    {
      done &= !is_at (self, card_at (self, i)->step->id);
      show_card (self, card_at (self, i), done);
    }
  update_buttons (self);
  if (turned && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Seen again, after a lock perhaps: what that took away comes out of the records. */
static void
resume (MdgAssistPage *self)
{
  if (is_at (self, "passcode"))
    mdg_assist_code_set_active (MDG_ASSIST_CODE (self->code), TRUE);
  else if (is_at (self, "password"))
    mdg_assist_change_refill (MDG_ASSIST_CHANGE (self->change),
                              mdg_assist_service_get_question (self->service)
                                  != MDG_ASSIST_NOTHING);
}

/* the flow ------------------------------------------------------------------------------------ */

/* Where the API profiles have a page with 《OK》 or 《閉じる》, the browser has one: here it is
 * said, and gone on. */
static gboolean
settle (gpointer data)
{
  MdgAssistPage *self = data;

  self->settle_source = 0;
  mdg_login_flow_acknowledge (self->flow);
  mdg_login_flow_close_ended (self->flow);
  return G_SOURCE_REMOVE;
}

static void
tell_state (MdgAssistPage *self)
{
  MdgPageFrame *page = MDG_PAGE (self->page);

  if (state_of (self) == MDG_LOGIN_COMPLETED && !mdg_flow_page_tell_notice (page, self->flow))
    mdg_page_show_message (page, MDG_MESSAGE_SUCCESS,
                           _ ("The Authenticator registration is complete."),
                           _ ("From now on this computer makes the passcodes of this account."));
  else if (state_of (self) == MDG_LOGIN_PASSWORD_CHANGED
           && !mdg_flow_page_tell_notice (page, self->flow))
    mdg_page_show_message (page, MDG_MESSAGE_SUCCESS, _ ("The password was changed."),
                           _ ("The new one is kept, and offered at the next login."));
  else if (state_of (self) == MDG_LOGIN_ENDED)
    mdg_page_show_message (
        page, MDG_MESSAGE_INFO, _ ("The session in the browser has ended."),
        _ ("Press 《閉じる》 there and log in again. What was kept here stays."));
  else if (state_of (self) != MDG_LOGIN_COMPLETED && state_of (self) != MDG_LOGIN_PASSWORD_CHANGED)
    return;
  if (self->settle_source == 0)
    self->settle_source = g_idle_add (settle, self);
}

static void
state_changed (MdgAssistPage *self)
{
  tell_state (self);
  update (self);
}

static void
error_changed (MdgAssistPage *self)
{
  const GError *error = mdg_login_flow_get_error (self->flow);

  if (mdg_flow_page_tell_notice (MDG_PAGE (self->page), self->flow) || error == NULL
      || mdg_error_ends_session (error))
    return;
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_PASSCODE))
    mdg_assist_clock_open (MDG_ASSIST_CLOCK (self->clock));
  /* The note with the countdown says it all. */
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_LOCKED)
      && mdg_login_flow_get_lock_remaining (self->flow) > 0)
    return;
  if (!is_at (self, "account")
      || !mdg_assist_account_show_fault (MDG_ASSIST_ACCOUNT (self->account), error))
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
lock_changed (MdgAssistPage *self)
{
  mdg_flow_note_show (
      MDG_PAGE (self->page), self->flow,
      _ ("Wait in the browser, too, and begin again with the right one when the time is "
         "over. Other accounts are not affected."),
      _ ("Passcodes depend on the time. Set the clock automatically."));
  gtk_widget_set_sensitive (find_card (self, "passcode")->content,
                            mdg_login_flow_get_lock_remaining (self->flow) == 0);
  update_buttons (self);
}

/* building ------------------------------------------------------------------------------------ */

static GtkWidget *
make_menu (MdgAssistPage *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Change _password…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_name (button, "change");
  g_signal_connect_object (button, "clicked", G_CALLBACK (change_clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_passcode (MdgAssistPage *self)
{
  self->code = mdg_assist_code_new (self->workplace);
  g_signal_connect_object (self->code, "changed", G_CALLBACK (code_changed), self,
                           G_CONNECT_SWAPPED);
  return self->code;
}

static void
account_activated (MdgAssistPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

/* What is filled in at this step. Returns: (nullable) */
static GtkWidget *
make_form (MdgAssistPage *self, const char *id)
{
  if (g_str_equal (id, "account"))
    {
      self->account = mdg_assist_account_new (self->workplace);
      g_signal_connect_object (self->account, "activate", G_CALLBACK (account_activated), self,
                               G_CONNECT_SWAPPED);
      return self->account;
    }
  if (g_str_equal (id, "registration"))
    {
      self->intake = mdg_assist_intake_new ();
      g_signal_connect_object (self->intake, "taken", G_CALLBACK (key_taken), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->intake, "failed", G_CALLBACK (intake_failed), self,
                               G_CONNECT_SWAPPED);
      return self->intake;
    }
  if (g_str_equal (id, "sheet"))
    return self->sheet = g_object_new (MDG_TYPE_SHEET_ACTIONS, NULL);
  if (g_str_equal (id, "passcode"))
    return make_passcode (self);
  if (g_str_equal (id, "menu"))
    return make_menu (self);
  if (!g_str_equal (id, "password"))
    return NULL;
  self->change = mdg_assist_change_new (self->workplace);
  g_signal_connect_object (self->change, "activate", G_CALLBACK (account_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->change, "refilled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self->change;
}

static void
add_passcode_rest (MdgAssistPage *self, GtkWidget *content)
{
  self->phone = gtk_check_button_new_with_label (_ ("I used the code of a phone instead"));
  self->clock = mdg_assist_clock_new (self->workplace);
  gtk_box_append (GTK_BOX (content), self->phone);
}

static GtkWidget *
make_content (MdgAssistPage *self, Card *card)
{
  const MdgAssistStep *step = card->step;
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (content), mdg_widget_new_text (step->words, NULL));
  if (step->opens)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Open in the browser"));

      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_signal_connect_object (button, "clicked", G_CALLBACK (open_clicked), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (content), button);
    }
  card->form = make_form (self, step->id);
  if (card->form != NULL)
    gtk_box_append (GTK_BOX (content), card->form);
  if (step->fields->len > 0)
    {
      card->copies = mdg_assist_copies_new (step->fields);
      g_signal_connect_object (card->copies, "copied", G_CALLBACK (copied), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (content), card->copies);
    }
  if (g_str_equal (step->id, "passcode"))
    add_passcode_rest (self, content);
  if (step->choices->len > 0)
    {
      card->choices = mdg_assist_choices_new (step, G_CALLBACK (choice_clicked), G_OBJECT (self));
      gtk_box_append (GTK_BOX (content), card->choices);
    }
  if (g_str_equal (step->id, "passcode"))
    gtk_box_append (GTK_BOX (content), self->clock);
  return content;
}

static GtkWidget *
make_card (MdgAssistPage *self, guint place)
{
  Card card = { .step = self->guide->steps->pdata[place] };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = mdg_widget_new_text (card.step->title, "section-title");

  card.card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (card.card, "card");
  gtk_widget_add_css_class (card.card, "assist-step");
  card.disc = mdg_number_disc_new (place + 1);
  card.check = mdg_icon_new ("check-circle", 22);
  gtk_widget_add_css_class (card.check, "good");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), card.disc);
  gtk_box_append (GTK_BOX (head), card.check);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (card.card), head);
  card.content = make_content (self, &card);
  gtk_box_append (GTK_BOX (card.card), card.content);
  g_array_append_val (self->cards, card);
  return card.card;
}

static void
add (MdgAssistPage *self, GtkWidget *child, const char *type)
{
  GTK_BUILDABLE_GET_IFACE (self->page)
      ->add_child (GTK_BUILDABLE (self->page), NULL, G_OBJECT (child), type);
}

static void
build (MdgAssistPage *self)
{
  GtkWidget *steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->page
      = g_object_new (MDG_TYPE_PAGE, "title", _ ("Log in beside the browser"), "sentence",
                      _ ("The national system has no other way in. What is to be typed is ready "
                         "here, in the order of its pages; the program itself sends nothing."),
                      NULL);
  self->go_on = gtk_button_new_with_mnemonic ("");
  self->back = gtk_button_new_with_mnemonic (_ ("_Back"));
  g_signal_connect_object (self->go_on, "clicked", G_CALLBACK (go_on_clicked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_clicked), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < self->guide->steps->len; i++)
    gtk_box_append (GTK_BOX (steps), make_card (self, i));
  add (self, mdg_beside_toggles_new (), NULL);
  add (self, steps, NULL);
  add (self, self->back, "secondary");
  add (self, self->go_on, "primary");
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_assist_page_grab_focus (GtkWidget *widget)
{
  MdgAssistPage *self = MDG_ASSIST_PAGE (widget);
  Card *card = find_card (self, self->current);

  if (card == NULL)
    return FALSE;
  if (card->copies != NULL && gtk_widget_get_visible (card->copies))
    return gtk_widget_child_focus (card->copies, GTK_DIR_TAB_FORWARD);
  return gtk_widget_child_focus (card->form != NULL ? card->form : card->content,
                                 GTK_DIR_TAB_FORWARD);
}

static void
mdg_assist_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_assist_page_parent_class)->map (widget);
  resume (MDG_ASSIST_PAGE (widget));
}

static void
mdg_assist_page_dispose (GObject *object)
{
  MdgAssistPage *self = MDG_ASSIST_PAGE (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  if (self->cards != NULL)
    g_array_set_size (self->cards, 0);
  g_clear_object (&self->flow);
  g_clear_object (&self->service);
  g_clear_object (&self->workplace);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_assist_page_parent_class)->dispose (object);
}

static void
mdg_assist_page_finalize (GObject *object)
{
  MdgAssistPage *self = MDG_ASSIST_PAGE (object);

  g_clear_pointer (&self->cards, g_array_unref);
  g_clear_pointer (&self->guide, mdg_assist_guide_free);
  G_OBJECT_CLASS (mdg_assist_page_parent_class)->finalize (object);
}

static void
mdg_assist_page_class_init (MdgAssistPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_assist_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_assist_page_finalize;
  widget_class->grab_focus = mdg_assist_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_assist_page_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_assist_page_init (MdgAssistPage *self)
{
  self->cards = g_array_new (FALSE, TRUE, sizeof (Card));
}

static void
bind (MdgAssistPage *self)
{
  g_signal_connect_object (self->flow, "notify::state", G_CALLBACK (state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::busy", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::error", G_CALLBACK (error_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::notice", G_CALLBACK (error_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::lock-remaining", G_CALLBACK (lock_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::skewed", G_CALLBACK (lock_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "notify::question", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "proceed", G_CALLBACK (mdg_login_flow_proceed), self->flow,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
mdg_assist_page_new (MdgWorkplace *workplace)
{
  MdgAssistPage *self = g_object_new (MDG_TYPE_ASSIST_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  self->service = g_object_ref (mdg_workplace_get_assist (workplace));
  self->guide = mdg_assist_guide_new (C_ ("guide", "en"));
  build (self);
  mdg_sheet_actions_bind (MDG_SHEET_ACTIONS (self->sheet), workplace, MDG_PAGE (self->page),
                          MDG_LOGIN_REGISTRATION);
  bind (self);
  update (self);
  lock_changed (self);
  return GTK_WIDGET (self);
}

void
mdg_assist_page_fill_in (MdgAssistPage *self,
                         const char *institution_code,
                         const char *login_id,
                         MdgSecret *password)
{
  g_return_if_fail (MDG_IS_ASSIST_PAGE (self));

  mdg_assist_account_fill_in (MDG_ASSIST_ACCOUNT (self->account), institution_code, login_id,
                              password);
}
