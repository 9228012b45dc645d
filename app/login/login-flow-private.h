/* login-flow-private.h: what the parts of the login flow share: login-flow.c (the object, its moves
 * and its pages), login-entry.c (《ログイン》), login-passcode.c (《パスコードを送信》),
 * login-password.c (《変更》).
 *
 * One act of the person is under way at a time ("busy"). An act is a chain of asynchronous steps;
 * each step's callback asks mdg_flow_step_end() whether the act it belongs to is still wanted.
 */
#pragma once

#include "login/lock-countdown.h"
#include "login/login-flow.h"
#include "login/session-watch.h"

G_BEGIN_DECLS

/* Independent sequences of steps, each with its own generation number. */
typedef enum
{
  MDG_TRACK_ACT,     /* what makes the flow busy */
  MDG_TRACK_CHECK,   /* the clock's skew, measured by the way */
  MDG_TRACK_LOOK_UP, /* what the cache knows of the account being typed */
  MDG_TRACK_PRINT,   /* printings written down; never abandoned but with the flow */
  MDG_TRACK_TAKE_UP, /* the registration's key fetched again, after the window was locked */
  MDG_N_TRACKS
} MdgFlowTrack;

struct _MdgLoginFlow
{
  GObject parent_instance;

  MdgClock *clock;
  MdgService *service; /* (nullable) */
  MdgCache *cache;     /* (nullable) */
  GError *cache_error; /* (nullable): why there is none */

  MdgLoginState state;
  gboolean busy;
  GError *error;      /* (nullable) */
  const char *notice; /* (nullable) static */

  MdgSessionInfo *session;       /* (nullable) */
  MdgRegistration *registration; /* (nullable): of this session, until [管理メニュー]; without its
                                    secrets while the window is locked (login-cover.c) */
  MdgSecret *kept_key;           /* (nullable): its set-up key, while the rest is fetched */
  MdgAccountRecord *account;     /* (nullable): the account being typed or logged in */
  MdgLockCountdown *lock;
  MdgSessionWatch *watch;

  gboolean skew_known;
  gboolean skewed;
  gint64 skew;

  guint generation[MDG_N_TRACKS];
  GCancellable *cancellable[MDG_N_TRACKS]; /* (nullable) each */

  /* Of the act under way. */
  gboolean committing; /* the service has said yes, the cache is being told: no way back */
  gboolean logging_out;
  gboolean skew_was_shown;
  MdgSessionInfo *incoming; /* (nullable): not shown before its state is reached */
  MdgSecret *password; /* (nullable): as typed at [ログイン]; the new one at [パスワード変更] */
  MdgSecret *current; /* (nullable): the current password at [パスワード変更] */
  char *passcode;     /* (nullable) */
  gint64 sent_at;     /* wall seconds when the passcode went out */

  /* A password change whose outcome nobody told us: asked for at the next one. */
  gboolean unsettled;
  gboolean sent;     /* the change under way: the newest candidate is what the service was told */
  gboolean doubtful; /* and still not known when the present one goes out: a refusal drops nothing */
};

/* Begins an act: busy, without error and notice. @self must not be busy. */
gboolean mdg_flow_begin_act (MdgLoginFlow *self);

/* Ends the act well, with or without something to say; the state may change before or after.
 * @notice: (nullable): static */
void mdg_flow_end_act (MdgLoginFlow *self, const char *notice);

/* Ends the act badly: remembers a lock, leads to ENDED when the session is gone, tells a cancel
 * from a fault. @error: (transfer full) */
void mdg_flow_fail (MdgLoginFlow *self, GError *error);

/* Leads to ENDED, and says what became of a password that was about to be changed. @error: (transfer
 * full): why */
void mdg_flow_end_session (MdgLoginFlow *self, GError *error);

/* Refuses an act before it begins. @error: (transfer full) */
void mdg_flow_refuse (MdgLoginFlow *self, GError *error);

/* Adds a fault to an act that came about all the same. @error: (transfer full) */
void mdg_flow_set_error (MdgLoginFlow *self, GError *error);

void mdg_flow_set_state (MdgLoginFlow *self, MdgLoginState state);

/* The session as the service just told it. @info: (transfer full) */
void mdg_flow_set_session (MdgLoginFlow *self, MdgSessionInfo *info);

/* @record: (transfer full) (nullable). Also starts or ends the lock's countdown. */
void mdg_flow_set_account (MdgLoginFlow *self, MdgAccountRecord *record);

/* Takes over what the service has measured. */
void mdg_flow_update_skew (MdgLoginFlow *self);

/* MDG_ERROR_LOCKED when the account is, as far as this computer knows. Returns: (nullable) */
GError *mdg_flow_lock_error (MdgLoginFlow *self);

/* Whether a session goes with @state. */
gboolean mdg_flow_has_session (MdgLoginState state);

void mdg_flow_set_notice (MdgLoginFlow *self, const char *notice);
void mdg_flow_set_skew (MdgLoginFlow *self, gboolean known, gint64 seconds);
void mdg_flow_drop_registration (MdgLoginFlow *self);

/* What is still due on @track is not wanted any more; renew: and a new sequence begins. */
void mdg_flow_abandon (MdgLoginFlow *self, MdgFlowTrack track);
void mdg_flow_renew (MdgLoginFlow *self, MdgFlowTrack track);

/* Forgets the act under way and wipes what was typed for it. */
void mdg_flow_clear_act (MdgLoginFlow *self);

/* A step's callback data. */
typedef struct _MdgFlowStep MdgFlowStep;
MdgFlowStep *mdg_flow_step_new (MdgLoginFlow *self, MdgFlowTrack track);

/* Frees the step. Returns: (transfer full) (nullable): NULL when its answer is not wanted any more
 */
MdgLoginFlow *mdg_flow_step_end (gpointer step);

/* The next step of the act: ASYNC (OBJECT, ..., cancellable, CALLBACK, step). */
#define mdg_flow_act_cancellable(self) ((self)->cancellable[MDG_TRACK_ACT])
#define mdg_flow_act_step(self) (mdg_flow_step_new (self, MDG_TRACK_ACT))

G_END_DECLS
