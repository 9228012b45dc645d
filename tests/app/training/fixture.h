/* fixture.h: a training service in a throw-away folder with a clock that stands still, and a client
 * that asks it over real mutual TLS. */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include "contract/endpoints.h"
#include "core/clock.h"
#include "training/training-service.h"

/* 2026-01-15 09:00 in Japan. */
#define FIXTURE_START G_GINT64_CONSTANT (1768435200)

#define INSTITUTION "3410712362"
#define NEW_LOGIN "WA000001" /* never registered */
#define NEW_PASSWORD "Hajimete-2026"
#define OLD_LOGIN "WA000002" /* registered, a short password */
#define OLD_PASSWORD "Uketsuke#26"

typedef struct
{
  char *folder;
  MdgClock *clock;
  MdgTrainingService *service;
  MdgConnection *connection;
  SoupSession *client;
  guint accounts;
  guint seed;
} Fixture;

/* One answer. */
typedef struct
{
  guint status;
  JsonNode *node;   /* (nullable) */
  JsonObject *json; /* (nullable): the node's */
  SoupMessageHeaders *headers;
} Reply;

Fixture *fixture_new (void);
Fixture *fixture_new_with (guint accounts, guint seed);
void fixture_free (Fixture *fixture);

/* Ends the service and brings it up again on the same folder, with the same clock. */
void fixture_restart (Fixture *fixture);
gboolean fixture_start (Fixture *fixture, GError **error);
void fixture_stop (Fixture *fixture);

/* Puts the clock forward. */
void fixture_wait (Fixture *fixture, gint64 seconds);
gint64 fixture_now (Fixture *fixture);

/* A client with the certificate @p12 and @password (NULL: the service's own). */
SoupSession *fixture_connect (Fixture *fixture, const char *p12, const char *password);

/* @token, @body: (nullable). @header: (nullable) "Name: value" of one more header, or several with
 * "\n" between. */
Reply *fixture_ask (Fixture *fixture,
                    const char *method,
                    const char *path,
                    const char *token,
                    const char *body,
                    const char *header);
void reply_free (Reply *reply);

/* A member of a reply: NULL or -1 when it is not there. */
const char *reply_text (Reply *reply, const char *member);
gint64 reply_number (Reply *reply, const char *member);

#define reply_expect(reply, expected_status, expected_code)                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpuint ((reply)->status, ==, expected_status);                                       \
    g_assert_cmpstr (reply_text (reply, "code"), ==, expected_code);                               \
  }                                                                                                \
  G_STMT_END

/* Asks, and tells only what came of it. */
#define fixture_expect(fixture, method, path, token, body, expected_status, expected_code)         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (Reply) expected_reply_ = fixture_ask (fixture, method, path, token, body, NULL);    \
    reply_expect (expected_reply_, expected_status, expected_code);                                \
  }                                                                                                \
  G_STMT_END

/* The bodies. */
char *login_body (const char *institution, const char *login, const char *password);
char *passcode_body (const char *key, gint64 when);
char *password_body (const char *current, const char *changed);

/* Tries, in INSTITUTION. */
Reply *fixture_try_login (Fixture *fixture, const char *login, const char *password);
Reply *fixture_try_passcode (Fixture *fixture, const char *token, const char *key, gint64 when);
Reply *
fixture_change (Fixture *fixture, const char *token, const char *current, const char *changed);

/* A login that must succeed. Returns: (transfer full): the token */
char *fixture_log_in (Fixture *fixture, const char *login, const char *password);
/* The set-up key of a session that registers. */
char *fixture_get_key (Fixture *fixture, const char *token);
/* The key the scenario tells. */
const char *fixture_known_key (Fixture *fixture, const char *login);
/* Logs in OLD_LOGIN up to the open session; takes 30 seconds. */
char *fixture_open (Fixture *fixture, const char *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)
