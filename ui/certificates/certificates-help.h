/* certificates-help.h: what 《?》 says on each page of the tab [電子証明書]. */
#pragma once

#include "widgets/help-button.h"

G_BEGIN_DECLS

/* @page: as in certificates-view.h. Static. */
const MdgHelp *mdg_certificates_help (const char *page);

/* All of them. Static */
const MdgHelpPage *mdg_certificates_help_pages (void);

G_END_DECLS
