/* login-fixture.h: a login flow with a service that answers as told, a clock that stands still, and
 * a real cache in a folder of its own. */
#pragma once

#include "fake-service.h"
#include "faulty-disk.h"
#include "login/login-flow.h"

G_BEGIN_DECLS

#define NOW G_GINT64_CONSTANT (1790000000) /* when the clock stands, seconds */
#define CODE "1312345678"
#define ID "WA000008"
#define PASSWORD "Staff-2026"
#define BAD_PASSWORD "Window+55" /* + is not among the special characters */
#define NEW_PASSWORD "Window-55x"
#define KEY "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
#define OTHER_KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

typedef struct
{
  char *folder;
  MdgClock *clock;
  FakeService *service;
  MdgCache *cache;
  MdgLoginFlow *flow;
} Fixture;

void fixture_set_up (Fixture *f, gconstpointer data);
void fixture_tear_down (Fixture *f, gconstpointer data); /* all objects must finalize here */

/* Ends the program and starts it anew: another flow and cache object over the same folder, at
 * [ログイン]. @wall_seconds: where the clock stands then, relative to now. */
void fixture_restart (Fixture *f, gint64 wall_seconds);

/* Runs the main loop until the condition holds; fails after 20 s. */
#define until(condition)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint watchdog_ = fixture_watchdog (G_STRLOC ": " #condition);                                 \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (watchdog_);                                                                   \
  }                                                                                                \
  G_STMT_END
guint fixture_watchdog (const char *what);

/* Runs the main loop until nothing is left to do at once. */
void settle (void);

#define until_idle(f) until (!mdg_login_flow_get_busy ((f)->flow))
#define assert_state(f, expected)                                                                  \
  g_assert_cmpint (mdg_login_flow_get_state ((f)->flow), ==, (expected))
#define assert_error(f, code)                                                                      \
  g_assert_error (mdg_login_flow_get_error ((f)->flow), MDG_ERROR, (int)(code))
#define assert_well(f) g_assert_no_error (mdg_login_flow_get_error ((f)->flow))
#define assert_notice(f, nick) g_assert_cmpstr (mdg_login_flow_get_notice ((f)->flow), ==, nick)

/* From the start page to [ログイン], the clock measured. */
void begin (Fixture *f);

/* 《ログイン》 with the account above, and wait. */
void log_in (Fixture *f, const char *password);

/* The whole way to a page, with the answers that it takes. */
void go_to_registration (Fixture *f);
void go_to_passcode (Fixture *f);
void go_to_menu (Fixture *f);
void go_to_password (Fixture *f);

/* 《パスコードを送信》 and wait. */
void send_passcode (Fixture *f, const char *passcode);

/* 《変更》 and wait. */
void change_password (Fixture *f, const char *current, const char *changed);

/* What the cache holds. Returns: (transfer full) (nullable) */
MdgSecret *kept_secret (Fixture *f, const char *kind);
void assert_kept (Fixture *f, const char *kind, const char *text); /* @text NULL: nothing */
MdgAccountRecord *kept_account (Fixture *f);                       /* (transfer full) */

/* The passcode that @key makes at @wall. Returns: (transfer full) */
char *passcode_of (const char *key, gint64 wall);

GError *lock_error (gint64 seconds);
GError *tries_error (MdgErrorCode code, int left);

G_END_DECLS
