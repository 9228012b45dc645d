/* measure-accounts.c: for tests/bench/run: how soon the tab [アカウント] shows its first rows, and
 * how it scrolls. SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure-accounts.h"

#include "measure-scroll.h"
#include "measure.h"
#include "store/row-window.h"

#define LOOK_EVERY_MS 20
/* The training service starts, the reminders are looked for; later the index is read. */
#define REST_MS 1500

typedef struct
{
  MdgWindow *window;
  gboolean scrolls;
  gint64 clicked_at, opened_us;
  gulong handler;
} Measure;

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_COLUMN_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

/* (nullable): not there yet */
static GtkWidget *
get_list (MdgWindow *window)
{
  GtkWidget *page = mdg_window_get_page (window);

  return page != NULL ? find_list (page) : NULL;
}

/* Whether the first row has its content. */
static gboolean
has_rows (MdgWindow *window)
{
  GtkWidget *list = get_list (window);
  GListModel *rows
      = list != NULL ? G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (list))) : NULL;
  g_autoptr (GObject) first = rows != NULL ? g_list_model_get_item (rows, 0) : NULL;

  return first != NULL && MDG_IS_ROW (first) && mdg_row_get_value (MDG_ROW (first)) != NULL;
}

static void
finish (Measure *measure)
{
  gtk_window_close (GTK_WINDOW (measure->window));
  g_free (measure);
}

static void
print_times (const char *name, GArray *times)
{
  g_print (", \"%s\": [", name);
  for (guint i = 0; i < times->len; i++)
    g_print ("%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", g_array_index (times, gint64, i));
  g_print ("]");
}

static void
scrolled (const MdgScrolling *scrolling, gpointer data)
{
  g_print ("{\"name\": \"scroll\", \"rows\": %u, \"seen\": %u, \"stayed\": %u", scrolling->rows,
           scrolling->seen, scrolling->stayed);
  print_times ("pages_us", scrolling->pages);
  print_times ("jumps_us", scrolling->jumps);
  print_times ("flights_us", scrolling->flights);
  g_print ("}\n");
  finish (data);
}

/* All rows are known by then, and in the index. */
static void
tell (gpointer data)
{
  Measure *measure = data;

  if (measure->scrolls)
    {
      mdg_measure_scroll (get_list (measure->window), scrolled, measure);
      return;
    }
  g_print ("{\"name\": \"accounts\", \"opened_us\": %" G_GINT64_FORMAT
           ", \"pss_kib\": %" G_GINT64_FORMAT "}\n",
           measure->opened_us, mdg_measure_pss_kib ());
  finish (measure);
}

/* What had its content before this frame has been drawn with it. */
static void
on_after_paint (GdkFrameClock *clock, Measure *measure)
{
  gint64 now = g_get_monotonic_time ();

  if (!has_rows (measure->window))
    return;
  g_signal_handler_disconnect (clock, measure->handler);
  measure->opened_us = now - measure->clicked_at;
  g_timeout_add_once (REST_MS, tell, measure);
}

static void
open_tab (gpointer data)
{
  Measure *measure = data;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (measure->window));

  measure->handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), measure);
  measure->clicked_at = g_get_monotonic_time ();
  mdg_window_show_tab (measure->window, "accounts");
}

static gboolean
look_for_list (gpointer data)
{
  Measure *measure = data;
  MdgAccountDesk *desk = mdg_window_get_account_desk (measure->window);

  if (desk == NULL || mdg_account_desk_get_state (desk)->n_accounts == 0)
    return G_SOURCE_CONTINUE;
  g_timeout_add_once (REST_MS, open_tab, measure);
  return G_SOURCE_REMOVE;
}

void
mdg_measure_accounts (MdgWindow *window, gboolean scrolls)
{
  Measure *measure = g_new0 (Measure, 1);

  measure->window = window;
  measure->scrolls = scrolls;
  g_timeout_add (LOOK_EVERY_MS, look_for_list, measure);
}
