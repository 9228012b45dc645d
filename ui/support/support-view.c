/* support-view.c: the tab [問い合わせ先].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/support-view.h"

#include <string.h>

#include "support/bundle-page.h"
#include "support/contacts-page.h"
#include "support/cure-page.h"
#include "support/move-in-page.h"
#include "support/move-out-page.h"
#include "support/own-page.h"
#include "support/record-page.h"
#include "support/support-help.h"

struct _MdgSupportView
{
  MdgTabView parent_instance;

  MdgSupportDesk *desk;
  gboolean from_outside; /* what "back" means */
};

enum
{
  GO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgSupportView, mdg_support_view, MDG_TYPE_TAB_VIEW)

static GtkWidget *
make_contacts (gpointer data)
{
  return mdg_contacts_page_new (MDG_SUPPORT_VIEW (data)->desk);
}

static GtkWidget *
make_own (gpointer data)
{
  return mdg_own_page_new (mdg_support_desk_get_workplace (MDG_SUPPORT_VIEW (data)->desk));
}

static GtkWidget *
make_cure (gpointer data)
{
  return mdg_cure_page_new (MDG_SUPPORT_VIEW (data)->desk);
}

static GtkWidget *
make_bundle (gpointer data)
{
  return mdg_bundle_page_new (MDG_SUPPORT_VIEW (data)->desk);
}

static GtkWidget *
make_record (gpointer data)
{
  return mdg_record_page_new (MDG_SUPPORT_VIEW (data)->desk);
}

static GtkWidget *
make_move_out (gpointer data)
{
  return mdg_move_out_page_new (MDG_SUPPORT_VIEW (data)->desk);
}

static GtkWidget *
make_move_in (gpointer data)
{
  return mdg_move_in_page_new (MDG_SUPPORT_VIEW (data)->desk);
}

static void
show_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_tab_view_show (MDG_TAB_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_cure (MdgSupportView *self, const char *code, gboolean from_outside)
{
  GtkWidget *page = mdg_tab_view_prepare (MDG_TAB_VIEW (self), "cure");

  self->from_outside = from_outside;
  mdg_cure_page_begin (MDG_CURE_PAGE (page), code);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "cure");
}

static gboolean
go_to_contact (MdgSupportView *self, const char *target)
{
  GtkWidget *page = mdg_tab_view_prepare (MDG_TAB_VIEW (self), "contacts");

  if (!g_str_has_prefix (target, "topic/") && !g_str_has_prefix (target, "contact/")
      && !g_str_has_prefix (target, "own/"))
    return FALSE;
  mdg_tab_view_show (MDG_TAB_VIEW (self), "contacts");
  mdg_contacts_page_go (MDG_CONTACTS_PAGE (page), target);
  return TRUE;
}

static void
go_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgSupportView *self = MDG_SUPPORT_VIEW (widget);
  const char *target = g_variant_get_string (parameter, NULL);

  if (g_str_equal (target, "back"))
    {
      mdg_tab_view_show (MDG_TAB_VIEW (self), "contacts");
      if (self->from_outside)
        g_signal_emit (self, signals[GO], 0, target);
    }
  else if (g_str_has_prefix (target, "error/"))
    show_cure (self, target + strlen ("error/"), FALSE);
  else if (!go_to_contact (self, target))
    g_signal_emit (self, signals[GO], 0, target);
}

/* Number 0: a new one. */
static void
edit_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgSupportView *self = MDG_SUPPORT_VIEW (widget);
  gint64 number = g_variant_get_int64 (parameter);
  GtkWidget *own = mdg_tab_view_prepare (MDG_TAB_VIEW (widget), "own");
  const MdgOwnContact *contact = mdg_support_desk_find_own (self->desk, number);

  if (number != 0 && contact == NULL)
    return;
  mdg_own_page_begin (MDG_OWN_PAGE (own), contact);
  mdg_tab_view_show (MDG_TAB_VIEW (widget), "own");
}

static void
mdg_support_view_dispose (GObject *object)
{
  g_clear_object (&MDG_SUPPORT_VIEW (object)->desk);
  G_OBJECT_CLASS (mdg_support_view_parent_class)->dispose (object);
}

static void
mdg_support_view_class_init (MdgSupportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_support_view_dispose;
  MDG_TAB_VIEW_CLASS (klass)->help = mdg_support_help;
  gtk_widget_class_install_action (widget_class, "support.show", "s", show_activated);
  gtk_widget_class_install_action (widget_class, "support.go", "s", go_activated);
  gtk_widget_class_install_action (widget_class, "support.edit", "x", edit_activated);
  signals[GO] = g_signal_new ("go", MDG_TYPE_SUPPORT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mdg_support_view_init (MdgSupportView *self)
{
}

GtkWidget *
mdg_support_view_new (MdgWorkplace *workplace, const MdgSupportOthers *others)
{
  MdgSupportView *self = g_object_new (MDG_TYPE_SUPPORT_VIEW, NULL);

  self->desk = mdg_support_desk_new (workplace, others);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "contacts", make_contacts);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "own", make_own);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "cure", make_cure);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "bundle", make_bundle);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "record", make_record);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "move-out", make_move_out);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "move-in", make_move_in);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "contacts");
  return GTK_WIDGET (self);
}

void
mdg_support_view_show_cure (MdgSupportView *self, const char *code)
{
  g_return_if_fail (MDG_IS_SUPPORT_VIEW (self) && code != NULL);

  show_cure (self, code, TRUE);
}

MdgSupportDesk *
mdg_support_view_get_desk (MdgSupportView *self)
{
  g_return_val_if_fail (MDG_IS_SUPPORT_VIEW (self), NULL);

  return self->desk;
}

void
mdg_support_view_facts_changed (MdgSupportView *self)
{
  GtkWidget *page;

  g_return_if_fail (MDG_IS_SUPPORT_VIEW (self));

  page = mdg_tab_view_get_page (MDG_TAB_VIEW (self));
  if (MDG_IS_BUNDLE_PAGE (page))
    mdg_bundle_page_refresh (MDG_BUNDLE_PAGE (page));
}
