/* window-private.h: the window's own fields, for the files that it stands in: window.c (what it is made of, the line above and
 * the messages), window-tabs.c (what its tabs show), window-ways.c (what leads from one tab into another) and
 * window-reminders.c (what the certificates remind of, on every tab). */
#pragma once

#include "account-link.h"
#include "consent/reception-desk.h"
#include "record-keeper.h"
#include "support/support-desk.h"
#include "window.h"

G_BEGIN_DECLS

struct _MdgWindow
{
  GtkApplicationWindow parent_instance;

  GtkWidget *curtain;
  GtkWidget *layer;
  GtkWidget *banner;
  GtkWidget *tabs;
  GtkWidget *facility;
  GtkWidget *badge;
  GtkWidget *service;
  GtkWidget *service_icon;
  GtkWidget *service_text;
  GtkWidget *service_message;
  GtkWidget *cache_message;
  GtkWidget *holidays_message;
  GtkWidget *reminder;
  GtkWidget *retry;
  GtkWidget *help;
  GtkWidget *pages;

  MdgWorkplace *workplace;
  MdgRecordKeeper *keeper;
  MdgCertificateDesk *certificates;
  MdgAccountLink *accounts;
  MdgAccountDesk *account_desk; /* (nullable): the one our handler is connected to */
  MdgReceptionDesk *receptions;
  MdgLoginFlow *flow; /* the one our handlers are connected to */
  char *reminded;     /* (nullable): key of the reminder that was put away */
  char *cure_from;    /* (nullable): the tab in which 《対処を見る》 was pressed */
  gulong paint_handler;
};

/* Whether @tab is the one that is seen. */
gboolean mdg_window_is_showing (MdgWindow *self, const char *tab);

/* Every tab and how its view is made. Once, of a new window. */
void mdg_window_add_tabs (MdgWindow *self);

/* 《?》 is about the page that is seen now. */
void mdg_window_update_help (MdgWindow *self);

/* The account desk is another one, or none: its tab's badge goes by it. */
void mdg_window_take_account_desk (MdgWindow *self);

/* [アカウント] has nobody logged in, or found in 「ユーザ設定情報」 whom to log in. Returns: whether [ログイン] took it */
void mdg_window_log_in (MdgWindow *self);
gboolean mdg_window_use_settings (MdgWindow *self, const MdgAccountSettings *settings);

/* What the other tabs tell [問い合わせ先]; valid as long as @self. */
MdgSupportOthers mdg_window_tell_support (MdgWindow *self);

/* Actions and template callbacks of the ways between tabs. */
void mdg_window_install_ways (GtkWidgetClass *klass);

/* Badge, bar and notifications follow the certificate desk from now on. */
void mdg_window_follow_reminders (MdgWindow *self);
void mdg_window_update_reminders (MdgWindow *self);
void mdg_window_install_reminders (GtkWidgetClass *klass);

G_END_DECLS
