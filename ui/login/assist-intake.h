/* assist-intake.h: the QR code of the browser's [Authenticator 登録]: out of the clipboard's picture, an image file, what is dropped, or
 * the set-up key as text (B2). Read in a thread; pictures are kept nowhere. */
#pragma once

#include <gtk/gtk.h>

#include "totp/otpauth-uri.h"

G_BEGIN_DECLS

#define MDG_TYPE_ASSIST_INTAKE (mdg_assist_intake_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistIntake, mdg_assist_intake, MDG, ASSIST_INTAKE, GtkWidget)

/* Signals: taken (pointer: const MdgOtpauthUri *, valid during the signal); failed (GError *). */
GtkWidget *mdg_assist_intake_new (void);

/* Whose key a typed one is. */
void mdg_assist_intake_set_account (MdgAssistIntake *intake, const char *login_id);

/* Reads a picture: what the buttons end in. @bytes: of an image file */
void mdg_assist_intake_read (MdgAssistIntake *intake, GBytes *bytes);

/* Empties what was typed. */
void mdg_assist_intake_reset (MdgAssistIntake *intake);

G_END_DECLS
