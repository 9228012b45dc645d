/* start-page.h: 《システムの利用を始める》: what to do, at a glance, and what one needs for it ([0]
 * p.7). */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_START_PAGE (mdg_start_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgStartPage, mdg_start_page, MDG, START_PAGE, GtkWidget)

/* Bound to @workplace's present login flow. */
GtkWidget *mdg_start_page_new (MdgWorkplace *workplace);

G_END_DECLS
