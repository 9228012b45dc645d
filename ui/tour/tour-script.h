/* tour-script.h: the way of the tour through the window. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* From the start page to the second log-in, then the bad days. */
void mdg_tour_script_run (MdgTourStage *stage, MdgApplication *application);

G_END_DECLS
