/* page-check.h: does a drawn page still scan? Internal to app/totp. */
#pragma once

#include <cairo.h>
#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* Draws a page of MDG_SHEET_WIDTH x MDG_SHEET_HEIGHT points on @cr and says where on it the QR code
 * is, in points; left as it is, the whole page is meant. */
typedef void (*MdgPageDraw) (cairo_t *cr, cairo_rectangle_t *qr, gpointer data);

typedef struct _MdgPageCheck MdgPageCheck;

/* Rasterises what @draw draws at 150 dpi, as a modest printer would, reads the QR code in it and
 * compares it with @expected in constant time. Looked at is what a camera sees: the code and a
 * centimetre around it, with whatever else was drawn there. Errors: MDG_ERROR_NOT_SCANNABLE.
 * Any thread. */
gboolean mdg_page_check (MdgPageDraw draw, gpointer data, MdgSecret *expected, GError **error);

/* The same in two steps: draws at once, reads on a thread of its own until the answer is asked for.
 * Returns: (transfer full), for mdg_page_check_end(), which must be called */
MdgPageCheck *mdg_page_check_begin (MdgPageDraw draw, gpointer data, MdgSecret *expected);

/* Waits for the answer. Takes @check. */
gboolean mdg_page_check_end (MdgPageCheck *check, GError **error);

G_END_DECLS
