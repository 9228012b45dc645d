/* measure-scroll.c: for tests/bench/run: a long list is scrolled through all of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure-scroll.h"

#define STAYS_US (2 * G_USEC_PER_SEC) /* blank for so long, a row is taken to stay so */
#define N_JUMPS 500
#define N_FLIGHTS 100
#define FLIGHT_FRAMES 12 /* moves of a flight */
#define FLIGHT_PAGES 7   /* pages that each of them goes */

typedef enum
{
  PAGES,
  JUMPS,
  FLIGHTS,
  DONE
} Walk;

typedef struct
{
  GtkWidget *rows; /* the view inside the list whose children are rows */
  GtkAdjustment *adjustment;
  GdkFrameClock *clock; /* owned */
  gulong handler;
  MdgScrolling found;
  GHashTable *ids; /* what stood in the first column of full rows */
  Walk walk;
  guint step;  /* of the walk */
  guint frame; /* of a flight */
  gint64 moved_at;
  MdgScrollingDone done;
  gpointer data;
} Scroll;

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static gboolean
is_visible (GtkWidget *row, GtkWidget *view)
{
  graphene_rect_t at;

  return gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, view, &at)
         && at.origin.y + at.size.height > 0 && at.origin.y < gtk_widget_get_height (view);
}

/* Returns: how many rows can be seen that have not come yet; all others are noted as seen. */
static guint
look (Scroll *self)
{
  guint blank = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *label = is_visible (row, self->rows) ? find (row, GTK_TYPE_LABEL) : NULL;
      const char *id = label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : NULL;

      if (id == NULL)
        continue;
      if (*id == '\0' || g_str_equal (id, "…"))
        blank++;
      else
        g_hash_table_add (self->ids, g_strdup (id));
    }
  return blank;
}

/* 0 to 1, spread over all of it, the same each time. */
static double
place_of (guint step)
{
  double place = step * 0.6180339887498949;

  return place - (guint)place;
}

/* Returns: whether the walk goes on */
static gboolean
move (Scroll *self)
{
  double page = gtk_adjustment_get_page_size (self->adjustment);
  double last = gtk_adjustment_get_upper (self->adjustment) - page;
  double value = gtk_adjustment_get_value (self->adjustment);
  double sign = self->step % 2 == 0 ? 1 : -1;

  if (self->walk == PAGES && self->step > 0 && value >= last)
    return FALSE;
  if ((self->walk == JUMPS && self->step == N_JUMPS)
      || (self->walk == FLIGHTS && self->step == N_FLIGHTS))
    return FALSE;
  if (self->walk == PAGES)
    value = self->step == 0 ? 0 : value + page;
  else if (self->walk == JUMPS || self->frame == 0)
    value = last * place_of (self->step + 1);
  else
    value += sign * FLIGHT_PAGES * page;
  gtk_adjustment_set_value (self->adjustment, CLAMP (value, 0, last));
  self->moved_at = g_get_monotonic_time ();
  return TRUE;
}

static void
finish (Scroll *self)
{
  g_clear_signal_handler (&self->handler, self->clock);
  gdk_frame_clock_end_updating (self->clock);
  self->found.rows = g_list_model_get_n_items (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->rows))));
  self->found.seen = g_hash_table_size (self->ids);
  self->done (&self->found, self->data);
  g_array_unref (self->found.pages);
  g_array_unref (self->found.jumps);
  g_array_unref (self->found.flights);
  g_hash_table_unref (self->ids);
  g_object_unref (self->clock);
  g_free (self);
}

static void
note_time (Scroll *self)
{
  GArray *times[] = { self->found.pages, self->found.jumps, self->found.flights };
  gint64 taken = g_get_monotonic_time () - self->moved_at;

  g_array_append_val (times[self->walk], taken);
}

/* What was there before this frame has been drawn with it. */
static void
painted (GdkFrameClock *clock, Scroll *self)
{
  gboolean in_flight = self->walk == FLIGHTS && self->frame < FLIGHT_FRAMES;
  guint blank = self->moved_at != 0 ? look (self) : 0;

  if (blank > 0 && !in_flight && g_get_monotonic_time () - self->moved_at < STAYS_US)
    return;
  if (in_flight)
    self->frame++;
  else if (self->moved_at != 0)
    {
      self->found.stayed += blank;
      note_time (self);
      self->step++;
      self->frame = 0;
    }
  while (self->walk != DONE && !move (self))
    {
      self->walk++;
      self->step = 0;
    }
  if (self->walk == DONE)
    finish (self);
}

void
mdg_measure_scroll (GtkWidget *list, MdgScrollingDone done, gpointer data)
{
  Scroll *self = g_new0 (Scroll, 1);

  self->rows = find (list, GTK_TYPE_LIST_VIEW);
  self->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->found.pages = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->found.jumps = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->found.flights = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->done = done;
  self->data = data;
  self->clock = g_object_ref (gtk_widget_get_frame_clock (list));
  self->handler = g_signal_connect (self->clock, "after-paint", G_CALLBACK (painted), self);
  gdk_frame_clock_begin_updating (self->clock);
}
