/* assist-page.c: the steps beside the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-page.h"

#include <glib/gi18n.h>

#include "login/assist-card.h"
#include "login/assist-forms.h"
#include "login/assist-message.h"
#include "login/beside-toggles.h"
#include "login/flow-page.h"
#include "platform/documents.h"
#include "record-keeper.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgAssistPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *back;
  GtkWidget *go_on;
  MdgAssistForms forms;

  MdgWorkplace *workplace;
  MdgLoginFlow *flow;
  MdgAssistService *service;
  MdgAssistGuide *guide;
  GPtrArray *cards;    /* of MdgAssistCard: a card each for the guide's steps */
  const char *current; /* (nullable): id of the step that is shown; the guide's */
  MdgAssistQuestion question;
  guint settle_source; /* goes on from where the flow waits for 《OK》 only */
};

G_DEFINE_FINAL_TYPE (MdgAssistPage, mdg_assist_page, GTK_TYPE_WIDGET)

/* (nullable) */
static MdgAssistCard *
find_card (MdgAssistPage *self, const char *id)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (g_strcmp0 (((MdgAssistStep *)self->guide->steps->pdata[i])->id, id) == 0)
      return self->cards->pdata[i];
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

/* 操作の記録: which secret left for the clipboard. */
static void
copied (MdgAssistPage *self, int copy)
{
  const char *code = mdg_assist_account_get_code (self->forms.account);
  const char *login_id = mdg_assist_account_get_login_id (self->forms.account);
  g_autofree char *owner = g_strconcat (code, "/", login_id, NULL);

  if (copy == MDG_ASSIST_COPY_PASSWORD || copy == MDG_ASSIST_COPY_NEW_PASSWORD)
    mdg_record_note (self->workplace, MDG_ACT_COPIED, MDG_MATTER_PASSWORD, owner);
  else if (copy == MDG_ASSIST_COPY_PASSCODE)
    mdg_record_note (self->workplace, MDG_ACT_COPIED, MDG_MATTER_PASSCODE, owner);
}

static void
code_changed (MdgAssistPage *self)
{
  MdgAssistCard *card = find_card (self, "passcode");

  if (card != NULL)
    mdg_assist_forms_offer_code (&self->forms, card);
}

/* the person's answers ------------------------------------------------------------------------ */

static void
chosen (MdgAssistPage *self, int sight)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (is_at (self, "passcode"))
    mdg_assist_forms_tell_passcode (&self->forms, self->service, (MdgAssistSight)sight, self->flow);
  else
    mdg_assist_service_answer (self->service, (MdgAssistSight)sight);
}

/* Whether the code says that it is another account's. */
static gboolean
is_of_another (MdgAssistPage *self, const MdgOtpauthUri *uri)
{
  const char *id = mdg_assist_account_get_login_id (self->forms.account);

  return uri->account != NULL && g_str_has_prefix (uri->account, "WA")
         && g_strcmp0 (uri->account, id) != 0;
}

static void
key_taken (MdgAssistPage *self, const MdgOtpauthUri *uri)
{
  const char *institution = mdg_assist_account_get_institution (self->forms.account);
  g_autoptr (MdgSecret) text = NULL;

  if (is_of_another (self, uri))
    {
      mdg_assist_message_tell_other (MDG_PAGE (self->page), uri->account);
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

/* What was said of this step would push the next one's buttons out of a narrow window. */
static void
go_on_clicked (MdgAssistPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (is_at (self, "account"))
    mdg_assist_forms_log_in (&self->forms, self->flow);
  else if (is_at (self, "sheet"))
    mdg_sheet_actions_ask (self->forms.sheet, TRUE);
  else if (is_at (self, "menu"))
    mdg_login_flow_log_out (self->flow);
  else if (is_at (self, "password"))
    mdg_assist_forms_change_password (&self->forms, self->flow);
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

/* What a step needs when it begins, and what it leaves when it is over. */
static void
enter_step (MdgAssistPage *self, const char *former)
{
  MdgAssistCard *left = find_card (self, former);

  if (left != NULL)
    mdg_assist_card_reset_copies (left);
  if (is_at (self, "login"))
    mdg_assist_forms_offer_login (&self->forms, find_card (self, "login"));
  mdg_assist_forms_turn (&self->forms, self->current, former);
}

static void
show_cards (MdgAssistPage *self)
{
  gboolean registers = mdg_login_flow_get_registration (self->flow) != NULL;

  for (guint i = 0; i < self->cards->len; i++)
    mdg_assist_card_show (self->cards->pdata[i],
                          mdg_assist_guide_place (self->guide, self->guide->steps->pdata[i],
                                                  state_of (self), self->question, registers),
                          self->question != MDG_ASSIST_NOTHING);
}

/* What is to be done now is in view, not only the first thing of it; but not where the page has
 * just refused something: a message above says what is to be read before. */
static void
show_step (MdgAssistPage *self, gboolean refused)
{
  MdgAssistCard *card = find_card (self, self->current);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (card != NULL && !refused && !is_at (self, "account"))
    mdg_widget_show_whole (GTK_WIDGET (card));
}

static void
update (MdgAssistPage *self)
{
  const char *former = self->current;
  MdgAssistQuestion question = mdg_assist_service_get_question (self->service);
  const char *now = mdg_assist_step_of (state_of (self), question);
  gboolean turned = g_strcmp0 (former, now) != 0;
  gboolean refused = !turned && question == MDG_ASSIST_NOTHING;

  self->current = now;
  if (turned)
    enter_step (self, former);
  if (is_at (self, "password") && question != MDG_ASSIST_NOTHING)
    mdg_assist_forms_offer_change (&self->forms, find_card (self, "password"));
  /* What was filled in gives way to what is copied, and back. */
  if (is_at (self, "password") && question != self->question)
    {
      mdg_assist_card_reset_copies (find_card (self, "password"));
      turned = TRUE;
    }
  self->question = question;
  show_cards (self);
  update_buttons (self);
  if (turned && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_step (self, refused);
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
state_changed (MdgAssistPage *self)
{
  if (mdg_assist_message_tell_state (MDG_PAGE (self->page), self->flow) && self->settle_source == 0)
    self->settle_source = g_idle_add (settle, self);
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
    mdg_assist_clock_open (self->forms.clock);
  if (!is_at (self, "account") || !mdg_assist_account_show_fault (self->forms.account, error))
    mdg_assist_message_tell_error (MDG_PAGE (self->page), self->flow, error);
}

static void
lock_changed (MdgAssistPage *self)
{
  mdg_assist_message_show_note (MDG_PAGE (self->page), self->flow);
  mdg_assist_card_set_usable (find_card (self, "passcode"),
                              mdg_login_flow_get_lock_remaining (self->flow) == 0);
  update_buttons (self);
}

/* building ------------------------------------------------------------------------------------ */

static void
activated (MdgAssistPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static GtkWidget *
make_card (MdgAssistPage *self, guint place)
{
  const MdgAssistStep *step = self->guide->steps->pdata[place];
  MdgAssistCard *card
      = mdg_assist_card_new (step, place + 1, mdg_assist_forms_get (&self->forms, step->id));

  if (g_str_equal (step->id, "passcode"))
    {
      mdg_assist_card_add_above (card, GTK_WIDGET (self->forms.phone));
      mdg_assist_card_add_below (card, GTK_WIDGET (self->forms.clock));
    }
  g_signal_connect_object (card, "open", G_CALLBACK (open_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "copied", G_CALLBACK (copied), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "chosen", G_CALLBACK (chosen), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->cards, card);
  return GTK_WIDGET (card);
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
  mdg_assist_forms_init (&self->forms, self->workplace);
  self->go_on = gtk_button_new_with_mnemonic ("");
  self->back = gtk_button_new_with_mnemonic (_ ("_Back"));
  g_signal_connect_object (self->go_on, "clicked", G_CALLBACK (go_on_clicked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_clicked), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < self->guide->steps->len; i++)
    gtk_box_append (GTK_BOX (steps), make_card (self, i));
  mdg_page_add (MDG_PAGE (self->page), mdg_beside_toggles_new (), NULL);
  mdg_page_add (MDG_PAGE (self->page), steps, NULL);
  mdg_page_add (MDG_PAGE (self->page), self->back, "secondary");
  mdg_page_add (MDG_PAGE (self->page), self->go_on, "primary");
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_assist_page_grab_focus (GtkWidget *widget)
{
  MdgAssistPage *self = MDG_ASSIST_PAGE (widget);
  MdgAssistCard *card = find_card (self, self->current);

  return card != NULL && mdg_assist_card_focus_first (card);
}

static void
mdg_assist_page_map (GtkWidget *widget)
{
  MdgAssistPage *self = MDG_ASSIST_PAGE (widget);

  GTK_WIDGET_CLASS (mdg_assist_page_parent_class)->map (widget);
  mdg_assist_forms_resume (&self->forms, self->current, self->question != MDG_ASSIST_NOTHING);
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
    g_ptr_array_set_size (self->cards, 0);
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

  g_clear_pointer (&self->cards, g_ptr_array_unref);
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
  self->cards = g_ptr_array_new ();
}

static void
bind_forms (MdgAssistPage *self)
{
  const MdgAssistForms *forms = &self->forms;

  g_signal_connect_object (forms->account, "activate", G_CALLBACK (activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (forms->intake, "taken", G_CALLBACK (key_taken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (forms->intake, "failed", G_CALLBACK (intake_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (forms->sheet, "proceed", G_CALLBACK (mdg_login_flow_proceed), self->flow,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (forms->code, "changed", G_CALLBACK (code_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (forms->menu, "clicked", G_CALLBACK (change_clicked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (forms->change, "activate", G_CALLBACK (activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (forms->change, "refilled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
bind_flow (MdgAssistPage *self)
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
  mdg_sheet_actions_bind (self->forms.sheet, workplace, MDG_PAGE (self->page),
                          MDG_LOGIN_REGISTRATION);
  bind_forms (self);
  bind_flow (self);
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

  mdg_assist_account_fill_in (self->forms.account, institution_code, login_id, password);
}
