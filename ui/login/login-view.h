/* login-view.h: the pages from 《システムの利用を始める》 to [管理メニュー], shown as the login
 * flow's state says. */
#pragma once

#include <gtk/gtk.h>
#include "widgets/help-button.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_LOGIN_VIEW (mdg_login_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgLoginView, mdg_login_view, MDG, LOGIN_VIEW, GtkWidget)

GtkWidget *mdg_login_view_new (MdgWorkplace *workplace);

/* Begins anew with the workplace's present flow. */
void mdg_login_view_restart (MdgLoginView *view);

/* Opens [ログイン] with these filled in. Returns: FALSE where a session is open or begun: nothing was changed */
gboolean mdg_login_view_fill_in (MdgLoginView *view, const char *institution_code, const char *login_id,
                                 MdgSecret *password);

/* The explanation of the page that is shown. Static. */
const MdgHelp *mdg_login_view_get_help (MdgLoginView *view);

/* The page that is shown. (transfer none) */
GtkWidget *mdg_login_view_get_page (MdgLoginView *view);

G_END_DECLS
