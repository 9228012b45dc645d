/* key-guard.h: the question before keys leave the records (B3): a sheet printed again, a QR code for a phone, an encrypted file.
 * An open window is not enough for that: whoever walks up to it would take all keys along. In training, where there is no
 * passphrase, nothing is asked, nor in the 5 minutes after it was given to this question (mdg_vault_door_is_confirmed()).
 * Wrong ones wait with those of the lock. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

/* @near: a widget in the window. */
void mdg_key_guard_ask_async (MdgWorkplace *workplace, GtkWidget *near, GAsyncReadyCallback callback, gpointer data);

/* Returns: whether keys may be handed out. G_IO_ERROR_CANCELLED: the person does not want to, or it was locked meanwhile: nothing
 * is to be said of it. Other errors: those of mdg_vault_door_confirm_async() that are no fault of what was typed. */
gboolean mdg_key_guard_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
