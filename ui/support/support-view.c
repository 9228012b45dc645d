/* support-view.c: the tab [問い合わせ先].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/support-view.h"

#include "support/contacts-page.h"
#include "support/own-page.h"
#include "support/support-help.h"

struct _MdgSupportView
{
  MdgTabView parent_instance;

  MdgWorkplace *workplace;
};

enum
{
  GO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgSupportView, mdg_support_view, MDG_TYPE_TAB_VIEW)

static void
go (MdgSupportView *self, const char *target)
{
  g_signal_emit (self, signals[GO], 0, target);
}

static GtkWidget *
make_contacts (gpointer data)
{
  GtkWidget *page = mdg_contacts_page_new (MDG_SUPPORT_VIEW (data)->workplace);

  g_signal_connect_object (page, "go", G_CALLBACK (go), data, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
make_own (gpointer data)
{
  return mdg_own_page_new (MDG_SUPPORT_VIEW (data)->workplace);
}

static void
show_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_tab_view_show (MDG_TAB_VIEW (widget), g_variant_get_string (parameter, NULL));
}

/* Number 0: a new one. */
static void
edit_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gint64 number = g_variant_get_int64 (parameter);
  GtkWidget *contacts = mdg_tab_view_prepare (MDG_TAB_VIEW (widget), "contacts");
  GtkWidget *own = mdg_tab_view_prepare (MDG_TAB_VIEW (widget), "own");
  const MdgOwnContact *contact = mdg_contacts_page_find (MDG_CONTACTS_PAGE (contacts), number);

  if (number != 0 && contact == NULL)
    return;
  mdg_own_page_begin (MDG_OWN_PAGE (own), contact);
  mdg_tab_view_show (MDG_TAB_VIEW (widget), "own");
}

static void
mdg_support_view_dispose (GObject *object)
{
  g_clear_object (&MDG_SUPPORT_VIEW (object)->workplace);
  G_OBJECT_CLASS (mdg_support_view_parent_class)->dispose (object);
}

static void
mdg_support_view_class_init (MdgSupportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_support_view_dispose;
  MDG_TAB_VIEW_CLASS (klass)->help = mdg_support_help;
  gtk_widget_class_install_action (widget_class, "support.show", "s", show_activated);
  gtk_widget_class_install_action (widget_class, "support.edit", "x", edit_activated);
  signals[GO] = g_signal_new ("go", MDG_TYPE_SUPPORT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mdg_support_view_init (MdgSupportView *self)
{
}

GtkWidget *
mdg_support_view_new (MdgWorkplace *workplace)
{
  MdgSupportView *self = g_object_new (MDG_TYPE_SUPPORT_VIEW, NULL);

  self->workplace = g_object_ref (workplace);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "contacts", make_contacts);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "own", make_own);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "contacts");
  return GTK_WIDGET (self);
}
