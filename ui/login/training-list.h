/* training-list.h: the training accounts with their state; a click fills one in. */
#pragma once

#include <gtk/gtk.h>
#include "contract/connection.h"

G_BEGIN_DECLS

#define MDG_TYPE_TRAINING_LIST (mdg_training_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgTrainingList, mdg_training_list, MDG, TRAINING_LIST, GtkWidget)

/* Signal: chosen (pointer: const MdgTrainingAccount *, valid during the signal) */
GtkWidget *mdg_training_list_new (void);

/* @accounts: (element-type MdgTrainingAccount) (nullable). Referenced. */
void mdg_training_list_set_accounts (MdgTrainingList *list, GPtrArray *accounts);

G_END_DECLS
