/* test-windows.c: what the program asks of Windows and of no other system, as far as Wine shows it:
 * formats in the clipboard, the notice of the session, a window kept out of pictures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <windows.h>
#include <wtsapi32.h>
#include <shellapi.h>

#include "core/error.h"
#include "platform/capture.h"
#include "platform/clipboard.h"
#include "platform/notifications.h"
#include "platform/screen-lock.h"
#include "platform/secrets.h"
#include "platform/smartcard.h"
#include "platform/windows/notice-window.h"

static DWORD
read_number (const WCHAR *name)
{
  HANDLE memory = GetClipboardData (RegisterClipboardFormatW (name));
  DWORD number;

  g_assert_nonnull (memory);
  g_assert_cmpuint (GlobalSize (memory), >=, sizeof number);
  memcpy (&number, GlobalLock (memory), sizeof number);
  GlobalUnlock (memory);
  return number;
}

static char *
read_text (void)
{
  HANDLE memory = GetClipboardData (CF_UNICODETEXT);
  char *text = NULL;

  if (memory != NULL)
    {
      text = g_utf16_to_utf8 (GlobalLock (memory), -1, NULL, NULL, NULL);
      GlobalUnlock (memory);
    }
  return text;
}

/* Whatever the test begins with, this is not it. */
static void
copy_something_else (void)
{
  g_assert_true (OpenClipboard (NULL));
  g_assert_true (EmptyClipboard ());
  CloseClipboard ();
}

static void
test_clipboard_formats (void)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("GEZDGNBV 鍵");
  guint ticket = mdg_clipboard_put (secret, NULL);
  g_autofree char *text = NULL;

  g_assert_cmpuint (ticket, !=, 0);
  g_assert_true (mdg_clipboard_holds (ticket));
  g_assert_true (OpenClipboard (NULL));
  text = read_text ();
  g_assert_cmpstr (text, ==, "GEZDGNBV 鍵");
  g_assert_true (IsClipboardFormatAvailable (
      RegisterClipboardFormatW (L"ExcludeClipboardContentFromMonitorProcessing")));
  g_assert_cmpuint (read_number (L"CanIncludeInClipboardHistory"), ==, 0);
  g_assert_cmpuint (read_number (L"CanUploadToCloudClipboard"), ==, 0);
  CloseClipboard ();
  g_assert_true (mdg_clipboard_clear (ticket));
  g_assert_false (mdg_clipboard_holds (ticket));
  g_assert_false (IsClipboardFormatAvailable (CF_UNICODETEXT));
}

static void
test_clipboard_of_others (void)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("GEZDGNBV");
  guint ticket = mdg_clipboard_put (secret, NULL);
  guint second;

  copy_something_else ();
  g_assert_false (mdg_clipboard_holds (ticket));
  second = mdg_clipboard_put (secret, NULL);
  /* Clearing the first leaves the second alone. */
  g_assert_true (mdg_clipboard_clear (ticket));
  g_assert_true (mdg_clipboard_holds (second));
  g_assert_true (IsClipboardFormatAvailable (CF_UNICODETEXT));
  g_assert_true (mdg_clipboard_clear (second));
}

/* Another window, of another thread, has the clipboard open until told. */
typedef struct
{
  GAsyncQueue *opened;
  GAsyncQueue *enough;
} Holder;

static gpointer
hold_clipboard (gpointer data)
{
  Holder *holder = data;
  HWND window = CreateWindowExW (0, L"STATIC", NULL, 0, 0, 0, 0, 0, HWND_MESSAGE, NULL, NULL, NULL);

  g_assert_true (OpenClipboard (window));
  g_async_queue_push (holder->opened, holder);
  g_async_queue_pop (holder->enough);
  CloseClipboard ();
  DestroyWindow (window);
  return NULL;
}

static void
test_clipboard_in_use (void)
{
  Holder holder = { g_async_queue_new (), g_async_queue_new () };
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string ("GEZDGNBV");
  g_autoptr (GError) error = NULL;
  guint ticket = mdg_clipboard_put (secret, NULL);
  GThread *thread = g_thread_new ("holder", hold_clipboard, &holder);

  g_async_queue_pop (holder.opened);
  g_assert_cmpuint (mdg_clipboard_put (secret, &error), ==, 0);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_IN_USE);
  g_assert_false (mdg_clipboard_clear (ticket));
  g_async_queue_push (holder.enough, &holder);
  g_thread_join (thread);
  g_async_queue_unref (holder.opened);
  g_async_queue_unref (holder.enough);
  g_assert_true (mdg_clipboard_clear (ticket));
}

static void
note (HWND window, UINT message, WPARAM first, LPARAM second, gpointer data)
{
  g_async_queue_push (data, GSIZE_TO_POINTER (first));
}

static void
test_notice_window (void)
{
  g_autoptr (GAsyncQueue) notes = g_async_queue_new ();

  for (guint round = 0; round < 3; round++)
    {
      MdgNoticeWindow *window = mdg_notice_window_new (L"MadoguchiTest", WM_APP, note, notes);
      HWND handle = mdg_notice_window_get_handle (window);

      g_assert_true (FindWindowW (L"MadoguchiTest", NULL) == handle);
      g_assert_false (IsWindowVisible (handle));
      PostMessageW (handle, WM_APP + 1, 7, 0);
      PostMessageW (handle, WM_APP, 42, 0);
      g_assert_cmpuint (GPOINTER_TO_SIZE (g_async_queue_pop (notes)), ==, 42);
      mdg_notice_window_free (window);
      g_assert_false (IsWindow (handle));
    }
  g_assert_cmpint (g_async_queue_length (notes), ==, 0);
}

static void
tell (WPARAM event)
{
  HWND window = FindWindowW (L"MadoguchiScreenLock", NULL);

  g_assert_nonnull (window);
  PostMessageW (window, WM_WTSSESSION_CHANGE, event, 0);
}

static void
wait_for (MdgScreenLock *lock, gboolean locked)
{
  while (mdg_screen_lock_get_locked (lock) != locked)
    g_main_context_iteration (NULL, TRUE);
}

/* As Windows would tell it; Wine has no session that locks. */
static void
test_screen_lock (void)
{
  MdgScreenLock *lock = mdg_screen_lock_get ();

  g_assert_false (mdg_screen_lock_get_locked (lock));
  tell (WTS_SESSION_LOCK);
  wait_for (lock, TRUE);
  tell (WTS_SESSION_UNLOCK);
  wait_for (lock, FALSE);
  tell (WTS_REMOTE_DISCONNECT);
  wait_for (lock, TRUE);
  tell (WTS_REMOTE_CONNECT); /* not unlocked yet */
  tell (WTS_SESSION_LOCK);
  tell (WTS_SESSION_UNLOCK);
  wait_for (lock, FALSE);
  /* A report under way when nobody listens any more. */
  tell (WTS_SESSION_LOCK);
  g_object_unref (lock);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (FindWindowW (L"MadoguchiScreenLock", NULL));
}

/* Wine keeps no promise here; what it says must agree with what it does. */
static void
test_capture (void)
{
  HWND window = CreateWindowExW (0, L"STATIC", L"test", WS_OVERLAPPEDWINDOW, 0, 0, 100, 100, NULL,
                                 NULL, NULL, NULL);
  DWORD affinity = 0;

  g_assert_nonnull (window);
  if (mdg_capture_block (window, TRUE) && GetWindowDisplayAffinity (window, &affinity)
      && affinity != 0)
    {
      g_assert_true (mdg_capture_block (window, FALSE));
      g_assert_true (GetWindowDisplayAffinity (window, &affinity));
      g_assert_cmpuint (affinity, ==, 0);
    }
  else
    g_test_skip ("this system keeps no window out of pictures");
  DestroyWindow (window);
  g_assert_false (mdg_capture_block (NULL, TRUE));
}

/* DPAPI: what it wrapped it opens; what it did not, or was altered, is refused as such. */
static void
test_secrets (void)
{
  g_autoptr (GBytes) plain = g_bytes_new ("窓口", 6);
  g_autoptr (GBytes) wrapped = mdg_secrets_wrap (plain, NULL);
  g_autoptr (GBytes) back = mdg_secrets_unwrap (wrapped, NULL);
  g_autoptr (GBytes) altered = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  guint8 *data = g_memdup2 (g_bytes_get_data (wrapped, NULL), g_bytes_get_size (wrapped));

  g_assert_true (g_bytes_equal (plain, back));
  g_assert_false (g_bytes_equal (plain, wrapped));
  length = g_bytes_get_size (wrapped);
  data[length - 1] ^= 1;
  altered = g_bytes_new_take (data, length);
  g_assert_null (mdg_secrets_unwrap (altered, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_WRAP_REFUSED);
  g_clear_error (&error);
  g_assert_null (mdg_secrets_unwrap (plain, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_WRAP_REFUSED);
}

/* ---- notifications: the shell's part is played here, by the messages that Windows documents ----
 */

static void
note_activation (GSimpleAction *action, GVariant *parameter, gpointer count)
{
  (*(guint *)count)++;
}

/* @icon: which word it is about: the first has number 1, and each has its own. */
static void
as_shell (UINT event, WORD icon)
{
  HWND window = FindWindowW (L"MadoguchiNotifications", NULL);

  g_assert_nonnull (window);
  g_assert_true (PostMessageW (window, WM_APP + 1, 0, MAKELPARAM (event, icon)));
}

static void
wait_for_click (const guint *count, guint value)
{
  while (*count < value)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (*count, ==, value);
}

static void
show (GApplication *application, const char *id, const char *action)
{
  /* Longer than what Windows takes, and cut within a character that has two units. */
  g_autofree char *body = g_strconcat (id, "\xf0\xa0\xae\xb7\xf0\xa0\xae\xb7 ", NULL);
  g_autoptr (GString) long_body = g_string_new (NULL);
  MdgNotification notification = { .id = id, .title = "電子証明書", .action = action };

  while (long_body->len < 2000)
    g_string_append (long_body, body);
  notification.body = long_body->str;
  g_assert_true (mdg_notifications_show (application, &notification));
}

typedef struct
{
  GApplication *application;
  guint firsts; /* how often each action was activated */
  guint seconds;
} Desk;

static void
add_action (Desk *desk, const char *name, guint *count)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

  g_signal_connect (action, "activate", G_CALLBACK (note_activation), count);
  g_action_map_add_action (G_ACTION_MAP (desk->application), G_ACTION (action));
}

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  desk->application = g_application_new ("org.madoguchi.Test", G_APPLICATION_NON_UNIQUE);
  add_action (desk, "first", &desk->firsts);
  add_action (desk, "second", &desk->seconds);
  g_assert_true (g_application_register (desk->application, NULL, NULL));
  g_assert_null (FindWindowW (L"MadoguchiNotifications", NULL));
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  mdg_notifications_end ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (FindWindowW (L"MadoguchiNotifications", NULL));
  g_object_unref (desk->application);
}

static void
test_notifications (Desk *desk, gconstpointer data)
{
  show (desk->application, "a", "first");
  show (desk->application, "b", "second");
  as_shell (NIN_BALLOONSHOW, 1);
  as_shell (NIN_BALLOONUSERCLICK, 1); /* the second follows */
  wait_for_click (&desk->firsts, 1);
  g_assert_cmpuint (desk->seconds, ==, 0);
  PostMessageW (FindWindowW (L"MadoguchiNotifications", NULL),
                RegisterWindowMessageW (L"TaskbarCreated"), 0, 0);
  as_shell (NIN_SELECT, 2); /* the icon itself */
  wait_for_click (&desk->seconds, 1);
  as_shell (NIN_BALLOONUSERCLICK, 2); /* too late: nothing is shown */

  show (desk->application, "a", "first");
  as_shell (NIN_BALLOONTIMEOUT, 3); /* gone; a click would come too late */
  as_shell (NIN_BALLOONUSERCLICK, 3);

  show (desk->application, "b", "second");
  as_shell (NIN_BALLOONUSERCLICK, 4);
  wait_for_click (&desk->seconds, 2);
  g_assert_cmpuint (desk->firsts, ==, 1);

  /* A click that nobody fetches any more. */
  show (desk->application, "a", "first");
  as_shell (NIN_BALLOONUSERCLICK, 5);
  mdg_notifications_end ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (desk->firsts, ==, 1);
}

/* What the shell says of a word when the next one is shown already: it is not about that. */
static void
test_late_word_of_shell (Desk *desk, gconstpointer data)
{
  HWND window;

  show (desk->application, "a", "first");
  show (desk->application, "b", "second");
  as_shell (NIN_BALLOONTIMEOUT, 1); /* b takes the place of a */
  as_shell (NIN_BALLOONHIDE, 1);
  as_shell (NIN_BALLOONTIMEOUT, 1);
  as_shell (NIN_BALLOONUSERCLICK, 1);
  window = FindWindowW (L"MadoguchiNotifications", NULL);
  g_assert_true (PostMessageW (window, WM_TIMER, 1, 0));
  as_shell (NIN_BALLOONUSERCLICK, 2);
  wait_for_click (&desk->seconds, 1);
  g_assert_cmpuint (desk->firsts, ==, 0);

  /* One that takes the place of another of its name: shown already, that had number 3. */
  show (desk->application, "a", "first");
  show (desk->application, "a", "second");
  as_shell (NIN_BALLOONUSERCLICK, 3);
  as_shell (NIN_BALLOONUSERCLICK, 4);
  wait_for_click (&desk->seconds, 2);
  g_assert_cmpuint (desk->firsts, ==, 0);
}

static gboolean
say_nothing (MdgCard *card, gpointer data, GError **error)
{
  return TRUE;
}

static void
store (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

/* Wine 8 has no service for cards, as a terminal that never had a reader: that is an answer, not a
 * fault, and nobody waits long for it. */
static void
test_smartcard (void)
{
  g_autoptr (MdgReaderWatch) watch = mdg_reader_watch_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  while (mdg_reader_watch_get_service (watch) == MDG_CARD_SERVICE_UNKNOWN)
    g_main_context_iteration (NULL, TRUE);
  mdg_card_talk_async ("No such reader 窓口", say_nothing, watch, NULL, 20000, NULL, store,
                       &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (mdg_card_talk_finish (result, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_READER);
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE); /* no bus is looked for */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/windows/clipboard-formats", test_clipboard_formats);
  g_test_add_func ("/windows/clipboard-of-others", test_clipboard_of_others);
  g_test_add_func ("/windows/clipboard-in-use", test_clipboard_in_use);
  g_test_add_func ("/windows/notice-window", test_notice_window);
  g_test_add_func ("/windows/screen-lock", test_screen_lock);
  g_test_add_func ("/windows/capture", test_capture);
  g_test_add_func ("/windows/secrets", test_secrets);
  g_test_add ("/windows/notifications", Desk, NULL, desk_set_up, test_notifications,
              desk_tear_down);
  g_test_add ("/windows/notifications/late", Desk, NULL, desk_set_up, test_late_word_of_shell,
              desk_tear_down);
  g_test_add_func ("/windows/smartcard", test_smartcard);
  return g_test_run ();
}
