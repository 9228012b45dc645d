/* assist-message.c: what the login beside the browser has to say at the top of its page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-message.h"

#include <glib/gi18n.h>

#include "login/flow-note.h"
#include "login/flow-page.h"

gboolean
mdg_assist_message_tell_state (MdgPageFrame *page, MdgLoginFlow *flow)
{
  MdgLoginState state = mdg_login_flow_get_state (flow);

  if (state == MDG_LOGIN_ENDED)
    mdg_page_show_message (
        page, MDG_MESSAGE_INFO, _ ("The session in the browser has ended."),
        _ ("Press 《閉じる》 there and log in again. What was kept here stays."));
  else if (state != MDG_LOGIN_COMPLETED && state != MDG_LOGIN_PASSWORD_CHANGED)
    return FALSE;
  else if (mdg_flow_page_tell_notice (page, flow))
    return TRUE;
  else if (state == MDG_LOGIN_COMPLETED)
    mdg_page_show_message (page, MDG_MESSAGE_SUCCESS,
                           _ ("The Authenticator registration is complete."),
                           _ ("From now on this computer makes the passcodes of this account."));
  else
    mdg_page_show_message (page, MDG_MESSAGE_SUCCESS, _ ("The password was changed."),
                           _ ("The new one is kept, and offered at the next login."));
  return TRUE;
}

void
mdg_assist_message_tell_error (MdgPageFrame *page, MdgLoginFlow *flow, const GError *error)
{
  if (!g_error_matches (error, MDG_ERROR, MDG_ERROR_LOCKED)
      || mdg_login_flow_get_lock_remaining (flow) <= 0)
    mdg_page_show_error (page, error);
}

void
mdg_assist_message_tell_other (MdgPageFrame *page, const char *account)
{
  g_autofree char *title
      = g_strdup_printf (_ ("This QR code is for %s, another account."), account);

  mdg_page_show_message (page, MDG_MESSAGE_ERROR, title,
                         _ ("Nothing was kept. See whether the browser shows the right login ID, "
                            "or go back and choose the other account."));
}

void
mdg_assist_message_show_note (MdgPageFrame *page, MdgLoginFlow *flow)
{
  mdg_flow_note_show (page, flow,
                      _ ("Wait in the browser, too, and begin again with the right one when the "
                         "time is over. Other accounts are not affected."),
                      _ ("Passcodes depend on the time. Set the clock automatically."));
}
