/* picture-pages.h: how a picture that is too large for one sheet of paper is divided among several, as plain geometry. No
 * display; any thread. */
#pragma once

#include "consent/flow-layout.h"

G_BEGIN_DECLS

typedef struct
{
  double scale;   /* of all pieces alike */
  GArray *pieces; /* of MdgFlowRect, in the picture's units: row by row, each from the left */
} MdgPicturePages;

/* A picture of @width x @height, on sheets with @room_width x @room_height points for it. As large as fits on one, if that is not
 * smaller than @least_scale; else as many pieces as it takes at that scale (or a larger one, where they leave room). They are
 * cut beside what must stay whole, @blocks (of MdgFlowRect); what has no block in it is left out. Returns: (transfer full) */
MdgPicturePages *mdg_picture_pages_new (double width,
                                        double height,
                                        const GArray *blocks,
                                        double room_width,
                                        double room_height,
                                        double least_scale);
void mdg_picture_pages_free (MdgPicturePages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPicturePages, mdg_picture_pages_free)

G_END_DECLS
