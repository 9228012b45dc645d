/* measure-scroll.h: for tests/bench/run: a long list is scrolled through all of it, and whether each row came to be seen full. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the walks through a list came to. */
typedef struct
{
  guint rows;      /* in the list */
  guint seen;      /* of them, told apart by what stands in their first column, that were seen full */
  guint stayed;    /* times that a visible row was blank for two seconds */
  GArray *pages;   /* of gint64, microseconds: page by page, from the move to the frame in which each visible row is full */
  GArray *jumps;   /* the same of leaps to anywhere */
  GArray *flights; /* the same of the end of flights, a move each frame, over what nobody waits for */
} MdgScrolling;

typedef void (*MdgScrollingDone) (const MdgScrolling *scrolling, gpointer data);

/* Scrolls @list (a GtkColumnView on the screen, whose first column is never empty, only "…" until the row has come), a page at
 * a time from its top to its end, then by leaps and flights that are the same each time, and calls @done. Main thread. */
void mdg_measure_scroll (GtkWidget *list, MdgScrollingDone done, gpointer data);

G_END_DECLS
