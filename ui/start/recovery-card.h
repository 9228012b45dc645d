/* recovery-card.h: a new recovery code (回復コード): printed, saved as PDF or shown, and asked for once. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/page.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_RECOVERY_CARD (mdg_recovery_card_get_type ())
G_DECLARE_FINAL_TYPE (MdgRecoveryCard, mdg_recovery_card, MDG, RECOVERY_CARD, GtkWidget)

/* @page: where outcomes of printing are told; it is around the card. @way: what the code opens, for the sheet.
 * Signal: activate (Enter in the field). */
GtkWidget *mdg_recovery_card_new (MdgWorkplace *workplace, MdgPageFrame *page, MdgWay way, MdgSecret *code);

/* What was typed off the paper. Returns: (transfer full) */
MdgSecret *mdg_recovery_card_get_typed (MdgRecoveryCard *card);

/* Whether the code was printed or saved; says at the field that it was not. */
gboolean mdg_recovery_card_is_out (MdgRecoveryCard *card);

/* It is not the code, or nothing: said at the field. */
void mdg_recovery_card_refuse (MdgRecoveryCard *card, gboolean empty);

/* The way of working in words. Static, translated. */
const char *mdg_way_get_words (MdgWay way);

G_END_DECLS
