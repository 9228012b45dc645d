/* picture-view.h: what the pictures of consent have in common (flow-view.h, stream-view.h): a picture is drawn once for each
 * state into a render node; panning and zooming only put that node elsewhere. What can be chosen in it is a button of its own
 * (CSS: button.flow-node) under the picture, so that it can have the focus and has a name. */
#pragma once

#include <gtk/gtk.h>

#include "consent/flow-picture.h"

G_BEGIN_DECLS

#define MDG_PICTURE_LEAST_ZOOM 0.2
#define MDG_PICTURE_MOST_ZOOM 3.0
#define MDG_PICTURE_MOST_FITTED 1.25
#define MDG_PICTURE_READABLE 0.75 /* where nothing is asked for, it is no smaller */

/* Where the picture is: its corner in the view, in pixels. */
typedef struct
{
  double zoom;
  double x, y;
} MdgPicturePlace;

#define MDG_TYPE_PICTURE_VIEW (mdg_picture_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (MdgPictureView, mdg_picture_view, MDG, PICTURE_VIEW, GtkWidget)

struct _MdgPictureViewClass
{
  GtkWidgetClass parent_class;

  void (*draw) (MdgPictureView *view, cairo_t *cr, const MdgFlowLook *look);
  void (*zoom_by) (MdgPictureView *view, double factor);
  void (*fit) (MdgPictureView *view);
};

/* For buttons beside it. All of it is seen after fit(), however small. */
void mdg_picture_view_zoom_by (MdgPictureView *view, double factor);
void mdg_picture_view_larger (MdgPictureView *view);
void mdg_picture_view_smaller (MdgPictureView *view);
void mdg_picture_view_fit (MdgPictureView *view);
double mdg_picture_view_get_zoom (MdgPictureView *view);

/* ---- for those that are one ---- */

/* Another picture, so large at zoom 1; 0: none. */
void mdg_picture_view_set_size (MdgPictureView *view, double width, double height);
double mdg_picture_view_get_size (MdgPictureView *view, GtkOrientation orientation);

/* It looks otherwise than before. */
void mdg_picture_view_draw_anew (MdgPictureView *view);

MdgPicturePlace mdg_picture_view_get_place (MdgPictureView *view);

/* At what zoom all of it is seen in @width x @height pixels. There is a picture. */
double mdg_picture_view_fitting_zoom (MdgPictureView *view, int width, int height);

/* Puts it at @place in a view of that size: at whole pixels, never past its edge, in the middle when it is smaller. */
void mdg_picture_view_set_place (MdgPictureView *view, MdgPicturePlace place, int width, int height);

/* A button that is not placed yet. (transfer none) */
GtkWidget *mdg_picture_view_add_button (MdgPictureView *view);

/* In size_allocate. @box: in the picture, at zoom 1 */
void mdg_picture_view_allocate_button (MdgPictureView *view, GtkWidget *button, const MdgFlowRect *box);

G_END_DECLS
