/* tour-accounts.h: the tour's way through the tab [アカウント], for who is logged in. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* Begins and ends at the tab [ログイン]. */
void mdg_tour_accounts_walk (MdgTourStage *stage);

/* Before anybody logged in: nothing is known yet. */
void mdg_tour_accounts_look_in (MdgTourStage *stage);

G_END_DECLS
