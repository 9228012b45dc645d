/* training-service.h: the embedded reference service (訓練, P1): real HTTPS with mutual TLS on the
 * loopback, all rules of [0], a ledger of its own. Runs on a thread of its own; the object itself
 * belongs to the main thread. */
#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_TYPE_TRAINING_SERVICE (mdg_training_service_get_type ())
G_DECLARE_FINAL_TYPE (MdgTrainingService, mdg_training_service, MDG, TRAINING_SERVICE, GObject)

/* One of the accounts of the scenario, to be offered for filling in. */
typedef enum
{
  MDG_TRAINING_NEVER_REGISTERED,
  MDG_TRAINING_REGISTERED,
  MDG_TRAINING_LOCKED,
  MDG_TRAINING_PASSWORD_EXPIRED
} MdgTrainingState;

typedef struct
{
  char *institution_code;
  char *institution_name;
  char *login_id;
  char *password;  /* training passwords are no secrets; NULL once the trainee has changed it */
  char *setup_key; /* (nullable): of a registered training account, so that its passcodes can be had */
  MdgTrainingState state;
} MdgTrainingAccount;

void mdg_training_account_free (MdgTrainingAccount *account);
const char *mdg_training_state_nick (MdgTrainingState state);

/* @folder: where CA, certificates and ledger lie; made on first use. @clock: the service's clock.
 * @port: 0 for any. @accounts: further generated accounts (0 for the scenario alone). @seed: of the
 * scenario's random choices (names and numbers; never of keys). Returns: (transfer full) */
MdgTrainingService *mdg_training_service_new (const char *folder, MdgClock *clock, guint port,
                                              guint accounts, guint seed);

/* Makes what is missing and starts listening on 127.0.0.1. Errors: those of files and database,
 * MDG_ERROR_IN_USE for a port or a folder that is taken. */
void mdg_training_service_start_async (MdgTrainingService *service, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);
gboolean mdg_training_service_start_finish (MdgTrainingService *service, GAsyncResult *result, GError **error);

/* Ends connections, waits for the thread. Also called by dispose. */
void mdg_training_service_stop (MdgTrainingService *service);

/* Valid after a start that succeeded; owned by the service. */
const char *mdg_training_service_get_endpoint (MdgTrainingService *service);  /* https://127.0.0.1:PORT */
const char *mdg_training_service_get_ca_file (MdgTrainingService *service);
const char *mdg_training_service_get_client_file (MdgTrainingService *service); /* .p12 */
const char *mdg_training_service_get_client_password (MdgTrainingService *service);

/* The scenario's accounts as they stand now. Returns: (transfer full) (element-type MdgTrainingAccount) */
GPtrArray *mdg_training_service_list_accounts (MdgTrainingService *service);

/* The line madoguchi-training prints when ready. Returns: (transfer full) */
char *mdg_training_service_describe (MdgTrainingService *service);

/* Puts the scenario back to its beginning. Sessions end. */
gboolean mdg_training_service_reset (MdgTrainingService *service, GError **error);

G_END_DECLS
