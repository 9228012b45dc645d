/* window.h: the one window: tabs at the left, the line with facility and service above, the pages.
 */
#pragma once

#include <gtk/gtk.h>
#include "accounts/account-desk.h"
#include "application.h"
#include "certificates/certificate-desk.h"
#include "curtain.h"

G_BEGIN_DECLS

#define MDG_TYPE_WINDOW (mdg_window_get_type ())
G_DECLARE_FINAL_TYPE (MdgWindow, mdg_window, MDG, WINDOW, GtkApplicationWindow)

/* Signal: first-frame: once, after the window was drawn for the first time. */
GtkWidget *mdg_window_new (MdgApplication *application, MdgWorkplace *workplace);

/* Opens the explanation of the screen that is shown (F1). */
void mdg_window_show_help (MdgWindow *window);

/* Chooses a tab: "login", "accounts", "consent", "certificates" or "readers". */
void mdg_window_show_tab (MdgWindow *window, const char *tab);

/* The tab that is shown. */
const char *mdg_window_get_tab (MdgWindow *window);

/* What is known of this computer's certificates. (transfer none) */
MdgCertificateDesk *mdg_window_get_certificates (MdgWindow *window);

/* The account list of who is, or was last, logged in. (nullable) (transfer none) */
MdgAccountDesk *mdg_window_get_account_desk (MdgWindow *window);

/* Shows what the search finds: TAB/PAGE, introduction/STEP or help/TAB/PAGE. */
void mdg_window_go (MdgWindow *window, const char *target);

/* What covers it, or stands in its place. (transfer none) */
MdgCurtain *mdg_window_get_curtain (MdgWindow *window);

/* Widgets for the tour and tests. (transfer none) */
GtkWidget *mdg_window_get_page (MdgWindow *window); /* the page that is shown */
GtkWidget *mdg_window_get_question_layer (MdgWindow *window);

G_END_DECLS
