/* otp-preview.h: what came in, before any of it is kept: a row each to choose or leave, which QR codes of a phone are still missing, and
 * what cannot be taken over (B2). */
#pragma once

#include <gtk/gtk.h>

#include "authenticator/otp-intake.h"

G_BEGIN_DECLS

#define MDG_TYPE_OTP_PREVIEW (mdg_otp_preview_get_type ())
G_DECLARE_FINAL_TYPE (MdgOtpPreview, mdg_otp_preview, MDG, OTP_PREVIEW, GtkBox)

/* What is in @intake now; hidden when that is nothing. Whoever chooses a row chooses it there. @intake: (nullable) */
void mdg_otp_preview_show (MdgOtpPreview *preview, MdgOtpIntake *intake);

G_END_DECLS
