/* tour-beside.h: the tour's way through ブラウザー併用: the steps beside the browser, without one. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* Each step in the window's own width and narrow, from the account to a lock, with what can go wrong. Begins and ends at the tab
 * [ログイン]. What the browser would show the tour knows. */
void mdg_tour_beside_walk (MdgTourStage *stage, MdgApplication *application);

/* Registers an account and nothing else. */
void mdg_tour_beside_hurry (MdgTourStage *stage, MdgApplication *application);

G_END_DECLS
