/* notifications.c: words in the notification area, by an icon that is there as long as its word.
 *
 * All of it happens in the thread of a window that nobody sees: the shell tells that window what
 * became of the word. The main thread only puts words into a queue and knocks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/notifications.h"

#include <string.h>
#include <windows.h>
#include <shellapi.h>

#include "platform/windows/notice-window.h"

/* What the shell says comes as this message: what happened in the low word of its second parameter,
 * the icon's number in the high one (NOTIFYICON_VERSION_4). So do we, in words that the shell does
 * not use. */
#define MESSAGE (WM_APP + 1)
#define LOOK WM_NULL
#define END WM_DESTROY
#define ICON_RESOURCE 1 /* installer/windows/program/program.rc.in */
/* The shell does not tell of a word that it keeps back, in quiet hours. */
#define AT_MOST_MS 60000

typedef struct
{
  char *id;
  char *title;
  char *body;
  char *action;
  gboolean urgent;
} Word;

typedef struct
{
  GApplication *application;
  GMainContext *context;
  UINT taskbar_created; /* the shell was started anew, and knows nothing of us */
  MdgNoticeWindow *window;

  GMutex mutex;
  GQueue waiting; /* Word */

  /* of the window's thread */
  Word *shown;
  guint16 number; /* of the icon made last: each word has its own, as what the shell says of one may
                     come when the next is shown already */
  gboolean busy;
} Notifier;

static Notifier *notifier; /* main thread */

static Word *
word_new (const MdgNotification *notification)
{
  Word *word = g_new0 (Word, 1);

  word->id = g_strdup (notification->id);
  word->title = g_strdup (notification->title);
  word->body = g_strdup (notification->body);
  word->action = g_strdup (notification->action);
  word->urgent = notification->urgent;
  return word;
}

static void
word_free (Word *word)
{
  g_free (word->id);
  g_free (word->title);
  g_free (word->body);
  g_free (word->action);
  g_free (word);
}

/* talking with the shell --------------------------------------------------------------------- */

/* Fills @to, which has room for @size units; what is too long ends in an ellipsis, with no
 * character cut in two. */
static void
copy_text (WCHAR *to, glong size, const char *text)
{
  glong length = 0;
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);

  if (wide == NULL)
    length = 0;
  if (length >= size)
    {
      length = size - 1;
      if (IS_HIGH_SURROGATE (wide[length - 2]))
        length--;
      wide[length - 1] = 0x2026;
    }
  if (length > 0)
    memcpy (to, wide, (gsize)length * sizeof *to);
  to[length] = L'\0';
}

static NOTIFYICONDATAW
icon_of (HWND window, guint16 number)
{
  NOTIFYICONDATAW icon = { .cbSize = sizeof icon, .hWnd = window, .uID = number };

  return icon;
}

static gboolean
add_icon (HWND window, guint16 number)
{
  NOTIFYICONDATAW icon = icon_of (window, number);

  icon.uFlags = NIF_MESSAGE | NIF_ICON | NIF_TIP | NIF_SHOWTIP;
  icon.uCallbackMessage = MESSAGE;
  icon.hIcon = LoadIconW (GetModuleHandleW (NULL), MAKEINTRESOURCEW (ICON_RESOURCE));
  if (icon.hIcon == NULL)
    icon.hIcon = LoadIconW (NULL, (const WCHAR *)IDI_INFORMATION);
  copy_text (icon.szTip, G_N_ELEMENTS (icon.szTip), "Madoguchi");
  if (!Shell_NotifyIconW (NIM_ADD, &icon))
    return FALSE;
  icon.uVersion = NOTIFYICON_VERSION_4;
  Shell_NotifyIconW (NIM_SETVERSION, &icon);
  return TRUE;
}

static gboolean
say (HWND window, guint16 number, const Word *word)
{
  NOTIFYICONDATAW icon = icon_of (window, number);

  icon.uFlags = NIF_INFO;
  icon.dwInfoFlags = (word->urgent ? NIIF_WARNING : NIIF_INFO) | NIIF_RESPECT_QUIET_TIME;
  copy_text (icon.szInfoTitle, G_N_ELEMENTS (icon.szInfoTitle), word->title);
  copy_text (icon.szInfo, G_N_ELEMENTS (icon.szInfo), word->body);
  return Shell_NotifyIconW (NIM_MODIFY, &icon);
}

static void
remove_icon (HWND window, guint16 number)
{
  NOTIFYICONDATAW icon = icon_of (window, number);

  KillTimer (window, number);
  Shell_NotifyIconW (NIM_DELETE, &icon);
}

/* the queue ---------------------------------------------------------------------------------- */

static gint
compare_id (gconstpointer word, gconstpointer id)
{
  return strcmp (((const Word *)word)->id, id);
}

/* What is to be said now: anew for what is shown, else the next. Returns: (nullable) */
static Word *
take_next (Notifier *self)
{
  GList *link;
  Word *word = NULL;

  g_mutex_lock (&self->mutex);
  link = self->shown != NULL ? g_queue_find_custom (&self->waiting, self->shown->id, compare_id)
                             : self->waiting.head;
  if (link != NULL)
    {
      word = link->data;
      g_queue_delete_link (&self->waiting, link);
    }
  g_mutex_unlock (&self->mutex);
  return word;
}

static void
hide_shown (Notifier *self, HWND window)
{
  if (self->shown != NULL)
    remove_icon (window, self->number);
  g_clear_pointer (&self->shown, word_free);
}

static void
show_next (Notifier *self, HWND window)
{
  Word *word = take_next (self);

  if (word == NULL)
    return;
  hide_shown (self, window);
  self->shown = word;
  if (++self->number == 0)
    self->number = 1; /* 0 is ours: LOOK and END */
  SetTimer (window, self->number, AT_MOST_MS, NULL);
  if (!add_icon (window, self->number))
    g_info ("the desktop has no room for notifications: %lu", GetLastError ());
  else if (!say (window, self->number, word))
    g_info ("the desktop does not take the notification: %lu", GetLastError ());
}

static void
end_shown (Notifier *self, HWND window)
{
  if (self->shown == NULL)
    return;
  hide_shown (self, window);
  show_next (self, window);
}

static void
end_all (Notifier *self, HWND window)
{
  g_mutex_lock (&self->mutex);
  g_queue_clear_full (&self->waiting, (GDestroyNotify)word_free);
  g_mutex_unlock (&self->mutex);
  end_shown (self, window);
}

/* Main thread. The program may be about to end. */
static gboolean
activate (gpointer action)
{
  if (notifier != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (notifier->application), action, NULL);
  return G_SOURCE_REMOVE;
}

static void
clicked (Notifier *self, HWND window)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  if (self->shown == NULL)
    return;
  g_source_set_callback (source, activate, g_strdup (self->shown->action), g_free);
  g_source_attach (source, self->context);
  end_shown (self, window);
}

/* What the shell says of the word that is shown, and not of one before. */
static void
handle_shell (Notifier *self, HWND window, UINT event)
{
  switch (event)
    {
    case NIN_BALLOONUSERCLICK:
    case NIN_SELECT:
    case NIN_KEYSELECT:
    case WM_CONTEXTMENU:
      clicked (self, window);
      break;
    case NIN_BALLOONHIDE:
    case NIN_BALLOONTIMEOUT:
      end_shown (self, window);
      break;
    default:
      break;
    }
}

/* The shell was started anew. */
static void
show_again (Notifier *self, HWND window)
{
  if (self->shown != NULL && add_icon (window, self->number))
    say (window, self->number, self->shown);
}

static void
handle (Notifier *self, HWND window, UINT message, WPARAM first, LPARAM second)
{
  if (message == WM_TIMER)
    {
      if (first == self->number)
        end_shown (self, window);
    }
  else if (message == self->taskbar_created)
    show_again (self, window);
  else if (HIWORD (second) == self->number && self->shown != NULL)
    handle_shell (self, window, LOWORD (second));
  else if (second == LOOK)
    show_next (self, window);
  else if (second == END)
    end_all (self, window);
}

/* While we talk with the shell, messages that others send (not post) come in between. */
static void
on_message (HWND window, UINT message, WPARAM first, LPARAM second, gpointer data)
{
  Notifier *self = data;

  if (self->busy)
    {
      PostMessageW (window, message, first, second);
      return;
    }
  self->busy = TRUE;
  handle (self, window, message, first, second);
  self->busy = FALSE;
}

/* the header --------------------------------------------------------------------------------- */

static Notifier *
notifier_new (GApplication *application)
{
  Notifier *self = g_new0 (Notifier, 1);

  self->application = g_object_ref (application);
  self->context = g_main_context_ref_thread_default ();
  self->taskbar_created = RegisterWindowMessageW (L"TaskbarCreated");
  g_mutex_init (&self->mutex);
  g_queue_init (&self->waiting);
  self->window = mdg_notice_window_new (L"MadoguchiNotifications", MESSAGE, on_message, self);
  if (self->window != NULL)
    mdg_notice_window_listen (self->window, self->taskbar_created);
  return self;
}

static void
notifier_free (Notifier *self)
{
  if (self->window != NULL)
    {
      SendMessageW (mdg_notice_window_get_handle (self->window), MESSAGE, 0, END);
      mdg_notice_window_free (self->window);
    }
  g_mutex_clear (&self->mutex);
  g_main_context_unref (self->context);
  g_object_unref (self->application);
  g_free (self);
}

gboolean
mdg_notifications_show (GApplication *application, const MdgNotification *notification)
{
  GList *link;

  g_return_val_if_fail (G_IS_APPLICATION (application) && notification != NULL, FALSE);

  if (notifier == NULL)
    notifier = notifier_new (application);
  if (notifier->window == NULL)
    return FALSE;
  g_mutex_lock (&notifier->mutex);
  link = g_queue_find_custom (&notifier->waiting, notification->id, compare_id);
  if (link != NULL)
    {
      word_free (link->data);
      link->data = word_new (notification);
    }
  else
    g_queue_push_tail (&notifier->waiting, word_new (notification));
  g_mutex_unlock (&notifier->mutex);
  return PostMessageW (mdg_notice_window_get_handle (notifier->window), MESSAGE, 0, LOOK) != 0;
}

void
mdg_notifications_end (void)
{
  g_clear_pointer (&notifier, notifier_free);
}
