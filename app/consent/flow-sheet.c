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
open_picture (gpointer data, double *width, double *height)
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
  static const MdgPictureKind kind = { open_picture, draw_picture, close_picture, free_sheet };
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->flow = flow;
  sheet->variant = *variant;
  if (trace != NULL)
    sheet->trace = *trace;
  sheet->has_trace = trace != NULL;
  return mdg_picture_sheet_new (&kind, sheet, "Consent-flow", words, made_at);
}
