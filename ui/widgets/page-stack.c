/* page-stack.c: pages of which one is seen; each is made when it is first shown.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/page-stack.h"

#include "widgets/widget-tools.h"

struct _MdgPageStack
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GHashTable *factories; /* name → Factory */
};

typedef struct
{
  MdgPageFactory make;
  gpointer data;
} Factory;

enum
{
  PROP_0,
  PROP_VISIBLE_NAME,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgPageStack, mdg_page_stack, GTK_TYPE_WIDGET)

static void
hide_the_others (MdgPageStack *self)
{
  GtkWidget *visible = gtk_stack_get_visible_child (self->stack);
  GtkWidget *page;

  for (page = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    mdg_widget_set_accessible_hidden (page, page != visible);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBLE_NAME]);
}

static gboolean
mdg_page_stack_grab_focus (GtkWidget *widget)
{
  GtkWidget *page = gtk_stack_get_visible_child (MDG_PAGE_STACK (widget)->stack);

  return page != NULL && gtk_widget_grab_focus (page);
}

static void
mdg_page_stack_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VISIBLE_NAME)
    g_value_set_string (value, mdg_page_stack_get_visible_name (MDG_PAGE_STACK (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_page_stack_dispose (GObject *object)
{
  MdgPageStack *self = MDG_PAGE_STACK (object);

  if (self->stack != NULL)
    g_signal_handlers_disconnect_by_data (self->stack, self);
  self->stack = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_page_stack_parent_class)->dispose (object);
}

static void
mdg_page_stack_finalize (GObject *object)
{
  g_hash_table_unref (MDG_PAGE_STACK (object)->factories);
  G_OBJECT_CLASS (mdg_page_stack_parent_class)->finalize (object);
}

static void
mdg_page_stack_class_init (MdgPageStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_page_stack_get_property;
  object_class->dispose = mdg_page_stack_dispose;
  object_class->finalize = mdg_page_stack_finalize;
  widget_class->grab_focus = mdg_page_stack_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  properties[PROP_VISIBLE_NAME] = g_param_spec_string ("visible-name", NULL, NULL, NULL,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_page_stack_init (MdgPageStack *self)
{
  self->factories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  g_signal_connect_swapped (self->stack, "notify::visible-child", G_CALLBACK (hide_the_others),
                            self);
}

GtkWidget *
mdg_page_stack_new (void)
{
  return g_object_new (MDG_TYPE_PAGE_STACK, NULL);
}

void
mdg_page_stack_add (MdgPageStack *self, const char *name, MdgPageFactory make, gpointer data)
{
  Factory *factory = g_new0 (Factory, 1);

  g_return_if_fail (MDG_IS_PAGE_STACK (self));

  factory->make = make;
  factory->data = data;
  g_hash_table_replace (self->factories, g_strdup (name), factory);
}

GtkWidget *
mdg_page_stack_prepare (MdgPageStack *self, const char *name)
{
  GtkWidget *page;
  Factory *factory;

  g_return_val_if_fail (MDG_IS_PAGE_STACK (self), NULL);

  page = gtk_stack_get_child_by_name (self->stack, name);
  if (page != NULL)
    return page;
  factory = g_hash_table_lookup (self->factories, name);

  g_return_val_if_fail (factory != NULL, NULL);

  page = factory->make (factory->data);
  mdg_widget_tidy_names (page);
  gtk_stack_add_named (self->stack, page, name);
  return page;
}

GtkWidget *
mdg_page_stack_show (MdgPageStack *self, const char *name)
{
  GtkWidget *page;

  g_return_val_if_fail (MDG_IS_PAGE_STACK (self), NULL);

  page = mdg_page_stack_prepare (self, name);
  g_return_val_if_fail (page != NULL, NULL);

  gtk_stack_set_visible_child (self->stack, page);
  hide_the_others (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (page);
  return page;
}

void
mdg_page_stack_forget (MdgPageStack *self, const char *name)
{
  GtkWidget *page;

  g_return_if_fail (MDG_IS_PAGE_STACK (self));

  page = gtk_stack_get_child_by_name (self->stack, name);
  g_return_if_fail (page == NULL || page != gtk_stack_get_visible_child (self->stack));

  if (page != NULL)
    gtk_stack_remove (self->stack, page);
}

GtkWidget *
mdg_page_stack_get_page (MdgPageStack *self, const char *name)
{
  g_return_val_if_fail (MDG_IS_PAGE_STACK (self), NULL);

  return gtk_stack_get_child_by_name (self->stack, name);
}

const char *
mdg_page_stack_get_visible_name (MdgPageStack *self)
{
  g_return_val_if_fail (MDG_IS_PAGE_STACK (self), NULL);

  return self->stack != NULL ? gtk_stack_get_visible_child_name (self->stack) : NULL;
}
