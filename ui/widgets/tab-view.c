/* tab-view.c: what a tab shows: pages of which one is seen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/tab-view.h"

#include "widgets/widget-tools.h"

typedef struct
{
  GtkWidget *box;
  GtkWidget *stack; /* NULL after dispose */
} MdgTabViewPrivate;

enum
{
  PROP_PAGE = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MdgTabView, mdg_tab_view, GTK_TYPE_WIDGET)

/* (nullable) */
static MdgPageStack *
stack_of (gpointer self)
{
  MdgTabViewPrivate *private = mdg_tab_view_get_instance_private (self);

  return private->stack != NULL ? MDG_PAGE_STACK (private->stack) : NULL;
}

static const char *
page_name (gpointer self)
{
  return stack_of (self) != NULL ? mdg_page_stack_get_visible_name (stack_of (self)) : NULL;
}

static void
page_changed (MdgTabView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static gboolean
mdg_tab_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (stack_of (widget)));
}

static void
mdg_tab_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, page_name (object));
}

static void
mdg_tab_view_dispose (GObject *object)
{
  MdgTabViewPrivate *private = mdg_tab_view_get_instance_private (MDG_TAB_VIEW (object));

  if (private->stack != NULL)
    g_signal_handlers_disconnect_by_data (private->stack, object);
  private->stack = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_tab_view_parent_class)->dispose (object);
}

static void
mdg_tab_view_class_init (MdgTabViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mdg_tab_view_dispose;
  object_class->get_property = mdg_tab_view_get_property;
  widget_class->grab_focus = mdg_tab_view_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  properties[PROP_PAGE]
      = g_param_spec_string ("page", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_tab_view_init (MdgTabView *self)
{
  MdgTabViewPrivate *private = mdg_tab_view_get_instance_private (self);

  private->stack = mdg_page_stack_new ();
  g_signal_connect_swapped (private->stack, "notify::visible-name", G_CALLBACK (page_changed),
                            self);
  gtk_widget_set_vexpand (private->stack, TRUE);
  private->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (private->box), private->stack);
  gtk_widget_set_parent (private->box, GTK_WIDGET (self));
}

void
mdg_tab_view_add (MdgTabView *self, const char *name, MdgPageFactory make)
{
  g_return_if_fail (MDG_IS_TAB_VIEW (self));

  mdg_page_stack_add (stack_of (self), name, make, self);
}

GtkWidget *
mdg_tab_view_prepare (MdgTabView *self, const char *name)
{
  g_return_val_if_fail (MDG_IS_TAB_VIEW (self), NULL);

  return mdg_page_stack_prepare (stack_of (self), name);
}

GtkWidget *
mdg_tab_view_show (MdgTabView *self, const char *name)
{
  g_return_val_if_fail (MDG_IS_TAB_VIEW (self), NULL);

  return mdg_page_stack_show (stack_of (self), name);
}

void
mdg_tab_view_set_head (MdgTabView *self, GtkWidget *head)
{
  MdgTabViewPrivate *private;

  g_return_if_fail (MDG_IS_TAB_VIEW (self) && GTK_IS_WIDGET (head));

  private = mdg_tab_view_get_instance_private (self);
  gtk_box_prepend (GTK_BOX (private->box), head);
}

const char *
mdg_tab_view_get_page_name (MdgTabView *self)
{
  g_return_val_if_fail (MDG_IS_TAB_VIEW (self), NULL);

  return page_name (self);
}

GtkWidget *
mdg_tab_view_get_page (MdgTabView *self)
{
  g_return_val_if_fail (MDG_IS_TAB_VIEW (self), NULL);

  return mdg_page_stack_get_page (stack_of (self), page_name (self));
}

const MdgHelp *
mdg_tab_view_get_help (MdgTabView *self)
{
  g_return_val_if_fail (MDG_IS_TAB_VIEW (self), NULL);

  return MDG_TAB_VIEW_GET_CLASS (self)->help (page_name (self));
}

gboolean
mdg_tab_view_is_at (GtkWidget *page)
{
  GtkWidget *self = gtk_widget_get_ancestor (page, MDG_TYPE_TAB_VIEW);

  return self != NULL && mdg_tab_view_get_page (MDG_TAB_VIEW (self)) == page;
}
