/* file-page.h: entries into an encrypted file and out of one. */
#pragma once

#include <gtk/gtk.h>

#include "authenticator/authenticator-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_FILE_PAGE (mdg_file_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgFilePage, mdg_file_page, MDG, FILE_PAGE, GtkWidget)

GtkWidget *mdg_file_page_new (MdgAuthenticatorDesk *desk);

/* Signal: opened (GPtrArray of MdgOtpItem, transfer none): what was in a file. */

G_END_DECLS
