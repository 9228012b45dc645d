/* net-fixture.h: a client, its papers and a service that misbehaves on request; calls as one waits
 * for them in a test. */
#pragma once

#include "bad-service.h"
#include "net/https-service.h"
#include "test-pki.h"

G_BEGIN_DECLS

typedef struct
{
  TestPki *pki; /* shared, not owned */
  BadService *bad;
  MdgClock *clock;
  MdgIdentity *identity;
  MdgHttpsService *client;
  guint ticks; /* counted by a timer in the main loop, every 5 ms */
  guint ticker;
} NetFixture;

void net_set_up (NetFixture *fixture, gconstpointer data);
void net_tear_down (NetFixture *fixture, gconstpointer data);

/* A program's main(): @add_tests calls net_add(). */
int net_run (int argc, char **argv, void (*add_tests) (void));

/* Registers /https/GROUP/NAME with this fixture. */
void net_add (const char *group,
              const char *name,
              gconstpointer data,
              void (*test) (NetFixture *, gconstpointer));

/* Another service behind the same client certificate authority; the client is made anew. */
void net_use_service (NetFixture *fixture, BadService *bad);
void net_use_identity (NetFixture *fixture, TestPkiFlags flags);
void net_use_no_identity (NetFixture *fixture);
void net_use_endpoint (NetFixture *fixture, const char *endpoint);

/* What a good service answers. Static. */
const BadAnswer *net_good_status (void);
const BadAnswer *net_good_login (void); /* token "token-1" */
const BadAnswer *net_good_session (void);
const BadAnswer *net_good_registration (void);

/* Calls; they iterate the main loop. FALSE with @error as usual; the answer itself is dropped. */
typedef enum
{
  NET_CHECK,
  NET_LOGIN,
  NET_SESSION,
  NET_REGISTRATION,
  NET_PASSCODE,
  NET_PASSWORD,
  NET_LOGOUT,
  NET_N_CALLS
} NetCall;

gboolean net_call (NetFixture *fixture, NetCall call, GError **error);

/* Starts a call and does not wait; net_wait() does. */
typedef struct _NetPending NetPending;
NetPending *net_start (NetFixture *fixture, NetCall call, GCancellable *cancellable);
gboolean net_is_done (NetPending *pending);
gboolean net_wait (NetPending *pending, GError **error); /* frees @pending */

/* Logs in, with a good answer. */
void net_log_in (NetFixture *fixture);

/* Iterates the main loop until so many requests have come in. */
void net_wait_for_requests (NetFixture *fixture, guint count);

/* Asserts that @call fails with @code. */
void net_assert_fails (NetFixture *fixture, NetCall call, MdgErrorCode code);

G_END_DECLS
