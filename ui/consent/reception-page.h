/* reception-page.h: one reception of the 資格確認履歴 (E3): its way, as far as its file tells it, on the picture of the consent flow,
 * and what was consented to. */
#pragma once

#include <gtk/gtk.h>

#include "consent/reception-list.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_RECEPTION_PAGE (mdg_reception_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgReceptionPage, mdg_reception_page, MDG, RECEPTION_PAGE, GtkWidget)

GtkWidget *mdg_reception_page_new (MdgWorkplace *workplace);

/* Shows the row at @position of @rows, and lets go through its neighbours. */
void mdg_reception_page_show (MdgReceptionPage *page, MdgRowWindow *rows, guint position);

G_END_DECLS
