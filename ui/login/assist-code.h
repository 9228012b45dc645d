/* assist-code.h: the passcode of the account that is being logged in beside the browser: with the seconds left and the next one (P3). */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_ASSIST_CODE (mdg_assist_code_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistCode, mdg_assist_code, MDG, ASSIST_CODE, GtkWidget)

/* Signal: changed: there is another code, or none. */
GtkWidget *mdg_assist_code_new (MdgWorkplace *workplace);

/* Finds the key: of the registration under way, or what this computer keeps; FALSE forgets it. */
void mdg_assist_code_set_active (MdgAssistCode *code, gboolean active);

/* The code of this moment. Returns: (transfer full) (nullable): NULL when the key is not on this computer */
MdgSecret *mdg_assist_code_get (MdgAssistCode *code);

G_END_DECLS
