/* checklist.h: rules, each with a symbol and words for whether it holds. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_CHECK_OPEN,
  MDG_CHECK_HELD,
  MDG_CHECK_BROKEN
} MdgCheckState;

#define MDG_TYPE_CHECKLIST (mdg_checklist_get_type ())
G_DECLARE_FINAL_TYPE (MdgChecklist, mdg_checklist, MDG, CHECKLIST, GtkWidget)

GtkWidget *mdg_checklist_new (void);

/* Appends a rule; items count from 0. */
void mdg_checklist_append (MdgChecklist *list, const char *rule);
void mdg_checklist_set_state (MdgChecklist *list, guint item, MdgCheckState state);
MdgCheckState mdg_checklist_get_state (MdgChecklist *list, guint item);

G_END_DECLS
