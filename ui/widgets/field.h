/* field.h: a labelled control of a form: label above, control, a hint and the fault below. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_FIELD (mdg_field_get_type ())
G_DECLARE_FINAL_TYPE (MdgField, mdg_field, MDG, FIELD, GtkWidget)

/* Properties: label (string with mnemonic), hint (string, nullable), control (GtkWidget: what takes
 * the text; the default child in a .ui file). The control gets the label as its accessible name,
 * hint and fault as its description. */
GtkWidget *mdg_field_new (const char *label, GtkWidget *control);

/* The fault, at the field; NULL: none. It goes away when the person types. gtk_widget_grab_focus() on the field afterwards
 * scrolls to all of it, not only to the entry. */
void mdg_field_set_fault (MdgField *field, const char *fault);
/* 《対処を見る》 beside the fault, where something helps against the error of that code; goes with the fault. */
void mdg_field_set_cure (MdgField *field, const char *code);
const char *mdg_field_get_fault (MdgField *field); /* (nullable) */

G_END_DECLS
