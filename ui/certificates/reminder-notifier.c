/* reminder-notifier.c: reminders as desktop notifications.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/reminder-notifier.h"

#include <glib/gi18n.h>

#include "certificates/reminder-text.h"

/* More at once would only be put away together; the others come with the next look. */
#define AT_ONCE 3

static void
notify (GApplication *application, const MdgReminder *reminder)
{
  g_autoptr (MdgReminderText) text = mdg_reminder_text_new (reminder);
  g_autoptr (GNotification) notification = g_notification_new (text->title);

  g_notification_set_body (notification, text->body);
  g_notification_set_priority (notification, reminder->urgency == MDG_URGENCY_NOW
                                                 ? G_NOTIFICATION_PRIORITY_HIGH
                                                 : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action (notification, "app.show-certificates");
  /* Translators: a button of a desktop notification, without mnemonic */
  g_notification_add_button (notification, _ ("Open"), "app.show-certificates");
  g_application_send_notification (application, reminder->key, notification);
}

guint
mdg_reminder_notify (GApplication *application, GPtrArray *reminders)
{
  guint n;

  g_return_val_if_fail (G_IS_APPLICATION (application) && reminders != NULL, 0);

  n = MIN (reminders->len, AT_ONCE);
  for (guint i = 0; i < n; i++)
    notify (application, reminders->pdata[i]);
  return n;
}
