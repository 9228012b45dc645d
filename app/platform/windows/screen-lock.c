/* screen-lock.c: Windows tells a window of ours about its session.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/screen-lock-private.h"

#include <windows.h>
#include <wtsapi32.h>

#include "platform/windows/notice-window.h"

struct _MdgScreenListener
{
  MdgScreenLock *lock; /* NULL: freed; main thread */
  GMainContext *context;
  MdgNoticeWindow *window;
  gint references; /* the owner's, and each report's that is under way */
};

typedef struct
{
  MdgScreenListener *listener;
  gboolean locked;
} Report;

static void
release (MdgScreenListener *self)
{
  if (!g_atomic_int_dec_and_test (&self->references))
    return;
  g_main_context_unref (self->context);
  g_free (self);
}

static void
report_free (gpointer data)
{
  Report *report = data;

  release (report->listener);
  g_free (report);
}

/* In the main context, which is where the owner frees the listener. */
static gboolean
deliver (gpointer data)
{
  Report *report = data;

  if (report->listener->lock != NULL)
    mdg_screen_lock_report (report->listener->lock, report->locked);
  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke(): that runs at once, here, while nobody turns the main loop. */
static void
hand_over (GMainContext *context, Report *report)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, deliver, report, report_free);
  g_source_attach (source, context);
}

static void
on_session (HWND window, UINT message, WPARAM event, LPARAM session, gpointer data)
{
  MdgScreenListener *self = data;
  Report *report;
  gboolean locked;

  switch (event)
    {
    case WTS_SESSION_LOCK:
    case WTS_CONSOLE_DISCONNECT:
    case WTS_REMOTE_DISCONNECT:
    case WTS_SESSION_LOGOFF:
      locked = TRUE;
      break;
    case WTS_SESSION_UNLOCK:
      locked = FALSE;
      break;
    default: /* who connects again still has to unlock */
      return;
    }
  report = g_new (Report, 1);
  report->listener = self;
  report->locked = locked;
  g_atomic_int_inc (&self->references);
  hand_over (self->context, report);
}

MdgScreenListener *
mdg_screen_listener_new (MdgScreenLock *lock)
{
  MdgScreenListener *self = g_new0 (MdgScreenListener, 1);

  self->references = 1;
  self->lock = lock;
  self->context = g_main_context_ref_thread_default ();
  self->window
      = mdg_notice_window_new (L"MadoguchiScreenLock", WM_WTSSESSION_CHANGE, on_session, self);
  if (self->window != NULL
      && !WTSRegisterSessionNotification (mdg_notice_window_get_handle (self->window),
                                          NOTIFY_FOR_THIS_SESSION))
    g_info ("nobody tells when the session is locked: %lu", GetLastError ());
  return self;
}

void
mdg_screen_listener_free (MdgScreenListener *self)
{
  if (self->window != NULL)
    {
      WTSUnRegisterSessionNotification (mdg_notice_window_get_handle (self->window));
      mdg_notice_window_free (self->window);
    }
  self->lock = NULL;
  release (self);
}
