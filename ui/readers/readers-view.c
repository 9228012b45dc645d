/* readers-view.c: the tab [カードリーダー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "readers/readers-view.h"

#include "readers/guide-page.h"
#include "readers/readers-help.h"
#include "readers/readers-page.h"

struct _MdgReadersView
{
  MdgTabView parent_instance;

  MdgWorkplace *workplace;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgReadersView, mdg_readers_view, MDG_TYPE_TAB_VIEW)

static void
readers_changed (MdgReadersView *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_readers (gpointer data)
{
  MdgWorkplace *workplace = MDG_READERS_VIEW (data)->workplace;
  GtkWidget *page = mdg_readers_page_new (mdg_workplace_get_clock (workplace),
                                          mdg_workplace_is_training (workplace));

  g_signal_connect_object (page, "changed", G_CALLBACK (readers_changed), data, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
make_guide (gpointer data)
{
  return mdg_guide_page_new ();
}

static void
show_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_tab_view_show (MDG_TAB_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
mdg_readers_view_dispose (GObject *object)
{
  g_clear_object (&MDG_READERS_VIEW (object)->workplace);
  G_OBJECT_CLASS (mdg_readers_view_parent_class)->dispose (object);
}

static void
mdg_readers_view_class_init (MdgReadersViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_readers_view_dispose;
  MDG_TAB_VIEW_CLASS (klass)->help = mdg_readers_help;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_READERS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "readers.show", "s", show_activated);
}

static void
mdg_readers_view_init (MdgReadersView *self)
{
}

GtkWidget *
mdg_readers_view_new (MdgWorkplace *workplace)
{
  MdgReadersView *self = g_object_new (MDG_TYPE_READERS_VIEW, NULL);

  self->workplace = g_object_ref (workplace);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "readers", make_readers);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "guide", make_guide);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "readers");
  return GTK_WIDGET (self);
}

GPtrArray *
mdg_readers_view_get_lines (MdgReadersView *self, const char **last_check)
{
  GtkWidget *page;

  g_return_val_if_fail (MDG_IS_READERS_VIEW (self), NULL);

  page = mdg_tab_view_prepare (MDG_TAB_VIEW (self), "readers");
  return mdg_readers_page_get_lines (MDG_READERS_PAGE (page), last_check);
}
