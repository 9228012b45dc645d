/* contents-page.h: [USB メモリの中身と復元]: what is backed up where, 再検証, and restoring, also on a computer where
 * this program was never used (F3). */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_CONTENTS_PAGE (mdg_contents_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgContentsPage, mdg_contents_page, MDG, CONTENTS_PAGE, GtkWidget)

GtkWidget *mdg_contents_page_new (MdgCertificateDesk *desk, MdgWorkplace *workplace);

/* Begins with the place at @folder; NULL: the first that has backups. */
void mdg_contents_page_begin (MdgContentsPage *page, const char *folder);

G_END_DECLS
