/* history-card.h: 履歴 of an account: what, when, by which side. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/account-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_HISTORY_CARD (mdg_history_card_get_type ())
G_DECLARE_FINAL_TYPE (MdgHistoryCard, mdg_history_card, MDG, HISTORY_CARD, GtkWidget)

GtkWidget *mdg_history_card_new (void);

/* Shows that account's, and follows it. @desk, @account_id: (nullable): nothing */
void mdg_history_card_set (MdgHistoryCard *card, MdgAccountDesk *desk, const char *account_id);

G_END_DECLS
