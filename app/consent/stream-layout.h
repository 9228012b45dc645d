/* stream-layout.h: the streams of receptions through the consent flow (E3, a Sankey diagram) as plain geometry: a column for each
 * station, a box for each choice made there, and between them streams as wide as many went there. What passes a
 * station by has its own room in that column. No display; any thread. */
#pragma once

#include "consent/flow-layout.h"
#include "consent/reception-totals.h"

G_BEGIN_DECLS

#define MDG_STATIONS 10 /* of reception-path.h */

/* How large the text of a box is, broken to lines of at most @wrap. */
typedef void (*MdgStreamMeasure) (MdgReceptionNode node, double wrap, double *width, double *height, gpointer data);

typedef struct
{
  MdgReceptionNode node;
  gint64 n;        /* receptions that came through */
  MdgFlowRect box; /* as high as its streams or its text, whichever is more */
  MdgFlowRect text;
} MdgStreamBox;

/* From the right of a box to the left of another; where it passes a station by, a level piece in between. */
typedef struct
{
  MdgReceptionLink link;
  double width; /* n times the layout's scale */
  guint n_points;
  MdgFlowPoint points[2 * MDG_STATIONS]; /* of its middle; by twos: from, to; between two twos it runs level */
} MdgStream;

typedef struct
{
  guint station;
  MdgFlowRect heading; /* room for its name, above the boxes */
} MdgStreamColumn;

typedef struct
{
  GArray *boxes;   /* of MdgStreamBox, by node */
  GArray *streams; /* of MdgStream, as the totals' links */
  GArray *columns; /* of MdgStreamColumn: the stations that somebody came to */
  double width, height;
  double scale;    /* height of one reception */
} MdgStreamLayout;

#define MDG_STREAM_BOX 108.0    /* the width of a box */
#define MDG_STREAM_PAD 4.0      /* around its text */
#define MDG_STREAM_CHANNEL 40.0 /* between two columns */
#define MDG_STREAM_GAP 10.0     /* between boxes, or passing streams, of a column */
#define MDG_STREAM_MARGIN 12.0
#define MDG_STREAM_HEADING 40.0
#define MDG_STREAM_HEIGHT 280.0 /* of all receptions together */
#define MDG_STREAM_LOW 110.0    /* the same on paper: two sheets of A4 side by side hold all columns */

/* @height: one of those. Returns: (transfer full) */
MdgStreamLayout *
mdg_stream_layout_new (const MdgReceptionTotals *totals, double height, MdgStreamMeasure measure, gpointer data);
void mdg_stream_layout_free (MdgStreamLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgStreamLayout, mdg_stream_layout_free)

/* (nullable): nobody came there. Within the layout */
const MdgStreamBox *mdg_stream_layout_box (const MdgStreamLayout *layout, MdgReceptionNode node);

G_END_DECLS
