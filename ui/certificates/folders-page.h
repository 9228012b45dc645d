/* folders-page.h: [フォルダー]: where certificates are looked for (F1), and which folders were chosen for
 * backups. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_FOLDERS_PAGE (mdg_folders_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgFoldersPage, mdg_folders_page, MDG, FOLDERS_PAGE, GtkWidget)

GtkWidget *mdg_folders_page_new (MdgCertificateDesk *desk);

/* Shows what is in force now. */
void mdg_folders_page_begin (MdgFoldersPage *page);

G_END_DECLS
