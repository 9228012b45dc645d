/* settings-files.h: how files of 「ユーザ設定情報」 come to a page: dropped on it, or chosen in the system's dialog. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Is given each file, in their order. */
typedef void (*MdgSettingsFileFunc) (GtkWidget *page, GFile *file);

/* From now on files can be dropped on @page, one or several. Once a page. */
void mdg_settings_files_accept (GtkWidget *page, MdgSettingsFileFunc take);

/* Asks for PDF files, over the window of @page that accepts them. */
void mdg_settings_files_open (GtkWidget *page);

G_END_DECLS
