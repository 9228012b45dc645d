/* secret-text.h: a secret that is text, in one Unicode form: the same words typed on two computers may come as different
 * characters. In guarded memory all the way. Any thread. */
#pragma once

#include "core/secret.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_TEXT_CANONICAL, /* NFC: what a passphrase is used in */
  MDG_TEXT_COMPATIBLE /* NFKC: half and full width become one, too */
} MdgTextForm;

/* Returns: (transfer full) (nullable): NULL when @text is empty or no UTF-8, or has a NUL in it */
MdgSecret *mdg_secret_normalise (MdgSecret *text, MdgTextForm form);

G_END_DECLS
