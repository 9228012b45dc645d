/* assist-message.h: what the login beside the browser has to say at the top of its page. */
#pragma once

#include "login/login-flow.h"
#include "widgets/page.h"

G_BEGIN_DECLS

/* Says what has come about: a registration, another password, the session's end. Returns: whether there was anything; the flow then
 * waits for 《OK》 or 《閉じる》 only, which the browser has */
gboolean mdg_assist_message_tell_state (MdgPageFrame *page, MdgLoginFlow *flow);

/* Says what failed, unless the countdown of mdg_assist_message_show_note() says it all. */
void mdg_assist_message_tell_error (MdgPageFrame *page, MdgLoginFlow *flow, const GError *error);

/* The QR code that was read is @account's, which is not being logged in. */
void mdg_assist_message_tell_other (MdgPageFrame *page, const char *account);

/* The lasting note: a lock that is counting down, or a clock that is wrong. */
void mdg_assist_message_show_note (MdgPageFrame *page, MdgLoginFlow *flow);

G_END_DECLS
