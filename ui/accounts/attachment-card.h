/* attachment-card.h: the attachment 「ユーザ設定情報」 of an account ([2] p.16, 17): opened, saved, taken into the vault from the
 * service or from a file. */
#pragma once

#include <gtk/gtk.h>

#include "account-link.h"

G_BEGIN_DECLS

#define MDG_TYPE_ATTACHMENT_CARD (mdg_attachment_card_get_type ())
G_DECLARE_FINAL_TYPE (MdgAttachmentCard, mdg_attachment_card, MDG, ATTACHMENT_CARD, GtkWidget)

/* Signals: "told" (int: MdgMessageKind, string, nullable string: what came of it), "failed" (GError). */
GtkWidget *mdg_attachment_card_new (MdgAccountLink *link);

/* Is about that account; what is being fetched or read of another one ends. Both are copied, or NULL: none */
void mdg_attachment_card_set (MdgAttachmentCard *card, const char *institution_code, const char *account_id);

G_END_DECLS
