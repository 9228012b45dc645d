/* bundle-facts.c: what is known of the program and of the profile at work.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/bundle-facts.h"

#include <glib/gi18n.h>
#include <gnutls/gnutls.h>
#include <gtk/gtk.h>
#include <libsoup/soup.h>

#include "core/error-memory.h"
#include "version.h"

#define DAY (24 * 60 * 60)

/* versions ------------------------------------------------------------------------------------ */

static void
add_version (MdgBundle *bundle, const char *name, guint major, guint minor, guint micro)
{
  g_autofree char *text = g_strdup_printf ("%u.%u.%u", major, minor, micro);

  mdg_bundle_add_label (bundle, name, text);
}

static void
add_versions (MdgBundle *bundle)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  mdg_bundle_begin (bundle, MDG_BUNDLE_VERSIONS);
  mdg_bundle_add_label (bundle, "Madoguchi", MDG_VERSION);
  mdg_bundle_add_label (bundle, _ ("Operating system"), system);
  mdg_bundle_add_number (bundle, _ ("Bits"), (gint64)sizeof (gpointer) * 8);
  add_version (bundle, "GTK", gtk_get_major_version (), gtk_get_minor_version (),
               gtk_get_micro_version ());
  add_version (bundle, "GLib", glib_major_version, glib_minor_version, glib_micro_version);
  add_version (bundle, "libsoup", soup_get_major_version (), soup_get_minor_version (),
               soup_get_micro_version ());
  mdg_bundle_add_label (bundle, "GnuTLS", gnutls_check_version (NULL));
  /* Translators: the language of the guide's data: "ja" or "en" */
  mdg_bundle_add_label (bundle, _ ("Language"), C_ ("guide", "en"));
}

/* settings ------------------------------------------------------------------------------------ */

typedef enum
{
  TOLD,   /* one of a few words, or a size */
  PORT,   /* of an address, the port alone: its host may be a name that says whose it is */
  WHETHER /* a path may say whose it is: only whether there is one */
} SettingKind;

/* What is not listed here is not told. */
static const struct
{
  const char *name;
  SettingKind kind;
} settings[] = {
  { MDG_SETTING_PROFILE, TOLD },
  { MDG_SETTING_LANGUAGE, TOLD },
  { MDG_SETTING_SHOW_PASSCODES, TOLD },
  { MDG_SETTING_LOCK_MINUTES, TOLD },
  { MDG_SETTING_WINDOW_SIZE, TOLD },
  { MDG_SETTING_ENDPOINT, PORT },
  { MDG_SETTING_CA_FILE, WHETHER },
  { MDG_SETTING_CERTIFICATE_FILE, WHETHER },
  { MDG_SETTING_CERTIFICATE_FOLDERS, WHETHER },
  { MDG_SETTING_BACKUP_FOLDERS, WHETHER },
  { MDG_SETTING_RECEPTION_FOLDER, WHETHER },
  { MDG_SETTING_HOLIDAY_FILE, WHETHER },
};

/* A value of which it is known what it can be; else NULL. */
static const char *
told_value (const char *value)
{
  static const char *const known[] = { "", "training", "gateway", "ja", "en", NULL };

  if (g_strv_contains (known, value))
    return value;
  return g_regex_match_simple ("^[0-9]{3,5}x[0-9]{3,5}$", value, 0, 0) ? value : NULL;
}

/* Returns: (transfer full) */
static char *
value_words (SettingKind kind, const char *value)
{
  g_autoptr (GUri) uri = NULL;
  const char *told;

  if (*value == '\0')
    return g_strdup (_ ("not set"));
  told = kind == TOLD ? told_value (value) : NULL;
  if (told != NULL)
    return g_strdup (told);
  uri = kind == PORT ? g_uri_parse (value, G_URI_FLAGS_NONE, NULL) : NULL;
  if (uri == NULL || g_uri_get_port (uri) <= 0)
    return g_strdup (_ ("set"));
  return g_strdup_printf (_ ("set (port %d)"), g_uri_get_port (uri));
}

static const char *
origin_words (MdgSettingOrigin origin)
{
  static const char *const words[] = {
    [MDG_SETTING_BUILT_IN] = N_ ("built in"),
    [MDG_SETTING_USER] = N_ ("by the user"),
    [MDG_SETTING_MACHINE] = N_ ("of the computer"),
    [MDG_SETTING_POLICY] = N_ ("by policy"),
  };

  return _ (words[origin]);
}

static void
add_settings (MdgBundle *bundle, MdgSettings *all)
{
  mdg_bundle_begin (bundle, MDG_BUNDLE_SETTINGS);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *value = mdg_settings_get (all, settings[i].name);
      g_autofree char *words = value_words (settings[i].kind, value);
      g_autofree char *text = g_strdup_printf (
          "%s (%s)", words, origin_words (mdg_settings_get_origin (all, settings[i].name)));

      mdg_bundle_add_words (bundle, settings[i].name, text);
    }
}

/* errors -------------------------------------------------------------------------------------- */

static void
add_errors (MdgBundle *bundle)
{
  MdgErrorMemory memory[MDG_ERROR_MEMORY_MAX];
  guint n = mdg_error_memory_get (memory, MDG_ERROR_MEMORY_MAX);

  mdg_bundle_begin (bundle, MDG_BUNDLE_ERRORS);
  for (guint i = 0; i < n; i++)
    mdg_bundle_add_time (bundle, mdg_error_code_nick (memory[i].code), memory[i].at);
}

/* states -------------------------------------------------------------------------------------- */

static void
add_service (MdgBundle *bundle, MdgWorkplace *workplace)
{
  static const char *const words[] = {
    [MDG_SERVICE_PREPARING] = N_ ("Preparing…"),
    [MDG_SERVICE_READY] = N_ ("Service can be reached"),
    [MDG_SERVICE_UNAVAILABLE] = N_ ("Service cannot be reached"),
  };

  mdg_bundle_add_boolean (bundle, _ ("Training"), mdg_workplace_is_training (workplace));
  mdg_bundle_add_words (bundle, _ ("Service"),
                        _ (words[mdg_workplace_get_service_state (workplace)]));
  mdg_bundle_add_error (bundle, _ ("Service, error"), mdg_workplace_get_service_error (workplace));
}

static void
add_session (MdgBundle *bundle, MdgLoginFlow *flow)
{
  const MdgSessionInfo *session = mdg_login_flow_get_session (flow);
  gint64 skew = 0;
  gboolean known = mdg_login_flow_get_clock_skew (flow, &skew);

  if (known)
    mdg_bundle_add_number (bundle, _ ("This computer's clock ahead of the service's, seconds"),
                           skew);
  else
    mdg_bundle_add_words (bundle, _ ("This computer's clock ahead of the service's, seconds"),
                          C_ ("bundle", "not known"));
  mdg_bundle_add_number (bundle, _ ("Step of the login"), mdg_login_flow_get_state (flow));
  mdg_bundle_add_boolean (bundle, _ ("Logged in"),
                          session != NULL && session->stage == MDG_STAGE_OPEN);
  mdg_bundle_add_boolean (bundle, _ ("Locked"), mdg_login_flow_get_lock_remaining (flow) > 0);
  mdg_bundle_add_error (bundle, _ ("Login, error"), mdg_login_flow_get_error (flow));
}

static void
add_files (MdgBundle *bundle, MdgWorkplace *workplace)
{
  MdgIdentity *identity = mdg_workplace_get_identity (workplace);
  MdgHolidays *holidays = mdg_workplace_get_holidays (workplace);
  gint64 now = mdg_clock_wall (mdg_workplace_get_clock (workplace));

  mdg_bundle_add_boolean (bundle, _ ("Records are open"),
                          mdg_workplace_get_cache (workplace) != NULL);
  mdg_bundle_add_error (bundle, _ ("Records, error"), mdg_workplace_get_cache_error (workplace));
  mdg_bundle_add_boolean (bundle, _ ("Client certificate in use"), identity != NULL);
  if (identity != NULL)
    mdg_bundle_add_number (bundle, _ ("Client certificate in use, days left"),
                           (mdg_identity_get_expires (identity) - now) / DAY);
  mdg_bundle_add_error (bundle, _ ("Client certificate in use, error"),
                        mdg_workplace_get_identity_error (workplace));
  mdg_bundle_add_number (bundle, _ ("List of holidays until"),
                         mdg_calendar_get_listed_until (mdg_holidays_get_calendar (holidays)));
  mdg_bundle_add_error (bundle, _ ("List of holidays, error"), mdg_holidays_get_error (holidays));
}

void
mdg_bundle_facts_add (MdgBundle *bundle, MdgWorkplace *workplace)
{
  add_versions (bundle);
  add_settings (bundle, mdg_workplace_get_settings (workplace));
  add_errors (bundle);
  mdg_bundle_begin (bundle, MDG_BUNDLE_STATES);
  add_service (bundle, workplace);
  add_session (bundle, mdg_workplace_get_flow (workplace));
  add_files (bundle, workplace);
}
