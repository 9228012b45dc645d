/* screen-lock.c: the session is locked when the test says so.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/screen-lock-private.h"

#include "platform/fake/fake.h"

struct _MdgScreenListener
{
  MdgScreenLock *lock;
};

static MdgScreenListener *listener;

MdgScreenListener *
mdg_screen_listener_new (MdgScreenLock *lock)
{
  listener = g_new0 (MdgScreenListener, 1);
  listener->lock = lock;
  return listener;
}

void
mdg_screen_listener_free (MdgScreenListener *self)
{
  listener = NULL;
  g_free (self);
}

gboolean
mdg_fake_set_screen_locked (gboolean locked)
{
  if (listener == NULL)
    return FALSE;
  mdg_screen_lock_report (listener->lock, locked);
  return TRUE;
}
