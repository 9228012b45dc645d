/* service-look.c: how the service stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "service-look.h"

#include <glib/gi18n.h>

#include "widgets/icon.h"

static const struct
{
  const char *css_class;
  const char *icon;
  const char *words;
} looks[] = {
  [MDG_SERVICE_PREPARING] = { "preparing", "clock", N_ ("Preparing…") },
  [MDG_SERVICE_READY] = { "ready", "check-circle", N_ ("Service can be reached") },
  [MDG_SERVICE_UNAVAILABLE] = { "unavailable", "error", N_ ("Service cannot be reached") },
};

void
mdg_service_look_show (GtkWidget *place, GtkWidget *icon, GtkWidget *words, MdgWorkplace *workplace)
{
  MdgServiceState state = mdg_workplace_get_service_state (workplace);
  gboolean beside = mdg_workplace_get_assist (workplace) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (place, looks[i].css_class);
  gtk_widget_add_css_class (place, looks[state].css_class);
  mdg_icon_set_icon (MDG_ICON (icon), looks[state].icon);
  gtk_label_set_text (GTK_LABEL (words),
                      beside ? _ ("Beside the browser") : _ (looks[state].words));
}
