/* walk-timer.c: the time of a walk through the consent flow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/walk-timer.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

struct _MdgWalkTimer
{
  GtkWidget parent_instance;

  GtkWidget *gone; /* since the card was laid */
  GtkWidget *left; /* in which it can be seen */

  const MdgWalk *walk;
  MdgClock *clock;
  guint tick; /* while something counts, and is seen */
};

G_DEFINE_FINAL_TYPE (MdgWalkTimer, mdg_walk_timer, GTK_TYPE_WIDGET)

/* "0:35", "23:59:10". (transfer full) */
static char *
describe (gint64 seconds)
{
  int minutes = (int)(seconds / 60 % 60), rest = (int)(seconds % 60);

  if (seconds < 3600)
    return g_strdup_printf ("%d:%02d", minutes, rest);
  return g_strdup_printf ("%d:%02d:%02d", (int)(seconds / 3600), minutes, rest);
}

/* The first answer of a walk is the card, the others are what a patient has in its place. @time:
 * "1:05". (transfer full) */
static char *
gone_text (const MdgWalk *walk, const char *time)
{
  const GArray *steps = mdg_walk_get_steps (walk);

  if (mdg_walk_is_over (walk))
    return g_strdup_printf (_ ("From the beginning to the end: %s"), time);
  if (steps->len > 0 && g_array_index (steps, MdgWalkStep, 0).answer > 0)
    return g_strdup_printf (_ ("Since it began: %s"), time);
  return g_strdup_printf (_ ("Since the card was laid: %s"), time);
}

static void
show_gone (MdgWalkTimer *self, gint64 seconds)
{
  g_autofree char *time = describe (MAX (seconds, 0));
  g_autofree char *text = gone_text (self->walk, time);

  gtk_label_set_text (GTK_LABEL (self->gone), text);
  mdg_widget_set_shown (self->gone, seconds >= 0);
}

/* @until: 0: nothing can be seen for a time */
static void
show_left (MdgWalkTimer *self, gint64 until, gint64 now)
{
  g_autofree char *time = describe (MAX (until - now, 0));
  /* Translators: hours, minutes and seconds, "23:59:10" */
  g_autofree char *text = g_strdup_printf (_ ("Can be seen for another %s"), time);

  gtk_label_set_text (GTK_LABEL (self->left),
                      until > now ? text : _ ("The time in which it can be seen is over."));
  mdg_widget_set_shown (self->left, until > 0);
}

static gboolean
on_tick (gpointer data)
{
  mdg_walk_timer_update (data);
  return G_SOURCE_CONTINUE;
}

static void
set_ticking (MdgWalkTimer *self, gboolean ticking)
{
  if (ticking && self->tick == 0)
    self->tick = g_timeout_add_seconds (1, on_tick, self);
  else if (!ticking)
    g_clear_handle_id (&self->tick, g_source_remove);
}

void
mdg_walk_timer_update (MdgWalkTimer *self)
{
  gint64 now, seconds, until;

  g_return_if_fail (MDG_IS_WALK_TIMER (self));

  if (self->walk == NULL)
    return;
  now = mdg_clock_wall (self->clock);
  seconds = mdg_walk_get_seconds (self->walk, now);
  until = mdg_walk_is_over (self->walk) ? mdg_walk_get_until (self->walk) : 0;
  show_gone (self, seconds);
  show_left (self, until, now);
  set_ticking (self, gtk_widget_get_mapped (GTK_WIDGET (self)) && seconds >= 0
                         && (!mdg_walk_is_over (self->walk) || until > now));
}

static void
mdg_walk_timer_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_walk_timer_parent_class)->map (widget);
  mdg_walk_timer_update (MDG_WALK_TIMER (widget));
}

static void
mdg_walk_timer_unmap (GtkWidget *widget)
{
  set_ticking (MDG_WALK_TIMER (widget), FALSE);
  GTK_WIDGET_CLASS (mdg_walk_timer_parent_class)->unmap (widget);
}

static void
mdg_walk_timer_dispose (GObject *object)
{
  MdgWalkTimer *self = MDG_WALK_TIMER (object);

  set_ticking (self, FALSE);
  self->walk = NULL;
  g_clear_object (&self->clock);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_walk_timer_parent_class)->dispose (object);
}

static void
mdg_walk_timer_class_init (MdgWalkTimerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_walk_timer_dispose;
  widget_class->map = mdg_walk_timer_map;
  widget_class->unmap = mdg_walk_timer_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "walktimer");
}

static void
mdg_walk_timer_init (MdgWalkTimer *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->gone = mdg_widget_new_text (NULL, "quiet");
  self->left = mdg_widget_new_text (NULL, NULL);
  gtk_widget_set_parent (self->gone, GTK_WIDGET (self));
  gtk_widget_set_parent (self->left, GTK_WIDGET (self));
  mdg_widget_set_shown (self->gone, FALSE);
  mdg_widget_set_shown (self->left, FALSE);
}

GtkWidget *
mdg_walk_timer_new (void)
{
  return g_object_new (MDG_TYPE_WALK_TIMER, NULL);
}

void
mdg_walk_timer_set_walk (MdgWalkTimer *self, const MdgWalk *walk, MdgClock *clock)
{
  g_return_if_fail (MDG_IS_WALK_TIMER (self) && self->walk == NULL);

  self->walk = walk;
  self->clock = g_object_ref (clock);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (mdg_walk_timer_update), self,
                           G_CONNECT_SWAPPED);
  mdg_walk_timer_update (self);
}
