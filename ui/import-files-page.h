/* import-files-page.h: the last step of the guide: 「ユーザ設定情報」 (PDF) is taken into the new records, several files at once; the reading is
 * that of the accounts' tab, where it can be gone on with. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/settings-page.h"
#include "start/way.h"

G_BEGIN_DECLS

#define MDG_TYPE_IMPORT_FILES_PAGE (mdg_import_files_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgImportFilesPage, mdg_import_files_page, MDG, IMPORT_FILES_PAGE, GtkWidget)

/* Signal: left (string: nullable: what to look at, for the window's search). @settings: outlives it. */
GtkWidget *mdg_import_files_page_new (MdgWay way, MdgSettingsPage *settings);

/* How many files have come to their end, read or not. */
guint mdg_import_files_page_get_n_done (MdgImportFilesPage *page);

G_END_DECLS
