/* support-view.h: the tab [問い合わせ先]: pages "contacts", "own", "cure" and "bundle". Actions support.show(s): one of them;
 * support.go(s): a target of support-search.h, or "back". Signal: go (string target): it is in another tab, or "back": where
 * mdg_support_view_show_cure() was called from. */
#pragma once

#include "support/support-desk.h"
#include "widgets/tab-view.h"

G_BEGIN_DECLS

#define MDG_TYPE_SUPPORT_VIEW (mdg_support_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgSupportView, mdg_support_view, MDG, SUPPORT_VIEW, MdgTabView)

/* @others: as of mdg_support_desk_new() */
GtkWidget *mdg_support_view_new (MdgWorkplace *workplace, const MdgSupportOthers *others);

/* What helps against an error that was told in another tab. @code: its nick */
void mdg_support_view_show_cure (MdgSupportView *view, const char *code);

/* (transfer none) */
MdgSupportDesk *mdg_support_view_get_desk (MdgSupportView *view);

/* What another tab knows has changed. */
void mdg_support_view_facts_changed (MdgSupportView *view);

G_END_DECLS
