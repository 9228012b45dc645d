/* assist-card.h: one of the steps beside the browser as a card: its number and title; while it is the current one, what to do there, what
 * is filled in or copied for it, and the question what the page shows. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "login/assist-guide.h"

G_BEGIN_DECLS

#define MDG_TYPE_ASSIST_CARD (mdg_assist_card_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistCard, mdg_assist_card, MDG, ASSIST_CARD, GtkBox)

/* @step: must outlive the card. @form: (nullable): what is filled in before the question is asked.
 * Signals: open (the page in the browser); copied (int: MdgAssistCopy); chosen (int: MdgAssistSight): what the page shows, says the
 * person. Returns: (transfer floating) */
MdgAssistCard *mdg_assist_card_new (const MdgAssistStep *step, guint number, GtkWidget *form);

/* Adds @widget: above the question, or below all. */
void mdg_assist_card_add_above (MdgAssistCard *card, GtkWidget *widget);
void mdg_assist_card_add_below (MdgAssistCard *card, GtkWidget *widget);

/* @asked: a question is open: what was filled in gives way to what is copied. A step that is answered before anyone asks
 * (MDG_ASSIST_PASSCODE) shows its question always, and its copies as mdg_assist_card_show_copies() says. */
void mdg_assist_card_show (MdgAssistCard *card, MdgAssistPlace place, gboolean asked);
void mdg_assist_card_show_copies (MdgAssistCard *card, gboolean shown);

/* Greyed out while FALSE, but for the title. */
void mdg_assist_card_set_usable (MdgAssistCard *card, gboolean usable);

/* What there is to copy (assist-copies.h), on a card whose step has fields. @value: (nullable) */
void mdg_assist_card_set_copy (MdgAssistCard *card, MdgAssistCopy copy, MdgSecret *value);
void mdg_assist_card_set_text (MdgAssistCard *card, MdgAssistCopy copy, const char *text); /* no secret: it stands there */

/* The clipboard is emptied, the first field is the next one again; nothing on a card without fields. */
void mdg_assist_card_reset_copies (MdgAssistCard *card);

/* Returns: whether anything there took the focus */
gboolean mdg_assist_card_focus_first (MdgAssistCard *card);

G_END_DECLS
