/* introduction-help.h: what 《?》 says in the tab [導入計画]. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* (nullable) */
const MdgHelp *mdg_introduction_help (const char *page);

/* All of them. Static */
const MdgHelpPage *mdg_introduction_help_pages (void);

G_END_DECLS
