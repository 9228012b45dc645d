/* hit-row.c: one thing that was found.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/hit-row.h"

#include "support/support-search.h"
#include "widgets/widget-tools.h"

GtkWidget *
mdg_hit_row_new (const MdgSearchItem *item)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *kind = mdg_support_search_kind_words (item->kind);
  g_autofree char *name = g_strdup_printf ("%s, %s", item->title, kind);

  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (item->title, NULL));
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (kind, "quiet"));
  gtk_button_set_child (GTK_BUTTON (button), words);
  mdg_widget_set_name (button, name);
  gtk_widget_set_name (button, item->target);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", item->target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "support.go");
  return button;
}
