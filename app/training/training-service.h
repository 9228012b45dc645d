/* training-service.h: the embedded reference service (訓練, P1): real HTTPS with mutual TLS on the
 * loopback, all rules of [0], a ledger of its own. Runs on a thread of its own; the object itself
 * belongs to the main thread. */
#pragma once

#include "contract/backend.h"
#include "core/clock.h"

G_BEGIN_DECLS

#define MDG_TYPE_TRAINING_SERVICE (mdg_training_service_get_type ())
G_DECLARE_FINAL_TYPE (MdgTrainingService, mdg_training_service, MDG, TRAINING_SERVICE, GObject)

/* @folder: where CA, certificates and ledger lie; made on first use. @clock: the service's clock.
 * @port: 0 for any. @accounts: further generated accounts (0 for the scenario alone). @seed: of the
 * scenario's random choices (names and numbers; never of keys). Returns: (transfer full) */
MdgTrainingService *mdg_training_service_new (const char *folder,
                                              MdgClock *clock,
                                              guint port,
                                              guint accounts,
                                              guint seed);

/* It is an MdgBackend: mdg_backend_start_async() makes what is missing and starts listening on
 * 127.0.0.1 (errors: those of files and database, MDG_ERROR_IN_USE for a port or a folder that is
 * taken); describe gives the scenario's accounts as they stand now; reset puts the scenario back to
 * its beginning, sessions end; stop ends connections and waits for the thread (also done by
 * dispose). */

G_END_DECLS
