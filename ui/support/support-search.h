/* support-search.h: what can be found in the tab [問い合わせ先]: contacts, topics, steps of the introduction, guides. Their targets:
 *   contact/NUMBER, own/NUMBER, topic/NUMBER   in this tab
 *   introduction/ID                            a step
 *   certificates/renewal, accounts/terminal    a tab and its page */
#pragma once

#include "support/contact-guide.h"
#include "support/search.h"

G_BEGIN_DECLS

/* @own: (element-type MdgOwnContact). Needs no display. Returns: (transfer full) */
MdgSearch *mdg_support_search_new (const MdgContactGuide *guide, GPtrArray *own);

/* What kind of thing was found. Static */
const char *mdg_support_search_kind_words (MdgSearchKind kind);

G_END_DECLS
