/* account-desk.h: 資格確認アカウント of one institution: the list and the applications in the cache,
 * kept up to date, and the outbox. Everything can be read and asked for without the service; with it,
 * the outbox is sent (each entry once, those about one account or facility in their order) and then what changed is fetched. Main thread; all waiting and
 * all of SQL is elsewhere. Documents [2], [3]; requirements C1-C4, C8. */
#pragma once

#include "accounts/account-event.h"
#include "accounts/facility-use.h"
#include "accounts/account-row.h"
#include "accounts/outbox-entry.h"
#include "core/clock.h"
#include "net/account-service.h"
#include "store/cache.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_SYNC_IDLE,
  MDG_SYNC_SENDING,  /* the outbox */
  MDG_SYNC_LOADING,  /* the whole list, the first time or anew */
  MDG_SYNC_CHANGES   /* what changed */
} MdgSyncPhase;

/* How it stands. While a run is on, problem is that of the run before. Owned by the desk, valid until the next signal "changed". */
typedef struct
{
  MdgSyncPhase phase;
  gboolean loaded;       /* the whole list has been here once; else it is partial */
  gint64 synced_at;      /* when it was last the service's, seconds since 1970; 0: never */
  gint64 n_accounts;     /* rows in the cache */
  gint64 n_expected;     /* rows the service has, while loading */
  guint n_waiting;       /* outbox: waiting or sent */
  guint n_conflicts;     /* outbox: to be decided */
  guint n_refused;       /* outbox: to be read */
  const GError *problem; /* (nullable): why the last sync did not come to its end */
} MdgDeskState;

#define MDG_TYPE_ACCOUNT_DESK (mdg_account_desk_get_type ())
G_DECLARE_FINAL_TYPE (MdgAccountDesk, mdg_account_desk, MDG, ACCOUNT_DESK, GObject)

/* @keeper: 機関コード of the institution whose login it is. Signals: "changed" (the state), "rows-changed"
 * (rows of the list, for MdgAccountList), "outbox-changed", "applications-changed", "history-changed" (by
 * mdg_account_desk_note_event(); all else comes with the signals before). Reads its state from
 * the cache at once. Returns: (transfer full) */
MdgAccountDesk *mdg_account_desk_new (MdgCache *cache, const char *keeper, MdgClock *clock);

/* With a session open: syncs now, and again when something is put into the outbox or a try failed
 * (after 5 s, doubling up to 5 min, or when the service says). NULL: the session is over, or the
 * service is gone; what is under way is cancelled and kept. */
void mdg_account_desk_set_service (MdgAccountDesk *desk, MdgAccountService *service);

/* Who is at this computer, for the history. @user: (nullable) */
void mdg_account_desk_set_user (MdgAccountDesk *desk, const char *user);

/* Ends what is under way. Called by dispose, too. */
void mdg_account_desk_close (MdgAccountDesk *desk);

const MdgDeskState *mdg_account_desk_get_state (MdgAccountDesk *desk);
MdgCache *mdg_account_desk_get_cache (MdgAccountDesk *desk);

/* Sends and fetches what there is; joins a sync that is under way. Errors: those of account-service.h and of the cache;
 * MDG_ERROR_SESSION_REQUIRED without a service. */
void mdg_account_desk_sync_async (MdgAccountDesk *desk, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
gboolean mdg_account_desk_sync_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

/* What a person asks for. When it finishes without error, it is in the cache with its effect, on the disk;
 * it is sent as soon as there is a service. Finished by mdg_account_desk_finish(). */

/* 備考 《保存》. @note: one line, up to MDG_ACCOUNT_NOTE_MAX characters, "" for none. @shown: (nullable): the one that the
 * person saw and wrote over; where another has come meanwhile, it becomes a conflict. An earlier one that was not sent
 * yet is replaced; one in conflict gets the new text as mine and stays to be decided.
 * Errors: MDG_ERROR_NOT_FOUND, _INVALID_INPUT. */
void mdg_account_desk_set_note_async (MdgAccountDesk *desk, const char *account_id, const char *note,
                                      const char *shown, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* 解除申請. Errors: MDG_ERROR_NOT_FOUND, _NOT_CANCELLABLE (it is not 利用可, or was asked for already). */
void mdg_account_desk_cancel_account_async (MdgAccountDesk *desk, const char *account_id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);

/* 追加申請. Errors: MDG_ERROR_INVALID_INPUT; MDG_ERROR_LIMIT_EXCEEDED and _USE_NOT_STARTED when what is known of the
 * facility forbids it already, what waits in the outbox counted. */
void mdg_account_desk_apply_async (MdgAccountDesk *desk, const MdgApplicationRequest *request, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);

/* Decides a conflict. @edited: (nullable): for MDG_DECIDE_EDITED. Errors: MDG_ERROR_NOT_FOUND when there is none. */
void mdg_account_desk_decide_async (MdgAccountDesk *desk, gint64 entry, MdgDecision decision, const char *edited,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Takes away an entry that was refused, or one that waits and was never sent, with its effect.
 * Errors: MDG_ERROR_NOT_FOUND; MDG_ERROR_IN_USE when it is on its way. */
void mdg_account_desk_dismiss_async (MdgAccountDesk *desk, gint64 entry, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
gboolean mdg_account_desk_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

/* The outbox, oldest first. Returns (finish): (transfer full) (element-type MdgOutboxEntry) */
void mdg_account_desk_get_outbox_async (MdgAccountDesk *desk, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_account_desk_get_outbox_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

/* One account. Errors: MDG_ERROR_NOT_FOUND. Returns (finish): (transfer full) (nullable) */
void mdg_account_desk_get_account_async (MdgAccountDesk *desk, const char *account_id, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
MdgAccountRow *mdg_account_desk_get_account_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

/* 履歴 of one account, the newest first, at most 200. Returns (finish): (transfer full) (element-type MdgAccountEvent) */
void mdg_account_desk_get_history_async (MdgAccountDesk *desk, const char *account_id, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_account_desk_get_history_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

/* Notes in it what was done here with an account's settings; ends in the signal "history-changed". Nothing when the
 * list has no account of that institution code and ID. Nobody waits for it: a failure goes to the log. */
void mdg_account_desk_note_event (MdgAccountDesk *desk, const char *institution_code, const char *account_id,
                                  MdgAccountEventKind kind);

/* The attachment, 「ユーザ設定情報」 as PDF, from the service. Errors: MDG_ERROR_SESSION_REQUIRED without a service; those of
 * account-service.h. Returns (finish): (transfer full) (nullable) */
void mdg_account_desk_get_settings_pdf_async (MdgAccountDesk *desk, const char *account_id, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);
MdgSecret *mdg_account_desk_get_settings_pdf_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

/* 資格確認アカウント申請状況, newest first. Those that wait in the outbox are there, see get_outbox.
 * Returns (finish): (transfer full) (element-type MdgAccountApplication) */
void mdg_account_desk_get_applications_async (MdgAccountDesk *desk, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_account_desk_get_applications_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

/* The training's mailbox, newest first. Returns (finish): (transfer full) (element-type MdgMail) */
void mdg_account_desk_get_mail_async (MdgAccountDesk *desk, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_account_desk_get_mail_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

/* 利用状況 of a facility: from the service, or, when that cannot be asked, as it was last. @fetched_at: (out) (optional):
 * when that was, seconds since 1970. @use: (out) (optional): MDG_N_ACCOUNT_KINDS of them, by kind. Errors: MDG_ERROR_NOT_FOUND
 * when it was never asked about.
 * Returns (finish): (transfer full) (nullable) */
void mdg_account_desk_get_facility_async (MdgAccountDesk *desk, const char *institution_code, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
MdgFacility *mdg_account_desk_get_facility_finish (MdgAccountDesk *desk, GAsyncResult *result, gint64 *fetched_at,
                                                   MdgFacilityUse *use, GError **error);

/* The facilities that are on the list, by name: MdgFacility of which only code and name are filled.
 * Returns (finish): (transfer full) (element-type MdgFacility) */
void mdg_account_desk_get_facilities_async (MdgAccountDesk *desk, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_account_desk_get_facilities_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

/* Whether there is more than one: in a long list the quicker question. @several: (out) */
void mdg_account_desk_has_facilities_async (MdgAccountDesk *desk, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean mdg_account_desk_has_facilities_finish (MdgAccountDesk *desk, GAsyncResult *result, gboolean *several,
                                                 GError **error);

G_END_DECLS
