/* api.h: the service's resources (contract/endpoints.h): which exist, and what each does with the
 * authority. Belongs to the service's thread. */
#pragma once

#include <libsoup/soup.h>
#include "training/authority.h"
#include "training/office.h"
#include "training/training-clock.h"

G_BEGIN_DECLS

typedef struct _MdgApi MdgApi;

/* Keeps its arguments, which must outlive it. @clock: the control resource puts it forward.
 * Returns: (transfer full) */
MdgApi *mdg_api_new (MdgAuthority *authority,
                     MdgOffice *office,
                     MdgLedger *ledger,
                     MdgTrainingClock *clock,
                     GMainContext *context);

/* Gives up what is under way. */
void mdg_api_free (MdgApi *api);

/* Answers a request: an MdgHttpsHandler. */
void
mdg_api_handle (SoupServerMessage *message, const char *path, gboolean too_large, gpointer api);

/* Everything back to the beginning, the clock too. */
gboolean mdg_api_reset (MdgApi *api, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgApi, mdg_api_free)

G_END_DECLS
