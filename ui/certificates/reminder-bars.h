/* reminder-bars.h: what the person should be told today, each with the button that leads to the cure. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-reminders.h"
#include "widgets/message-bar.h"

G_BEGIN_DECLS

#define MDG_TYPE_REMINDER_BARS (mdg_reminder_bars_get_type ())
G_DECLARE_FINAL_TYPE (MdgReminderBars, mdg_reminder_bars, MDG, REMINDER_BARS, GtkWidget)

/* Inside the tab: its buttons are the action "certificates.show". */
GtkWidget *mdg_reminder_bars_new (void);

/* Shows the first few of @reminders (element-type MdgReminder), most urgent first, and how many more there
 * are. */
void mdg_reminder_bars_set (MdgReminderBars *bars, GPtrArray *reminders);

/* How a message about it looks. */
MdgMessageKind mdg_reminder_message_kind (const MdgReminder *reminder);

G_END_DECLS
