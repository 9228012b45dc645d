/* bad-service.h: a service on the loopback that answers over mutual TLS as badly as one likes. It runs
 * on threads of its own and speaks HTTP by hand, so that it can also break it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What it does with one request. All strings static; zero members mean the usual. */
typedef struct
{
  guint status;        /* 0: 200 */
  const char *type;    /* NULL: application/json; "": no header */
  const char *headers; /* further headers, each ended by CRLF */
  const char *body;    /* NULL: empty */
  gsize filler;        /* so many bytes of JSON white space after it */
  gboolean hold;       /* answers only when bad_service_release() was called */
  gboolean trickle;    /* head and half of the body, the rest after bad_service_release() */
  gboolean cut;        /* announces everything, sends half of the body, hangs up */
  gboolean cut_head;   /* hangs up in the middle of the head */
  gboolean drop;       /* hangs up without a word */
  gboolean reset;      /* the same, rudely (RST) */
  gboolean then_close; /* answers well, then closes the kept-alive connection */
  gboolean no_http;    /* sends the body alone */
} BadAnswer;

typedef struct _BadService BadService;

/* Listens on a port of its own on 127.0.0.1. @certificate: (nullable): plain text without.
 * @client_ca: (nullable): who must have signed the clients' certificates. */
BadService *bad_service_new (GTlsCertificate *certificate, const char *client_ca,
                             GTlsAuthenticationMode mode);
void bad_service_free (BadService *service);

const char *bad_service_get_endpoint (BadService *service);

/* Gives @answer to all requests that no queued answer is for. */
void bad_service_set_answer (BadService *service, const BadAnswer *answer);

/* Gives @answer to one request, after those queued before. */
void bad_service_queue_answer (BadService *service, const BadAnswer *answer);

/* Lets the held answers go, and those to come. */
void bad_service_release (BadService *service);

/* Hangs up after every handshake before anything is said, as a service does that refuses a client. */
void bad_service_set_refusing (BadService *service, gboolean refusing);

/* Hangs up as soon as somebody connects. */
void bad_service_set_closing (BadService *service, gboolean closing);

/* How many requests began with @start ("POST /v1/session "); NULL: all. */
guint bad_service_count (BadService *service, const char *start);

/* How many TCP connections were accepted. */
guint bad_service_count_connections (BadService *service);

/* The whole head of the request number @index (from 0), and its body. Returns: (transfer full) (nullable) */
char *bad_service_get_head (BadService *service, guint index);
char *bad_service_get_body (BadService *service, guint index);

/* One header's value out of it. Returns: (transfer full) (nullable) */
char *bad_service_get_header (BadService *service, guint index, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BadService, bad_service_free)

G_END_DECLS
