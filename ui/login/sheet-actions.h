/* sheet-actions.h: 《印刷する》 and 《PDF に保存》 of the registration sheet (A5, A6, B3), and the question about
 * printing. Every printing that comes about is counted and recorded. What is printed is the registration
 * under way, or else the one this computer keeps.
 *
 * A dialog or question that is open goes when the login flow leaves the page. */
#pragma once

#include "widgets/page.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_SHEET_ACTIONS (mdg_sheet_actions_get_type ())
G_DECLARE_FINAL_TYPE (MdgSheetActions, mdg_sheet_actions, MDG, SHEET_ACTIONS, GtkWidget)

/* Signal: proceed: the person wants to go on without (more) printing.
 * Property: busy (boolean, read-only, notified): a sheet is being handed out. */

/* @page: where outcomes are told. @state: the flow's state that belongs to the page. */
void mdg_sheet_actions_bind (MdgSheetActions *actions,
                             MdgWorkplace *workplace,
                             MdgPageFrame *page,
                             MdgLoginState state);

/* Whether there is a sheet to print: MDG_LOGIN_REGISTRATION: while there is a registration; later: when
 * this computer keeps the key of the session's account, and no other was registered since. */
gboolean mdg_sheet_actions_available (MdgSheetActions *actions);

/* A5: asks about printing. The first time the printing is what is offered, afterwards going on.
 * @proceed: whether there is something to go on to; without, 《印刷する》 asks by itself before it
 * prints again. */
void mdg_sheet_actions_ask (MdgSheetActions *actions, gboolean proceed);

G_END_DECLS
