/* portal-view.c: the portal for 施術所等.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal/portal-view.h"

#include "portal/apply-page.h"
#include "portal/browser-page.h"
#include "portal/home-page.h"
#include "portal/login-page.h"
#include "portal/mail-page.h"
#include "portal/menu-page.h"
#include "portal/operation-page.h"
#include "portal/portal-help.h"
#include "portal/register-page.h"
#include "widgets/page-stack.h"
#include "widgets/widget-tools.h"

#define BROWSER "browser"

struct _MdgPortalView
{
  GtkWidget parent_instance;

  MdgWorkplace *workplace;
  MdgPortalFlow *flow;
  GtkWidget *stack;
};

enum
{
  PAGE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgPortalView, mdg_portal_view, GTK_TYPE_WIDGET)

#define FACTORY(name)                                                                              \
  static GtkWidget *make_##name (gpointer data)                                                    \
  {                                                                                                \
    return mdg_portal_##name##_page_new (MDG_PORTAL_VIEW (data)->flow);                            \
  }
FACTORY (home)
FACTORY (register)
FACTORY (mail)
FACTORY (login)
FACTORY (menu)
FACTORY (operation)

static GtkWidget *
make_apply (gpointer data)
{
  MdgPortalView *self = data;

  return mdg_portal_apply_page_new (self->flow, mdg_workplace_get_clock (self->workplace));
}

static const struct
{
  const char *name;
  MdgPageFactory make;
} pages[MDG_PORTAL_N_STATES] = {
  [MDG_PORTAL_AT_HOME] = { "home", make_home },
  [MDG_PORTAL_AT_REGISTER] = { "register", make_register },
  [MDG_PORTAL_AT_MAIL] = { "mail", make_mail },
  [MDG_PORTAL_AT_LOGIN] = { "login", make_login },
  [MDG_PORTAL_AT_MENU] = { "menu", make_menu },
  [MDG_PORTAL_AT_APPLY] = { "apply", make_apply },
  [MDG_PORTAL_AT_OPERATION] = { "operation", make_operation },
};

static GtkWidget *
make_browser (gpointer data)
{
  MdgPortalView *self = data;
  GtkWidget *form
      = mdg_page_stack_prepare (MDG_PAGE_STACK (self->stack), pages[MDG_PORTAL_AT_REGISTER].name);

  return mdg_portal_browser_page_new (self->workplace, MDG_PORTAL_REGISTER_PAGE (form));
}

static void
show (MdgPortalView *self, const char *name)
{
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), name);
  g_signal_emit (self, signals[PAGE_CHANGED], 0);
}

static void
state_changed (MdgPortalView *self)
{
  show (self, pages[mdg_portal_flow_get_state (self->flow)].name);
}

/* A new service, or none any more; the training was reset. */
static void
service_changed (MdgPortalView *self)
{
  mdg_portal_flow_set_service (self->flow, mdg_workplace_get_portal_service (self->workplace));
}

static void
restarted (MdgPortalView *self)
{
  mdg_portal_flow_set_service (self->flow, NULL);
  mdg_portal_flow_go (self->flow, MDG_PORTAL_AT_HOME);
  service_changed (self);
}

/* The page of that name; of those that need a session, ログイン when there is none. */
static void
show_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgPortalView *self = MDG_PORTAL_VIEW (widget);
  const char *name = g_variant_get_string (parameter, NULL);

  if (g_str_equal (name, BROWSER))
    {
      show (self, BROWSER);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (name, pages[i].name))
      mdg_portal_flow_go (self->flow, (MdgPortalState)i);
  state_changed (self); /* the flow may have been there while the checklist was seen */
}

static gboolean
mdg_portal_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_PORTAL_VIEW (widget)->stack);
}

static void
mdg_portal_view_dispose (GObject *object)
{
  MdgPortalView *self = MDG_PORTAL_VIEW (object);

  if (self->flow != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->flow, self);
      mdg_portal_flow_set_service (self->flow, NULL);
    }
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->flow);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (mdg_portal_view_parent_class)->dispose (object);
}

static void
mdg_portal_view_class_init (MdgPortalViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_portal_view_dispose;
  widget_class->grab_focus = mdg_portal_view_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[PAGE_CHANGED] = g_signal_new ("page-changed", MDG_TYPE_PORTAL_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "portal.show", "s", show_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_portal_view_init (MdgPortalView *self)
{
}

GtkWidget *
mdg_portal_view_new (MdgWorkplace *workplace)
{
  MdgPortalView *self = g_object_new (MDG_TYPE_PORTAL_VIEW, NULL);

  self->workplace = g_object_ref (workplace);
  self->flow = mdg_portal_flow_new ();
  self->stack = mdg_page_stack_new ();
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    mdg_page_stack_add (MDG_PAGE_STACK (self->stack), pages[i].name, pages[i].make, self);
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), BROWSER, make_browser, self);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect_object (workplace, "service-changed", G_CALLBACK (service_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "restarted", G_CALLBACK (restarted), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->flow, "state-changed", G_CALLBACK (state_changed), self);
  service_changed (self);
  /* A service that is no training speaks for itself; the national portal is in the browser. */
  show (self, mdg_workplace_is_training (workplace) ? pages[MDG_PORTAL_AT_HOME].name : BROWSER);
  return GTK_WIDGET (self);
}

const MdgHelp *
mdg_portal_view_get_help (MdgPortalView *self)
{
  g_return_val_if_fail (MDG_IS_PORTAL_VIEW (self), NULL);

  return mdg_portal_help (mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->stack)));
}

MdgPortalFlow *
mdg_portal_view_get_flow (MdgPortalView *self)
{
  g_return_val_if_fail (MDG_IS_PORTAL_VIEW (self), NULL);

  return self->flow;
}
