/* intake-row.h: one file of 「ユーザ設定情報」 that is being taken in: how it stands, and what can be done. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/settings-intake.h"

G_BEGIN_DECLS

#define MDG_TYPE_INTAKE_ROW (mdg_intake_row_get_type ())
G_DECLARE_FINAL_TYPE (MdgIntakeRow, mdg_intake_row, MDG, INTAKE_ROW, GtkWidget)

/* Shows item @index of @intake, whatever becomes of it. Signal: "act" (uint: the index): its button was pressed. */
GtkWidget *mdg_intake_row_new (MdgSettingsIntake *intake, guint index);

/* Looks at it anew. */
void mdg_intake_row_update (MdgIntakeRow *row);

/* Has @rows show every item of @intake: rows that it has are updated, those that are missing added; @act is connected to their
 * signal, swapped, as long as @owner lives. */
void mdg_intake_rows_update (GtkBox *rows, MdgSettingsIntake *intake, GCallback act, gpointer owner);

G_END_DECLS
