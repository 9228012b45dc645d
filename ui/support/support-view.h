/* support-view.h: the tab [問い合わせ先]: pages "contacts" and "own". Action support.show(s): one of them. Signal: go (string
 * target): something was found in another tab; see support-search.h. */
#pragma once

#include "widgets/tab-view.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_SUPPORT_VIEW (mdg_support_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgSupportView, mdg_support_view, MDG, SUPPORT_VIEW, MdgTabView)

GtkWidget *mdg_support_view_new (MdgWorkplace *workplace);

G_END_DECLS
