/* clipboard.h: a secret in the clipboard that the system's own clipboard history (Win+V), its cloud
 * and programs that watch the clipboard are asked to leave alone. GDK cannot say that (it refuses the
 * names of those formats), so this writes to the clipboard itself. Main thread. */
#pragma once

#include <gio/gio.h>

#include "core/secret.h"

G_BEGIN_DECLS

/* Whether the system keeps secrets apart. FALSE (Linux): use GTK's clipboard. */
gboolean mdg_clipboard_is_available (void);

/* Puts @secret, which was made from text, there in one step with the words that keep it out of
 * histories. Returns: a ticket, or 0 with MDG_ERROR_IN_USE (another program has the clipboard open:
 * try again soon) or _FAILED */
guint mdg_clipboard_put (MdgSecret *secret, GError **error);

/* Whether what was put there with @ticket is still there. */
gboolean mdg_clipboard_holds (guint ticket);

/* Empties the clipboard if it still holds that. Returns: FALSE when another program has it open;
 * TRUE when nothing of @ticket is there any more */
gboolean mdg_clipboard_clear (guint ticket);

G_END_DECLS
