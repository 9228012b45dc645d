/* support-help.h: what 《?》 says in the tab [問い合わせ先]. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* (nullable) */
const MdgHelp *mdg_support_help (const char *page);

/* All of them. Static */
const MdgHelpPage *mdg_support_help_pages (void);

G_END_DECLS
