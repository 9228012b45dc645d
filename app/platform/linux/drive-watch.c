/* drive-watch.c: notices mounts and devices coming and going: the mount table says so by poll(),
 * and the kernel sends word of every device.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/drives.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TABLE "/proc/self/mountinfo"
#define DEVICE_EVENTS 1 /* the kernel's own group; udev's is 2 */
/* Several things happen at once when a stick is plugged in; they are told once. */
#define TOGETHER_MS 100
#define LOOK_SECONDS 2

struct _MdgDriveWatch
{
  GMainContext *context;
  MdgDriveWatchFunc changed;
  gpointer data;
  int table;
  int events;
  GSource *table_source;
  GSource *events_source;
  GSource *timer; /* until what happens together is over, or between two looks */
};

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static gboolean
tell (gpointer data)
{
  MdgDriveWatch *watch = data;

  clear_source (&watch->timer);
  watch->changed (watch->data);
  return G_SOURCE_REMOVE;
}

static void
tell_soon (MdgDriveWatch *watch)
{
  if (watch->timer != NULL)
    return;
  watch->timer = g_timeout_source_new (TOGETHER_MS);
  g_source_set_callback (watch->timer, tell, watch, NULL);
  g_source_attach (watch->timer, watch->context);
}

static gboolean
on_table (int fd, GIOCondition condition, gpointer data)
{
  tell_soon (data);
  return G_SOURCE_CONTINUE;
}

/* "add@/devices/…/block/sdb/sdb1" */
static gboolean
on_event (int fd, GIOCondition condition, gpointer data)
{
  char text[8192];
  gssize n;

  while ((n = recv (fd, text, sizeof text - 1, MSG_DONTWAIT)) > 0)
    {
      text[n] = '\0';
      if (strstr (text, "/block/") != NULL)
        tell_soon (data);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
look (gpointer data)
{
  MdgDriveWatch *watch = data;

  watch->changed (watch->data);
  return G_SOURCE_CONTINUE;
}

static GSource *
add_source (MdgDriveWatch *watch, int fd, GIOCondition condition, GUnixFDSourceFunc func)
{
  GSource *source = g_unix_fd_source_new (fd, condition);

  g_source_set_callback (source, G_SOURCE_FUNC (func), watch, NULL);
  g_source_attach (source, watch->context);
  return source;
}

static void
watch_devices (MdgDriveWatch *watch)
{
  struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = DEVICE_EVENTS };

  watch->events
      = socket (AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);
  if (watch->events >= 0
      && bind (watch->events, (struct sockaddr *)(gpointer)&address, sizeof address) == 0)
    watch->events_source = add_source (watch, watch->events, G_IO_IN, on_event);
}

MdgDriveWatch *
mdg_drive_watch_new (MdgDriveWatchFunc changed, gpointer data)
{
  MdgDriveWatch *watch = g_new0 (MdgDriveWatch, 1);

  g_return_val_if_fail (changed != NULL, NULL);
  watch->context = g_main_context_ref_thread_default ();
  watch->changed = changed;
  watch->data = data;
  watch->table = open (TABLE, O_RDONLY | O_CLOEXEC);
  watch_devices (watch);
  if (watch->table >= 0)
    {
      watch->table_source = add_source (watch, watch->table, G_IO_PRI | G_IO_ERR, on_table);
      return watch;
    }
  watch->timer = g_timeout_source_new_seconds (LOOK_SECONDS);
  g_source_set_callback (watch->timer, look, watch, NULL);
  g_source_attach (watch->timer, watch->context);
  return watch;
}

void
mdg_drive_watch_free (MdgDriveWatch *watch)
{
  if (watch == NULL)
    return;
  clear_source (&watch->table_source);
  clear_source (&watch->events_source);
  clear_source (&watch->timer);
  if (watch->table >= 0)
    close (watch->table);
  if (watch->events >= 0)
    close (watch->events);
  g_main_context_unref (watch->context);
  g_free (watch);
}
