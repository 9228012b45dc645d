/* entry-choice.h: the backups that lie in a place, one of which is chosen. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

/* Signal: "changed": what lies there, or what is chosen. */
#define MDG_TYPE_ENTRY_CHOICE (mdg_entry_choice_get_type ())
G_DECLARE_FINAL_TYPE (MdgEntryChoice, mdg_entry_choice, MDG, ENTRY_CHOICE, GtkWidget)

/* Once, before the others. */
void mdg_entry_choice_set_desk (MdgEntryChoice *choice, MdgCertificateDesk *desk);

/* Shows what lies at @place now; what was chosen stays so. @place: (nullable) */
void mdg_entry_choice_show (MdgEntryChoice *choice, MdgBackupPlace *place);

/* As shown. (nullable): not known (transfer none) (element-type MdgStickEntry) */
GPtrArray *mdg_entry_choice_get_shown (MdgEntryChoice *choice);

/* (nullable) (transfer none) */
const MdgStickEntry *mdg_entry_choice_get_chosen (MdgEntryChoice *choice);

/* Whether an entry in that state can be restored. */
gboolean mdg_entry_choice_is_fit (MdgStickState state);

G_END_DECLS
