/* notifications.h: a word to the person on the desktop (デスクトップ通知), for who does not look at
 * the window. Main thread. Linux: GNotification. Windows, where GLib has none: the notification
 * area (Shell_NotifyIcon), with an icon there for as long as the word is shown; more than one at
 * once wait for each other. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;     /* the same again takes the place of the first */
  const char *title;  /* Windows shows 63 UTF-16 units of it, */
  const char *body;   /* and 255 of this; what is longer ends in "…" */
  gboolean urgent;    /* looks like a warning */
  const char *button; /* (nullable): words for the click, where the desktop has buttons */
  const char *action; /* an action of the application, without parameter: what a click does */
} MdgNotification;

/* Hands @notification to the desktop; nothing of it is kept. Whether it is shown is the desktop's
 * and the person's to say (quiet hours). Returns: FALSE when there is nobody who could show it,
 * told in the log */
gboolean mdg_notifications_show (GApplication *application, const MdgNotification *notification);

/* Takes what is still shown, and the icon, away, where it would not work any more without the
 * program. To be called before the application ends; the next mdg_notifications_show() begins anew.
 */
void mdg_notifications_end (void);

G_END_DECLS
