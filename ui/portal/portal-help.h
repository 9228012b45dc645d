/* portal-help.h: what 《?》 says in the pages of the portal. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* (nullable) */
const MdgHelp *mdg_portal_help (const char *page);

G_END_DECLS
