/* tour-script.h: the way of the tour through the window. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* From the start page to the second log-in, a certificate's backup, then the bad days. @folder: for what the tour
 * downloads and backs up */
void mdg_tour_script_run (MdgTourStage *stage, MdgApplication *application, const char *folder);

G_END_DECLS
