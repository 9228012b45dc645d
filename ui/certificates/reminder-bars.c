/* reminder-bars.c: what the person should be told today.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/reminder-bars.h"

#include <glib/gi18n.h>

#include "certificates/reminder-text.h"
#include "widgets/widget-tools.h"

/* More would push what they are about off the screen. */
#define SHOWN 2
#define LINES 5

#define PAGE "mdg-page"

struct _MdgReminderBars
{
  GtkWidget parent_instance;

  GtkWidget *bars[SHOWN];
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (MdgReminderBars, mdg_reminder_bars, GTK_TYPE_WIDGET)

MdgMessageKind
mdg_reminder_message_kind (const MdgReminder *reminder)
{
  return reminder->urgency == MDG_URGENCY_NOW    ? MDG_MESSAGE_ERROR
         : reminder->urgency == MDG_URGENCY_SOON ? MDG_MESSAGE_WARNING
                                                 : MDG_MESSAGE_INFO;
}

static void
bar_pressed (MdgMessageBar *bar, MdgReminderBars *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "certificates.show", "s",
                              g_object_get_data (G_OBJECT (bar), PAGE));
}

static void
show_bar (GtkWidget *bar, const MdgReminder *reminder)
{
  g_autoptr (MdgReminderText) text = mdg_reminder_text_new (reminder);

  g_object_set_data (G_OBJECT (bar), PAGE, (gpointer)text->page);
  mdg_message_bar_set_action (MDG_MESSAGE_BAR (bar), text->button);
  mdg_message_bar_show (MDG_MESSAGE_BAR (bar), mdg_reminder_message_kind (reminder), text->title,
                        text->body, NULL);
}

/* What is not among the first few, a line each, as far as there is room. */
static char *
rest_text (GPtrArray *reminders)
{
  GString *text = g_string_new (NULL);

  for (guint i = SHOWN; i < MIN (reminders->len, SHOWN + LINES); i++)
    {
      g_autoptr (MdgReminderText) one = mdg_reminder_text_new (reminders->pdata[i]);
      g_string_append_printf (text, "%s%s", i > SHOWN ? "\n" : "", one->title);
    }
  if (reminders->len > SHOWN + LINES)
    g_string_append (text, "\n…");
  return g_string_free (text, FALSE);
}

static void
mdg_reminder_bars_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_reminder_bars_parent_class)->dispose (object);
}

static void
mdg_reminder_bars_class_init (MdgReminderBarsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_reminder_bars_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_reminder_bars_init (MdgReminderBars *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  for (guint i = 0; i < SHOWN; i++)
    {
      self->bars[i] = mdg_message_bar_new ();
      mdg_message_bar_set_closable (MDG_MESSAGE_BAR (self->bars[i]), FALSE);
      g_signal_connect_object (self->bars[i], "action", G_CALLBACK (bar_pressed), self, 0);
      gtk_widget_set_parent (self->bars[i], GTK_WIDGET (self));
    }
  self->more = mdg_message_bar_new ();
  mdg_message_bar_set_closable (MDG_MESSAGE_BAR (self->more), FALSE);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  mdg_widget_set_shown (GTK_WIDGET (self), FALSE);
}

GtkWidget *
mdg_reminder_bars_new (void)
{
  return g_object_new (MDG_TYPE_REMINDER_BARS, NULL);
}

void
mdg_reminder_bars_set (MdgReminderBars *self, GPtrArray *reminders)
{
  g_return_if_fail (MDG_IS_REMINDER_BARS (self) && reminders != NULL);

  mdg_widget_set_shown (GTK_WIDGET (self), reminders->len > 0);
  for (guint i = 0; i < SHOWN; i++)
    if (i < reminders->len)
      show_bar (self->bars[i], reminders->pdata[i]);
    else
      mdg_message_bar_hide (MDG_MESSAGE_BAR (self->bars[i]));
  if (reminders->len > SHOWN)
    {
      g_autofree char *title = g_strdup_printf (
          ngettext ("%u more reminder", "%u more reminders", reminders->len - SHOWN),
          reminders->len - SHOWN);
      g_autofree char *rest = rest_text (reminders);

      mdg_message_bar_show (MDG_MESSAGE_BAR (self->more), MDG_MESSAGE_INFO, title, rest, NULL);
    }
  else
    mdg_message_bar_hide (MDG_MESSAGE_BAR (self->more));
}
