/* application.c: the program as the desktop sees it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "version.h"
#include "application.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "core/file.h"
#include "core/log.h"
#include "curtain.h"
#include "measure-accounts.h"
#include "measure.h"
#include "platform/instance.h"
#include "platform/machine.h"
#include "platform/notifications.h"
#include "widgets/native-window.h"
#include "window.h"
#ifdef MDG_HAVE_TOUR
#include "tour/tour.h"
#endif

#define CONNECTION_LIMIT (1024 * 1024)

struct _MdgApplication
{
  GtkApplication parent_instance;

  MdgBackendFactory make_training;
  MdgWorkplace *workplace;
  MdgCache *made;       /* (nullable): records that were made just now, for the next workplace */
  gboolean was_covered; /* so was the window of the workplace before */
  gboolean continues;   /* the next window goes on with what comes after making them */
  guint switching;      /* to another profile, when nothing of the old one is at work */
  MdgClock *service_clock;
  int status;
  char *data_folder;            /* --data-dir */
  gboolean data_folder_is_ours; /* it goes with the tour */
  char *connection_file;
  char *tour_folder;
  char *tour_stick;
  char *tour_records;   /* --tour-records */
  gboolean touring;     /* it has begun */
  gboolean way_was_set; /* since the start */
  char *wanted_size;
  char *measured; /* --measure: what tests/bench/run times: a page's first frame, opening or
                     scrolling the accounts */
};

G_DEFINE_FINAL_TYPE (MdgApplication, mdg_application, GTK_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and quit"), NULL },
  { "lang", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Language of the window: ja or en"), "LANG" },
  { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Keep records and settings in this folder"),
    "DIR" },
  { "connection", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Use the service described in this file (the ready line of madoguchi-training)"), "FILE" },
  { "tour", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Walk through the whole job, save a picture of every screen here, and quit"), "DIR" },
  { "tour-stick", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
  { "tour-records", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of the window, for the tour"),
    "WIDTHxHEIGHT" },
  { "measure", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* Uninstalled, the translations lie where they were built.
 *
 * GLib decides once, at the first word that it or GTK has in any language, whether they translate
 * at all: not where the program has no translation for the computer's language. That would be
 * before the program is told another one (--lang, the settings). Asked before there is a domain, it
 * decides that they do. */
static void
bind_language (void)
{
  const char *folder = g_file_test (MDG_BUILD_LOCALE_DIR, G_FILE_TEST_IS_DIR) ? MDG_BUILD_LOCALE_DIR
                                                                              : MDG_LOCALE_DIR;

  setlocale (LC_ALL, "");
  g_dgettext (GETTEXT_PACKAGE, "Code:");
  mdg_machine_bind_translations (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* Tells of the start, too: with which versions of what. */
static void
open_log (MdgApplication *self)
{
  g_autofree char *folder = self->data_folder != NULL
                                ? g_build_filename (self->data_folder, "log", NULL)
                                : mdg_machine_log_folder ();
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autoptr (GError) error = NULL;

  if (!mdg_log_open (folder, &error))
    g_warning ("there is no log: %s", error->message);
  g_info ("madoguchi %s starts: GTK %u.%u.%u, GLib %u.%u.%u, %s", MDG_VERSION,
          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
          glib_major_version, glib_minor_version, glib_micro_version,
          system != NULL ? system : "unknown system");
}

static char *
settings_file (MdgApplication *self)
{
  g_autofree char *folder
      = self->data_folder != NULL ? g_strdup (self->data_folder) : mdg_machine_config_folder ();

  return g_build_filename (folder, "settings.conf", NULL);
}

static MdgSettings *
read_settings (MdgApplication *self)
{
  g_autofree char *file = settings_file (self);
  g_autoptr (GKeyFile) policy = mdg_machine_policy ();
  g_autoptr (GKeyFile) defaults = mdg_machine_defaults ();

  return mdg_settings_new (policy, defaults, file);
}

/* The backend that @file describes, or NULL. */
static MdgBackend *
read_connection (const char *file, gboolean *training)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) json = mdg_file_read_secret (file, CONNECTION_LIMIT, &error);
  g_autoptr (MdgConnection) connection = NULL;

  if (json != NULL)
    connection = mdg_connection_parse ((const char *)mdg_secret_get_data (json, NULL),
                                       (gssize)mdg_secret_get_length (json), &error);
  if (connection == NULL)
    {
      g_printerr ("%s: %s\n", file, error->message);
      return NULL;
    }
  *training = connection->training;
  return mdg_fixed_backend_new (connection);
}

/* Who answers in @profile, as the settings say. What is wrong with them is told in the window:
 * @misconfigured. */
static MdgBackend *
backend_of_profile (MdgSettings *settings, const char *profile, gboolean *misconfigured)
{
  g_autofree char *endpoint = mdg_settings_get (settings, MDG_SETTING_ENDPOINT);
  g_autofree char *ca_file = mdg_settings_get (settings, MDG_SETTING_CA_FILE);
  g_autofree char *client_file = mdg_settings_get (settings, MDG_SETTING_CERTIFICATE_FILE);
  g_autoptr (MdgConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  if (g_str_equal (profile, mdg_way_get_name (MDG_WAY_GATEWAY)))
    connection = mdg_connection_new_gateway (endpoint, ca_file, client_file, &error);
  else
    mdg_set_error (&error, MDG_ERROR_NOT_CONFIGURED, "profile: \"%s\" has no service", profile);
  *misconfigured = connection == NULL && !g_str_equal (profile, mdg_way_get_name (MDG_WAY_ASSIST));
  return connection != NULL ? mdg_fixed_backend_new (connection)
                            : mdg_fixed_backend_new_unknown (error);
}

/* Whatever the settings say: the tour begins there, but for the one that comes back to its records.
 */
static gboolean
is_training_anyway (MdgApplication *self)
{
  return self->connection_file != NULL || self->measured != NULL
         || (self->tour_folder != NULL && !self->way_was_set
             && g_strcmp0 (self->tour_records, "return") != 0);
}

/* The way of working that the settings say. A word that is none is a gateway that is not
 * configured: it must not look like training. */
static MdgWay
find_way (MdgApplication *self, const char *profile)
{
  MdgWay way;

  if (is_training_anyway (self))
    return MDG_WAY_TRAINING;
  return mdg_way_from_name (profile, &way) ? way : MDG_WAY_GATEWAY;
}

static MdgBackend *
make_backend (MdgApplication *self,
              MdgSettings *settings,
              const char *data,
              MdgWay way,
              gboolean *training,
              gboolean *misconfigured)
{
  g_autofree char *profile = mdg_settings_get (settings, MDG_SETTING_PROFILE);
  g_autofree char *service_folder
      = g_build_filename (data, mdg_way_get_name (MDG_WAY_TRAINING), "service", NULL);

  *training = !mdg_way_is_real (way);
  if (self->connection_file != NULL)
    return read_connection (self->connection_file, training);
  if (mdg_way_is_real (way))
    return backend_of_profile (settings, profile, misconfigured);
  return self->make_training (service_folder, self->service_clock);
}

static gboolean
make_workplace (MdgApplication *self)
{
  g_autofree char *data
      = self->data_folder != NULL ? g_strdup (self->data_folder) : mdg_machine_data_folder ();
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgSettings) settings = read_settings (self);
  g_autofree char *profile = mdg_settings_get (settings, MDG_SETTING_PROFILE);
  MdgWay way = find_way (self, profile);
  gboolean training, misconfigured = FALSE;
  g_autoptr (MdgBackend) backend
      = make_backend (self, settings, data, way, &training, &misconfigured);
  g_autoptr (MdgRecords) records = NULL;

  if (backend == NULL)
    return FALSE;
  /* What a real service says belongs under a person's passphrase, never among the training's. */
  if (self->connection_file != NULL && !training)
    way = MDG_WAY_GATEWAY;
  records = mdg_records_new (way, data, clock, settings);
  if (misconfigured)
    mdg_records_set_misconfigured (records);
  self->workplace = mdg_workplace_new (backend, clock, settings, records, training);
  if (way == MDG_WAY_ASSIST)
    mdg_workplace_use_assist (self->workplace);
  if (self->made != NULL)
    mdg_records_take (records, g_steal_pointer (&self->made));
  /* Locked while its records were being made: nobody was asked for the passphrase yet. */
  if (self->was_covered)
    mdg_lock_cover (mdg_records_get_lock (records), MDG_LOCK_ASKED);
  self->was_covered = FALSE;
  return TRUE;
}

static void
help_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (MDG_IS_WINDOW (window))
    mdg_window_show_help (MDG_WINDOW (window));
}

/* From a desktop notification: the window may be behind others. */
static void
show_certificates_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (!MDG_IS_WINDOW (window))
    return;
  /* Behind the locked view nothing moves; the reminder still stands above every tab. */
  if (mdg_curtain_is_open (mdg_window_get_curtain (MDG_WINDOW (window))))
    mdg_window_show_tab (MDG_WINDOW (window), "certificates");
  mdg_native_window_raise (window);
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (window != NULL)
    gtk_window_close (window);
}

static int
mdg_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  MdgApplication *self = MDG_APPLICATION (application);
  g_autofree char *language = NULL;
  gboolean own_process;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("madoguchi %s\n", MDG_VERSION);
      return 0;
    }
  g_variant_dict_lookup (dict, "data-dir", "^ay", &self->data_folder);
  g_variant_dict_lookup (dict, "connection", "^ay", &self->connection_file);
  g_variant_dict_lookup (dict, "tour", "^ay", &self->tour_folder);
  g_variant_dict_lookup (dict, "tour-stick", "^ay", &self->tour_stick);
  g_variant_dict_lookup (dict, "tour-records", "s", &self->tour_records);
  g_variant_dict_lookup (dict, "size", "s", &self->wanted_size);
  g_variant_dict_lookup (dict, "measure", "s", &self->measured);
  own_process = self->tour_folder != NULL || self->measured != NULL;
#ifdef MDG_HAVE_TOUR
  if (self->tour_folder != NULL && self->data_folder == NULL)
    {
      self->data_folder = mdg_tour_make_data_folder ();
      self->data_folder_is_ours = TRUE;
    }
#endif
  open_log (self);
  if (!g_variant_dict_lookup (dict, "lang", "s", &language))
    {
      g_autoptr (MdgSettings) settings = read_settings (self);
      language = mdg_settings_get (settings, MDG_SETTING_LANGUAGE);
    }
  mdg_machine_use_language (language);
  if (own_process || !mdg_instance_has_bus ())
    g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
  return own_process || mdg_instance_claim (MDG_APPLICATION_ID) ? -1 : 0;
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/org/madoguchi/Madoguchi/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* A class that GtkBuilder meets in a .ui file before anybody made one is looked for among the
 * functions of all libraries; on Windows by a new list of these each time, which was a third of the
 * time to the first frame. tests/lint/check-ui holds this list against the files. */
static void
know_widgets (void)
{
  const GType widgets[] = {
    GTK_TYPE_BOX,          GTK_TYPE_BUTTON,          GTK_TYPE_LABEL,      GTK_TYPE_ENTRY,
    GTK_TYPE_GRID,         GTK_TYPE_CHECK_BUTTON,    GTK_TYPE_DROP_DOWN,  GTK_TYPE_SPINNER,
    GTK_TYPE_PROGRESS_BAR, GTK_TYPE_SCROLLED_WINDOW, GTK_TYPE_VIEWPORT,   GTK_TYPE_COLUMN_VIEW,
    GTK_TYPE_SEARCH_ENTRY, GTK_TYPE_SPIN_BUTTON,     GTK_TYPE_ADJUSTMENT, GTK_TYPE_TOGGLE_BUTTON,
    GTK_TYPE_STRING_LIST,  GTK_TYPE_LIST_VIEW,       GTK_TYPE_TEXT_VIEW,  GTK_TYPE_LIST_BOX
  };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    g_type_ensure (widgets[i]);
}

static void
mdg_application_startup (GApplication *application)
{
  static const GActionEntry actions[]
      = { { .name = "help", .activate = help_activated },
          { .name = "show-certificates", .activate = show_certificates_activated },
          { .name = "quit", .activate = quit_activated } };
  static const char *const help_keys[] = { "F1", NULL };
  static const char *const quit_keys[] = { "<Control>q", NULL };

  /* The list of the machine's fonts is read by a thread of pango's, which the first text waits for:
   * it reads while GTK starts. */
  pango_cairo_font_map_get_default ();
  G_APPLICATION_CLASS (mdg_application_parent_class)->startup (application);
  know_widgets ();
  load_style ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.help", help_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
}

static gboolean
measures_scrolling (MdgApplication *self)
{
  return g_strcmp0 (self->measured, "scroll") == 0;
}

static gboolean
measures_accounts (MdgApplication *self)
{
  return g_strcmp0 (self->measured, "accounts") == 0 || measures_scrolling (self);
}

/* Nothing but the first page was made until now; the work begins when it is on the screen. */
static void
first_frame_shown (MdgApplication *self)
{
  if (self->measured != NULL && !measures_accounts (self))
    return;
  gtk_window_set_default_icon_name (MDG_APPLICATION_ID);
  mdg_workplace_start (self->workplace);
#ifdef MDG_HAVE_TOUR
  if (self->tour_folder != NULL && !self->touring)
    {
      self->touring = TRUE;
      mdg_tour_start (self, self->tour_folder);
    }
#endif
}

static GtkWindow *
make_window (MdgApplication *self)
{
  GtkWindow *window = GTK_WINDOW (mdg_window_new (self, self->workplace));

  g_signal_connect_object (window, "first-frame", G_CALLBACK (first_frame_shown), self,
                           G_CONNECT_SWAPPED);
  if (self->continues)
    mdg_curtain_show_import (mdg_window_get_curtain (MDG_WINDOW (window)));
  self->continues = FALSE;
  return window;
}

static void
mdg_application_activate (GApplication *application)
{
  MdgApplication *self = MDG_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      if (self->workplace == NULL && !make_workplace (self))
        return;
      if (g_strcmp0 (self->measured, "login") == 0)
        mdg_login_flow_begin (mdg_workplace_get_flow (self->workplace));
      window = make_window (self);
      if (measures_accounts (self))
        mdg_measure_accounts (MDG_WINDOW (window), measures_scrolling (self));
      else if (self->measured != NULL)
        mdg_measure_first_frame (window, self->measured);
    }
  mdg_native_window_raise (window);
}

/* The old profile ends wholly before the new one begins: nothing of the one gets into the other. */
static gboolean
switch_profile (gpointer data)
{
  MdgApplication *self = data;
  GtkWindow *old = gtk_application_get_active_window (GTK_APPLICATION (self));

  self->switching = 0;
  g_application_hold (G_APPLICATION (self));
  if (self->workplace != NULL)
    {
      self->was_covered = mdg_lock_is_covered (mdg_workplace_get_lock (self->workplace));
      mdg_workplace_stop (self->workplace);
    }
  if (old != NULL)
    gtk_window_destroy (old);
  g_clear_object (&self->workplace);
  g_application_activate (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

gboolean
mdg_application_use_way (MdgApplication *self, MdgWay way, MdgCache *made, GError **error)
{
  MdgSettings *settings;
  g_autofree char *profile = NULL;

  g_return_val_if_fail (MDG_IS_APPLICATION (self) && self->workplace != NULL, FALSE);

  settings = mdg_workplace_get_settings (self->workplace);
  profile = mdg_settings_get (settings, MDG_SETTING_PROFILE);
  if (self->connection_file == NULL && !g_str_equal (profile, mdg_way_get_name (way))
      && !mdg_settings_set (settings, MDG_SETTING_PROFILE, mdg_way_get_name (way), error))
    return FALSE;
  self->way_was_set = TRUE;
  g_set_object (&self->made, made);
  self->continues = made != NULL;
  if (self->switching == 0)
    self->switching = g_idle_add (switch_profile, self);
  return TRUE;
}

static void
mdg_application_shutdown (GApplication *application)
{
  MdgApplication *self = MDG_APPLICATION (application);

  g_clear_handle_id (&self->switching, g_source_remove);
  if (self->made != NULL)
    mdg_cache_close (self->made);
  g_clear_object (&self->made);

  mdg_notifications_end ();
  if (self->workplace != NULL)
    mdg_workplace_stop (self->workplace);
  g_clear_object (&self->workplace);
  g_info ("ends");
  mdg_log_close ();
#ifdef MDG_HAVE_TOUR
  if (self->data_folder_is_ours && self->data_folder != NULL)
    mdg_tour_remove_data_folder (self->data_folder);
#endif
  G_APPLICATION_CLASS (mdg_application_parent_class)->shutdown (application);
}

static void
mdg_application_finalize (GObject *object)
{
  MdgApplication *self = MDG_APPLICATION (object);

  g_clear_object (&self->service_clock);
  g_free (self->data_folder);
  g_free (self->connection_file);
  g_free (self->tour_folder);
  g_free (self->tour_stick);
  g_free (self->tour_records);
  g_free (self->wanted_size);
  g_free (self->measured);
  G_OBJECT_CLASS (mdg_application_parent_class)->finalize (object);
}

static void
mdg_application_class_init (MdgApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mdg_application_finalize;
  application_class->handle_local_options = mdg_application_handle_local_options;
  application_class->startup = mdg_application_startup;
  application_class->activate = mdg_application_activate;
  application_class->shutdown = mdg_application_shutdown;
}

static void
mdg_application_init (MdgApplication *self)
{
  bind_language ();
  self->service_clock = mdg_clock_new_system ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

MdgApplication *
mdg_application_new (MdgBackendFactory make_training)
{
  MdgApplication *self = g_object_new (MDG_TYPE_APPLICATION, "application-id", MDG_APPLICATION_ID,
                                       "resource-base-path", "/org/madoguchi/Madoguchi", NULL);

  self->make_training = make_training;
  return self;
}

MdgWorkplace *
mdg_application_get_workplace (MdgApplication *self)
{
  g_return_val_if_fail (MDG_IS_APPLICATION (self), NULL);

  return self->workplace;
}

MdgClock *
mdg_application_get_service_clock (MdgApplication *self)
{
  g_return_val_if_fail (MDG_IS_APPLICATION (self), NULL);

  return self->service_clock;
}

void
mdg_application_set_status (MdgApplication *self, int status)
{
  g_return_if_fail (MDG_IS_APPLICATION (self));

  self->status = status;
}

int
mdg_application_get_status (MdgApplication *self)
{
  g_return_val_if_fail (MDG_IS_APPLICATION (self), 0);

  return self->status;
}

const char *
mdg_application_get_wanted_size (MdgApplication *self)
{
  g_return_val_if_fail (MDG_IS_APPLICATION (self), NULL);

  return self->wanted_size;
}

const char *
mdg_application_get_tour_stick (MdgApplication *self)
{
  g_return_val_if_fail (MDG_IS_APPLICATION (self), NULL);

  return self->tour_stick;
}

const char *
mdg_application_get_tour_records (MdgApplication *self)
{
  g_return_val_if_fail (MDG_IS_APPLICATION (self), NULL);

  return self->tour_records;
}

gboolean
mdg_application_is_data_temporary (MdgApplication *self)
{
  g_return_val_if_fail (MDG_IS_APPLICATION (self), FALSE);

  return self->data_folder_is_ours;
}
