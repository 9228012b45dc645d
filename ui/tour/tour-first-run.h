/* tour-first-run.h: the tour's way from training to real work (day one). */
#pragma once

#include "contract/connection.h"
#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* While the training service runs: the covered window, and the page for a gateway with one test that fails and one that goes
 * well; then the guide is given up. */
void mdg_tour_first_run_look (MdgTourStage *stage, MdgApplication *application, const MdgConnection *connection);

/* 《本番の設定を始める》 to its end, for ブラウザー併用, with what goes wrong on the way; what mdg_tour_accounts_walk() left of
 * 「ユーザ設定情報」 is taken in. From now on the stage is at the new window. Returns: (transfer full) (nullable): the recovery code */
char *mdg_tour_first_run_walk (MdgTourStage *stage, MdgApplication *application);

/* The same in few steps, without a picture of each. */
char *mdg_tour_first_run_hurry (MdgTourStage *stage, MdgApplication *application);

/* Types a passphrase and its repetition. */
void mdg_tour_type_passphrase (MdgTourStage *stage, const char *passphrase, const char *repeated);

/* Of the staff, in the records that the tour makes. */
#define MDG_TOUR_PASSPHRASE "紙ふうせん tugboat lantern 七つ"

G_END_DECLS
