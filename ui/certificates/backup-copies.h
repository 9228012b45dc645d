/* backup-copies.h: how far the copies of a backup job are, a row each; @copies as of mdg_backup_job_get_copies(). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes their rows in @box, a GtkBox. */
void mdg_backup_copies_fill (GtkWidget *box, GPtrArray *copies);

/* Says on the rows how far they are now, and what came of them. */
void mdg_backup_copies_update (GtkWidget *box, GPtrArray *copies);

G_END_DECLS
