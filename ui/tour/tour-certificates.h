/* tour-certificates.h: the tour's way through the tab [電子証明書]. */
#pragma once

#include "tour/tour-stage.h"
#include "workplace.h"

G_BEGIN_DECLS

/* @folder: the tour's own, for what it downloads, restores and keeps. Before the window looks for certificates:
 * from now on it looks there, not in the person's own folders. NULL: there again. */
void mdg_tour_certificates_prepare (const char *folder);

/* From a certificate that is noticed to one that was backed up, restored and verified, and a copy that went bad.
 * Whatever else is plugged in is not written to. @stick: (nullable): the drive or folder that the backup
 * goes to, and stays in; NULL: a folder below @folder, of which the program then warns, because a backup inside this
 * computer goes with it. */
void mdg_tour_certificates_walk (MdgTourStage *stage, MdgWorkplace *workplace, const char *folder, const char *stick);

G_END_DECLS
