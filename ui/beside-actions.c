/* beside-actions.c: the window beside a browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "beside-actions.h"

#include "widgets/native-window.h"
#include "widgets/widget-tools.h"

#define KEY "mdg-beside"

typedef struct
{
  GtkWindow *window; /* owns it */
  MdgTabBar *tabs;
  GtkWidget *no_room;
  GSimpleActionGroup *actions;
  int width; /* that it goes back to */
} Beside;

static void
beside_free (gpointer data)
{
  Beside *beside = data;

  g_object_unref (beside->actions);
  g_free (beside);
}

static void
set_narrow (Beside *beside, gboolean narrow)
{
  GtkWidget *widget = GTK_WIDGET (beside->window);

  if (narrow)
    {
      gtk_window_unmaximize (beside->window);
      beside->width = gtk_widget_get_width (widget);
      gtk_widget_add_css_class (widget, "narrow");
    }
  else
    gtk_widget_remove_css_class (widget, "narrow");
  mdg_tab_bar_set_folded (beside->tabs, narrow);
  mdg_widget_set_shown (beside->no_room, !narrow);
  gtk_window_set_default_size (beside->window, narrow ? MDG_BESIDE_WIDTH : beside->width,
                               gtk_widget_get_height (widget));
}

static void
narrow_changed (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_autoptr (GVariant) former = g_action_get_state (G_ACTION (action));

  if (g_variant_equal (former, state))
    return;
  g_simple_action_set_state (action, state);
  set_narrow (data, g_variant_get_boolean (state));
}

/* Where the window system cannot be asked for it, it stays as it was. */
static void
keep_above_changed (GSimpleAction *action, GVariant *state, gpointer data)
{
  Beside *beside = data;

  if (mdg_native_window_keep_above (beside->window, g_variant_get_boolean (state)))
    g_simple_action_set_state (action, state);
}

void
mdg_beside_actions_add (GtkWindow *window, MdgTabBar *tabs, GtkWidget *no_room)
{
  static const GActionEntry entries[] = {
    { .name = "narrow", .state = "false", .change_state = narrow_changed },
    { .name = "keep-above", .state = "false", .change_state = keep_above_changed },
  };
  Beside *beside = g_new0 (Beside, 1);

  beside->window = window;
  beside->tabs = tabs;
  beside->no_room = no_room;
  beside->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (beside->actions), entries, G_N_ELEMENTS (entries),
                                   beside);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "beside", G_ACTION_GROUP (beside->actions));
  g_object_set_data_full (G_OBJECT (window), KEY, beside, beside_free);
}

void
mdg_beside_actions_widen (GtkWindow *window)
{
  Beside *beside = g_object_get_data (G_OBJECT (window), KEY);

  if (beside != NULL)
    g_action_group_change_action_state (G_ACTION_GROUP (beside->actions), "narrow",
                                        g_variant_new_boolean (FALSE));
}
