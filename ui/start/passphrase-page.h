/* passphrase-page.h: パスフレーズの変更: asks for the old one (not of who came in by the recovery code), takes a new one, and offers a
 * new recovery code. */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_PASSPHRASE_PAGE (mdg_passphrase_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgPassphrasePage, mdg_passphrase_page, MDG, PASSPHRASE_PAGE, GtkWidget)

/* Signal: left: it is over, changed or not. */
GtkWidget *mdg_passphrase_page_new (MdgWorkplace *workplace);

/* Whether a new recovery code was handed out that opens nothing when the page is left now. */
gboolean mdg_passphrase_page_has_loose_code (MdgPassphrasePage *page);

G_END_DECLS
