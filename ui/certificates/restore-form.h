/* restore-form.h: where a backup is restored to and with which password, and the restoring (復元) itself; what comes of it is said on
 * the page around it. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

/* Signal: "changed": it began or ended. */
#define MDG_TYPE_RESTORE_FORM (mdg_restore_form_get_type ())
G_DECLARE_FINAL_TYPE (MdgRestoreForm, mdg_restore_form, MDG, RESTORE_FORM, GtkWidget)

/* Once, before the others. */
void mdg_restore_form_set_desk (MdgRestoreForm *form, MdgCertificateDesk *desk);

/* @password: (nullable): that of the training certificate */
void mdg_restore_form_offer_password (MdgRestoreForm *form, MdgSecret *password);

/* Not while it is running. It ends with the window: nothing is restored then, or all of it. */
void mdg_restore_form_run (MdgRestoreForm *form, const MdgStickEntry *entry);
gboolean mdg_restore_form_is_running (MdgRestoreForm *form);
void mdg_restore_form_cancel (MdgRestoreForm *form);

G_END_DECLS
