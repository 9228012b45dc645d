/* https-service-private.h: how the calls of MdgHttpsService are made, and its fields; the calls stand in https-login.c,
 * https-accounts.c and https-portal.c. */
#pragma once

#include "net/account-service.h"
#include "net/https-service.h"
#include "net/portal-service.h"
#include "net/transport.h"

G_BEGIN_DECLS

struct _MdgHttpsService
{
  GObject parent_instance;
  GUri *endpoint;
  GTlsDatabase *database;
  MdgClock *clock;
  MdgTransport *transport; /* of the present identity */
  guint timeout;
  MdgSecret *token;        /* (nullable): of the session */
  MdgSecret *portal_token; /* (nullable): of the portal's session */

  /* A password change whose outcome is not known: tried again, it is the same act and bears the
   * same key, so that the service does not carry it out twice. */
  MdgPasswordRequest *unsettled;
  char *unsettled_key;
};

/* Makes of an answer what the caller wants; also the place to keep what it tells. */
typedef gpointer (*MdgAnswerReader) (MdgHttpsService *self, const MdgAnswer *answer, GError **error);

/* Whose token goes along. */
typedef enum
{
  MDG_REALM_SESSION, /* the session's */
  MDG_REALM_PORTAL,  /* the portal's session's */
  MDG_REALM_OPEN     /* none */
} MdgHttpsRealm;

/* One call. */
typedef struct
{
  const char *method;
  MdgHttpsRealm realm;
  const char *path; /* may have one part in braces */
  const char *part; /* (nullable): what stands in the braces; escaped here */
  char *body;            /* (nullable) (transfer full) */
  char *if_match;        /* (nullable) (transfer full) */
  char *idempotency_key; /* (nullable) (transfer full) */
  const char *accept;    /* (nullable): JSON */
  gboolean optional;     /* as in MdgRequest */
  MdgAnswerReader read;
  GDestroyNotify free_value; /* of what @read makes */
} MdgHttpsCall;

/* Makes the call and returns through @task (transfer full; of the service) what came of it; MDG_ERROR_SESSION_REQUIRED
 * without a session. */
void mdg_https_service_call (GTask *task, const MdgHttpsCall *call);

/* A task of @service for a call that is tagged with @tag, and its end: (transfer full) (nullable) */
GTask *mdg_https_service_task (gpointer service, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data);
gpointer mdg_https_service_finish (gpointer service, GAsyncResult *result, gpointer tag, GError **error);

/* A request that needs no session, or goes on without one. Takes over @task and @request; otherwise as mdg_https_service_call(). */
void mdg_https_service_start (GTask *task, MdgRequest *request, MdgAnswerReader read, GDestroyNotify free_value);

/* Ends the session of @token (transfer full) (nullable: there is none any more); @task (transfer full) says whether it is over. */
void mdg_https_service_end_session (GTask *task, const char *path, MdgSecret *token);

/* The session is over: its token goes, and the passwords of a change that is not settled. Or these alone. */
void mdg_https_service_forget_session (MdgHttpsService *self);
void mdg_https_service_forget_unsettled (MdgHttpsService *self);

/* The portal's session: begun with @token; ended: @task (transfer full; of the service) then says whether. */
void mdg_https_service_set_portal_token (MdgHttpsService *self, MdgSecret *token);
void mdg_https_service_log_out_of_portal (GTask *task);

void mdg_https_login_iface_init (MdgServiceInterface *iface);
void mdg_https_portal_iface_init (MdgPortalServiceInterface *iface);
void mdg_https_accounts_iface_init (MdgAccountServiceInterface *iface);

G_END_DECLS
