/* authenticator-help.h: what 《?》 says in the tab [Authenticator]. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* (nullable) */
const MdgHelp *mdg_authenticator_help (const char *page);

/* All of them. Static */
const MdgHelpPage *mdg_authenticator_help_pages (void);

G_END_DECLS
