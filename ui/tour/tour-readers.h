/* tour-readers.h: the tour's look into the tab [カードリーダー]. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* Begins and ends at the tab [ログイン]. Whether there are readers is the computer's affair. */
void mdg_tour_readers_look (MdgTourStage *stage);

G_END_DECLS
