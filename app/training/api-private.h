/* api-private.h: what the resources share: one call, from request to answer. */
#pragma once

#include "training/account-queue.h"
#include "training/api.h"
#include "training/ledger-portal.h"
#include "training/password-hasher.h"

struct _MdgApi
{
  MdgAuthority *authority;
  MdgOffice *office;
  MdgLedger *ledger;
  MdgTrainingClock *clock;
  MdgPasswordHasher *hasher;
  MdgAccountQueue *queue;
  gboolean closing;
};

/* One request on its way to its answer. Ends with mdg_call_answer(), _answer_error() or
 * _answer_problem(), which also free it. */
typedef struct
{
  MdgApi *api;
  SoupServerMessage *message;
  char *account; /* (nullable): whose turn it is having in the queue */
  gboolean paused;
  gboolean gone; /* the client has left */
  gulong gone_id;
  MdgSecret *token; /* (nullable) */
  MdgLedgerSession session;
  MdgLoginRequest *login; /* the request's body, whichever it is */
  MdgPasswordRequest *password;
  MdgPortalRegistration *registration;
  MdgPortalLogin *portal_login;
  char *passcode;
  MdgAuthorityTry attempt;
  GBytes *body;          /* (nullable): once it was asked for */
  char *id;              /* (nullable): what stands in the path for its {part} */
  MdgLedgerUser *user;   /* (nullable): of the portal's session */
  char *keeper;          /* (nullable): whose lists the session sees: its institution's code */
  char *idempotency_key; /* (nullable) */
  GBytes *fingerprint;   /* of the request; with the key */
  char *scope;           /* (nullable): of the key, see ledger.h; with the key */
  guint kept;            /* how many answers the scope has at most */
} MdgCall;

/* Drops a call without an answer: the service is being closed. */
void mdg_call_free (gpointer call);

void mdg_call_answer (MdgCall *call, guint status, char *json);
void mdg_call_answer_error (MdgCall *call, const GError *error);
void mdg_call_answer_problem (MdgCall *call, const char *code);

/* Commits when @error (nullable) is a verdict or none, rolls back otherwise. Returns: FALSE with
 * @error set when committing failed */
gboolean mdg_call_end_transaction (MdgCall *call, GError **error);

/* Ends the transaction and answers with @json (transfer full) or @error (transfer full). */
void mdg_call_conclude (MdgCall *call, guint status, char *json, GError *error);

/* The same with a PDF. @name: what it is called; @pdf: (nullable): NULL with @error (transfer full). */
void mdg_call_conclude_pdf (MdgCall *call, const char *name, MdgSecret *pdf, GError *error);

/* The body as text. Owned by @call. */
const char *mdg_call_get_body (MdgCall *call, gssize *length);

/* The body as @parse, one of contract's …_parse(), reads it. Returns: (transfer full) (nullable): NULL when it was refused,
 * which ended @call */
typedef gpointer (*MdgCallParse) (const char *json, gssize length, GError **error);
gpointer mdg_call_parse (MdgCall *call, MdgCallParse parse);

/* Reads the Idempotency-Key, if there is one; MDG_ERROR_INVALID_INPUT for what is none. */
gboolean mdg_call_read_key (MdgCall *call, GError **error);

/* The same where every write has a key: what waits for the service to come back is sent again until it is answered. Returns:
 * FALSE when it ended @call instead */
gboolean mdg_call_require_key (MdgCall *call);

/* What tells the request from others under the same key: method, path, If-Match, @body and @extra (nullable), of
 * MDG_FINGERPRINT_BYTES. */
#define MDG_FINGERPRINT_BYTES 32
void mdg_call_take_fingerprint (MdgCall *call, const char *body, gsize length, const guint8 *extra);

/* Inside the transaction: answers what was answered before under the key, if there is such a thing, or that the key was another
 * request's. @prepare: (nullable): does what goes along with such a body. Returns: whether it ended @call */
gboolean mdg_call_answer_again (MdgCall *call, void (*prepare) (MdgCall *call, const char *body));

/* Keeps what is going to be answered; nothing without a key. */
gboolean mdg_call_keep_answer (MdgCall *call, guint status, const char *json, GError **error);

/* Keeps what is answered when it was done; what was refused may be tried again. */
void mdg_call_conclude_write (MdgCall *call, guint status, char *json, GError *error);

/* The query, decoded; (nullable) (transfer full). And which part of a list it asks for; @query: (nullable) */
GHashTable *mdg_call_read_query (MdgCall *call);
gboolean mdg_call_read_part (GHashTable *query, MdgLedgerPart *part, GError **error);

/* Waits for the account's turn, then calls @func with @call inside a transaction, or answers that
 * too many wait. */
void mdg_call_take_turn (MdgCall *call,
                         const char *institution_code,
                         const char *login_id,
                         void (*func) (MdgCall *call));

/* The same for the account of the session whose token came along; answers when there is none. */
void mdg_call_take_session_turn (MdgCall *call, void (*func) (MdgCall *call));

/* Lets the session in as an action. Returns: FALSE when it concluded @call instead */
gboolean mdg_call_admit (MdgCall *call, MdgLedgerAccount **account);

/* The resources; each ends @call. */
void mdg_api_get_service (MdgCall *call);
void mdg_api_post_session (MdgCall *call);
void mdg_api_get_session (MdgCall *call);
void mdg_api_delete_session (MdgCall *call);
void mdg_api_get_registration (MdgCall *call);
void mdg_api_post_passcode (MdgCall *call);
void mdg_api_put_password (MdgCall *call);
void mdg_api_get_accounts (MdgCall *call);
void mdg_api_get_account (MdgCall *call);
void mdg_api_get_settings_pdf (MdgCall *call);
void mdg_api_put_note (MdgCall *call);
void mdg_api_post_cancellation (MdgCall *call);
void mdg_api_get_applications (MdgCall *call);
void mdg_api_post_application (MdgCall *call);
void mdg_api_get_facility (MdgCall *call);
void mdg_api_get_mail (MdgCall *call);
void mdg_api_get_portal_facilities (MdgCall *call);
void mdg_api_get_portal_facility (MdgCall *call);
void mdg_api_get_portal_mailbox (MdgCall *call);
void mdg_api_post_portal_user (MdgCall *call);
void mdg_api_post_portal_confirmation (MdgCall *call);
void mdg_api_post_portal_session (MdgCall *call);
void mdg_api_delete_portal_session (MdgCall *call);
void mdg_api_get_portal_start (MdgCall *call);
void mdg_api_post_portal_start (MdgCall *call);
void mdg_api_post_portal_proof (MdgCall *call);
void mdg_api_put_portal_operation (MdgCall *call);
void mdg_api_post_clock (MdgCall *call);
void mdg_api_post_reset (MdgCall *call);
void mdg_api_get_state (MdgCall *call);
