/* secret-clipboard.h: one secret in the clipboard, kept out of the system's clipboard history where
 * there is one (platform/clipboard.h), through GTK's clipboard elsewhere. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "core/secret.h"

G_BEGIN_DECLS

typedef struct _MdgSecretClipboard MdgSecretClipboard;

/* Puts @secret, which was made from text, there, for the display of @widget. Returns: (transfer full)
 * (nullable): NULL with MDG_ERROR_IN_USE (try again soon) or _FAILED */
MdgSecretClipboard *mdg_secret_clipboard_put (GtkWidget *widget, MdgSecret *secret, GError **error);

/* Whether the secret is still there, and not something that was copied since. */
gboolean mdg_secret_clipboard_holds (MdgSecretClipboard *clipboard);

/* When it was last pasted, or looked at: monotonic time, microseconds; 0: not yet, or the system does not tell (Windows). */
gint64 mdg_secret_clipboard_get_taken (MdgSecretClipboard *clipboard);

/* Takes the secret away if it is still there. Returns: FALSE when another program has the clipboard open
 * right now */
gboolean mdg_secret_clipboard_clear (MdgSecretClipboard *clipboard);

/* Clears as well as it can now, and frees. */
void mdg_secret_clipboard_free (MdgSecretClipboard *clipboard);

G_END_DECLS
