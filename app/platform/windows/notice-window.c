/* notice-window.c: a window that nobody sees, on a thread of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/windows/notice-window.h"

struct _MdgNoticeWindow
{
  const WCHAR *name;
  UINT message;
  gint also; /* another one; 0: none */
  MdgNoticeFunc notice;
  gpointer data;

  GThread *thread;
  GMutex mutex;
  GCond started;
  gboolean ready;
  HWND handle;
};

static LRESULT CALLBACK
handle_message (HWND handle, UINT message, WPARAM first, LPARAM second)
{
  MdgNoticeWindow *self = (MdgNoticeWindow *)GetWindowLongPtrW (handle, GWLP_USERDATA);

  if (self != NULL
      && (message == self->message || message == WM_TIMER
          || (message != WM_NULL && message == (UINT)g_atomic_int_get (&self->also))))
    self->notice (handle, message, first, second, self->data);
  if (message == WM_DESTROY)
    PostQuitMessage (0);
  return DefWindowProcW (handle, message, first, second);
}

/* The class stays registered: another window of the name may follow. */
static HWND
make_window (MdgNoticeWindow *self)
{
  WNDCLASSW class = { 0 };
  HWND handle;

  class.lpfnWndProc = handle_message;
  class.hInstance = GetModuleHandleW (NULL);
  class.lpszClassName = self->name;
  if (RegisterClassW (&class) == 0 && GetLastError () != ERROR_CLASS_ALREADY_EXISTS)
    return NULL;
  handle = CreateWindowExW (WS_EX_TOOLWINDOW, self->name, NULL, WS_POPUP, 0, 0, 0, 0, NULL, NULL,
                            class.hInstance, NULL);
  if (handle != NULL)
    SetWindowLongPtrW (handle, GWLP_USERDATA, (LONG_PTR)self);
  return handle;
}

static gpointer
run (gpointer data)
{
  MdgNoticeWindow *self = data;
  HWND handle = make_window (self);
  DWORD failure = GetLastError ();
  MSG message;

  g_mutex_lock (&self->mutex);
  self->handle = handle;
  self->ready = TRUE;
  g_cond_signal (&self->started);
  g_mutex_unlock (&self->mutex);
  if (handle == NULL)
    g_warning ("Windows makes no window for its notices: %lu", failure);
  else
    while (GetMessageW (&message, NULL, 0, 0) > 0)
      DispatchMessageW (&message);
  return NULL;
}

MdgNoticeWindow *
mdg_notice_window_new (const WCHAR *name, UINT message, MdgNoticeFunc notice, gpointer data)
{
  MdgNoticeWindow *self = g_new0 (MdgNoticeWindow, 1);

  self->name = name;
  self->message = message;
  self->notice = notice;
  self->data = data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->started);
  self->thread = g_thread_new ("notices", run, self);
  g_mutex_lock (&self->mutex);
  while (!self->ready)
    g_cond_wait (&self->started, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (self->handle == NULL)
    g_clear_pointer (&self, mdg_notice_window_free);
  return self;
}

void
mdg_notice_window_listen (MdgNoticeWindow *self, UINT message)
{
  g_atomic_int_set (&self->also, (gint)message);
}

HWND
mdg_notice_window_get_handle (MdgNoticeWindow *self)
{
  return self->handle;
}

void
mdg_notice_window_free (MdgNoticeWindow *self)
{
  /* Only its own thread may destroy a window; closing it does that. */
  if (self->handle != NULL)
    PostMessageW (self->handle, WM_CLOSE, 0, 0);
  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->started);
  g_free (self);
}
