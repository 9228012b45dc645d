/* stream-layout.c: the streams of receptions through the consent flow as plain geometry.
 *
 * Boxes and the passing pieces of long streams are items of a column alike. Their order in it, and
 * then their places, come from the middle of what they hang together with in the columns beside.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/stream-layout.h"

#include <math.h>

#define ORDERINGS 6
#define PLACINGS 10
#define PASSING_GAP 2.0 /* between two passing pieces */

typedef struct
{
  gboolean passing;
  guint index; /* of the box, or of the stream */
  guint column;
  guint order; /* in which it was made: the last word when all else is the same */
  double height, y;
  double wish, weight; /* where it should be: a sum of middles, and of what they weigh */
} Item;

/* From an item to one of the next column. */
typedef struct
{
  guint from, to, stream;
  double weight;
} Piece;

typedef struct
{
  MdgStreamLayout *layout;
  guint column_of[MDG_STATIONS];
  GArray *items;    /* of Item */
  GArray *pieces;   /* of Piece, by stream */
  GArray **columns; /* of guint: items, from above */
  double tallest;
} Weaver;

static Item *
item_at (const Weaver *w, guint i)
{
  return &g_array_index (w->items, Item, i);
}

static Item *
item_in (const Weaver *w, guint column, guint i)
{
  return item_at (w, g_array_index (w->columns[column], guint, i));
}

static MdgStreamBox *
box_at (const MdgStreamLayout *layout, guint i)
{
  return &g_array_index (layout->boxes, MdgStreamBox, i);
}

static MdgStream *
stream_at (const MdgStreamLayout *layout, guint i)
{
  return &g_array_index (layout->streams, MdgStream, i);
}

static guint
box_number (const MdgStreamLayout *layout, MdgReceptionNode node)
{
  for (guint i = 0; i < layout->boxes->len; i++)
    if (box_at (layout, i)->node == node)
      return i;
  g_assert_not_reached ();
}

static double
column_x (guint column)
{
  return MDG_STREAM_MARGIN + column * (MDG_STREAM_BOX + MDG_STREAM_CHANNEL);
}

/* boxes, streams, columns --------------------------------------------------------------------- */

static void
add_boxes (MdgStreamLayout *layout,
           const MdgReceptionTotals *totals,
           MdgStreamMeasure measure,
           gpointer data)
{
  for (guint node = 0; node < MDG_N_NODES; node++)
    {
      MdgStreamBox box
          = { .node = node, .n = mdg_reception_totals_through (totals, (MdgReceptionNode)node) };

      if (box.n == 0)
        continue;
      measure (box.node, MDG_STREAM_BOX - 2 * MDG_STREAM_PAD, &box.text.width, &box.text.height,
               data);
      box.box.width = MDG_STREAM_BOX;
      box.box.height = fmax ((double)box.n * layout->scale, box.text.height + 2 * MDG_STREAM_PAD);
      g_array_append_val (layout->boxes, box);
    }
}

static void
add_columns (Weaver *w)
{
  for (guint station = 0; station < MDG_STATIONS; station++)
    {
      MdgStreamColumn column = { .station = station };
      gboolean found = FALSE;

      for (guint i = 0; i < w->layout->boxes->len; i++)
        found |= mdg_reception_node_station (box_at (w->layout, i)->node) == station;
      if (!found)
        continue;
      w->column_of[station] = w->layout->columns->len;
      column.heading = (MdgFlowRect){ column_x (w->layout->columns->len), MDG_STREAM_MARGIN,
                                      MDG_STREAM_BOX, MDG_STREAM_HEADING };
      g_array_append_val (w->layout->columns, column);
    }
}

static void
add_streams (MdgStreamLayout *layout, const MdgReceptionTotals *totals)
{
  for (guint i = 0; i < totals->links->len; i++)
    {
      MdgStream stream = { .link = g_array_index (totals->links, MdgReceptionLink, i) };

      stream.width = (double)stream.link.n * layout->scale;
      g_array_append_val (layout->streams, stream);
    }
}

/* items --------------------------------------------------------------------------------------- */

static guint
add_item (Weaver *w, gboolean passing, guint index, guint column, double height)
{
  Item item = { .passing = passing, .index = index, .column = column, .height = height };

  item.order = w->items->len;
  g_array_append_val (w->items, item);
  g_array_append_val (w->columns[column], item.order);
  return item.order;
}

static guint
column_of_node (const Weaver *w, MdgReceptionNode node)
{
  return w->column_of[mdg_reception_node_station (node)];
}

static void
add_pieces (Weaver *w, guint number)
{
  const MdgStream *stream = stream_at (w->layout, number);
  guint first = column_of_node (w, stream->link.from), last = column_of_node (w, stream->link.to);
  Piece piece = { .from = box_number (w->layout, stream->link.from),
                  .stream = number,
                  .weight = (double)stream->link.n };

  for (guint column = first + 1; column <= last; column++)
    {
      piece.to = column == last ? box_number (w->layout, stream->link.to)
                                : add_item (w, TRUE, number, column, stream->width);
      g_array_append_val (w->pieces, piece);
      piece.from = piece.to;
    }
}

/* The boxes are the first items, by their numbers. */
static void
add_items (Weaver *w)
{
  for (guint i = 0; i < w->layout->boxes->len; i++)
    add_item (w, FALSE, i, column_of_node (w, box_at (w->layout, i)->node),
              box_at (w->layout, i)->box.height);
  for (guint i = 0; i < w->layout->streams->len; i++)
    add_pieces (w, i);
}

/* order and places ---------------------------------------------------------------------------- */

static double
gap_after (const Item *item, const Item *next)
{
  return item->passing && next->passing ? PASSING_GAP : MDG_STREAM_GAP;
}

static double
stack (Weaver *w, guint column)
{
  double y = 0;

  for (guint i = 0; i < w->columns[column]->len; i++)
    {
      Item *item = item_in (w, column, i);

      if (i > 0)
        y += gap_after (item_in (w, column, i - 1), item);
      item->y = y;
      y += item->height;
    }
  return y;
}

static double
middle (const Item *item)
{
  return item->y + item->height / 2;
}

/* Where the items of @column should be, by what leads to them (@onwards) or away from them. */
static void
make_wishes (Weaver *w, guint column, gboolean onwards)
{
  for (guint i = 0; i < w->columns[column]->len; i++)
    item_in (w, column, i)->wish = item_in (w, column, i)->weight = 0;
  for (guint i = 0; i < w->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (w->pieces, Piece, i);
      Item *item = item_at (w, onwards ? piece->to : piece->from);
      const Item *other = item_at (w, onwards ? piece->from : piece->to);

      if (item->column != column)
        continue;
      item->wish += piece->weight * middle (other);
      item->weight += piece->weight;
    }
  for (guint i = 0; i < w->columns[column]->len; i++)
    {
      Item *item = item_in (w, column, i);

      item->wish = item->weight > 0 ? item->wish / item->weight : middle (item);
    }
}

static int
compare_wishes (gconstpointer a, gconstpointer b, gpointer data)
{
  const Item *one = item_at (data, *(const guint *)a), *other = item_at (data, *(const guint *)b);

  if (one->wish != other->wish)
    return one->wish < other->wish ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

/* As near to the wishes as can be, in this order, without lying over another. */
static void
settle (Weaver *w, guint column)
{
  guint n = w->columns[column]->len;
  double limit = 0;

  for (guint i = 0; i < n; i++)
    {
      Item *item = item_in (w, column, i);

      item->y = fmax (item->wish - item->height / 2, limit);
      if (i + 1 < n)
        limit = item->y + item->height + gap_after (item, item_in (w, column, i + 1));
    }
  limit = w->tallest;
  for (guint i = n; i-- > 0;)
    {
      Item *item = item_in (w, column, i);

      item->y = fmin (item->y, limit - item->height);
      if (i > 0)
        limit = item->y - gap_after (item_in (w, column, i - 1), item);
    }
}

static void
sweep (Weaver *w, gboolean onwards, gboolean ordering)
{
  guint n = w->layout->columns->len;

  for (guint i = 1; i < n; i++)
    {
      guint column = onwards ? i : n - 1 - i;

      make_wishes (w, column, onwards);
      if (ordering)
        {
          g_array_sort_with_data (w->columns[column], compare_wishes, w);
          stack (w, column);
        }
      else
        settle (w, column);
    }
}

static void
arrange (Weaver *w)
{
  for (guint column = 0; column < w->layout->columns->len; column++)
    w->tallest = fmax (w->tallest, stack (w, column));
  for (guint i = 0; i < ORDERINGS; i++)
    sweep (w, i % 2 == 0, TRUE);
  w->tallest = 0;
  for (guint column = 0; column < w->layout->columns->len; column++)
    w->tallest = fmax (w->tallest, stack (w, column));
  for (guint i = 0; i < PLACINGS; i++)
    sweep (w, i % 2 == 0, FALSE);
}

/* what came of it ----------------------------------------------------------------------------- */

static void
place_boxes (Weaver *w, double top)
{
  for (guint i = 0; i < w->layout->boxes->len; i++)
    {
      MdgStreamBox *box = box_at (w->layout, i);

      box->box.x = column_x (item_at (w, i)->column);
      box->box.y = top + item_at (w, i)->y;
      box->text.x = box->box.x + MDG_STREAM_PAD;
      box->text.y = box->box.y + (box->box.height - box->text.height) / 2;
    }
}

typedef struct
{
  const Weaver *w;
  gboolean outgoing;
} Side;

/* From above, as what is at their other ends. */
static int
compare_pieces (gconstpointer a, gconstpointer b, gpointer data)
{
  const Side *side = data;
  const Piece *one = *(const Piece *const *)a, *other = *(const Piece *const *)b;
  double y = item_at (side->w, side->outgoing ? one->to : one->from)->y;
  double other_y = item_at (side->w, side->outgoing ? other->to : other->from)->y;

  if (y != other_y)
    return y < other_y ? -1 : 1;
  return one->stream < other->stream ? -1 : one->stream > other->stream;
}

static void
add_point (MdgStream *stream, double x, double y)
{
  g_assert (stream->n_points < G_N_ELEMENTS (stream->points));
  stream->points[stream->n_points++] = (MdgFlowPoint){ x, y };
}

/* Where the pieces at one side of an item meet it: one below the other, in the item's middle.
 * @meets: of each piece */
static void
meet (const Weaver *w, guint item, gboolean outgoing, double *meets)
{
  g_autoptr (GPtrArray) here = g_ptr_array_new ();
  Side side = { w, outgoing };
  double all = 0, y;

  for (guint i = 0; i < w->pieces->len; i++)
    {
      Piece *piece = &g_array_index (w->pieces, Piece, i);

      if ((outgoing ? piece->from : piece->to) != item)
        continue;
      g_ptr_array_add (here, piece);
      all += piece->weight * w->layout->scale;
    }
  g_ptr_array_sort_with_data (here, compare_pieces, &side);
  y = middle (item_at (w, item)) - all / 2;
  for (guint i = 0; i < here->len; i++)
    {
      const Piece *piece = here->pdata[i];
      double width = piece->weight * w->layout->scale;

      meets[piece - (const Piece *)(gconstpointer)w->pieces->data] = y + width / 2;
      y += width;
    }
}

static void
lay_streams (Weaver *w, double top)
{
  g_autofree double *begins = g_new0 (double, w->pieces->len + 1);
  g_autofree double *ends = g_new0 (double, w->pieces->len + 1);

  for (guint i = 0; i < w->items->len; i++)
    {
      meet (w, i, TRUE, begins);
      meet (w, i, FALSE, ends);
    }
  for (guint i = 0; i < w->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (w->pieces, Piece, i);
      MdgStream *stream = stream_at (w->layout, piece->stream);

      add_point (stream, column_x (item_at (w, piece->from)->column) + MDG_STREAM_BOX,
                 top + begins[i]);
      add_point (stream, column_x (item_at (w, piece->to)->column), top + ends[i]);
    }
}

static void
weave (MdgStreamLayout *layout)
{
  Weaver w = { .layout = layout };
  double top = MDG_STREAM_MARGIN + MDG_STREAM_HEADING;

  add_columns (&w);
  w.items = g_array_new (FALSE, FALSE, sizeof (Item));
  w.pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  w.columns = g_new0 (GArray *, layout->columns->len + 1);
  for (guint i = 0; i < layout->columns->len; i++)
    w.columns[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  add_items (&w);
  arrange (&w);
  place_boxes (&w, top);
  lay_streams (&w, top);
  layout->width
      = fmax (column_x (layout->columns->len) - MDG_STREAM_CHANNEL + MDG_STREAM_MARGIN, 0);
  layout->height = top + w.tallest + MDG_STREAM_MARGIN;
  for (guint i = 0; i < layout->columns->len; i++)
    g_array_unref (w.columns[i]);
  g_free (w.columns);
  g_array_unref (w.pieces);
  g_array_unref (w.items);
}

MdgStreamLayout *
mdg_stream_layout_new (const MdgReceptionTotals *totals,
                       double height,
                       MdgStreamMeasure measure,
                       gpointer data)
{
  MdgStreamLayout *layout = g_new0 (MdgStreamLayout, 1);

  layout->boxes = g_array_new (FALSE, FALSE, sizeof (MdgStreamBox));
  layout->streams = g_array_new (FALSE, FALSE, sizeof (MdgStream));
  layout->columns = g_array_new (FALSE, FALSE, sizeof (MdgStreamColumn));
  layout->scale = totals->n > 0 ? height / (double)totals->n : 0;
  add_boxes (layout, totals, measure, data);
  add_streams (layout, totals);
  weave (layout);
  return layout;
}

void
mdg_stream_layout_free (MdgStreamLayout *layout)
{
  if (layout == NULL)
    return;
  g_array_unref (layout->boxes);
  g_array_unref (layout->streams);
  g_array_unref (layout->columns);
  g_free (layout);
}

const MdgStreamBox *
mdg_stream_layout_box (const MdgStreamLayout *layout, MdgReceptionNode node)
{
  for (guint i = 0; i < layout->boxes->len; i++)
    if (box_at (layout, i)->node == node)
      return box_at (layout, i);
  return NULL;
}
