/* walk-panel.h: where the walk through the consent flow (同意フロー) stands: what the reader shows, its answers as large buttons,
 * what it means, and what was consented to so far. */
#pragma once

#include <gtk/gtk.h>

#include "consent/walk.h"
#include "core/clock.h"

G_BEGIN_DECLS

#define MDG_TYPE_WALK_PANEL (mdg_walk_panel_get_type ())
G_DECLARE_FINAL_TYPE (MdgWalkPanel, mdg_walk_panel, MDG, WALK_PANEL, GtkWidget)

/* Signal: walked: an answer was given or taken back. */
GtkWidget *mdg_walk_panel_new (void);

/* Once. All must outlive the panel. */
void mdg_walk_panel_set_walk (MdgWalkPanel *panel, const MdgFlow *flow, MdgWalk *walk, MdgClock *clock);

/* For a patient: what the reader shows, in large letters, the time, and at the end what was consented to. */
void mdg_walk_panel_set_for_patient (MdgWalkPanel *panel, gboolean for_patient);

/* Shows where the walk is; after it was changed elsewhere. The focus stays on the answers. */
void mdg_walk_panel_update (MdgWalkPanel *panel);

/* Shows another node, without answers, until the next step. */
void mdg_walk_panel_look_at (MdgWalkPanel *panel, guint node);

/* As the buttons do; for the tour and tests. @answer: by the data's id */
void mdg_walk_panel_answer (MdgWalkPanel *panel, const char *answer);

G_END_DECLS
