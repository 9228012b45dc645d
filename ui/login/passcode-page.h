/* passcode-page.h: [ログイン], second half: the six digits of the Authenticator ([0] p.9, p.17). */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_PASSCODE_PAGE (mdg_passcode_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgPasscodePage, mdg_passcode_page, MDG, PASSCODE_PAGE, GtkWidget)

/* Bound to @workplace's present login flow. */
GtkWidget *mdg_passcode_page_new (MdgWorkplace *workplace);

G_END_DECLS
