/* accounts-help.h: what 《?》 says on each page of the tab [アカウント]. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* Static. (nullable) */
const MdgHelp *mdg_accounts_help (const char *page);

G_END_DECLS
