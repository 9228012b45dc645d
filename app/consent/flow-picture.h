/* flow-picture.h: draws a consent flow (同意フロー) on any cairo surface: the window, paper, PDF, SVG, PNG. One picture is used by
 * one thread. */
#pragma once

#include <cairo.h>

#include "consent/flow-layout.h"
#include "consent/flow-trace.h"

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue;
} MdgFlowColour;

/* What it is drawn with. */
typedef struct
{
  MdgFlowColour paper;
  MdgFlowColour card;   /* of a box */
  MdgFlowColour ink;
  MdgFlowColour line;   /* of what was not gone */
  MdgFlowColour accent; /* of the way that was gone, which is thick besides */
  double line_width;    /* 1 is usual; more for high contrast */
  double stream;        /* how much accent there is in the paper of a stream of receptions, 0 to 1 */
  double stream_lit;    /* of one that is pointed at */
} MdgFlowLook;

#define MDG_FLOW_SMALLEST_TEXT 12.0 /* points, at zoom 1 */

/* Black on white. */
extern const MdgFlowLook mdg_flow_look_on_paper;

typedef struct _MdgFlowPicture MdgFlowPicture;

/* @flow: must outlive the picture. Returns: (transfer full) */
MdgFlowPicture *mdg_flow_picture_new (const MdgFlow *flow, const MdgFlowVariant *variant);
void mdg_flow_picture_free (MdgFlowPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFlowPicture, mdg_flow_picture_free)

void mdg_flow_picture_set_variant (MdgFlowPicture *picture, const MdgFlowVariant *variant);
const MdgFlowVariant *mdg_flow_picture_get_variant (const MdgFlowPicture *picture);

/* In points, at zoom 1. (transfer none) */
const MdgFlowLayout *mdg_flow_picture_get_layout (const MdgFlowPicture *picture);

/* Draws all of it at its size in user space, without filling what is behind. @trace: (nullable): what is lit */
void mdg_flow_picture_draw (MdgFlowPicture *picture, cairo_t *cr, const MdgFlowLook *look, const MdgFlowTrace *trace);

G_END_DECLS
