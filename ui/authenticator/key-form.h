/* key-form.h: an account typed by hand: its names, the set-up key (or a whole otpauth URI) and how its passcodes are made (B2). */
#pragma once

#include <gtk/gtk.h>

#include "authenticator/otp-intake.h"

G_BEGIN_DECLS

/* Signal: activate: 《一覧に加える》, or Enter in the key. The focus goes to the first field. */
#define MDG_TYPE_KEY_FORM (mdg_key_form_get_type ())
G_DECLARE_FINAL_TYPE (MdgKeyForm, mdg_key_form, MDG, KEY_FORM, GtkBox)

/* @intake takes what was typed, and the form is empty. @repeated: (out): as mdg_otp_intake_take_text(). Errors: those of that and of
 * mdg_otp_intake_take_key(); then all stays as it was typed. */
gboolean mdg_key_form_take (MdgKeyForm *form, MdgOtpIntake *intake, gboolean *repeated, GError **error);

/* Says at its field what was wrong. Returns: FALSE: a URI was typed, which has no field for what is wrong in it */
gboolean mdg_key_form_show_fault (MdgKeyForm *form, const GError *error);

/* The key leaves the form. */
void mdg_key_form_forget_key (MdgKeyForm *form);

G_END_DECLS
