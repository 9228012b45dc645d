/* card-switch.h: lets a card on a PC/SC reader begin and end the walk through the consent flow (同意フロー), once it is switched on.
 * Only whether a card is there is asked for; the card is not talked to. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_CARD_SWITCH (mdg_card_switch_get_type ())
G_DECLARE_FINAL_TYPE (MdgCardSwitch, mdg_card_switch, MDG, CARD_SWITCH, GtkWidget)

/* Signal: card (gboolean present): a card was laid on a reader, or the last one lifted. */
GtkWidget *mdg_card_switch_new (void);

void mdg_card_switch_set_active (MdgCardSwitch *card_switch, gboolean active);

/* What it says of readers and cards; "" while it is off. Within the widget. */
const char *mdg_card_switch_get_state (MdgCardSwitch *card_switch);

G_END_DECLS
