/* accounts-view.c: the tab [アカウント].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/accounts-view.h"

#include <glib/gi18n.h>

#include "accounts/accounts-help.h"
#include "accounts/applications-page.h"
#include "accounts/apply-page.h"
#include "accounts/detail-page.h"
#include "accounts/export-page.h"
#include "accounts/import-page.h"
#include "accounts/list-page.h"
#include "accounts/outbox-page.h"
#include "accounts/settings-entry-page.h"
#include "accounts/settings-page.h"
#include "accounts/settings-show-page.h"
#include "accounts/terminal-change-page.h"
#include "accounts/terminal-edit-page.h"
#include "accounts/terminal-page.h"
#include "widgets/widget-tools.h"

#define N_SECTIONS 3

struct _MdgAccountsView
{
  MdgTabView parent_instance;

  MdgAccountLink *link;
  GtkWidget *bar;
  GtkWidget *sections[N_SECTIONS];
  gboolean marking; /* the bar is brought in line with the page */
};

enum
{
  LOG_IN,
  USE_SETTINGS,
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

static GtkWidget *
make_settings (gpointer data)
{
  return mdg_settings_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_settings_entry (gpointer data)
{
  return mdg_settings_entry_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_settings_show (gpointer data)
{
  return mdg_settings_show_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_terminal (gpointer data)
{
  return mdg_terminal_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_terminal_edit (gpointer data)
{
  return mdg_terminal_edit_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static GtkWidget *
make_terminal_change (gpointer data)
{
  return mdg_terminal_change_page_new (MDG_ACCOUNTS_VIEW (data)->link);
}

static const struct
{
  const char *name;
  MdgPageFactory make;
} pages[] = {
  { "list", make_list },
  { "detail", make_detail },
  { "apply", make_apply },
  { "applications", make_applications },
  { "outbox", make_outbox },
  { "settings", make_settings },
  { "settings-entry", make_settings_entry },
  { "settings-show", make_settings_show },
  { "terminal", make_terminal },
  { "terminal-edit", make_terminal_edit },
  { "terminal-change", make_terminal_change },
  { "export", make_export },
  { "import", make_import },
};

/* the bar ------------------------------------------------------------------------------------- */

static const struct
{
  const char *page;
  const char *title;
} sections[N_SECTIONS] = {
  { "list", NC_ ("section", "_Account list") },
  { "settings", NC_ ("section", "_User settings (PDF)") },
  { "terminal", NC_ ("section", "Other accounts of the _terminal") },
};

static void
section_toggled (GtkToggleButton *button, MdgAccountsView *self)
{
  if (self->marking || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < N_SECTIONS; i++)
    if (self->sections[i] == GTK_WIDGET (button))
      mdg_accounts_view_show (self, sections[i].page);
}

/* Only above the pages it leads to: elsewhere something is being done. */
static void
update_bar (MdgAccountsView *self)
{
  const char *page = mdg_tab_view_get_page_name (MDG_TAB_VIEW (self));
  gboolean found = FALSE;

  self->marking = TRUE;
  for (guint i = 0; i < N_SECTIONS; i++)
    if (g_strcmp0 (page, sections[i].page) == 0)
      {
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->sections[i]), TRUE);
        found = TRUE;
      }
  self->marking = FALSE;
  mdg_widget_set_shown (self->bar, found);
}

static void
make_bar (MdgAccountsView *self)
{
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->bar, "linked");
  gtk_widget_add_css_class (self->bar, "section-bar");
  for (guint i = 0; i < N_SECTIONS; i++)
    {
      GtkWidget *button
          = gtk_toggle_button_new_with_mnemonic (g_dpgettext2 (NULL, "section", sections[i].title));

      self->sections[i] = button;
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->sections[0]));
      gtk_box_append (GTK_BOX (self->bar), button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (section_toggled), self, 0);
    }
  mdg_widget_tidy_names (self->bar);
  mdg_tab_view_set_head (MDG_TAB_VIEW (self), self->bar);
}

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
settings_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTabView *self = MDG_TAB_VIEW (widget);
  gboolean from_detail = g_strcmp0 (mdg_tab_view_get_page_name (self), "detail") == 0;

  mdg_settings_show_page_begin (
      MDG_SETTINGS_SHOW_PAGE (mdg_tab_view_prepare (self, "settings-show")),
      g_variant_get_string (parameter, NULL), from_detail ? "detail" : "settings");
  mdg_tab_view_show (self, "settings-show");
}

static void
settings_entry_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTabView *self = MDG_TAB_VIEW (widget);
  MdgSettingsIntake *intake
      = mdg_settings_page_get_intake (MDG_SETTINGS_PAGE (mdg_tab_view_prepare (self, "settings")));
  int index = g_variant_get_int32 (parameter);

  if (index >= 0 && (intake == NULL || (guint)index >= mdg_settings_intake_get_items (intake)->len))
    return;
  mdg_settings_entry_page_begin (
      MDG_SETTINGS_ENTRY_PAGE (mdg_tab_view_prepare (self, "settings-entry")),
      index >= 0 ? intake : NULL, (guint)MAX (index, 0));
  mdg_tab_view_show (self, "settings-entry");
}

static void
terminal_edit_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTabView *self = MDG_TAB_VIEW (widget);
  MdgTerminalPage *list = MDG_TERMINAL_PAGE (mdg_tab_view_prepare (self, "terminal"));
  gint64 number;
  const char *nick;
  MdgTerminalKind kind;

  g_variant_get (parameter, "(x&s)", &number, &nick);
  if (!mdg_terminal_kind_from_nick (nick, &kind))
    return;
  mdg_terminal_edit_page_begin (
      MDG_TERMINAL_EDIT_PAGE (mdg_tab_view_prepare (self, "terminal-edit")), kind,
      mdg_terminal_page_find (list, number));
  mdg_tab_view_show (self, "terminal-edit");
}

static void
terminal_change_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTabView *self = MDG_TAB_VIEW (widget);
  MdgTerminalPage *list = MDG_TERMINAL_PAGE (mdg_tab_view_prepare (self, "terminal"));
  const MdgTerminalAccount *account
      = mdg_terminal_page_find (list, g_variant_get_int64 (parameter));

  if (account == NULL)
    return;
  mdg_terminal_change_page_begin (
      MDG_TERMINAL_CHANGE_PAGE (mdg_tab_view_prepare (self, "terminal-change")), account);
  mdg_tab_view_show (self, "terminal-change");
}

static void
log_in_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[LOG_IN], 0);
}

/* What is shown would be another institution's; what belongs to the terminal is nobody's in
 * particular. */
static void
desk_changed (MdgAccountsView *self)
{
  static const char *const of_a_desk[]
      = { "detail", "apply", "applications", "outbox", "export", "import", "settings-show", NULL };
  const char *page = mdg_tab_view_get_page_name (MDG_TAB_VIEW (self));

  if (page == NULL || !g_strv_contains (of_a_desk, page))
    return;
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
  signals[USE_SETTINGS] = g_signal_new ("use-settings", MDG_TYPE_ACCOUNTS_VIEW, G_SIGNAL_RUN_LAST,
                                        0, g_signal_accumulator_true_handled, NULL, NULL,
                                        G_TYPE_BOOLEAN, 1, G_TYPE_POINTER);
  gtk_widget_class_install_action (widget_class, "accounts.settings", "s", settings_activated);
  gtk_widget_class_install_action (widget_class, "accounts.settings-entry", "i",
                                   settings_entry_activated);
  gtk_widget_class_install_action (widget_class, "accounts.terminal-edit", "(xs)",
                                   terminal_edit_activated);
  gtk_widget_class_install_action (widget_class, "accounts.terminal-change", "x",
                                   terminal_change_activated);
}

static void
mdg_accounts_view_init (MdgAccountsView *self)
{
  make_bar (self);
  g_signal_connect (self, "notify::page", G_CALLBACK (update_bar), NULL);
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

gboolean
mdg_accounts_view_use_settings (MdgAccountsView *self, const MdgAccountSettings *settings)
{
  gboolean used = FALSE;

  g_return_val_if_fail (MDG_IS_ACCOUNTS_VIEW (self), FALSE);

  g_signal_emit (self, signals[USE_SETTINGS], 0, settings, &used);
  return used;
}
