/* password-maker.h: new passwords that hold the rules of [0] p.12 whatever came before. */
#pragma once

#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_PASSWORD_MADE 16 /* characters: no expiry, no comparison with earlier ones */

/* Random: each kind of character is there, and none that is taken for another one (0 and O, 1, l and I, | and the quotes).
 * Beginning with a letter. Any thread. Returns: (transfer full) */
MdgSecret *mdg_password_make (void);

G_END_DECLS
