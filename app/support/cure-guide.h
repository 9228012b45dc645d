/* cure-guide.h: what helps against which error (対処): of an MdgErrorCode the contacts, guides, steps and pages to go to, from
 * resources/support/cures.json. Read strictly. Immutable; any thread. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

#define MDG_CURE_TARGETS_MAX 8

typedef struct _MdgCureGuide MdgCureGuide;

/* The first reads what is in the program, and a fault in it ends that. Errors: MDG_ERROR_DAMAGED: an error that is not known or
 * there twice, a target that has not the form of one. Returns: (transfer full) (nullable) */
MdgCureGuide *mdg_cure_guide_new (void);
MdgCureGuide *mdg_cure_guide_parse (const char *json, gssize length, GError **error);
void mdg_cure_guide_free (MdgCureGuide *guide);

/* Where to go: targets of the search, ui/support/support-search.h. @code: an error's nick. (nullable): nothing is known */
const char *const *mdg_cure_guide_get (const MdgCureGuide *guide, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgCureGuide, mdg_cure_guide_free)

G_END_DECLS
