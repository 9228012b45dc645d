/* flow-note.c: the lasting note above a page of the login flow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/flow-note.h"

#include <glib/gi18n.h>

#include "login/flow-page.h"

void
mdg_flow_note_show (MdgPageFrame *page,
                    MdgLoginFlow *flow,
                    const char *after_lock,
                    const char *skew_advice)
{
  gint64 lock = mdg_login_flow_get_lock_remaining (flow);
  g_autofree char *title = NULL;

  if (lock > 0)
    title = g_strdup_printf (_ ("This account is locked. %02d:%02d left"), (int)(lock / 60),
                             (int)(lock % 60));
  else
    title = mdg_flow_page_skew_text (flow);
  mdg_page_set_note (page, MDG_MESSAGE_WARNING, title, lock > 0 ? after_lock : skew_advice,
                     lock > 0 ? mdg_error_code_nick (MDG_ERROR_LOCKED) : NULL);
}
