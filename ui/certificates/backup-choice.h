/* backup-choice.h: what of [バックアップ] a person chooses: files, and the sticks and folders to copy them to. What is likely
 * meant is chosen already. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/backup-job.h"
#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

/* Signal: "changed": something else is chosen. */
#define MDG_TYPE_BACKUP_CHOICE (mdg_backup_choice_get_type ())
G_DECLARE_FINAL_TYPE (MdgBackupChoice, mdg_backup_choice, MDG, BACKUP_CHOICE, GtkWidget)

/* Once, before the others. */
void mdg_backup_choice_set_desk (MdgBackupChoice *choice, MdgCertificateDesk *desk);

/* Offers what there is now. */
void mdg_backup_choice_begin (MdgBackupChoice *choice);
void mdg_backup_choice_update_places (MdgBackupChoice *choice);

/* Whether something is chosen, and somewhere. */
gboolean mdg_backup_choice_has_file (MdgBackupChoice *choice);
gboolean mdg_backup_choice_has_place (MdgBackupChoice *choice);
void mdg_backup_choice_add_to (MdgBackupChoice *choice, MdgBackupJob *job);

G_END_DECLS
