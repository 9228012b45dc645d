/* connection.h: where a service answers and with which papers one comes in. It is what
 * madoguchi-training prints when ready (one JSON line), what the embedded service hands over, and
 * what the settings of a gateway amount to. Plain struct, JSON both ways. */
#pragma once

#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_TRAINING_NEVER_REGISTERED,
  MDG_TRAINING_REGISTERED,
  MDG_TRAINING_LOCKED,
  MDG_TRAINING_PASSWORD_EXPIRED
} MdgTrainingState;

/* One of the training scenario's accounts, to be offered for filling in. */
typedef struct
{
  char *institution_code;
  char *institution_name;
  char *login_id;
  char *password;  /* (nullable): training passwords are no secrets; NULL once changed by the trainee */
  char *setup_key; /* (nullable): of a registered training account, so that its passcodes can be had */
  guint64 used_step; /* the time step of the passcode that was taken last: that one and earlier ones are refused; 0: none was */
  MdgTrainingState state;
} MdgTrainingAccount;

MdgTrainingAccount *mdg_training_account_new (void);
void mdg_training_account_free (MdgTrainingAccount *account);
const char *mdg_training_state_nick (MdgTrainingState state); /* "never-registered", "registered", "locked", "password-expired" */

typedef struct
{
  char *endpoint;             /* "https://127.0.0.1:PORT" */
  char *ca_file;              /* absolute path, PEM */
  char *client_file;          /* (nullable) absolute path, .p12 */
  MdgSecret *client_password; /* (nullable) */
  gboolean training;
  GPtrArray *accounts;        /* (element-type MdgTrainingAccount), never NULL; empty for a gateway */
} MdgConnection;

MdgConnection *mdg_connection_new (void);

/* Whether @text (nullable) is an address that calls can be made under: https, a host, perhaps a port and a path, and nothing else. Any
 * thread. */
gboolean mdg_connection_is_endpoint (const char *text);

/* What the settings of a gateway amount to: @endpoint is an https address, @ca_file an absolute path,
 * @client_file an absolute path or "". Errors: MDG_ERROR_NOT_CONFIGURED. Returns: (transfer full) (nullable) */
MdgConnection *mdg_connection_new_gateway (const char *endpoint, const char *ca_file,
                                           const char *client_file, GError **error);
MdgConnection *mdg_connection_copy (const MdgConnection *connection);
void mdg_connection_free (MdgConnection *connection);

/* One line: {"event":"ready","endpoint":…,"ca_file":…,"client_file":…,"client_password":…,
 * "accounts":[{"institution_code":…,"institution_name":…,"login_id":…,"password":…,"setup_key":…,
 * "used_step":…,"state":…}…]}. Free with mdg_wipe_string(). */
char *mdg_connection_to_json (const MdgConnection *connection);

/* Hostile input. Errors: MDG_ERROR_INVALID_INPUT. Returns: (transfer full) (nullable) */
MdgConnection *mdg_connection_parse (const char *json, gssize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTrainingAccount, mdg_training_account_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgConnection, mdg_connection_free)

G_END_DECLS
