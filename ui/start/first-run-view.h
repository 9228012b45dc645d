/* first-run-view.h: 《本番の設定を始める》: the guide of app/start as pages. */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_FIRST_RUN_VIEW (mdg_first_run_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgFirstRunView, mdg_first_run_view, MDG, FIRST_RUN_VIEW, GtkWidget)

/* Signals: left: given up, nothing was changed.
 * use-way (int: MdgWay, MdgCache: nullable): it is done; goes on with that profile. Returns: whether it does.
 * Where the workplace's own records are to be made, the way is settled, and the guide cannot be left. */
GtkWidget *mdg_first_run_view_new (MdgWorkplace *workplace);

G_END_DECLS
