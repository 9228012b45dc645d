/* accounts-help.h: what 《?》 says on each page of the tab [アカウント]. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* Static. (nullable) */
const MdgHelp *mdg_accounts_help (const char *page);

/* All of them. Static */
const MdgHelpPage *mdg_accounts_help_pages (void);

G_END_DECLS
