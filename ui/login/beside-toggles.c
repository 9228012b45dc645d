/* beside-toggles.c: how the window stands beside the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/beside-toggles.h"

#include <glib/gi18n.h>

static GtkWidget *
make_toggle (const char *label, const char *tooltip, const char *action)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (toggle, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (toggle), action);
  return toggle;
}

GtkWidget *
mdg_beside_toggles_new (void)
{
  GtkWidget *toggles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (toggles),
                  make_toggle (_ ("Stay on _top"), _ ("Keeps this window in front of the browser"),
                               "beside.keep-above"));
  gtk_box_append (GTK_BOX (toggles),
                  make_toggle (_ ("Na_rrow"), _ ("Makes room for the browser beside this window"),
                               "beside.narrow"));
  return toggles;
}
