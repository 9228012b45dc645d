/* number-disc.c: a number in a disc, before a step.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/number-disc.h"

#include "widgets/clamp.h"

#define WIDEST 64 /* pixels, with very large text */

GtkWidget *
mdg_number_disc_new (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *disc = mdg_clamp_new (WIDEST);

  gtk_widget_add_css_class (label, "number");
  mdg_clamp_set_child (MDG_CLAMP (disc), label);
  gtk_widget_set_halign (disc, GTK_ALIGN_START);
  gtk_widget_set_valign (disc, GTK_ALIGN_CENTER);
  return disc;
}
