/* portal-help.h: what 《?》 says in the pages of the portal. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* (nullable) */
const MdgHelp *mdg_portal_help (const char *page);

/* All of them. Static */
const MdgHelpPage *mdg_portal_help_pages (void);

G_END_DECLS
