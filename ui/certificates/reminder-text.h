/* reminder-text.h: what a reminder says, and what its button does. Needs no display. */
#pragma once

#include "certificates/certificate-reminders.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;
  char *body;
  const char *button; /* msgid translated, with mnemonic */
  const char *page;   /* of the tab, where the cure is */
} MdgReminderText;

/* Returns: (transfer full) */
MdgReminderText *mdg_reminder_text_new (const MdgReminder *reminder);
void mdg_reminder_text_free (MdgReminderText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgReminderText, mdg_reminder_text_free)

G_END_DECLS
