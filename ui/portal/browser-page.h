/* browser-page.h: the portal in the browser: the steps of [3] with 《ブラウザーで開く》, what is to be typed ready for copying in
 * the order of the page, what to look at, and a tick that is kept. */
#pragma once

#include <gtk/gtk.h>

#include "portal/register-page.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_BROWSER_PAGE (mdg_portal_browser_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgPortalBrowserPage, mdg_portal_browser_page, MDG, PORTAL_BROWSER_PAGE, GtkWidget)

/* @form: the page ユーザー登録, in which what is copied was typed; must outlive the page */
GtkWidget *mdg_portal_browser_page_new (MdgWorkplace *workplace, MdgPortalRegisterPage *form);

G_END_DECLS
