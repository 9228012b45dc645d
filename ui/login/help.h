/* help.h: what 《?》 says on each page of the login ([0] ch. 6, in our own words). */
#pragma once

#include "login/login-flow.h"
#include "widgets/help-button.h"

G_BEGIN_DECLS

/* Static. */
const MdgHelp *mdg_login_help (MdgLoginState state);

/* Beside the browser, whatever the state. Static. */
const MdgHelp *mdg_login_help_beside (void);

/* All of them, in the order of the states. Static */
const MdgHelpPage *mdg_login_help_pages (void);

G_END_DECLS
