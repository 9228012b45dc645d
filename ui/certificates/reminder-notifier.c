/* reminder-notifier.c: reminders as desktop notifications.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/reminder-notifier.h"

#include <glib/gi18n.h>

#include "certificates/reminder-text.h"
#include "platform/notifications.h"

/* More at once would only be put away together; the others come with the next look. */
#define AT_ONCE 3

static gboolean
notify (GApplication *application, const MdgReminder *reminder)
{
  g_autoptr (MdgReminderText) text = mdg_reminder_text_new (reminder);
  const MdgNotification notification = {
    .id = reminder->key,
    .title = text->title,
    .body = text->body,
    .urgent = reminder->urgency == MDG_URGENCY_NOW,
    /* Translators: a button of a desktop notification, without mnemonic */
    .button = _ ("Open"),
    .action = "show-certificates",
  };

  return mdg_notifications_show (application, &notification);
}

guint
mdg_reminder_notify (GApplication *application, GPtrArray *reminders)
{
  guint n = 0;

  g_return_val_if_fail (G_IS_APPLICATION (application) && reminders != NULL, 0);

  while (n < MIN (reminders->len, AT_ONCE) && notify (application, reminders->pdata[n]))
    n++;
  return n;
}
