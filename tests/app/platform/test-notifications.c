/* test-notifications.c: what the desktop is told of a notification, on a bus and with a desktop of
 * the test's own. SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/notifications.h"

#define DESKTOP "org.freedesktop.Notifications"
#define DESKTOP_PATH "/org/freedesktop/Notifications"

static const char desktop_xml[]
    = "<node><interface name='" DESKTOP "'><method name='Notify'>"
      "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
      "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' "
      "direction='out'/>"
      "</method><signal name='ActionInvoked'><arg type='u'/><arg "
      "type='s'/></signal></interface></node>";

static GVariant *told; /* of the last call */
static GDBusConnection *desktop;
static guint activated;

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  g_clear_pointer (&told, g_variant_unref);
  told = g_variant_ref (parameters);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 7));
}

static void
own_name (GDBusConnection *connection)
{
  g_autoptr (GVariant) owned = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", DESKTOP, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
      NULL);

  g_assert_nonnull (owned);
}

static void
start_desktop (GTestDBus *bus)
{
  static const GDBusInterfaceVTable table = { .method_call = on_call };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (desktop_xml, NULL);

  desktop = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);
  g_assert_nonnull (desktop);
  g_assert_cmpuint (g_dbus_connection_register_object (desktop, DESKTOP_PATH, node->interfaces[0],
                                                       &table, NULL, NULL, NULL),
                    !=, 0);
  own_name (desktop);
}

static void
note_activation (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  activated++;
}

static void
click (void)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (desktop, NULL, DESKTOP_PATH, DESKTOP, "ActionInvoked",
                                 g_variant_new ("(us)", 7, "default"), &error);
  g_assert_no_error (error);
}

static gboolean
click_again (gpointer data)
{
  click ();
  return G_SOURCE_CONTINUE;
}

static void
test_shown (void)
{
  g_autoptr (GApplication) application
      = g_application_new ("org.madoguchi.Test", G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (GSimpleAction) action = g_simple_action_new ("show", NULL);
  const MdgNotification notification = { .id = "a",
                                         .title = "電子証明書",
                                         .body = "あと15日",
                                         .urgent = TRUE,
                                         .button = "開く",
                                         .action = "show" };
  g_autofree const char **buttons = NULL;
  const char *title, *body;
  guint source;

  g_signal_connect (action, "activate", G_CALLBACK (note_activation), NULL);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
  g_assert_true (g_application_register (application, NULL, NULL));
  g_assert_true (mdg_notifications_show (application, &notification));
  while (told == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_variant_get (told, "(&su&s&s&s^a&s@a{sv}i)", NULL, NULL, NULL, &title, &body, &buttons, NULL,
                 NULL);
  g_assert_cmpstr (title, ==, "電子証明書");
  g_assert_cmpstr (body, ==, "あと15日");
  g_assert_true (g_strv_contains ((const char *const *)buttons, "開く"));
  /* The answer to the call has to come before the click on what it shows. */
  source = g_timeout_add (20, click_again, NULL);
  while (activated == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  mdg_notifications_end ();
}

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  start_desktop (bus);
  g_test_add_func ("/notifications/shown", test_shown);
  status = g_test_run ();
  g_clear_pointer (&told, g_variant_unref);
  g_clear_object (&desktop);
  g_test_dbus_stop (bus);
  return status;
}
