/* tour-stage.h: what a walk through the window is made of: find a control, press it, type into it,
 * wait for what comes of it, take a picture. The first step that does not come about within its
 * time fails the stage; from then on every call does nothing. Main thread; runs the main loop while
 * it waits. */
#pragma once

#include "application.h"
#include "window.h"

G_BEGIN_DECLS

typedef struct _MdgTourStage MdgTourStage;

/* @folder: where pictures and tour.log go; made when missing. Returns: (transfer full) (nullable)
 */
MdgTourStage *mdg_tour_stage_new (MdgWindow *window, const char *folder, GError **error);
void mdg_tour_stage_free (MdgTourStage *stage);

gboolean mdg_tour_stage_has_failed (MdgTourStage *stage);
MdgWindow *mdg_tour_stage_get_window (MdgTourStage *stage);

/* Writes a line to tour.log. Never a secret. */
void mdg_tour_log (MdgTourStage *stage, const char *format, ...) G_GNUC_PRINTF (2, 3);
void mdg_tour_fail (MdgTourStage *stage, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Waits until @func says so. */
typedef gboolean (*MdgTourFunc) (gpointer data);
void mdg_tour_wait (MdgTourStage *stage, const char *what, MdgTourFunc func, gpointer data);

/* Presses the button with that id in the page's .ui file, as Enter on it does; waits until it can
 * be seen and used. */
void mdg_tour_press (MdgTourStage *stage, const char *id);

/* What is seen: what stands in the place of the whole content, the open question, or the tab's page. (nullable) (transfer none) */
GtkWidget *mdg_tour_get_page (MdgTourStage *stage);

/* The first widget of that kind on it. (nullable) (transfer none) */
GtkWidget *mdg_tour_find_type (MdgTourStage *stage, GType type);

/* Presses the page's primary button; the other waits until that can be pressed (again). */
void mdg_tour_press_primary (MdgTourStage *stage);
void mdg_tour_wait_for_primary (MdgTourStage *stage);

/* Goes on in the window that comes in the place of this one, which goes. */
void mdg_tour_follow (MdgTourStage *stage, MdgApplication *application);

/* Presses the button of the open question that gives this answer. */
void mdg_tour_answer (MdgTourStage *stage, const char *answer);

/* Whether a question with this answer is open. */
gboolean mdg_tour_is_asked (MdgTourStage *stage, const char *answer);

/* Of the rows in the box with that id chooses the one whose title ends in @title, and no other. */
void mdg_tour_choose (MdgTourStage *stage, const char *id, const char *title);

/* Puts the focus into a field of the open question or else the page, empties it, and types, character by character. */
void mdg_tour_type (MdgTourStage *stage, const char *id, const char *text);

/* Saves NN-@name.png when the window has come to rest. */
void mdg_tour_picture (MdgTourStage *stage, const char *name);

/* Lets time pass, for the service as for the program. */
void mdg_tour_pass_time (MdgApplication *application, gint64 seconds);

/* @name in the tour's folder. Returns: (transfer full) */
char *mdg_tour_path (MdgTourStage *stage, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTourStage, mdg_tour_stage_free)

G_END_DECLS
