/* tour.h: --tour=DIR: walks the real window through the whole job against the training service, as
 * a person would, saves a picture of every screen, the sheet as PDF and tour.log, and ends the
 * program. */
#pragma once

#include "application.h"

G_BEGIN_DECLS

/* After the window's first frame. The program's exit status becomes non-zero at the first step that
 * does not come about. */
void mdg_tour_start (MdgApplication *application, const char *folder);

/* The tour begins with nothing and leaves nothing behind: a new folder for its records. Returns:
 * (transfer full) (nullable): NULL when there is no place for temporary files */
char *mdg_tour_make_data_folder (void);
void mdg_tour_remove_data_folder (const char *folder);

G_END_DECLS
