/* qualification-page.h: which of several 資格 counts, by examples (E4). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_QUALIFICATION_PAGE (mdg_qualification_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgQualificationPage, mdg_qualification_page, MDG, QUALIFICATION_PAGE, GtkWidget)

GtkWidget *mdg_qualification_page_new (void);

G_END_DECLS
