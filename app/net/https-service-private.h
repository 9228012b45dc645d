/* https-service-private.h: how the calls of MdgHttpsService are made; they stand in several files. */
#pragma once

#include "net/account-service.h"
#include "net/https-service.h"
#include "net/transport.h"

G_BEGIN_DECLS

/* Makes of an answer what the caller wants; also the place to keep what it tells. */
typedef gpointer (*MdgAnswerReader) (MdgHttpsService *self, const MdgAnswer *answer, GError **error);

/* A request within the session. @task: of a call on the service; fails without a session.
 * Returns: (transfer full) (nullable) */
MdgRequest *mdg_https_service_request (GTask *task, const char *method, const char *path);

/* Sends @request (transfer full) and returns through @task what @read makes of the answer. */
void mdg_https_service_start (GTask *task, MdgRequest *request, MdgAnswerReader read,
                              GDestroyNotify free_value);

void mdg_https_accounts_iface_init (MdgAccountServiceInterface *iface);

G_END_DECLS
