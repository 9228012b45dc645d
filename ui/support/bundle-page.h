/* bundle-page.h: サポート用の情報を保存 (H3): all that would be handed out, to be read before it is saved; sections can be left out. */
#pragma once

#include <gtk/gtk.h>

#include "support/support-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_BUNDLE_PAGE (mdg_bundle_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgBundlePage, mdg_bundle_page, MDG, BUNDLE_PAGE, GtkWidget)

/* Gathers anew each time it is shown. */
GtkWidget *mdg_bundle_page_new (MdgSupportDesk *desk);

/* What the other tabs know has changed: that alone is gathered anew. */
void mdg_bundle_page_refresh (MdgBundlePage *page);

/* Whether all is gathered; for the tour and tests. */
gboolean mdg_bundle_page_is_at_rest (MdgBundlePage *page);

G_END_DECLS
