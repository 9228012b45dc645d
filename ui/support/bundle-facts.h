/* bundle-facts.h: what is known of the program and of the profile at work, for サポート用の情報 (H3). */
#pragma once

#include "support/bundle.h"
#include "workplace.h"

G_BEGIN_DECLS

/* The sections VERSIONS, SETTINGS, ERRORS and STATES, at which it ends. Needs a display. */
void mdg_bundle_facts_add (MdgBundle *bundle, MdgWorkplace *workplace);

G_END_DECLS
