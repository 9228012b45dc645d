/* lock-button.c: 《ロック》 in the line above the content.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "start/lock-button.h"

#include <glib/gi18n.h>

#include "widgets/icon.h"
#include "widgets/widget-tools.h"

struct _MdgLockButton
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (MdgLockButton, mdg_lock_button, GTK_TYPE_WIDGET)

static const struct
{
  const char *label;
  const char *action;
} items[] = {
  { N_ ("Change the _passphrase…"), "lock.passphrase" },
  { N_ ("_How the gateway is reached…"), "start.gateway" },
  { N_ ("_Begin real work…"), "start.begin" },
  { N_ ("Go to _training"), "start.training" },
};

static void
mdg_lock_button_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_lock_button_parent_class)->dispose (object);
}

static void
mdg_lock_button_class_init (MdgLockButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_lock_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), items[i].action);

      g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
mdg_lock_button_init (MdgLockButton *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *more = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_menu ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_box_append (GTK_BOX (content), mdg_icon_new ("lock", 16));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Lock")));
  gtk_button_set_child (GTK_BUTTON (button), content);
  mdg_widget_set_name (button, _ ("Lock"));
  gtk_widget_set_tooltip_text (button, _ ("Covers the window (Ctrl+L)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "lock.now");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), menu);
  gtk_widget_set_tooltip_text (more, _ ("Passphrase and way of working"));
  mdg_widget_set_name (more, _ ("Passphrase and way of working"));
  gtk_widget_set_parent (more, GTK_WIDGET (self));
}

GtkWidget *
mdg_lock_button_new (void)
{
  return g_object_new (MDG_TYPE_LOCK_BUTTON, NULL);
}
