/* window-reminders.c: what the certificates remind of, said beside every tab: badge, bar and
 * notifications. SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "window-private.h"

#include <glib/gi18n.h>

#include "certificates/reminder-bars.h"
#include "certificates/reminder-notifier.h"
#include "certificates/reminder-text.h"
#include "widgets/message-bar.h"
#include "widgets/page-stack.h"
#include "widgets/tab-bar.h"

static void
update_badge (MdgWindow *self, GPtrArray *reminders)
{
  const MdgReminder *first = reminders->len > 0 ? reminders->pdata[0] : NULL;
  g_autofree char *spoken
      = g_strdup_printf (ngettext ("%u reminder", "%u reminders", reminders->len), reminders->len);

  mdg_tab_bar_set_badge (MDG_TAB_BAR (self->tabs), "certificates", reminders->len, spoken,
                         first != NULL && first->urgency == MDG_URGENCY_NOW);
}

/* What cannot wait is said on every tab, until it is put away; in the tab itself it stands anyway.
 */
void
mdg_window_update_reminders (MdgWindow *self)
{
  GPtrArray *reminders = mdg_certificate_desk_get_reminders (self->certificates);
  const MdgReminder *first = reminders->len > 0 ? reminders->pdata[0] : NULL;
  g_autoptr (MdgReminderText) text = NULL;

  update_badge (self, reminders);
  if (first == NULL || first->urgency == MDG_URGENCY_NOTE
      || mdg_window_is_showing (self, "certificates")
      || g_strcmp0 (first->key, self->reminded) == 0)
    {
      mdg_message_bar_hide (MDG_MESSAGE_BAR (self->reminder));
      return;
    }
  text = mdg_reminder_text_new (first);
  mdg_message_bar_set_action (MDG_MESSAGE_BAR (self->reminder), _ ("_Open certificates"));
  mdg_message_bar_show (MDG_MESSAGE_BAR (self->reminder), mdg_reminder_message_kind (first),
                        text->title, text->body, NULL);
}

static void
reminder_pressed (MdgWindow *self)
{
  mdg_window_show_tab (self, "certificates");
}

static void
reminder_closed (MdgWindow *self)
{
  GPtrArray *reminders = mdg_certificate_desk_get_reminders (self->certificates);

  g_free (self->reminded);
  self->reminded = reminders->len > 0 ? g_strdup (((MdgReminder *)reminders->pdata[0])->key) : NULL;
}

/* Who looks at the tab has it before the eyes already. */
static void
remind (MdgWindow *self, GPtrArray *reminders)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL
      && !(mdg_window_is_showing (self, "certificates")
           && gtk_window_is_active (GTK_WINDOW (self))))
    mdg_certificate_desk_note_shown (self->certificates, reminders,
                                     mdg_reminder_notify (G_APPLICATION (application), reminders));
}

void
mdg_window_install_reminders (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, reminder_pressed);
  gtk_widget_class_bind_template_callback (klass, reminder_closed);
}

void
mdg_window_follow_reminders (MdgWindow *self)
{
  g_signal_connect_object (self->certificates, "changed", G_CALLBACK (mdg_window_update_reminders),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->certificates, "remind", G_CALLBACK (remind), self,
                           G_CONNECT_SWAPPED);
}
