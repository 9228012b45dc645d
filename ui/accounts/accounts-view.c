/* accounts-view.c: the tab [アカウント].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/accounts-view.h"

#include "accounts/accounts-help.h"
#include "accounts/applications-page.h"
#include "accounts/apply-page.h"
#include "accounts/detail-page.h"
#include "accounts/list-page.h"
#include "accounts/outbox-page.h"
#include "widgets/page-stack.h"
#include "widgets/widget-tools.h"

struct _MdgAccountsView
{
  GtkWidget parent_instance;

  MdgAccountLink *link;
  GtkWidget *stack;
};

enum
{
  PROP_PAGE = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  LOG_IN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAccountsView, mdg_accounts_view, GTK_TYPE_WIDGET)

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
  { "outbox", make_outbox },
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
  MdgPageStack *stack = MDG_PAGE_STACK (MDG_ACCOUNTS_VIEW (widget)->stack);

  mdg_detail_page_begin (MDG_DETAIL_PAGE (mdg_page_stack_prepare (stack, "detail")),
                         g_variant_get_string (parameter, NULL));
  mdg_page_stack_show (stack, "detail");
}

static void
apply_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgPageStack *stack = MDG_PAGE_STACK (MDG_ACCOUNTS_VIEW (widget)->stack);
  gboolean app = g_str_equal (g_variant_get_string (parameter, NULL),
                              mdg_account_kind_nick (MDG_ACCOUNT_APP));

  mdg_apply_page_begin (MDG_APPLY_PAGE (mdg_page_stack_prepare (stack, "apply")),
                        app ? MDG_ACCOUNT_APP : MDG_ACCOUNT_LINKAGE);
  mdg_page_stack_show (stack, "apply");
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
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), "list");
}

/* overrides ----------------------------------------------------------------------------------- */

static void
page_changed (MdgAccountsView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static gboolean
mdg_accounts_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_ACCOUNTS_VIEW (widget)->stack);
}

static void
mdg_accounts_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MdgAccountsView *self = MDG_ACCOUNTS_VIEW (object);

  g_value_set_string (value, self->stack != NULL
                                 ? mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->stack))
                                 : NULL);
}

static void
mdg_accounts_view_dispose (GObject *object)
{
  MdgAccountsView *self = MDG_ACCOUNTS_VIEW (object);

  if (self->stack != NULL)
    g_signal_handlers_disconnect_by_data (self->stack, self);
  self->stack = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->link);
  G_OBJECT_CLASS (mdg_accounts_view_parent_class)->dispose (object);
}

static void
mdg_accounts_view_class_init (MdgAccountsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mdg_accounts_view_dispose;
  object_class->get_property = mdg_accounts_view_get_property;
  widget_class->grab_focus = mdg_accounts_view_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  properties[PROP_PAGE]
      = g_param_spec_string ("page", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[LOG_IN] = g_signal_new ("log-in", MDG_TYPE_ACCOUNTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "accounts.show", "s", show_activated);
  gtk_widget_class_install_action (widget_class, "accounts.detail", "s", detail_activated);
  gtk_widget_class_install_action (widget_class, "accounts.apply", "s", apply_activated);
  gtk_widget_class_install_action (widget_class, "accounts.log-in", NULL, log_in_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
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
  self->stack = mdg_page_stack_new ();
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    mdg_page_stack_add (MDG_PAGE_STACK (self->stack), pages[i].name, pages[i].make, self);
  g_signal_connect_swapped (self->stack, "notify::visible-name", G_CALLBACK (page_changed), self);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (desk_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), "list");
  return GTK_WIDGET (self);
}

void
mdg_accounts_view_show (MdgAccountsView *self, const char *page)
{
  g_return_if_fail (MDG_IS_ACCOUNTS_VIEW (self));

  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), page);
}

const MdgHelp *
mdg_accounts_view_get_help (MdgAccountsView *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNTS_VIEW (self), NULL);

  return mdg_accounts_help (mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->stack)));
}

GtkWidget *
mdg_accounts_view_get_page (MdgAccountsView *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNTS_VIEW (self), NULL);

  return mdg_page_stack_get_page (MDG_PAGE_STACK (self->stack),
                                  mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->stack)));
}
