/* assist-change.h: a new password, made or typed, with the rules beside it, before it is pasted into the browser's [パスワード変更]. */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_ASSIST_CHANGE (mdg_assist_change_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistChange, mdg_assist_change, MDG, ASSIST_CHANGE, GtkWidget)

/* Signals: activate (Enter in a field); refilled (something came out of the records). */
GtkWidget *mdg_assist_change_new (MdgWorkplace *workplace);

/* Begins anew for the account of the session: its kept password as the current one, its history. */
void mdg_assist_change_begin (MdgAssistChange *change);

/* What the lock took away comes back as far as the records have it: the current password, the history; and the new password once
 * the browser is being told it (@asked). What stands in a field stays. */
void mdg_assist_change_refill (MdgAssistChange *change, gboolean asked);

/* Empties it. */
void mdg_assist_change_end (MdgAssistChange *change);

/* Whether both stand there and hold the rules; otherwise says at the field what does not. @current, @changed: (out) (transfer full) */
gboolean mdg_assist_change_get (MdgAssistChange *change, MdgSecret **current, MdgSecret **changed);

/* What stands there, whatever it is. (transfer full) */
MdgSecret *mdg_assist_change_get_current (MdgAssistChange *change);
MdgSecret *mdg_assist_change_get_changed (MdgAssistChange *change);

G_END_DECLS
