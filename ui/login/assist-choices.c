/* assist-choices.c: what the browser may show, as buttons.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-choices.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

#define SIGHT "mdg-assist-sight"

static GtkWidget *
make_choice (const MdgAssistChoice *choice)
{
  GtkWidget *button = gtk_button_new_with_label (choice->words);

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  g_object_set_data (G_OBJECT (button), SIGHT, GUINT_TO_POINTER (choice->sight));
  gtk_widget_set_name (button, mdg_assist_sight_nick (choice->sight));
  return button;
}

GtkWidget *
mdg_assist_choices_new (const MdgAssistStep *step, GCallback chosen, GObject *owner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box),
                  mdg_widget_new_text (_ ("What does the page show now?"), "strong"));
  for (guint i = 0; i < step->choices->len; i++)
    {
      GtkWidget *button = make_choice (step->choices->pdata[i]);

      g_signal_connect_object (button, "clicked", chosen, owner, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

MdgAssistSight
mdg_assist_choices_get_sight (GtkWidget *button)
{
  return (MdgAssistSight)GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), SIGHT));
}
