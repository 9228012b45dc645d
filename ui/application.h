/* application.h: the program as the desktop sees it: one instance, its options, its window. */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_APPLICATION (mdg_application_get_type ())
G_DECLARE_FINAL_TYPE (MdgApplication, mdg_application, MDG, APPLICATION, GtkApplication)

/* Makes the training profile's backend with its files in @folder. Only main knows the training
 * service (DESIGN, who may use whom). Returns: (transfer full) */
typedef MdgBackend *(*MdgBackendFactory) (const char *folder, MdgClock *clock);

/* Returns: (transfer full) */
MdgApplication *mdg_application_new (MdgBackendFactory make_training);

/* From the first activation on. (nullable) (transfer none) */
MdgWorkplace *mdg_application_get_workplace (MdgApplication *application);

/* The training service's clock: a clock of its own, so that the tour can let the two differ. */
MdgClock *mdg_application_get_service_clock (MdgApplication *application);

/* Goes on with another profile, or with this one anew, in a window of its own: the setting is kept, what is open is closed, and
 * then it begins as after a start. @made: (nullable): records that were just made for it, open, and its last steps are gone
 * on with. Errors: those of mdg_settings_set(); then everything is as before. */
gboolean mdg_application_use_way (MdgApplication *application, MdgWay way, MdgCache *made, GError **error);

/* What main() returns when nothing else went wrong. */
void mdg_application_set_status (MdgApplication *application, int status);
int mdg_application_get_status (MdgApplication *application);

/* --size=WIDTHxHEIGHT, or NULL. */
const char *mdg_application_get_wanted_size (MdgApplication *application);

/* --tour-records=begin or return: the short tour through records that stay in --data-dir; else NULL. */
const char *mdg_application_get_tour_records (MdgApplication *application);

/* Whether records and settings lie in a folder that goes with the tour. */
gboolean mdg_application_is_data_temporary (MdgApplication *application);

/* --tour-stick=DIR, or NULL: the drive or folder that the tour backs a certificate up to. */
const char *mdg_application_get_tour_stick (MdgApplication *application);

G_END_DECLS
