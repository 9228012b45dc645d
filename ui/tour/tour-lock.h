/* tour-lock.h: the tour's way through ロック: wrong passphrases, what they make wait, and the recovery code. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* In records of the passphrase MDG_TOUR_PASSPHRASE. @code: (nullable): the recovery code. Begins and ends with the window open. */
void mdg_tour_lock_walk (MdgTourStage *stage, MdgApplication *application, const char *code);

/* A start of the program into such records: opens them, where the computer no longer lets the passphrase do that by the code in the
 * tour's file recovery-code.txt, and shows the passcode of an account in them. */
void mdg_tour_lock_return (MdgTourStage *stage, MdgApplication *application);

G_END_DECLS
