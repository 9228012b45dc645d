/* assist-forms.h: what is filled in at the steps beside the browser: a form each; what it needs when its step begins and leaves behind
 * when that is over, and where that goes: to the card, to be copied from there, and to the login flow. Main thread. */
#pragma once

#include "login/assist-account.h"
#include "login/assist-card.h"
#include "login/assist-change.h"
#include "login/assist-clock.h"
#include "login/assist-code.h"
#include "login/assist-intake.h"
#include "login/sheet-actions.h"

G_BEGIN_DECLS

/* They belong to the cards that they are put into. */
typedef struct
{
  MdgAssistAccount *account; /* whose login it is */
  MdgAssistIntake *intake;   /* the QR code of the registration */
  MdgSheetActions *sheet;    /* its backup on paper */
  MdgAssistCode *code;       /* the passcode */
  GtkCheckButton *phone;     /* a phone's passcode was used instead */
  MdgAssistClock *clock;     /* why a passcode may be refused */
  GtkWidget *menu;           /* 《パスワードを変更》 */
  MdgAssistChange *change;   /* the new password */
} MdgAssistForms;

/* Makes them. */
void mdg_assist_forms_init (MdgAssistForms *forms, MdgWorkplace *workplace);

/* The form of the step @id. Returns: (transfer none) (nullable) */
GtkWidget *mdg_assist_forms_get (const MdgAssistForms *forms, const char *id);

/* The step @current begins. @former: (nullable): the one before it */
void mdg_assist_forms_turn (const MdgAssistForms *forms, const char *current, const char *former);

/* The step @current is seen again, after a lock perhaps: what that took away comes out of the records. @asked: a question is open */
void mdg_assist_forms_resume (const MdgAssistForms *forms, const char *current, gboolean asked);

/* What was filled in can be copied from the @card of its step. */
void mdg_assist_forms_offer_login (const MdgAssistForms *forms, MdgAssistCard *card);
void mdg_assist_forms_offer_code (const MdgAssistForms *forms, MdgAssistCard *card);
void mdg_assist_forms_offer_change (const MdgAssistForms *forms, MdgAssistCard *card);

/* What was filled in goes to @flow. A new password that does not hold the rules is told at its field, and goes nowhere. */
void mdg_assist_forms_log_in (const MdgAssistForms *forms, MdgLoginFlow *flow);
void mdg_assist_forms_change_password (const MdgAssistForms *forms, MdgLoginFlow *flow);

/* The page shows @sight: the passcode was typed in the browser before @flow knew of it. */
void mdg_assist_forms_tell_passcode (const MdgAssistForms *forms, MdgAssistService *service, MdgAssistSight sight, MdgLoginFlow *flow);

G_END_DECLS
