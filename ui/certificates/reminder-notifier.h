/* reminder-notifier.h: reminders as desktop notifications, where the system has them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Shows the first few of @reminders (element-type MdgReminder). A click on one is the action "app.show-certificates".
 * Returns: how many were shown, for mdg_certificate_desk_note_shown() */
guint mdg_reminder_notify (GApplication *application, GPtrArray *reminders);

G_END_DECLS
