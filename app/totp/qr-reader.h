/* qr-reader.h: reads the QR code in a picture we made ourselves. Internal to app/totp. Any thread.
 */
#pragma once

#include "core/secret.h"
#include "totp/grey-image.h"

G_BEGIN_DECLS

/* As mdg_qr_code_read(), but once, as it is, and looking at every @density-th row and column only:
 * a code whose modules are several pixels wide is found all the same, in a third of the time.
 * Returns: (transfer full) (nullable) */
MdgSecret *mdg_qr_reader_read_sparse (const MdgGreyImage *image, guint density, GError **error);

G_END_DECLS
