/* login-station.h: a terminal at which somebody logs in: the login flow over the real HTTPS service
 * and the real cache, driven step by step. For tests against the training service. */
#pragma once

#include "contract/connection.h"
#include "login/login-flow.h"
#include "net/identity.h"

G_BEGIN_DECLS

typedef struct
{
  MdgClock *clock;
  MdgIdentity *identity; /* (nullable) */
  MdgService *service;   /* (nullable) */
  MdgCache *cache;
  MdgLoginFlow *flow;
} Station;

/* Opens the cache in @folder and the way to @connection's service; at [ログイン]. Any fault ends
 * the program. @clock is kept. */
void station_open (Station *station,
                   const char *folder,
                   MdgClock *clock,
                   const MdgConnection *connection);
void station_close (Station *station); /* all objects must finalize here */

/* Another service (or the same at another port), e.g. after a restart of it. */
void station_connect (Station *station, const MdgConnection *connection);

/* Acts, each with its wait. */
void station_begin (Station *station);
void station_log_in (Station *station, const char *code, const char *id, const char *password);
void station_send_passcode (Station *station, const char *passcode);
void station_change_password (Station *station, const char *current, const char *changed);
void station_log_out (Station *station);

/* The cache's secret, as text. Returns: (transfer full) (nullable): free with mdg_wipe_string() */
char *station_secret (Station *station, const char *kind, const char *code, const char *id);
MdgAccountRecord *station_account (Station *station, const char *code, const char *id);

/* What a phone that holds @key and has the time @wall shows. Returns: (transfer full) */
char *station_passcode (const char *key, gint64 wall);

/* Runs the main loop until the condition holds; ends the program after 60 s. */
#define station_until(condition)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint watchdog_ = station_watchdog (G_STRLOC ": " #condition);                                 \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (watchdog_);                                                                   \
  }                                                                                                \
  G_STMT_END
guint station_watchdog (const char *what);

void station_store_result (GObject *source, GAsyncResult *result, gpointer place);

#define assert_at(station, expected)                                                               \
  g_assert_cmpint (mdg_login_flow_get_state ((station)->flow), ==, (expected))
#define assert_fault(station, code)                                                                \
  g_assert_error (mdg_login_flow_get_error ((station)->flow), MDG_ERROR, (int)(code))
#define assert_fine(station) g_assert_no_error (mdg_login_flow_get_error ((station)->flow))

G_END_DECLS
