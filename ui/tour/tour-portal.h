/* tour-portal.h: the tour's way through the portal for 施術所等. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* From ユーザー登録 to 運用開始日, and 《ブラウザーで行う》. Some days pass: nobody is to be logged in elsewhere. */
void mdg_tour_portal_walk (MdgTourStage *stage, MdgApplication *application);

G_END_DECLS
