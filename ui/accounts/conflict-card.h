/* conflict-card.h: one 備考 that two people changed: mine and theirs side by side, and what was there
 * before; the person decides. Nothing is decided by itself. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/account-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_CONFLICT_CARD (mdg_conflict_card_get_type ())
G_DECLARE_FINAL_TYPE (MdgConflictCard, mdg_conflict_card, MDG, CONFLICT_CARD, GtkWidget)

/* Signals: "decided" (the desk took the decision), "failed" (GError *). */
GtkWidget *mdg_conflict_card_new (void);

/* @entry: in MDG_OUTBOX_CONFLICT; copied. What is being typed stays while it is about the same. */
void mdg_conflict_card_set (MdgConflictCard *card, MdgAccountDesk *desk, const MdgOutboxEntry *entry);

G_END_DECLS
