/* accounts-view.c: the tab [アカウント].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/accounts-view.h"

#include "accounts/accounts-help.h"
#include "accounts/applications-page.h"
#include "accounts/apply-page.h"
#include "accounts/detail-page.h"
#include "accounts/export-page.h"
#include "accounts/import-page.h"
#include "accounts/list-page.h"
#include "accounts/outbox-page.h"

struct _MdgAccountsView
{
  MdgTabView parent_instance;

  MdgAccountLink *link;
};

enum
{
  LOG_IN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAccountsView, mdg_accounts_view, MDG_TYPE_TAB_VIEW)

static GtkWidget *
make_list (gpointer data)
{
  return mdg_list_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_detail (gpointer data)
{
  return mdg_detail_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_apply (gpointer data)
{
  return mdg_apply_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_applications (gpointer data)
{
  return mdg_applications_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_export (gpointer data)
{
  return mdg_export_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_import (gpointer data)
{
  return mdg_import_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_outbox (gpointer data)
{
  return mdg_outbox_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static const struct
{
  const char *name;
  MdgPageFactory make;
} pages[] = {
  { "list", make_list },     { "detail", make_detail },
  { "apply", make_apply },   { "applications", make_applications },
  { "outbox", make_outbox }, { "export", make_export },
  { "import", make_import },
};

/* acts ---------------------------------------------------------------------------------------- */

static void
show_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_accounts_view_show (MDG_ACCOUNTS_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
detail_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTabView *self = MDG_TAB_VIEW (widget);

  mdg_detail_page_begin (MDG_DETAIL_PAGE (mdg_tab_view_prepare (self, "detail")),
                         g_variant_get_string (parameter, NULL));
  mdg_tab_view_show (self, "detail");
}

static void
apply_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTabView *self = MDG_TAB_VIEW (widget);
  gboolean app = g_str_equal (g_variant_get_string (parameter, NULL),
                              mdg_account_kind_nick (MDG_ACCOUNT_APP));

  mdg_apply_page_begin (MDG_APPLY_PAGE (mdg_tab_view_prepare (self, "apply")),
                        app ? MDG_ACCOUNT_APP : MDG_ACCOUNT_LINKAGE);
  mdg_tab_view_show (self, "apply");
}

static void
export_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTabView *self = MDG_TAB_VIEW (widget);

  mdg_export_page_begin (MDG_EXPORT_PAGE (mdg_tab_view_prepare (self, "export")),
                         MDG_LIST_PAGE (mdg_tab_view_prepare (self, "list")));
  mdg_tab_view_show (self, "export");
}

static void
paste_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTabView *self = MDG_TAB_VIEW (widget);

  mdg_import_page_paste (MDG_IMPORT_PAGE (mdg_tab_view_show (self, "import")));
}

static void
imported_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTabView *self = MDG_TAB_VIEW (widget);
  const char *title, *body;

  g_variant_get (parameter, "(&s&s)", &title, &body);
  mdg_list_page_tell (MDG_LIST_PAGE (mdg_tab_view_show (self, "list")), MDG_MESSAGE_SUCCESS, title,
                      body);
}

static void
log_in_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[LOG_IN], 0);
}

/* What is shown would be another institution's. */
static void
desk_changed (MdgAccountsView *self)
{
  mdg_tab_view_show (MDG_TAB_VIEW (self), "list");
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_accounts_view_dispose (GObject *object)
{
  MdgAccountsView *self = MDG_ACCOUNTS_VIEW (object);

  g_clear_object (&self->link);
  G_OBJECT_CLASS (mdg_accounts_view_parent_class)->dispose (object);
}

static void
mdg_accounts_view_class_init (MdgAccountsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_accounts_view_dispose;
  MDG_TAB_VIEW_CLASS (klass)->help = mdg_accounts_help;
  signals[LOG_IN] = g_signal_new ("log-in", MDG_TYPE_ACCOUNTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "accounts.show", "s", show_activated);
  gtk_widget_class_install_action (widget_class, "accounts.detail", "s", detail_activated);
  gtk_widget_class_install_action (widget_class, "accounts.apply", "s", apply_activated);
  gtk_widget_class_install_action (widget_class, "accounts.export", NULL, export_activated);
  gtk_widget_class_install_action (widget_class, "accounts.paste", NULL, paste_activated);
  gtk_widget_class_install_action (widget_class, "accounts.imported", "(ss)", imported_activated);
  gtk_widget_class_install_action (widget_class, "accounts.log-in", NULL, log_in_activated);
}

static void
mdg_accounts_view_init (MdgAccountsView *self)
{
}

GtkWidget *
mdg_accounts_view_new (MdgAccountLink *link)
{
  MdgAccountsView *self = g_object_new (MDG_TYPE_ACCOUNTS_VIEW, NULL);

  self->link = g_object_ref (link);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    mdg_tab_view_add (MDG_TAB_VIEW (self), pages[i].name, pages[i].make);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (desk_changed), self,
                           G_CONNECT_SWAPPED);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "list");
  return GTK_WIDGET (self);
}

void
mdg_accounts_view_show (MdgAccountsView *self, const char *page)
{
  g_return_if_fail (MDG_IS_ACCOUNTS_VIEW (self));

  mdg_tab_view_show (MDG_TAB_VIEW (self), page);
}
