/* tour-authenticator.h: the tour's look into the tab [Authenticator]. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* Before anything is registered. Both begin and end at the tab [ログイン]. */
void mdg_tour_authenticator_look_in (MdgTourStage *stage);

/* With what the login has registered: adds by hand, shows, hands on, throws away and brings back. */
void mdg_tour_authenticator_walk (MdgTourStage *stage);

G_END_DECLS
