/* accounts-terminal.h: a terminal with an account list: cache, desk and the way to the real training
 * service, driven step by step. */
#pragma once

#include "accounts/account-list.h"
#include "contract/connection.h"
#include "net/https-service.h"

G_BEGIN_DECLS

#define TERMINAL_KEEPER "3410712362"

typedef struct
{
  MdgClock *clock;
  MdgCache *cache;
  MdgAccountDesk *desk;
  MdgHttpsService *service; /* (nullable) */
  MdgIdentity *identity;    /* (nullable) */
} Terminal;

/* Opens the cache in @folder; offline. Any fault of these ends the program. @clock is kept. */
void terminal_open (Terminal *terminal, const char *folder, MdgClock *clock);
void terminal_close (Terminal *terminal); /* all objects must finalize here */

/* Logs in as @login_id of TERMINAL_KEEPER, with the passcode of @wall (seconds since 1970 at the service; -1: it is asked),
 * registering when that was not done; the desk has the service then and syncs. @key: (inout): its set-up key, when it is known. */
void terminal_connect (Terminal *terminal, const MdgConnection *connection, const char *login_id, gint64 wall, char **key);

/* The session is left without a word, as when the service is gone. */
void terminal_disconnect (Terminal *terminal);

/* Each waits for its end. Returns: the error's code, or -1 */
int terminal_sync (Terminal *terminal);
int terminal_set_note (Terminal *terminal, const char *id, const char *note);
int terminal_cancel (Terminal *terminal, const char *id);
int terminal_apply (Terminal *terminal, const char *institution_code, MdgAccountKind kind, int count);
int terminal_decide (Terminal *terminal, gint64 entry, MdgDecision decision, const char *edited);
int terminal_dismiss (Terminal *terminal, gint64 entry);

/* What the cache holds. Returns: (transfer full) (nullable): NULL for an account that is not there */
MdgAccountRow *terminal_account (Terminal *terminal, const char *id);
GPtrArray *terminal_outbox (Terminal *terminal);
GPtrArray *terminal_applications (Terminal *terminal);
GPtrArray *terminal_mail (Terminal *terminal);
MdgFacility *terminal_facility (Terminal *terminal, const char *institution_code, gint64 *fetched_at);

/* What the service holds, past the cache. */
MdgAccount *terminal_ask (Terminal *terminal, const char *id);
MdgPage *terminal_page (Terminal *terminal, MdgList list, const char *after, gint64 since);

/* Runs the main loop until the condition holds; ends the program after 120 s. */
#define terminal_until(condition)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint watchdog_ = terminal_watchdog (G_STRLOC ": " #condition);                                \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (watchdog_);                                                                   \
  }                                                                                                \
  G_STMT_END
guint terminal_watchdog (const char *what);

/* A GAsyncReadyCallback that keeps the result in its data, a GAsyncResult **. */
void terminal_keep (GObject *source, GAsyncResult *result, gpointer place);

G_END_DECLS
