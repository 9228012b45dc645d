/* lock-button.h: 《ロック》 in the line above the content, and beside it what can be done about passphrase and profile. Its actions are
 * those of curtain.h. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_LOCK_BUTTON (mdg_lock_button_get_type ())
G_DECLARE_FINAL_TYPE (MdgLockButton, mdg_lock_button, MDG, LOCK_BUTTON, GtkWidget)

GtkWidget *mdg_lock_button_new (void);

G_END_DECLS
