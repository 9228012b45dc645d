/* qr-code.h: 二次元バーコード: made by libqrencode, drawn on a cairo_t, read by libzbar. */
#pragma once

#include <cairo.h>
#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* A QR code as modules; level M. Boxed, reference counted, wiped when freed. */
typedef struct _MdgQrCode MdgQrCode;
#define MDG_TYPE_QR_CODE (mdg_qr_code_get_type ())
GType mdg_qr_code_get_type (void);

/* Returns: (transfer full) (nullable): NULL with MDG_ERROR_INVALID_INPUT when it does not fit */
MdgQrCode *mdg_qr_code_new (MdgSecret *text, GError **error);
MdgQrCode *mdg_qr_code_ref (MdgQrCode *code);
void mdg_qr_code_unref (MdgQrCode *code);

/* Modules on a side, without the quiet zone. */
guint mdg_qr_code_get_size (MdgQrCode *code);

/* Modules of quiet zone on each side, drawn white by mdg_qr_code_draw(). */
#define MDG_QR_QUIET_ZONE 4

/* Draws black on white into the square (x, y, side) in user units, quiet zone included, with whole
 * modules and no seams. */
void mdg_qr_code_draw (MdgQrCode *code, cairo_t *cr, double x, double y, double side);

/* Reads the one QR code in a grey picture (8 bits, @stride bytes a row). Hostile input.
 * Errors: MDG_ERROR_NO_QR_CODE, _SEVERAL_QR_CODES. Any thread. Returns: (transfer full) (nullable)
 */
MdgSecret *
mdg_qr_code_read (const guint8 *grey, guint width, guint height, gsize stride, GError **error);

/* The same for an image file's bytes (PNG, JPEG, BMP; at most 16 MB and 50 megapixels). */
MdgSecret *mdg_qr_code_read_image (GBytes *image, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgQrCode, mdg_qr_code_unref)

G_END_DECLS
