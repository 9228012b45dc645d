/* tour-introduction.h: the tour's way through the tabs [導入計画] and [問い合わせ先]. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* A plan from the wish to a step done, and handed out. */
void mdg_tour_introduction (MdgTourStage *stage);

/* Whom to call, a contact of one's own, and the search. */
void mdg_tour_support (MdgTourStage *stage);

G_END_DECLS
