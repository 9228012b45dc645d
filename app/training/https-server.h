/* https-server.h: HTTPS with mutual TLS on 127.0.0.1: who may connect, how long a request may be,
 * and what every answer bears. What is answered is the handler's affair. Belongs to the thread
 * whose default main context it was made in. */
#pragma once

#include <libsoup/soup.h>
#include "training/pki.h"
#include "training/training-clock.h"

G_BEGIN_DECLS

typedef struct _MdgHttpsServer MdgHttpsServer;

/* Answers @message (with the functions below) now or later. @too_large: its body was longer than
 * MDG_REQUEST_LIMIT and has not been kept. */
typedef void (*MdgHttpsHandler) (SoupServerMessage *message,
                                 const char *path,
                                 gboolean too_large,
                                 gpointer data);

/* @port: 0 for any. @clock: must outlive the server. Errors: MDG_ERROR_IN_USE for a port that is
 * taken, _DAMAGED for the certificates. Returns: (transfer full) (nullable) */
MdgHttpsServer *mdg_https_server_new (const MdgTrainingPki *pki,
                                      guint port,
                                      const MdgTrainingClock *clock,
                                      MdgHttpsHandler handler,
                                      gpointer data,
                                      GError **error);

/* Closes all connections. */
void mdg_https_server_free (MdgHttpsServer *server);

guint mdg_https_server_get_port (MdgHttpsServer *server);

/* Answers. @json: (transfer full), wiped afterwards; NULL for none. */
void mdg_https_answer (SoupServerMessage *message, guint status, char *json);
/* The same with a file. @name: ASCII, what a browser would save it as. */
void mdg_https_answer_file (SoupServerMessage *message,
                            const char *type,
                            const char *name,
                            MdgSecret *file);
void mdg_https_answer_error (SoupServerMessage *message, const GError *error);
void mdg_https_answer_problem (SoupServerMessage *message, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgHttpsServer, mdg_https_server_free)

G_END_DECLS
