/* notifications.c: the desktop's own, by GNotification.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/notifications.h"

gboolean
mdg_notifications_show (GApplication *application, const MdgNotification *word)
{
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *action = NULL;

  g_return_val_if_fail (G_IS_APPLICATION (application) && word != NULL, FALSE);

  action = g_strconcat ("app.", word->action, NULL);
  notification = g_notification_new (word->title);
  g_notification_set_body (notification, word->body);
  g_notification_set_priority (notification, word->urgent ? G_NOTIFICATION_PRIORITY_HIGH
                                                          : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action (notification, action);
  if (word->button != NULL)
    g_notification_add_button (notification, word->button, action);
  g_application_send_notification (application, word->id, notification);
  return TRUE;
}

/* They stay with the desktop, and a click starts the program. */
void
mdg_notifications_end (void)
{
}
