/* https-service.h: MdgService over HTTPS with mutual TLS (profiles training and gateway). */
#pragma once

#include "core/clock.h"
#include "net/identity.h"
#include "net/service.h"

G_BEGIN_DECLS

#define MDG_TYPE_HTTPS_SERVICE (mdg_https_service_get_type ())
G_DECLARE_FINAL_TYPE (MdgHttpsService, mdg_https_service, MDG, HTTPS_SERVICE, GObject)

/* @endpoint: "https://host:port". @ca_file: PEM, absolute; the only anchor that is trusted.
 * @identity: (nullable): none, to hear from the service that one is needed.
 * Redirects are not followed, cookies not kept, proxies not used for loopback.
 * Errors: MDG_ERROR_NOT_FOUND or _DAMAGED for the CA file, _INVALID_INPUT for the endpoint.
 * Main thread; reads the CA file. Returns: (transfer full) (nullable) */
MdgHttpsService *mdg_https_service_new (const char *endpoint, const char *ca_file,
                                        MdgIdentity *identity, MdgClock *clock, GError **error);

/* The same without blocking on the CA file: opened in a worker thread. Returns (finish): (transfer
 * full) (nullable) */
void mdg_https_service_new_async (const char *endpoint, const char *ca_file, MdgIdentity *identity,
                                  MdgClock *clock, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
MdgHttpsService *mdg_https_service_new_finish (GAsyncResult *result, GError **error);

/* Another identity: a new TLS session (a client certificate is bound to its connection). The
 * login session, if any, is forgotten. @identity: (nullable) */
void mdg_https_service_set_identity (MdgHttpsService *service, MdgIdentity *identity);

/* Longest wait for one answer, seconds; 30 unless set. */
void mdg_https_service_set_timeout (MdgHttpsService *service, guint seconds);

G_END_DECLS
