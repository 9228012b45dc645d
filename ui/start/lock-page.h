/* lock-page.h: the locked view: says why, and opens by the staff passphrase or the recovery code; in training without. */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_LOCK_PAGE (mdg_lock_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgLockPage, mdg_lock_page, MDG, LOCK_PAGE, GtkWidget)

GtkWidget *mdg_lock_page_new (MdgWorkplace *workplace);

G_END_DECLS
