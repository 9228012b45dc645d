/* guide-page.h: what is done at the qualification terminal day by day (G3), as illustrated steps for the maker of its face
 * reader. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_GUIDE_PAGE (mdg_guide_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgGuidePage, mdg_guide_page, MDG, GUIDE_PAGE, GtkWidget)

GtkWidget *mdg_guide_page_new (void);

/* For the tour and tests, by the data's ids. @chapter: one that is for that maker */
void mdg_guide_page_choose (MdgGuidePage *page, const char *maker, const char *chapter);

G_END_DECLS
