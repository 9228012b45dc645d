/* flow-page.h: what the pages of the login have in common: they show waiting and errors of the flow
 * while it is in their state, and the steps of the registration. */
#pragma once

#include "login/login-flow.h"
#include "widgets/page.h"

G_BEGIN_DECLS

/* Shows an error at a field. Returns: whether it did; otherwise it stands at the top of the page.
 */
typedef gboolean (*MdgFaultFunc) (GtkWidget *owner, const GError *error);

/* @owner: the page's widget; @page: the frame in it; @fault: (nullable). Lasts as long as @owner.
 */
void mdg_flow_page_bind (GtkWidget *owner,
                         MdgPageFrame *page,
                         MdgLoginFlow *flow,
                         MdgLoginState state,
                         MdgFaultFunc fault);

/* Says on @page what the flow's notice means: what came about, but could not be written down here, or what did not even begin.
 * Returns: FALSE: there is no such notice */
gboolean mdg_flow_page_tell_notice (MdgPageFrame *page, MdgLoginFlow *flow);

/* 1 ログイン → 2 Authenticator 登録 → 3 印刷 → 4 確認. @step: 0 takes them away. The printing
 * counts as left out when @flow knows of none. */
void mdg_flow_page_show_steps (MdgPageFrame *page, MdgLoginFlow *flow, guint step);

/* Note for a clock that differs from the service's (A11); NULL when it does not. Returns: (transfer
 * full) (nullable) */
char *mdg_flow_page_skew_text (MdgLoginFlow *flow);

G_END_DECLS
