/* window-ways.c: what leads from one tab into another, and what one tells the other: no feature
 * knows a second one, the window joins them. SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-private.h"

#include "introduction/introduction-view.h"
#include "login/login-view.h"
#include "readers/readers-view.h"
#include "support-link.h"
#include "support/support-view.h"
#include "widgets/cure-button.h"
#include "widgets/help-button.h"
#include "widgets/page-stack.h"
#include "widgets/tab-bar.h"
#include "widgets/tab-view.h"

void
mdg_window_log_in (MdgWindow *self)
{
  mdg_window_show_tab (self, "login");
}

/* 「ユーザ設定情報」 goes into [ログイン]: what joins the two tabs. */
gboolean
mdg_window_use_settings (MdgWindow *self, const MdgAccountSettings *settings)
{
  GtkWidget *view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), "login");

  if (!mdg_login_view_fill_in (MDG_LOGIN_VIEW (view), settings->institution_code, settings->id,
                               settings->password))
    return FALSE;
  mdg_window_show_tab (self, "login");
  return TRUE;
}

/* A page that is about one thing alone is not shown: its words are, in its tab. */
static void
show_help_of (MdgWindow *self, const char *tab, const char *page)
{
  const MdgHelpPage *help = mdg_support_link_find_help (tab, page);
  GtkWidget *view;

  if (help == NULL)
    return;
  view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), tab);
  mdg_window_show_tab (self, tab);
  if (help->alone && MDG_IS_TAB_VIEW (view))
    mdg_tab_view_show (MDG_TAB_VIEW (view), page);
  mdg_help_button_open_with (MDG_HELP_BUTTON (self->help), &help->help);
}

/* @target: "TAB/PAGE" */
static void
show_page_of (MdgWindow *self, const char *tab, const char *page)
{
  GtkWidget *view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), tab);

  mdg_window_show_tab (self, tab);
  if (MDG_IS_INTRODUCTION_VIEW (view))
    mdg_introduction_view_show_step (MDG_INTRODUCTION_VIEW (view), page);
  else if (MDG_IS_TAB_VIEW (view))
    mdg_tab_view_show (MDG_TAB_VIEW (view), page);
}

/* What was found in the support tab is shown where it is: what joins the tabs. */
void
mdg_window_go (MdgWindow *self, const char *target)
{
  g_auto (GStrv) parts = NULL;
  guint n;

  g_return_if_fail (MDG_IS_WINDOW (self) && target != NULL);

  parts = g_strsplit (target, "/", 3);
  n = g_strv_length (parts);
  if (g_str_equal (target, "back"))
    mdg_window_show_tab (self, self->cure_from != NULL ? self->cure_from : "login");
  else if (n == 3 && g_str_equal (parts[0], "help"))
    show_help_of (self, parts[1], parts[2]);
  else if (n == 2)
    show_page_of (self, parts[0], parts[1]);
}

static void
add_helps (MdgSearch *search, gpointer data)
{
  mdg_support_link_add_helps (search);
}

static void
add_facts (MdgBundle *bundle, gpointer data)
{
  MdgWindow *self = data;
  GtkWidget *readers = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), "readers");
  const char *last_check;
  g_autoptr (GPtrArray) lines
      = mdg_readers_view_get_lines (MDG_READERS_VIEW (readers), &last_check);

  mdg_support_link_add_accounts (bundle, self->account_desk);
  mdg_support_link_add_certificates (bundle, self->certificates);
  mdg_support_link_add_readers (bundle, lines, last_check);
}

MdgSupportOthers
mdg_window_tell_support (MdgWindow *self)
{
  return (MdgSupportOthers){ add_helps, add_facts, self };
}

/* 《対処を見る》 beside an error. */
static void
cure_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgWindow *self = MDG_WINDOW (widget);
  GtkWidget *view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), "support");

  g_free (self->cure_from);
  self->cure_from = g_strdup (mdg_tab_bar_get_selected (MDG_TAB_BAR (self->tabs)));
  mdg_window_show_tab (self, "support");
  mdg_support_view_show_cure (MDG_SUPPORT_VIEW (view), g_variant_get_string (parameter, NULL));
}

/* Whom to call for something that another tab speaks of. */
static void
contacts_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgWindow *self = MDG_WINDOW (widget);
  GtkWidget *view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), "support");

  mdg_window_show_tab (self, "support");
  gtk_widget_activate_action_variant (view, "support.go", parameter);
}

void
mdg_window_install_ways (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback_full (klass, "found_elsewhere",
                                                G_CALLBACK (mdg_window_go));
  gtk_widget_class_install_action (klass, "window.cure", "s", cure_activated);
  gtk_widget_class_install_action (klass, "window.contacts", "s", contacts_activated);
  mdg_cure_set_known (mdg_support_link_is_cure_known);
}
