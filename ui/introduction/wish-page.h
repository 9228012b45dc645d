/* wish-page.h: what kind of facility, from when on, and what is there already (D4). */
#pragma once

#include <gtk/gtk.h>

#include "introduction/plan-desk.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_WISH_PAGE (mdg_wish_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgWishPage, mdg_wish_page, MDG, WISH_PAGE, GtkWidget)

GtkWidget *mdg_wish_page_new (MdgPlanDesk *desk, MdgWorkplace *workplace);

G_END_DECLS
