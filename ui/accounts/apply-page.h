/* apply-page.h: 追加申請 ([2] p.11, 12; [3]): how many more accounts of one kind, and for whom. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"

G_BEGIN_DECLS

#define MDG_TYPE_APPLY_PAGE (mdg_apply_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgApplyPage, mdg_apply_page, MDG, APPLY_PAGE, GtkWidget)

GtkWidget *mdg_apply_page_new (MdgAccountLink *link);

/* Begins an application for that kind. */
void mdg_apply_page_begin (MdgApplyPage *page, MdgAccountKind kind);

G_END_DECLS
