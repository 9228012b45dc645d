/* tab-bar.c: the window's tabs at the left: icon, word, badge.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/tab-bar.h"

#include <glib/gi18n.h>

#include "widgets/icon.h"
#include "widgets/widget-tools.h"

#define BADGE "mdg-badge"

struct _MdgTabBar
{
  GtkWidget parent_instance;

  char *selected;
};

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgTabBar, mdg_tab_bar, GTK_TYPE_WIDGET)

static void
tab_toggled (MdgTabBar *self, GtkToggleButton *tab)
{
  gboolean active = gtk_toggle_button_get_active (tab);

  gtk_accessible_update_state (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_STATE_SELECTED, active, -1);
  if (!active)
    return;
  g_free (self->selected);
  self->selected = g_strdup (gtk_widget_get_name (GTK_WIDGET (tab)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
mdg_tab_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_string (value, MDG_TAB_BAR (object)->selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_tab_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    mdg_tab_bar_select (MDG_TAB_BAR (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_tab_bar_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_tab_bar_parent_class)->dispose (object);
}

static void
mdg_tab_bar_finalize (GObject *object)
{
  g_free (MDG_TAB_BAR (object)->selected);
  G_OBJECT_CLASS (mdg_tab_bar_parent_class)->finalize (object);
}

static void
mdg_tab_bar_class_init (MdgTabBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_tab_bar_get_property;
  object_class->set_property = mdg_tab_bar_set_property;
  object_class->dispose = mdg_tab_bar_dispose;
  object_class->finalize = mdg_tab_bar_finalize;
  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tabbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TAB_LIST);
}

static void
mdg_tab_bar_init (MdgTabBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  mdg_widget_set_name (GTK_WIDGET (self), _ ("Tabs"));
}

GtkWidget *
mdg_tab_bar_new (void)
{
  return g_object_new (MDG_TYPE_TAB_BAR, NULL);
}

void
mdg_tab_bar_append (MdgTabBar *self, const char *id, const char *word, const char *icon)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self));
  GtkWidget *tab;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new_with_mnemonic (word);

  g_return_if_fail (MDG_IS_TAB_BAR (self));

  tab = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB, NULL);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), mdg_icon_new (icon, 24));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (tab), box);
  gtk_widget_set_name (tab, id);
  gtk_widget_add_css_class (tab, "tab");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), tab);
  mdg_widget_set_label (tab, label, NULL);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tab), GTK_TOGGLE_BUTTON (first));
  gtk_widget_set_parent (tab, GTK_WIDGET (self));
  g_signal_connect_object (tab, "toggled", G_CALLBACK (tab_toggled), self, G_CONNECT_SWAPPED);
  if (first == NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
}

static GtkWidget *
find_tab (MdgTabBar *self, const char *id)
{
  GtkWidget *tab = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (tab != NULL && g_strcmp0 (gtk_widget_get_name (tab), id) != 0)
    tab = gtk_widget_get_next_sibling (tab);
  return tab;
}

/* Most tabs never have one: the place for it is made with the first. */
static GtkWidget *
badge_of (GtkWidget *tab)
{
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (tab));
  GtkWidget *overlay;
  GtkWidget *badge;

  if (GTK_IS_OVERLAY (child))
    return g_object_get_data (G_OBJECT (tab), BADGE);
  overlay = gtk_overlay_new ();
  badge = gtk_label_new (NULL);
  gtk_widget_add_css_class (badge, "tab-badge");
  gtk_widget_set_halign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_set_margin_start (badge, 34); /* at the icon's right shoulder */
  mdg_widget_set_accessible_hidden (badge, TRUE);
  g_object_ref (child);
  gtk_button_set_child (GTK_BUTTON (tab), overlay);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), child);
  g_object_unref (child);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), badge);
  g_object_set_data (G_OBJECT (tab), BADGE, badge);
  return badge;
}

void
mdg_tab_bar_set_badge (MdgTabBar *self,
                       const char *id,
                       guint count,
                       const char *spoken,
                       gboolean urgent)
{
  GtkWidget *tab;
  GtkWidget *badge;
  g_autofree char *text = count > 9 ? g_strdup ("9+") : g_strdup_printf ("%u", count);

  g_return_if_fail (MDG_IS_TAB_BAR (self));

  tab = find_tab (self, id);
  if (tab == NULL || (count == 0 && !GTK_IS_OVERLAY (gtk_button_get_child (GTK_BUTTON (tab)))))
    return;
  badge = badge_of (tab);
  gtk_label_set_text (GTK_LABEL (badge), text);
  gtk_widget_set_visible (badge, count > 0);
  if (urgent)
    gtk_widget_add_css_class (badge, "urgent");
  else
    gtk_widget_remove_css_class (badge, "urgent");
  gtk_widget_set_tooltip_text (tab, count > 0 ? spoken : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  count > 0 ? spoken : "", -1);
}

/* The word of @tab. */
static GtkWidget *
word_of (GtkWidget *tab)
{
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (tab));

  if (GTK_IS_OVERLAY (child))
    child = gtk_overlay_get_child (GTK_OVERLAY (child));
  return gtk_widget_get_last_child (child);
}

void
mdg_tab_bar_set_folded (MdgTabBar *self, gboolean folded)
{
  g_return_if_fail (MDG_IS_TAB_BAR (self));

  if (folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "folded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "folded");
  for (GtkWidget *tab = gtk_widget_get_first_child (GTK_WIDGET (self)); tab != NULL;
       tab = gtk_widget_get_next_sibling (tab))
    {
      GtkWidget *word = word_of (tab);

      gtk_widget_set_visible (word, !folded);
      gtk_widget_set_tooltip_text (tab, folded ? gtk_label_get_text (GTK_LABEL (word)) : NULL);
    }
}

void
mdg_tab_bar_select (MdgTabBar *self, const char *id)
{
  GtkWidget *tab;

  g_return_if_fail (MDG_IS_TAB_BAR (self));

  tab = find_tab (self, id);
  if (tab != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
}

const char *
mdg_tab_bar_get_selected (MdgTabBar *self)
{
  g_return_val_if_fail (MDG_IS_TAB_BAR (self), NULL);

  return self->selected;
}
