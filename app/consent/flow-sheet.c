/* flow-sheet.c: the picture of a consent flow to hand out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/flow-sheet.h"

#include "consent/flow-picture.h"

typedef struct
{
  MdgFlow *flow;
  MdgFlowVariant variant;
  MdgFlowTrace trace;
  gboolean has_trace;
} Sheet;

typedef struct
{
  const Sheet *sheet;
  MdgFlowPicture *picture;
} Opened;

static gpointer
open_picture (gpointer data, gboolean on_paper, double *width, double *height)
{
  Opened *opened = g_new (Opened, 1);
  const MdgFlowLayout *layout;

  opened->sheet = data;
  opened->picture = mdg_flow_picture_new (opened->sheet->flow, &opened->sheet->variant);
  layout = mdg_flow_picture_get_layout (opened->picture);
  *width = layout->width;
  *height = layout->height;
  return opened;
}

static void
draw_picture (gpointer picture, cairo_t *cr)
{
  const Opened *opened = picture;

  mdg_flow_picture_draw (opened->picture, cr, &mdg_flow_look_on_paper,
                         opened->sheet->has_trace ? &opened->sheet->trace : NULL);
}

/* A stage's title, with the boxes below it that come first. */
static MdgFlowRect
heading_of (const MdgFlowLayout *layout, const MdgFlowBand *band)
{
  MdgFlowRect heading = band->title;
  double below = band->band.y + band->band.height;

  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const MdgFlowRect *box = &g_array_index (layout->boxes, MdgFlowBox, i).box;

      if (box->y >= heading.y)
        below = MIN (below, box->y + 1);
    }
  heading.height = MAX (heading.height, below - heading.y);
  return heading;
}

static void
list_blocks (gpointer picture, GArray *blocks)
{
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (((Opened *)picture)->picture);

  for (guint i = 0; i < layout->boxes->len; i++)
    g_array_append_val (blocks, g_array_index (layout->boxes, MdgFlowBox, i).box);
  for (guint i = 0; i < layout->bands->len; i++)
    {
      MdgFlowRect heading = heading_of (layout, &g_array_index (layout->bands, MdgFlowBand, i));

      g_array_append_val (blocks, heading);
    }
}

static void
close_picture (gpointer picture)
{
  mdg_flow_picture_free (((Opened *)picture)->picture);
  g_free (picture);
}

static void
free_sheet (gpointer data)
{
  mdg_flow_free (((Sheet *)data)->flow);
  g_free (data);
}

MdgPictureSheet *
mdg_flow_sheet_new (MdgFlow *flow,
                    const MdgFlowVariant *variant,
                    const MdgFlowTrace *trace,
                    const MdgPictureWords *words,
                    gint64 made_at)
{
  static const MdgPictureKind kind = { open_picture,  draw_picture, list_blocks,
                                       close_picture, free_sheet,   MDG_FLOW_SMALLEST_TEXT };
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->flow = flow;
  sheet->variant = *variant;
  if (trace != NULL)
    sheet->trace = *trace;
  sheet->has_trace = trace != NULL;
  return mdg_picture_sheet_new (&kind, sheet, "Consent-flow", words, made_at);
}
