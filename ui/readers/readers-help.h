/* readers-help.h: what 《?》 says in the tab [カードリーダー]. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* (nullable) */
const MdgHelp *mdg_readers_help (const char *page);

/* All of them. Static */
const MdgHelpPage *mdg_readers_help_pages (void);

G_END_DECLS
