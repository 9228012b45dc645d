/* move-out-page.h: 端末の引っ越し (I5): what this terminal has, or a choice of it, into one file with a passphrase of its own. */
#pragma once

#include "support/support-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_MOVE_OUT_PAGE (mdg_move_out_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgMoveOutPage, mdg_move_out_page, MDG, MOVE_OUT_PAGE, GtkWidget)

GtkWidget *mdg_move_out_page_new (MdgSupportDesk *desk);

G_END_DECLS
