/* reminder-notifier.h: reminders as desktop notifications, where the system has them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Shows each of @reminders (element-type MdgReminder), the most urgent few. A click on one is the action
 * "app.show-certificates". */
void mdg_reminder_notify (GApplication *application, GPtrArray *reminders);

G_END_DECLS
