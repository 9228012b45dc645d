/* stream-view.h: shows the streams of receptions (受付の流れ): as large as fits, but no smaller than can be read; what is larger than
 * its place scrolls in a scrolled window. Every choice is a button of its own under the picture, with its number in its name;
 * the one that has the focus or is pointed at has its streams lit.
 *
 * CSS: streamview, and button.flow-node on each choice. */
#pragma once

#include "consent/stream-picture.h"
#include "widgets/picture-view.h"

G_BEGIN_DECLS

#define MDG_TYPE_STREAM_VIEW (mdg_stream_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgStreamView, mdg_stream_view, MDG, STREAM_VIEW, MdgPictureView)

GtkWidget *mdg_stream_view_new (void);

/* @totals: (nullable): nothing is shown; else with at least one reception; copied. */
void mdg_stream_view_set_totals (MdgStreamView *view, const MdgReceptionTotals *totals, const MdgStreamWords *words);

/* The button of @node. (nullable): nobody came there. (transfer none) */
GtkWidget *mdg_stream_view_get_button (MdgStreamView *view, MdgReceptionNode node);

G_END_DECLS
