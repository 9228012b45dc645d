/* picture-pages.c: how a picture is divided among several sheets of paper.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/picture-pages.h"

#include <math.h>

#define BESIDE 6.0 /* between a block and a cut */
#define HALVINGS 12

typedef struct
{
  double begin, end;
} Span;

static Span
span_of (const MdgFlowRect *rect, gboolean across)
{
  return across ? (Span){ rect->x - BESIDE, rect->x + rect->width + BESIDE }
                : (Span){ rect->y - BESIDE, rect->y + rect->height + BESIDE };
}

/* Whether something of @block is in the row. (The room beside it does not count.) */
static gboolean
is_in (const MdgFlowRect *block, const Span *row)
{
  return block->y < row->end && block->y + block->height > row->begin;
}

/* Where the piece that begins at @from ends: as late as @room lets it, and so that no block is cut
 * that begins in it.
 * @row: what is looked at, when it is cut @across */
static double
find_end (const GArray *blocks, double from, double room, double whole, gboolean across, Span row)
{
  double end = from + room;
  gboolean moved = TRUE;

  if (end >= whole - 0.01)
    return whole;
  while (moved)
    {
      moved = FALSE;
      for (guint i = 0; i < blocks->len; i++)
        {
          const MdgFlowRect *block = &g_array_index (blocks, MdgFlowRect, i);
          Span span = span_of (block, across);

          if ((across && !is_in (block, &row)) || span.begin >= end || span.end <= end
              || span.begin <= from)
            continue;
          end = span.begin;
          moved = TRUE;
        }
    }
  return end;
}

static gboolean
has_block (const GArray *blocks, const MdgFlowRect *piece)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const MdgFlowRect *block = &g_array_index (blocks, MdgFlowRect, i);

      if (block->x < piece->x + piece->width && block->x + block->width > piece->x
          && block->y < piece->y + piece->height && block->y + block->height > piece->y)
        return TRUE;
    }
  return FALSE;
}

/* How far to the right there is something in the row. */
static double
filled_width (const GArray *blocks, Span row)
{
  double width = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const MdgFlowRect *block = &g_array_index (blocks, MdgFlowRect, i);

      if (is_in (block, &row))
        width = fmax (width, block->x + block->width);
    }
  return width;
}

static guint
count_pieces (const GArray *blocks, Span row, double width, double room)
{
  double filled = filled_width (blocks, row);
  guint n = 0;

  for (double x = 0; x < filled; n++)
    x = find_end (blocks, x, room, width, TRUE, row);
  return n;
}

/* The least room that takes no more pieces than @room: they are alike then, and can be larger. */
static double
even_room (const GArray *blocks, Span row, double width, double room)
{
  guint n = count_pieces (blocks, row, width, room);
  double least = filled_width (blocks, row) / MAX (n, 1);

  for (guint i = 0; i < HALVINGS; i++)
    {
      double middle = (least + room) / 2;

      if (count_pieces (blocks, row, width, middle) > n)
        least = middle;
      else
        room = middle;
    }
  return room;
}

static void
add_row (MdgPicturePages *pages, const GArray *blocks, Span row, double width, double room)
{
  double x = 0, filled = filled_width (blocks, row);
  double even = even_room (blocks, row, width, room);

  while (x < filled)
    {
      double end = find_end (blocks, x, even, width, TRUE, row);
      MdgFlowRect piece = { x, row.begin, end - x, row.end - row.begin };

      if (end >= filled) /* what turns back beyond the last block is seen, too */
        piece.width = fmin (width - x, room);
      if (has_block (blocks, &piece))
        g_array_append_val (pages->pieces, piece);
      x = end;
    }
}

/* What the pieces leave of the room is used: larger text is read more easily. */
static void
enlarge (MdgPicturePages *pages, double room_width, double room_height)
{
  double width = 0, height = 0;

  for (guint i = 0; i < pages->pieces->len; i++)
    {
      const MdgFlowRect *piece = &g_array_index (pages->pieces, MdgFlowRect, i);

      width = fmax (width, piece->width);
      height = fmax (height, piece->height);
    }
  if (width > 0 && height > 0)
    pages->scale = fmax (pages->scale, fmin (room_width / width, room_height / height));
}

MdgPicturePages *
mdg_picture_pages_new (double width,
                       double height,
                       const GArray *blocks,
                       double room_width,
                       double room_height,
                       double least_scale)
{
  MdgPicturePages *pages = g_new0 (MdgPicturePages, 1);
  MdgFlowRect whole = { 0, 0, width, height };
  Span row = { 0, 0 };

  pages->pieces = g_array_new (FALSE, FALSE, sizeof (MdgFlowRect));
  pages->scale = fmin (room_width / width, room_height / height);
  if (pages->scale >= least_scale)
    {
      g_array_append_val (pages->pieces, whole);
      return pages;
    }
  pages->scale = least_scale;
  while (row.end < height)
    {
      row.begin = row.end;
      row.end = find_end (blocks, row.begin, room_height / least_scale, height, FALSE, row);
      add_row (pages, blocks, row, width, room_width / least_scale);
    }
  enlarge (pages, room_width, room_height);
  return pages;
}

void
mdg_picture_pages_free (MdgPicturePages *pages)
{
  if (pages == NULL)
    return;
  g_array_unref (pages->pieces);
  g_free (pages);
}
