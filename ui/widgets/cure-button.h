/* cure-button.h: 《対処を見る》, a button beside an error that leads to what helps against it. Activates window.cure(s: the error's code). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Hidden. Returns: (transfer floating) */
GtkWidget *mdg_cure_button_new (void);

/* Shows @button, a GtkButton, if something is known against the error of that code; hides it if not. @code: (nullable) */
void mdg_cure_button_set_code (GtkWidget *button, const char *code);

/* Says for the codes of which errors something is known. @known: (nullable): of none, as before the first call. */
typedef gboolean (*MdgCureKnown) (const char *code);
void mdg_cure_set_known (MdgCureKnown known);

G_END_DECLS
