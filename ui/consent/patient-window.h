/* patient-window.h: the steps of the consent flow (同意フロー) on the whole screen, in large letters, to walk with a patient. */
#pragma once

#include <gtk/gtk.h>

#include "consent/walk.h"
#include "core/clock.h"

G_BEGIN_DECLS

#define MDG_TYPE_PATIENT_WINDOW (mdg_patient_window_get_type ())
G_DECLARE_FINAL_TYPE (MdgPatientWindow, mdg_patient_window, MDG, PATIENT_WINDOW, GtkWindow)

/* Signal: walked. @flow, @walk: must outlive the window */
GtkWidget *mdg_patient_window_new (GtkWindow *parent, const MdgFlow *flow, MdgWalk *walk, MdgClock *clock);

/* Shows where the walk is; after it was changed elsewhere. */
void mdg_patient_window_update (MdgPatientWindow *window);

G_END_DECLS
