/* account-list.h: the training accounts with their state; a click fills one in. */
#pragma once

#include <gtk/gtk.h>
#include "contract/connection.h"

G_BEGIN_DECLS

#define MDG_TYPE_ACCOUNT_LIST (mdg_account_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgAccountList, mdg_account_list, MDG, ACCOUNT_LIST, GtkWidget)

/* Signal: chosen (pointer: const MdgTrainingAccount *, valid during the signal) */
GtkWidget *mdg_account_list_new (void);

/* @accounts: (element-type MdgTrainingAccount) (nullable). Referenced. */
void mdg_account_list_set_accounts (MdgAccountList *list, GPtrArray *accounts);

G_END_DECLS
