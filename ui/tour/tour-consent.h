/* tour-consent.h: the tour's way through the tab [同意フロー]. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* Begins and ends at the tab [ログイン]. */
void mdg_tour_consent_walk (MdgTourStage *stage);

G_END_DECLS
