/* account-waiting.h: what of one account waits to be sent, was refused, or is in conflict. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/account-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_ACCOUNT_WAITING (mdg_account_waiting_get_type ())
G_DECLARE_FINAL_TYPE (MdgAccountWaiting, mdg_account_waiting, MDG, ACCOUNT_WAITING, GtkWidget)

/* Signal: "failed" (GError). */
GtkWidget *mdg_account_waiting_new (void);

/* @entries: (nullable) (element-type MdgOutboxEntry): the outbox, of which those of @account_id are shown. Not seen when there is
 * nothing. What is being typed into a conflict stays. */
void mdg_account_waiting_set (MdgAccountWaiting *waiting, MdgAccountDesk *desk, const char *account_id, GPtrArray *entries);

G_END_DECLS
