/* support-search.h: what can be found in the tab [問い合わせ先]: contacts, topics, steps of the introduction, guides, the program's
 * error messages; and what 《?》 says, by who knows all tabs. Their targets:
 *   contact/ID, own/NUMBER, topic/ID    whom to call, in this tab
 *   error/NICK                          what helps against it (対処), in this tab
 *   introduction/ID                     a step
 *   TAB/PAGE                            a guide
 *   help/TAB/PAGE                       what 《?》 says of a page */
#pragma once

#include "support/contact-guide.h"
#include "support/search.h"

G_BEGIN_DECLS

/* @own: (element-type MdgOwnContact). Needs no display. Returns: (transfer full) */
MdgSearch *mdg_support_search_new (const MdgContactGuide *guide, GPtrArray *own);

/* What kind of thing was found. Static */
const char *mdg_support_search_kind_words (MdgSearchKind kind);

G_END_DECLS
