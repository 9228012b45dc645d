/* registration-page.h: [Authenticator 登録]: QR code, set-up key, and the question about printing
 * ([0] p.7-8, p.16). */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_REGISTRATION_PAGE (mdg_registration_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgRegistrationPage, mdg_registration_page, MDG, REGISTRATION_PAGE, GtkWidget)

/* Bound to @workplace's present login flow. */
GtkWidget *mdg_registration_page_new (MdgWorkplace *workplace);

G_END_DECLS
