/* renewal-page.h: [更新の手順と手数料]: the steps and the fee as facts.md 5.3 gives them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_RENEWAL_PAGE (mdg_renewal_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgRenewalPage, mdg_renewal_page, MDG, RENEWAL_PAGE, GtkWidget)

GtkWidget *mdg_renewal_page_new (void);

G_END_DECLS
