/* secret-content.h: what GTK's clipboard holds of a secret: the secret itself, in its own memory, handed
 * to whoever pastes. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_TYPE_SECRET_CONTENT (mdg_secret_content_get_type ())
G_DECLARE_FINAL_TYPE (MdgSecretContent, mdg_secret_content, MDG, SECRET_CONTENT, GdkContentProvider)

/* @secret: made from text. Returns: (transfer full) */
GdkContentProvider *mdg_secret_content_new (MdgSecret *secret);

/* When somebody last asked for it: monotonic time, microseconds; 0: nobody yet. */
gint64 mdg_secret_content_get_taken (MdgSecretContent *content);

G_END_DECLS
