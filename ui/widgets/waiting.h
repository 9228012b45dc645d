/* waiting.h: what stands where something is waited for (UI.md): under 0.3 s nothing, then a quiet spinner, over 3 s what is
 * being done and, where the wait can be given up, a way out. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_WAITING (mdg_waiting_get_type ())
G_DECLARE_FINAL_TYPE (MdgWaiting, mdg_waiting, MDG, WAITING, GtkWidget)

/* Signal: "cancel" (the person gives up waiting). */
GtkWidget *mdg_waiting_new (void);

/* @cancellable: somebody hears "cancel", and the wait ends by it. */
void mdg_waiting_start (MdgWaiting *waiting, gboolean cancellable);
void mdg_waiting_stop (MdgWaiting *waiting);

/* What is being done; may change meanwhile. @text: (nullable): nothing in particular */
void mdg_waiting_set_text (MdgWaiting *waiting, const char *text);

G_END_DECLS
