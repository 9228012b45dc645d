/* support-link.h: what the tab [問い合わせ先] has from the others: what their 《?》 says, which errors something helps against, what they
 * know for サポート用の情報. */
#pragma once

#include "accounts/account-desk.h"
#include "certificates/certificate-desk.h"
#include "support/bundle.h"
#include "support/search.h"
#include "widgets/help-button.h"

G_BEGIN_DECLS

/* All that 《?》 says in any tab; targets "help/TAB/PAGE". */
void mdg_support_link_add_helps (MdgSearch *search);

/* What 《?》 says of a page. (nullable): no such page. Static */
const MdgHelpPage *mdg_support_link_find_help (const char *tab, const char *page);

/* Whether something helps against the error of that code. */
gboolean mdg_support_link_is_cure_known (const char *code);

/* Into the section that is begun. @desk: (nullable) */
void mdg_support_link_add_accounts (MdgBundle *bundle, MdgAccountDesk *desk);

/* The section CERTIFICATES: of each its days and backups, not whose it is nor where. */
void mdg_support_link_add_certificates (MdgBundle *bundle, MdgCertificateDesk *desk);

/* The section READERS. @lines: (element-type MdgReaderLine), @last_check: (nullable): static */
void mdg_support_link_add_readers (MdgBundle *bundle, GPtrArray *lines, const char *last_check);

G_END_DECLS
