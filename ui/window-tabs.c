/* window-tabs.c: the tabs, and what each of them shows; made when they are first needed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "window-private.h"

#include <glib/gi18n.h>

#include "accounts/accounts-view.h"
#include "authenticator/authenticator-view.h"
#include "certificates/certificates-view.h"
#include "consent/consent-view.h"
#include "introduction/introduction-view.h"
#include "login/login-view.h"
#include "portal/portal-view.h"
#include "readers/readers-view.h"
#include "support/support-view.h"
#include "widgets/help-button.h"
#include "widgets/page-stack.h"
#include "widgets/tab-bar.h"

#define WINDOW "mdg-window" /* of a tab's view */

void
mdg_window_update_help (MdgWindow *self)
{
  MdgPageStack *pages = MDG_PAGE_STACK (self->pages);
  GtkWidget *view = mdg_page_stack_get_page (pages, mdg_page_stack_get_visible_name (pages));
  const MdgHelp *help = NULL;

  if (MDG_IS_LOGIN_VIEW (view))
    help = mdg_login_view_get_help (MDG_LOGIN_VIEW (view));
  else if (MDG_IS_TAB_VIEW (view))
    {
      GtkWidget *page = mdg_tab_view_get_page (MDG_TAB_VIEW (view));

      help = MDG_IS_PORTAL_VIEW (page) ? mdg_portal_view_get_help (MDG_PORTAL_VIEW (page))
                                       : mdg_tab_view_get_help (MDG_TAB_VIEW (view));
    }
  mdg_help_button_set_help (MDG_HELP_BUTTON (self->help), help);
}

/* 《?》 is about the page that @view shows. Returns: (transfer none): @view */
static GtkWidget *
with_help (MdgWindow *self, GtkWidget *view)
{
  g_signal_connect_object (view, "notify::page", G_CALLBACK (mdg_window_update_help), self,
                           G_CONNECT_SWAPPED);
  return view;
}

static GtkWidget *
make_login_view (gpointer data)
{
  return mdg_login_view_new (MDG_WINDOW (data)->workplace);
}

static GtkWidget *
make_certificates_view (gpointer data)
{
  MdgWindow *self = data;

  return with_help (self, mdg_certificates_view_new (self->certificates, self->workplace));
}

static GtkWidget *
make_accounts_view (gpointer data)
{
  MdgWindow *self = data;
  GtkWidget *view = mdg_accounts_view_new (self->accounts);

  g_signal_connect_object (view, "log-in", G_CALLBACK (mdg_window_log_in), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "use-settings", G_CALLBACK (mdg_window_use_settings), self,
                           G_CONNECT_SWAPPED);
  return with_help (self, view);
}

/* What a person has to decide or to read. */
static void
update_accounts_badge (MdgWindow *self)
{
  const MdgDeskState *state
      = self->account_desk != NULL ? mdg_account_desk_get_state (self->account_desk) : NULL;
  guint n = state != NULL ? state->n_conflicts + state->n_refused : 0;
  g_autofree char *spoken
      = g_strdup_printf (ngettext ("%u needs your decision", "%u need your decision", n), n);

  mdg_tab_bar_set_badge (MDG_TAB_BAR (self->tabs), "accounts", n, spoken, n > 0);
}

void
mdg_window_take_account_desk (MdgWindow *self)
{
  if (self->account_desk != NULL)
    g_signal_handlers_disconnect_by_data (self->account_desk, self);
  g_set_object (&self->account_desk, mdg_account_link_get_desk (self->accounts));
  if (self->account_desk != NULL)
    g_signal_connect_object (self->account_desk, "changed", G_CALLBACK (update_accounts_badge),
                             self, G_CONNECT_SWAPPED);
  update_accounts_badge (self);
}

static GtkWidget *
make_authenticator_view (gpointer data)
{
  return with_help (data, mdg_authenticator_view_new (MDG_WINDOW (data)->workplace));
}

static GtkWidget *
make_consent_view (gpointer data)
{
  return with_help (data, mdg_consent_view_new (MDG_WINDOW (data)->receptions));
}

static void
readers_changed (MdgWindow *self)
{
  GtkWidget *support = mdg_page_stack_get_page (MDG_PAGE_STACK (self->pages), "support");

  if (support != NULL)
    mdg_support_view_facts_changed (MDG_SUPPORT_VIEW (support));
}

static GtkWidget *
make_readers_view (gpointer data)
{
  MdgWindow *self = data;
  GtkWidget *view = mdg_readers_view_new (self->workplace);

  g_signal_connect_object (view, "changed", G_CALLBACK (readers_changed), self, G_CONNECT_SWAPPED);
  return with_help (self, view);
}

/* The portal is a page of the introduction's tab: what joins the two. */
static GtkWidget *
make_portal_view (gpointer view)
{
  MdgWindow *self = g_object_get_data (G_OBJECT (view), WINDOW);
  GtkWidget *portal = mdg_portal_view_new (self->workplace);

  g_signal_connect_object (portal, "page-changed", G_CALLBACK (mdg_window_update_help), self,
                           G_CONNECT_SWAPPED);
  return portal;
}

static GtkWidget *
make_introduction_view (gpointer data)
{
  MdgWindow *self = data;
  GtkWidget *view = mdg_introduction_view_new (self->workplace);

  g_object_set_data (G_OBJECT (view), WINDOW, self);
  mdg_tab_view_add (MDG_TAB_VIEW (view), "portal", make_portal_view);
  return with_help (self, view);
}

static GtkWidget *
make_support_view (gpointer data)
{
  MdgWindow *self = data;
  const MdgSupportOthers others = mdg_window_tell_support (self);
  GtkWidget *view = mdg_support_view_new (self->workplace, &others);

  g_signal_connect_object (view, "go", G_CALLBACK (mdg_window_go), self, G_CONNECT_SWAPPED);
  return with_help (self, view);
}

void
mdg_window_add_tabs (MdgWindow *self)
{
  static const struct
  {
    const char *name;
    const char *words;
    const char *icon;
    MdgPageFactory make;
  } tabs[] = {
    { "login", NC_ ("tab", "Log in"), "login", make_login_view },
    { "authenticator", NC_ ("tab", "Authenticator"), "phone", make_authenticator_view },
    { "accounts", NC_ ("tab", "Accounts"), "accounts", make_accounts_view },
    { "consent", NC_ ("tab", "Consent flow"), "flow", make_consent_view },
    { "certificates", NC_ ("tab", "Certificates"), "certificate", make_certificates_view },
    { "readers", NC_ ("tab", "Card readers"), "reader", make_readers_view },
    { "introduction", NC_ ("tab", "Introduction"), "calendar", make_introduction_view },
    { "support", NC_ ("tab", "Support"), "call", make_support_view },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      mdg_tab_bar_append (MDG_TAB_BAR (self->tabs), tabs[i].name,
                          g_dpgettext2 (NULL, "tab", tabs[i].words), tabs[i].icon);
      mdg_page_stack_add (MDG_PAGE_STACK (self->pages), tabs[i].name, tabs[i].make, self);
    }
}
