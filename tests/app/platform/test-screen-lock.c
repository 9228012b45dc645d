/* test-screen-lock.c: the lock of the session as logind tells of it, on a bus and with a logind of
 * the test's own. SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "platform/screen-lock.h"

#define LOGIND "org.freedesktop.login1"
#define MANAGER "/org/freedesktop/login1"
#define OWN_SESSION MANAGER "/session/_31"
#define OTHER_SESSION MANAGER "/session/_32"
#define AGAIN_MS                                                                                   \
  200 /* longer than it takes to be heard, or the words pile up on a slow machine                  \
       */

static const char manager_xml[] = "<node><interface name='" LOGIND ".Manager'>"
                                  "<method name='GetSessionByPID'>"
                                  "<arg type='u' direction='in'/><arg type='o' direction='out'/>"
                                  "</method></interface></node>";

/* What the test's logind is like. */
static GDBusConnection *logind;
static gboolean knows_session;
static guint asked;

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
  guint pid;

  g_variant_get (parameters, "(u)", &pid);
  g_assert_cmpuint (pid, ==, (guint)getpid ());
  if (knows_session)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", OWN_SESSION));
  else
    g_dbus_method_invocation_return_dbus_error (invocation, LOGIND ".NoSessionForPID",
                                                "of no session");
  asked++;
}

static GDBusConnection *
connect_to_bus (void)
{
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SYSTEM_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);

  g_assert_nonnull (connection);
  return connection;
}

static void
start_logind (void)
{
  static const GDBusInterfaceVTable table = { .method_call = on_call };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (manager_xml, NULL);
  g_autoptr (GVariant) owned = NULL;

  logind = connect_to_bus ();
  g_assert_cmpuint (g_dbus_connection_register_object (logind, MANAGER, node->interfaces[0], &table,
                                                       NULL, NULL, NULL),
                    !=, 0);
  owned = g_dbus_connection_call_sync (logind, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", LOGIND, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (owned);
}

/* One signal, and what it should lead to. */
typedef struct
{
  GDBusConnection *from;
  const char *path;
  const char *name; /* Lock, Unlock; NULL: the hint */
  const char *hint; /* property that the hint is about */
  GVariant *value;
} Word;

static gboolean
say (gpointer data)
{
  Word *word = data;
  GVariantDict changed;

  if (word->name != NULL)
    g_dbus_connection_emit_signal (word->from, NULL, word->path, LOGIND ".Session", word->name,
                                   NULL, NULL);
  else
    {
      g_variant_dict_init (&changed, NULL);
      g_variant_dict_insert_value (&changed, word->hint, word->value);
      g_dbus_connection_emit_signal (
          word->from, NULL, word->path, "org.freedesktop.DBus.Properties", "PropertiesChanged",
          g_variant_new ("(s@a{sv}as)", LOGIND ".Session", g_variant_dict_end (&changed), NULL),
          NULL);
    }
  return G_SOURCE_CONTINUE;
}

/* Says it until it was heard: who listens may not have begun to. */
static void
say_until (Word *word, MdgScreenLock *lock, gboolean locked)
{
  guint again = g_timeout_add (AGAIN_MS, say, word);

  say (word);
  while (mdg_screen_lock_get_locked (lock) != locked)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (again);
}

static void
count (guint *number)
{
  (*number)++;
}

static void
test_signals (void)
{
  g_autoptr (MdgScreenLock) lock = NULL;
  g_autoptr (GDBusConnection) stranger = connect_to_bus ();
  Word lock_it = { logind, OWN_SESSION, "Lock", NULL, NULL };
  Word unlock_it = { logind, OWN_SESSION, "Unlock", NULL, NULL };
  Word other = { logind, OTHER_SESSION, "Lock", NULL, NULL };
  Word strange = { stranger, OWN_SESSION, "Lock", NULL, NULL };
  guint changes = 0;

  knows_session = TRUE;
  lock = mdg_screen_lock_get ();
  g_signal_connect_swapped (lock, "notify::locked", G_CALLBACK (count), &changes);
  g_assert_false (mdg_screen_lock_get_locked (lock));
  say_until (&lock_it, lock, TRUE);
  say_until (&unlock_it, lock, FALSE);
  /* Neither somebody else's session nor somebody else's word: they come before the next ones. */
  say (&other);
  say (&strange);
  g_assert_true (g_dbus_connection_flush_sync (stranger, NULL, NULL));
  changes = 0;
  say_until (&lock_it, lock, TRUE);
  say_until (&unlock_it, lock, FALSE);
  g_assert_cmpuint (changes, ==, 2);
}

static void
test_hint (void)
{
  g_autoptr (MdgScreenLock) lock = NULL;
  g_autoptr (GVariant) yes = g_variant_ref_sink (g_variant_new_boolean (TRUE));
  g_autoptr (GVariant) no = g_variant_ref_sink (g_variant_new_boolean (FALSE));
  g_autoptr (GVariant) text = g_variant_ref_sink (g_variant_new_string ("yes"));
  Word locked = { logind, OWN_SESSION, NULL, "LockedHint", yes };
  Word unlocked = { logind, OWN_SESSION, NULL, "LockedHint", no };
  Word other = { logind, OWN_SESSION, NULL, "IdleHint", no };
  Word wrong = { logind, OWN_SESSION, NULL, "LockedHint", text };
  guint changes = 0;

  knows_session = TRUE;
  lock = mdg_screen_lock_get ();
  say_until (&locked, lock, TRUE);
  g_signal_connect_swapped (lock, "notify::locked", G_CALLBACK (count), &changes);
  say (&other);
  say (&wrong);
  say_until (&unlocked, lock, FALSE);
  g_assert_cmpuint (changes, ==, 1);
}

static void
test_shared (void)
{
  MdgScreenLock *first = mdg_screen_lock_get ();
  MdgScreenLock *second = mdg_screen_lock_get ();

  g_assert_true (first == second);
  g_object_unref (second);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *)&second);
  g_object_unref (first);
  g_assert_null (second);
}

/* In a container, or started by a service: nothing is heard, nothing breaks. */
static void
test_no_session (void)
{
  g_autoptr (MdgScreenLock) lock = NULL;
  Word lock_it = { logind, OWN_SESSION, "Lock", NULL, NULL };

  knows_session = FALSE;
  asked = 0;
  lock = mdg_screen_lock_get ();
  while (asked == 0)
    g_main_context_iteration (NULL, TRUE);
  say (&lock_it);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (mdg_screen_lock_get_locked (lock));
}

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  start_logind ();
  g_test_add_func ("/screen-lock/signals", test_signals);
  g_test_add_func ("/screen-lock/hint", test_hint);
  g_test_add_func ("/screen-lock/shared", test_shared);
  g_test_add_func ("/screen-lock/no-session", test_no_session);
  status = g_test_run ();
  g_clear_object (&logind);
  g_test_dbus_stop (bus);
  return status;
}
