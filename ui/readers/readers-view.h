/* readers-view.h: the tab [カードリーダー]: pages "readers" and "guide". Action readers.show(s): shows one of its pages. */
#pragma once

#include "readers/reader-lines.h"
#include "widgets/tab-view.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_READERS_VIEW (mdg_readers_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgReadersView, mdg_readers_view, MDG, READERS_VIEW, MdgTabView)

/* Signal: changed: how the readers stand */
GtkWidget *mdg_readers_view_new (MdgWorkplace *workplace);

/* As of mdg_readers_page_get_lines(). */
GPtrArray *mdg_readers_view_get_lines (MdgReadersView *view, const char **last_check);

G_END_DECLS
