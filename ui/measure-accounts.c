/* measure-accounts.c: for tests/bench/run: how soon the tab [アカウント] shows its first rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure-accounts.h"

#include "measure.h"
#include "store/row-window.h"

#define LOOK_EVERY_MS 20
/* The training service starts, the reminders are looked for; later the index is read. */
#define REST_MS 1500

typedef struct
{
  MdgWindow *window;
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

/* Whether the first row has its content. */
static gboolean
has_rows (MdgWindow *window)
{
  GtkWidget *page = mdg_window_get_page (window);
  GtkWidget *list = page != NULL ? find_list (page) : NULL;
  GListModel *rows
      = list != NULL ? G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (list))) : NULL;
  g_autoptr (GObject) first = rows != NULL ? g_list_model_get_item (rows, 0) : NULL;

  return first != NULL && MDG_IS_ROW (first) && mdg_row_get_value (MDG_ROW (first)) != NULL;
}

/* All rows are known by then, and in the index. */
static void
tell (gpointer data)
{
  Measure *measure = data;

  g_print ("{\"name\": \"accounts\", \"opened_us\": %" G_GINT64_FORMAT
           ", \"pss_kib\": %" G_GINT64_FORMAT "}\n",
           measure->opened_us, mdg_measure_pss_kib ());
  gtk_window_close (GTK_WINDOW (measure->window));
  g_free (measure);
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
mdg_measure_accounts (MdgWindow *window)
{
  Measure *measure = g_new0 (Measure, 1);

  measure->window = window;
  g_timeout_add (LOOK_EVERY_MS, look_for_list, measure);
}
