/* certificate-cards.h: the certificates of this computer, a card each: good ones first, then those that want a password, those with
 * a fault, and those that are only in the records; not all at once where there are many. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

/* Signal: "arranged": it shows what there is now. Hidden while there is nothing. */
#define MDG_TYPE_CERTIFICATE_CARDS (mdg_certificate_cards_get_type ())
G_DECLARE_FINAL_TYPE (MdgCertificateCards, mdg_certificate_cards, MDG, CERTIFICATE_CARDS, GtkWidget)

/* Once, before the others. */
void mdg_certificate_cards_set_desk (MdgCertificateCards *cards, MdgCertificateDesk *desk);

guint mdg_certificate_cards_get_n_shown (MdgCertificateCards *cards);

/* Whether the first look at the folders is not over. */
gboolean mdg_certificate_cards_is_looking (MdgCertificateCards *cards);

G_END_DECLS
