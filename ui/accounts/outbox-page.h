/* outbox-page.h: [送信待ち]: what was asked for and has not come to its end; conflicts are decided here. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"

G_BEGIN_DECLS

#define MDG_TYPE_OUTBOX_PAGE (mdg_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgOutboxPage, mdg_outbox_page, MDG, OUTBOX_PAGE, GtkWidget)

GtkWidget *mdg_outbox_page_new (MdgAccountLink *link);

G_END_DECLS
