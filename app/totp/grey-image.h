/* grey-image.h: a picture in shades of grey, as the QR reader wants it. Internal to app/totp. Holds
 * secrets (a picture of a QR code is one): wiped when freed. Any thread.
 */
#pragma once

#include <cairo.h>
#include "core/error.h"

G_BEGIN_DECLS

typedef struct
{
  guint width;
  guint height;
  guint8 *pixels; /* width * height, 0 is black */
} MdgGreyImage;

#define MDG_IMAGE_MAX_BYTES (16 * 1024 * 1024)
#define MDG_IMAGE_MAX_PIXELS (50 * 1000 * 1000)

/* A white picture. Returns: (transfer full) (nullable): NULL when it is over MDG_IMAGE_MAX_PIXELS
 */
MdgGreyImage *mdg_grey_image_new (guint width, guint height);
void mdg_grey_image_free (MdgGreyImage *image);

/* Copies rows of @stride bytes. Returns: (transfer full) (nullable): as above */
MdgGreyImage *
mdg_grey_image_new_from_rows (const guint8 *grey, guint width, guint height, gsize stride);

/* From an RGB24 image surface, its green: what is drawn is black, white or between. Returns:
 * (transfer full) (nullable): as above */
MdgGreyImage *mdg_grey_image_new_from_surface (cairo_surface_t *surface);

/* Decodes a PNG, JPEG or BMP file; hostile input. What is transparent becomes white. The limits
 * hold before anything is decoded. Errors: MDG_ERROR_INVALID_INPUT (too large, unknown kind),
 * MDG_ERROR_DAMAGED. Returns: (transfer full) (nullable) */
MdgGreyImage *mdg_grey_image_decode (GBytes *file, GError **error);

/* Black for white, in place. */
void mdg_grey_image_invert (MdgGreyImage *image);

/* Half as wide and high, each pixel the mean of four. Returns: (transfer full) */
MdgGreyImage *mdg_grey_image_halve (const MdgGreyImage *image);

/* Twice as wide and high, with a white frame of @margin pixels. Returns: (transfer full) (nullable)
 */
MdgGreyImage *mdg_grey_image_double (const MdgGreyImage *image, guint margin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgGreyImage, mdg_grey_image_free)

G_END_DECLS
