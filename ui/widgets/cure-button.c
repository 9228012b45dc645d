/* cure-button.c: 《対処を見る》 beside an error.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/cure-button.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

static MdgCureKnown is_known; /* (nullable) */

GtkWidget *
mdg_cure_button_new (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("See what _helps"));

  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  mdg_widget_tidy_names (button);
  mdg_widget_set_shown (button, FALSE);
  return button;
}

void
mdg_cure_button_set_code (GtkWidget *button, const char *code)
{
  gboolean known = code != NULL && is_known != NULL && is_known (code);

  g_return_if_fail (GTK_IS_BUTTON (button));

  mdg_widget_set_shown (button, known);
  if (!known)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", code);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "window.cure");
}

void
mdg_cure_set_known (MdgCureKnown known)
{
  is_known = known;
}
