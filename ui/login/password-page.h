/* password-page.h: [パスワード変更] with a list of the rules that lives while one types ([0] p.12,
 * p.19). */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_PASSWORD_PAGE (mdg_password_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgPasswordPage, mdg_password_page, MDG, PASSWORD_PAGE, GtkWidget)

/* Bound to @workplace's present login flow. */
GtkWidget *mdg_password_page_new (MdgWorkplace *workplace);

G_END_DECLS
