/* import-view.h: the columns of the rows of an import: line, verdict, account, what is changed or why not. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a model of MdgImportItem. */
void mdg_import_view_add_columns (GtkColumnView *view);

G_END_DECLS
