/* consent-help.h: what 《?》 says in the tab [同意フロー]. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* (nullable) */
const MdgHelp *mdg_consent_help (const char *page);

/* All of them. Static */
const MdgHelpPage *mdg_consent_help_pages (void);

G_END_DECLS
