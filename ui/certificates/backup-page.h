/* backup-page.h: [バックアップ]: what and where to, the work with its progress, and what came of it
 * (F3). */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_BACKUP_PAGE (mdg_backup_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgBackupPage, mdg_backup_page, MDG, BACKUP_PAGE, GtkWidget)

GtkWidget *mdg_backup_page_new (MdgCertificateDesk *desk);

/* Begins with the choice, what is likely chosen already; does nothing while a backup is running. */
void mdg_backup_page_begin (MdgBackupPage *page);

gboolean mdg_backup_page_is_running (MdgBackupPage *page);

G_END_DECLS
