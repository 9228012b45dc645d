/* secrets.h: binds bytes to the user of this computer, as an outer wrap (DESIGN decision 5).
 * Windows: DPAPI, user scope. Linux has nothing of the kind that works without asking: the bytes
 * come back unchanged, and the file mode is the protection. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable); NULL with MDG_ERROR_FAILED */
GBytes *mdg_secrets_wrap (GBytes *plain, GError **error);

/* Returns: (transfer full) (nullable); NULL with MDG_ERROR_WRAP_REFUSED: wrapped by another user or
 * on another computer, altered, or an administrator has reset the user's Windows password since */
GBytes *mdg_secrets_unwrap (GBytes *wrapped, GError **error);

/* A stable word for what wrapped the bytes ("none", "dpapi"), kept beside them. Static. */
const char *mdg_secrets_wrap_name (void);

G_END_DECLS
