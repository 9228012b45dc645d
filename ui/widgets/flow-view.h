/* flow-view.h: shows the picture of a consent flow (同意フロー): zoom, pan, fit; at first it is as
 * large as fits, but no smaller than can be read. Every node is a button of its own under the
 * picture, so that it can have the focus and has a name. The arrow keys walk along the edges; + and - zoom, 0 fits.
 *
 * CSS: flowview, and button.flow-node on each node. */
#pragma once

#include "widgets/picture-view.h"

G_BEGIN_DECLS

#define MDG_TYPE_FLOW_VIEW (mdg_flow_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgFlowView, mdg_flow_view, MDG, FLOW_VIEW, MdgPictureView)

/* Signal: chosen (guint node): a node was pressed. */
GtkWidget *mdg_flow_view_new (void);

/* Once. @flow: must outlive the view */
void mdg_flow_view_set_flow (MdgFlowView *view, const MdgFlow *flow, const MdgFlowVariant *variant);

void mdg_flow_view_set_variant (MdgFlowView *view, const MdgFlowVariant *variant);

/* The walk whose way is lit. Call it again after each of its steps. @walk: (nullable) */
void mdg_flow_view_set_walk (MdgFlowView *view, const MdgWalk *walk);

/* What else is lit. Copied. */
void mdg_flow_view_set_trace (MdgFlowView *view, const MdgFlowTrace *trace);

void mdg_flow_view_pan_by (MdgFlowView *view, double x, double y);

/* Pans until the node is seen. */
void mdg_flow_view_show_node (MdgFlowView *view, guint node);

/* The button of @node. (transfer none) */
GtkWidget *mdg_flow_view_get_button (MdgFlowView *view, guint node);

/* (transfer none) */
MdgFlowPicture *mdg_flow_view_get_picture (MdgFlowView *view);

G_END_DECLS
