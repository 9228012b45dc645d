/* step-bar.h: the numbered steps of a job, visible ahead (1 ログイン → 2 登録 → 3 印刷 → 4 確認).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_STEP_BAR (mdg_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (MdgStepBar, mdg_step_bar, MDG, STEP_BAR, GtkWidget)

/* Property: current (uint, from 1; steps before it are done; 0: none begun). */
GtkWidget *mdg_step_bar_new (const char *const *steps);
void mdg_step_bar_set_steps (MdgStepBar *bar, const char *const *steps);
void mdg_step_bar_set_current (MdgStepBar *bar, guint current);

/* A step that was left out: it gets a dash instead of a check mark. 0: none. */
void mdg_step_bar_set_skipped (MdgStepBar *bar, guint skipped);

G_END_DECLS
