/* flow-layout.h: the picture of a consent flow (同意フロー) as plain geometry: boxes, and edges that run between them. The unit
 * is the caller's of text (pixels, points). No display; any thread. A node has the same x in all variants, and the same y within
 * its stage; what is left out leaves a gap. */
#pragma once

#include "consent/flow-graph.h"
#include "consent/flow-grid.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_FLOW_TEXT_TITLE,
  MDG_FLOW_TEXT_ANSWER,
  MDG_FLOW_TEXT_STAGE
} MdgFlowTextRole;

/* How large @text is, broken to lines of at most @wrap. */
typedef void (*MdgFlowMeasure) (const char *text,
                                MdgFlowTextRole role,
                                double wrap,
                                double *width,
                                double *height,
                                gpointer data);

typedef struct
{
  double x, y, width, height;
} MdgFlowRect;

typedef struct
{
  double x, y;
} MdgFlowPoint;

typedef struct
{
  guint node;
  MdgFlowRect box;
  MdgFlowRect title;   /* of the text */
  guint n_answers;     /* that this variant has */
  guint answers[MDG_FLOW_ANSWERS_MAX];
  MdgFlowRect rows[MDG_FLOW_ANSWERS_MAX]; /* of them, within the box; the text stands MDG_FLOW_ROW_PAD further in */
} MdgFlowBox;

/* From the right of an answer to the left of the next node's box: horizontal and vertical pieces by turns. */
typedef struct
{
  MdgFlowEdge edge;
  GArray *points; /* of MdgFlowPoint */
} MdgFlowRoute;

typedef struct
{
  guint stage;
  MdgFlowRect title; /* of the text */
  MdgFlowRect band;  /* the whole row */
} MdgFlowBand;

typedef struct
{
  GArray *boxes;  /* of MdgFlowBox, by node */
  GArray *routes; /* of MdgFlowRoute, as the graph's edges */
  GArray *bands;  /* of MdgFlowBand: the stages that have nodes in this variant */
  double width, height;
  guint n_crossings; /* of edges that lead to different nodes */
} MdgFlowLayout;

#define MDG_FLOW_PAD 10.0        /* around what is in a box */
#define MDG_FLOW_ROW_PAD 8.0     /* beside an answer's text */
#define MDG_FLOW_ROW_LIFT 4.0    /* above and below it */
#define MDG_FLOW_TITLE_WRAP 172.0
#define MDG_FLOW_ANSWER_WRAP 156.0

/* @grid: of @flow. Returns: (transfer full) */
MdgFlowLayout *mdg_flow_layout_new (const MdgFlow *flow,
                                    const MdgFlowGrid *grid,
                                    const MdgFlowVariant *variant,
                                    MdgFlowMeasure measure,
                                    gpointer data);
void mdg_flow_layout_free (MdgFlowLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFlowLayout, mdg_flow_layout_free)

/* The box of @node. Within the layout; (nullable) */
const MdgFlowBox *mdg_flow_layout_box (const MdgFlowLayout *layout, guint node);

/* The node at that place; NONE */
guint mdg_flow_layout_at (const MdgFlowLayout *layout, double x, double y);

G_END_DECLS
