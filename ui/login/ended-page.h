/* ended-page.h: the message of [0] ch. 7: the session was ended, 《閉じる》. */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_ENDED_PAGE (mdg_ended_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgEndedPage, mdg_ended_page, MDG, ENDED_PAGE, GtkWidget)

/* Bound to @workplace's present login flow. */
GtkWidget *mdg_ended_page_new (MdgWorkplace *workplace);

G_END_DECLS
