/* tour-script.h: the way of the tour through the window. */
#pragma once

#include "tour/tour-stage.h"

G_BEGIN_DECLS

/* From the start page to the second log-in, a certificate's backup, then the bad days. @folder: for what the tour
 * downloads and backs up */
void mdg_tour_script_run (MdgTourStage *stage, MdgApplication *application, const char *folder);

/* --tour-records: real work in --data-dir, in two starts of the program: "begin" makes the records and registers an account,
 * "return" opens them and shows its passcode. */
void mdg_tour_script_run_records (MdgTourStage *stage, MdgApplication *application);

G_END_DECLS
