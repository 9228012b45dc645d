/* applications-page.h: 資格確認アカウント申請状況: how far each application has come, what waits to be
 * sent, and in the training the mailbox. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"

G_BEGIN_DECLS

#define MDG_TYPE_APPLICATIONS_PAGE (mdg_applications_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgApplicationsPage, mdg_applications_page, MDG, APPLICATIONS_PAGE, GtkWidget)

GtkWidget *mdg_applications_page_new (MdgAccountLink *link);

G_END_DECLS
