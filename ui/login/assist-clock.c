/* assist-clock.c: this computer's clock, to be compared with a right one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-clock.h"

#include <glib/gi18n.h>

#include "login/clock-comparison.h"
#include "widgets/widget-tools.h"

#define TICK_MS 200
#define GUESS "mdg-assist-guess"
#define NEITHER G_MAXINT

struct _MdgAssistClock
{
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkWidget *now;
  GtkWidget *press;
  GtkWidget *guesses[2];
  GtkWidget *neither;
  GtkWidget *found;

  MdgWorkplace *workplace;
  MdgClockGuess guess[2];
  guint tick_source;
};

G_DEFINE_FINAL_TYPE (MdgAssistClock, mdg_assist_clock, GTK_TYPE_WIDGET)

static gint64
wall_us (MdgAssistClock *self)
{
  return mdg_clock_wall_us (mdg_workplace_get_clock (self->workplace));
}

static char *
time_text (gint64 wall, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall);

  return g_date_time_format (time, format);
}

static gboolean
tick (gpointer data)
{
  MdgAssistClock *self = data;
  g_autofree char *text = time_text (wall_us (self) / G_USEC_PER_SEC, "%H:%M:%S");

  gtk_label_set_text (GTK_LABEL (self->now), text);
  return G_SOURCE_CONTINUE;
}

static void
show_guesses (MdgAssistClock *self, gboolean shown)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->guesses); i++)
    {
      g_autofree char *minute = time_text (self->guess[i].minute, "%H:%M");
      g_autofree char *words = g_strdup_printf (_ ("The right clock showed %s"), minute);

      gtk_button_set_label (GTK_BUTTON (self->guesses[i]), words);
      mdg_widget_set_shown (self->guesses[i], shown);
    }
  mdg_widget_set_shown (self->neither, shown);
}

static void
press_clicked (MdgAssistClock *self)
{
  mdg_clock_comparison_guess (wall_us (self), self->guess);
  show_guesses (self, TRUE);
  gtk_label_set_text (GTK_LABEL (self->found), _ ("Which time did the right clock jump to?"));
  gtk_widget_grab_focus (self->guesses[0]);
}

static void
show_found (MdgAssistClock *self, gint64 skew)
{
  int seconds = (int)ABS (skew);
  g_autofree char *words = NULL;

  if (seconds <= 5)
    words = g_strdup (_ ("This computer's clock is right: it is not the reason."));
  else if (skew > 0)
    words = g_strdup_printf (_ ("This computer's clock is %d s slow. The passcodes here are made "
                                "for the right time now. "
                                "Set the clock all the same (Settings, Time and language)."),
                             seconds);
  else
    words = g_strdup_printf (_ ("This computer's clock is %d s fast. The passcodes here are made "
                                "for the right time now. "
                                "Set the clock all the same (Settings, Time and language)."),
                             seconds);
  gtk_label_set_text (GTK_LABEL (self->found), words);
}

static void
guess_clicked (MdgAssistClock *self, GtkWidget *button)
{
  int which = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), GUESS));

  show_guesses (self, FALSE);
  if (which == NEITHER)
    {
      gtk_label_set_text (
          GTK_LABEL (self->found),
          _ ("The clock, its date or its time zone is wrong by a minute or more. Set "
             "it automatically (Settings, Time and language), then try again."));
      return;
    }
  mdg_assist_service_set_clock_skew (mdg_workplace_get_assist (self->workplace),
                                     self->guess[which].skew);
  show_found (self, self->guess[which].skew);
}

static void
mdg_assist_clock_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_assist_clock_parent_class)->map (widget);
  tick (widget);
  MDG_ASSIST_CLOCK (widget)->tick_source = g_timeout_add (TICK_MS, tick, widget);
}

static void
mdg_assist_clock_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MDG_ASSIST_CLOCK (widget)->tick_source, g_source_remove);
  GTK_WIDGET_CLASS (mdg_assist_clock_parent_class)->unmap (widget);
}

static void
mdg_assist_clock_dispose (GObject *object)
{
  MdgAssistClock *self = MDG_ASSIST_CLOCK (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_object (&self->workplace);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_assist_clock_parent_class)->dispose (object);
}

static void
mdg_assist_clock_class_init (MdgAssistClockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_assist_clock_dispose;
  widget_class->map = mdg_assist_clock_map;
  widget_class->unmap = mdg_assist_clock_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_answer (MdgAssistClock *self, GtkWidget *box, const char *label, int which)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), GUESS, GINT_TO_POINTER (which));
  g_signal_connect_object (button, "clicked", G_CALLBACK (guess_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
mdg_assist_clock_init (MdgAssistClock *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->expander = gtk_expander_new (_ ("The passcode is refused? Compare the clock"));
  gtk_widget_set_margin_top (box, 8);
  gtk_box_append (
      GTK_BOX (box),
      mdg_widget_new_text (_ ("Passcodes depend on the time, and no page of the national system "
                              "shows it. Take a right clock (dial 117, a radio clock, a phone) and "
                              "press the button in the moment in which it jumps to a full minute."),
                           NULL));
  self->now = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->now, "big-code");
  gtk_label_set_xalign (GTK_LABEL (self->now), 0);
  gtk_box_append (GTK_BOX (box), self->now);
  self->press = gtk_button_new_with_mnemonic (_ ("It _jumps now"));
  gtk_widget_set_name (self->press, "jumps");
  g_signal_connect_object (self->press, "clicked", G_CALLBACK (press_clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->press);
  self->found = mdg_widget_new_text (NULL, NULL);
  gtk_box_append (GTK_BOX (box), self->found);
  for (guint i = 0; i < G_N_ELEMENTS (self->guesses); i++)
    self->guesses[i] = add_answer (self, box, "", (int)i);
  self->neither = add_answer (self, box, _ ("Neither of them"), NEITHER);
  show_guesses (self, FALSE);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), box);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  mdg_widget_tidy_names (GTK_WIDGET (self));
}

GtkWidget *
mdg_assist_clock_new (MdgWorkplace *workplace)
{
  MdgAssistClock *self = g_object_new (MDG_TYPE_ASSIST_CLOCK, NULL);

  self->workplace = g_object_ref (workplace);
  return GTK_WIDGET (self);
}

void
mdg_assist_clock_open (MdgAssistClock *self)
{
  g_return_if_fail (MDG_IS_ASSIST_CLOCK (self));

  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), TRUE);
}
