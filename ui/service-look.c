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

/* Whom this window speaks to. Returns: (transfer full) (nullable): nobody by that name */
static char *
find_gateway (MdgWorkplace *workplace)
{
  g_autofree char *endpoint
      = mdg_settings_get (mdg_workplace_get_settings (workplace), MDG_SETTING_ENDPOINT);
  g_autoptr (GUri) uri = NULL;

  if (mdg_workplace_get_way (workplace) != MDG_WAY_GATEWAY)
    return NULL;
  uri = g_uri_parse (endpoint, G_URI_FLAGS_NONE, NULL);
  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

static char *
make_words (MdgWorkplace *workplace, const char *state)
{
  g_autofree char *gateway = find_gateway (workplace);

  if (mdg_workplace_get_assist (workplace) != NULL)
    return g_strdup (_ ("Beside the browser"));
  return gateway != NULL ? g_strdup_printf ("%s  %s", gateway, state) : g_strdup (state);
}

void
mdg_service_look_show (GtkWidget *place, GtkWidget *icon, GtkWidget *words, MdgWorkplace *workplace)
{
  MdgServiceState state = mdg_workplace_get_service_state (workplace);
  g_autofree char *text = make_words (workplace, _ (looks[state].words));

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (place, looks[i].css_class);
  gtk_widget_add_css_class (place, looks[state].css_class);
  mdg_icon_set_icon (MDG_ICON (icon), looks[state].icon);
  gtk_label_set_text (GTK_LABEL (words), text);
  gtk_widget_set_tooltip_text (words, text);
}
