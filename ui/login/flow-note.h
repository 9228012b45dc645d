/* flow-note.h: the lasting note above a page of the login flow: a lock counting down (A3), or a
 * clock that is wrong (A11); a lock comes first. */
#pragma once

#include "login/login-flow.h"
#include "widgets/page.h"

G_BEGIN_DECLS

/* Shows the note that holds now on @page, or none. @after_lock: what to do when the lock is over;
 * @skew_advice: what to do about a clock that is wrong; both translated. */
void mdg_flow_note_show (MdgPageFrame *page,
                         MdgLoginFlow *flow,
                         const char *after_lock,
                         const char *skew_advice);

G_END_DECLS
