/* login-view.c: the pages from 《システムの利用を始める》 to [管理メニュー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/login-view.h"

#include "login/assist-page.h"
#include "login/completed-page.h"
#include "login/credentials-page.h"
#include "login/ended-page.h"
#include "login/help.h"
#include "login/menu-page.h"
#include "login/passcode-page.h"
#include "login/password-page.h"
#include "login/registration-page.h"
#include "login/start-page.h"
#include "widgets/page-stack.h"
#include "widgets/question-layer.h"
#include "widgets/question.h"
#include "widgets/widget-tools.h"

struct _MdgLoginView
{
  GtkWidget parent_instance;

  MdgWorkplace *workplace;
  MdgLoginFlow *flow;
  GtkWidget *stack;
};

G_DEFINE_FINAL_TYPE (MdgLoginView, mdg_login_view, GTK_TYPE_WIDGET)

#define FACTORY(name)                                                                              \
  static GtkWidget *make_##name##_page (gpointer data)                                             \
  {                                                                                                \
    return mdg_##name##_page_new (MDG_LOGIN_VIEW (data)->workplace);                               \
  }
FACTORY (start)
FACTORY (credentials)
FACTORY (registration)
FACTORY (passcode)
FACTORY (completed)
FACTORY (menu)
FACTORY (password)
FACTORY (ended)

static GtkWidget *
make_changed_page (gpointer data)
{
  return mdg_completed_page_new_for_password (MDG_LOGIN_VIEW (data)->workplace);
}

/* By state: its page and how that is made. */
static const struct
{
  const char *name;
  MdgPageFactory make;
} pages[] = {
  [MDG_LOGIN_START] = { "start", make_start_page },
  [MDG_LOGIN_CREDENTIALS] = { "credentials", make_credentials_page },
  [MDG_LOGIN_REGISTRATION] = { "registration", make_registration_page },
  [MDG_LOGIN_PASSCODE] = { "passcode", make_passcode_page },
  [MDG_LOGIN_COMPLETED] = { "completed", make_completed_page },
  [MDG_LOGIN_MENU] = { "menu", make_menu_page },
  [MDG_LOGIN_PASSWORD] = { "password", make_password_page },
  [MDG_LOGIN_PASSWORD_CHANGED] = { "password-changed", make_changed_page },
  [MDG_LOGIN_ENDED] = { "ended", make_ended_page },
};

/* ブラウザー併用: the browser has the pages, and one here goes beside all of them. */
#define ASSIST "assist"

static GtkWidget *
make_assist_page (gpointer data)
{
  return mdg_assist_page_new (MDG_LOGIN_VIEW (data)->workplace);
}

static gboolean
is_beside (MdgLoginView *self)
{
  return mdg_workplace_get_assist (self->workplace) != NULL;
}

/* The name of the page for @state. */
static const char *
page_of (MdgLoginView *self, MdgLoginState state)
{
  return is_beside (self) ? ASSIST : pages[state].name;
}

/* A question asked on a page goes with it: what it asks about is over. */
static void
close_question (MdgLoginView *self)
{
  GtkWidget *layer = gtk_widget_get_ancestor (GTK_WIDGET (self), MDG_TYPE_QUESTION_LAYER);
  GtkWidget *question
      = layer != NULL ? mdg_question_layer_get_question (MDG_QUESTION_LAYER (layer)) : NULL;

  if (question != NULL)
    mdg_question_answer (MDG_QUESTION (question), MDG_ANSWER_CANCEL);
}

static void
show_state (MdgLoginView *self)
{
  close_question (self);
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack),
                       page_of (self, mdg_login_flow_get_state (self->flow)));
}

static void
unbind (MdgLoginView *self)
{
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  if (self->stack != NULL)
    gtk_widget_unparent (self->stack);
  self->stack = NULL;
}

static gboolean
mdg_login_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_LOGIN_VIEW (widget)->stack);
}

static void
mdg_login_view_dispose (GObject *object)
{
  MdgLoginView *self = MDG_LOGIN_VIEW (object);

  unbind (self);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (mdg_login_view_parent_class)->dispose (object);
}

static void
mdg_login_view_class_init (MdgLoginViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_login_view_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = mdg_login_view_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = mdg_widget_focus_child;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_login_view_init (MdgLoginView *self)
{
}

GtkWidget *
mdg_login_view_new (MdgWorkplace *workplace)
{
  MdgLoginView *self = g_object_new (MDG_TYPE_LOGIN_VIEW, NULL);

  self->workplace = g_object_ref (workplace);
  mdg_login_view_restart (self);
  return GTK_WIDGET (self);
}

void
mdg_login_view_restart (MdgLoginView *self)
{
  g_return_if_fail (MDG_IS_LOGIN_VIEW (self));

  unbind (self);
  self->flow = g_object_ref (mdg_workplace_get_flow (self->workplace));
  self->stack = mdg_page_stack_new ();
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), ASSIST, make_assist_page, self);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    mdg_page_stack_add (MDG_PAGE_STACK (self->stack), pages[i].name, pages[i].make, self);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  /* 《システムの利用を始める》 is the browser's. */
  if (is_beside (self) && mdg_login_flow_get_state (self->flow) == MDG_LOGIN_START)
    mdg_login_flow_begin (self->flow);
  g_signal_connect_object (self->flow, "notify::state", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
}

gboolean
mdg_login_view_fill_in (MdgLoginView *self,
                        const char *institution_code,
                        const char *login_id,
                        MdgSecret *password)
{
  GtkWidget *page;

  g_return_val_if_fail (MDG_IS_LOGIN_VIEW (self), FALSE);

  if (mdg_login_flow_get_state (self->flow) == MDG_LOGIN_START)
    mdg_login_flow_begin (self->flow);
  mdg_login_flow_close_ended (
      self->flow); /* whoever logs in anew need not press 《閉じる》 first */
  if (mdg_login_flow_get_state (self->flow) != MDG_LOGIN_CREDENTIALS
      || mdg_login_flow_get_busy (self->flow))
    return FALSE;
  page = mdg_page_stack_prepare (MDG_PAGE_STACK (self->stack),
                                 page_of (self, MDG_LOGIN_CREDENTIALS));
  if (is_beside (self))
    mdg_assist_page_fill_in (MDG_ASSIST_PAGE (page), institution_code, login_id, password);
  else
    mdg_credentials_page_fill_in (MDG_CREDENTIALS_PAGE (page), institution_code, login_id,
                                  password);
  return TRUE;
}

const MdgHelp *
mdg_login_view_get_help (MdgLoginView *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_VIEW (self), NULL);

  return is_beside (self) ? mdg_login_help_beside ()
                          : mdg_login_help (mdg_login_flow_get_state (self->flow));
}

GtkWidget *
mdg_login_view_get_page (MdgLoginView *self)
{
  g_return_val_if_fail (MDG_IS_LOGIN_VIEW (self), NULL);

  return mdg_page_stack_get_page (MDG_PAGE_STACK (self->stack),
                                  page_of (self, mdg_login_flow_get_state (self->flow)));
}
