/* drive-watch.c: Windows tells a window of ours when devices come and go; that an encrypted drive
 * was opened it does not tell, so locked ones are looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/drives.h"

#include <windows.h>
#include <dbt.h>

#include "platform/windows/notice-window.h"
#include "platform/windows/volume.h"

/* Several things happen at once when a stick is plugged in; they are told once. */
#define TOGETHER_MS 100
#define LOOK_MS 2000
#define LETTERS 26
#define LOCKED_TIMER 1
#define FIRST_LOOK 2

struct _MdgDriveWatch
{
  GMainContext *context;
  MdgDriveWatchFunc changed;
  gpointer data;
  MdgNoticeWindow *window;
  GSource *looks; /* every two seconds, where there is no window */

  GMutex mutex;
  GSource *timer; /* under the mutex: until what happens together is over */

  DWORD locked; /* the window's thread: letters of drives that were locked */
};

static gboolean
tell (gpointer data)
{
  MdgDriveWatch *watch = data;

  g_mutex_lock (&watch->mutex);
  g_clear_pointer (&watch->timer, g_source_unref);
  g_mutex_unlock (&watch->mutex);
  watch->changed (watch->data);
  return G_SOURCE_REMOVE;
}

static void
tell_soon (MdgDriveWatch *watch)
{
  g_mutex_lock (&watch->mutex);
  if (watch->timer == NULL)
    {
      watch->timer = g_timeout_source_new (TOGETHER_MS);
      g_source_set_callback (watch->timer, tell, watch, NULL);
      g_source_attach (watch->timer, watch->context);
    }
  g_mutex_unlock (&watch->mutex);
}

/* Of these letters, those whose drives are locked. */
static DWORD
find_locked (DWORD letters)
{
  DWORD before = mdg_volume_be_quiet ();
  DWORD locked = 0;

  for (guint i = 0; i < LETTERS; i++)
    {
      const WCHAR root[] = { (WCHAR)(L'A' + i), L':', L'\\', 0 };
      UINT type = (letters & (1u << i)) != 0 ? GetDriveTypeW (root) : DRIVE_UNKNOWN;

      if ((type == DRIVE_REMOVABLE || type == DRIVE_FIXED) && mdg_volume_is_locked (root))
        locked |= 1u << i;
    }
  mdg_volume_be_loud (before);
  return locked;
}

static void
look_at_locked (MdgDriveWatch *watch, HWND window, DWORD letters)
{
  watch->locked = find_locked (letters);
  if (watch->locked != 0)
    SetTimer (window, LOCKED_TIMER, LOOK_MS, NULL);
  else
    KillTimer (window, LOCKED_TIMER);
}

static void
on_notice (HWND window, UINT message, WPARAM first, LPARAM second, gpointer data)
{
  MdgDriveWatch *watch = data;
  DWORD before = watch->locked;

  if (message == WM_TIMER)
    {
      look_at_locked (watch, window, first == FIRST_LOOK ? GetLogicalDrives () : before);
      if (first == LOCKED_TIMER && watch->locked != before)
        tell_soon (watch);
    }
  else if (first == DBT_DEVICEARRIVAL || first == DBT_DEVICEREMOVECOMPLETE
           || first == DBT_DEVNODES_CHANGED)
    {
      tell_soon (watch);
      look_at_locked (watch, window, GetLogicalDrives ());
    }
}

static gboolean
look (gpointer data)
{
  MdgDriveWatch *watch = data;

  watch->changed (watch->data);
  return G_SOURCE_CONTINUE;
}

MdgDriveWatch *
mdg_drive_watch_new (MdgDriveWatchFunc changed, gpointer data)
{
  MdgDriveWatch *watch = g_new0 (MdgDriveWatch, 1);

  g_return_val_if_fail (changed != NULL, NULL);
  watch->context = g_main_context_ref_thread_default ();
  watch->changed = changed;
  watch->data = data;
  g_mutex_init (&watch->mutex);
  watch->window = mdg_notice_window_new (L"MadoguchiDrives", WM_DEVICECHANGE, on_notice, watch);
  if (watch->window != NULL)
    {
      /* Drives that are locked already: found in the window's own thread. */
      PostMessageW (mdg_notice_window_get_handle (watch->window), WM_TIMER, FIRST_LOOK, 0);
      return watch;
    }
  watch->looks = g_timeout_source_new (LOOK_MS);
  g_source_set_callback (watch->looks, look, watch, NULL);
  g_source_attach (watch->looks, watch->context);
  return watch;
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
mdg_drive_watch_free (MdgDriveWatch *watch)
{
  if (watch == NULL)
    return;
  g_clear_pointer (&watch->window, mdg_notice_window_free);
  clear_source (&watch->timer);
  clear_source (&watch->looks);
  g_main_context_unref (watch->context);
  g_mutex_clear (&watch->mutex);
  g_free (watch);
}
