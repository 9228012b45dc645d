/* cache.h: the local cache of one profile: accounts, their registrations and printings, over one
 * SQLite file with its vault, on one database thread. Every *_async call is carried out in order
 * and, when it finishes without error, is on the disk (I3). Main thread.
 */
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "core/error.h"
#include "store/outer-wrap.h"

G_BEGIN_DECLS

/* How far the Authenticator registration of an account has come, as far as we know. */
typedef enum
{
  MDG_REGISTRATION_NONE,
  MDG_REGISTRATION_PENDING,  /* we hold a set-up key, the service has not confirmed it yet */
  MDG_REGISTRATION_CONFIRMED
} MdgRegistrationState;

typedef enum
{
  MDG_PRINT_PAPER,
  MDG_PRINT_PDF
} MdgPrintKind;

/* One account (機関コード + ログインID) as the cache knows it. */
typedef struct
{
  char *institution_code;
  char *login_id;
  char *institution_name;
  MdgRegistrationState registration;
  gint64 registered_at;       /* seconds since 1970, 0: not */
  gint64 password_changed_at; /* 0: unknown */
  gint64 password_expires_at; /* 0: never or unknown */
  gint64 locked_until;        /* 0: not locked; wall time of this computer */
  gboolean locked_by_passcode;/* which of the two locks */
  gint64 last_login;          /* 0: never */
  guint times_printed;        /* of the sheet with the newest set-up key */
  gint64 last_printed;        /* same; 0: never */
} MdgAccountRecord;

MdgAccountRecord *mdg_account_record_new (const char *institution_code, const char *login_id);
MdgAccountRecord *mdg_account_record_copy (const MdgAccountRecord *record);
void mdg_account_record_free (MdgAccountRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccountRecord, mdg_account_record_free)

#define MDG_TYPE_CACHE (mdg_cache_get_type ())
G_DECLARE_FINAL_TYPE (MdgCache, mdg_cache, MDG, CACHE, GObject)

#define MDG_CACHE_FILE_NAME "cache.sqlite"

/* Opens (or makes) @folder/cache.sqlite and the vault in it. The passphrase of the training profile
 * is generated and kept beside it as @folder/passphrase, mode 0600, wrapped by platform/secrets.h
 * through @wrap / @unwrap (both nullable: kept as it is).
 * Errors: what @wrap and @unwrap say; MDG_ERROR_DAMAGED, _TOO_NEW (the file is not touched), _READ_ONLY,
 * _NO_SPACE, _IN_USE (another process has it open). */
void mdg_cache_open_training_async (const char *folder, MdgWrapFunc wrap, MdgWrapFunc unwrap,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgCache *mdg_cache_open_training_finish (GAsyncResult *result, GError **error);

/* Waits for what was asked for and closes the file. Called by dispose, too. */
void mdg_cache_close (MdgCache *cache);

/* The record of an account; a fresh, empty one when it is not known. */
void mdg_cache_load_account_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgAccountRecord *mdg_cache_load_account_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* All accounts, the last logged in first. Returns (finish): (transfer full) (element-type MdgAccountRecord) */
void mdg_cache_list_accounts_async (MdgCache *cache, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_cache_list_accounts_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Writes names, dates, locks of @record (registration state and printings have their own calls). */
void mdg_cache_save_account_async (MdgCache *cache, const MdgAccountRecord *record,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Keeps the set-up key and URI, PENDING, in one transaction. A CONFIRMED key of the account is kept as
 * well until the new one is confirmed. Must have finished before the QR code is shown. */
void mdg_cache_save_registration_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                        const char *institution_name, MdgSecret *setup_key,
                                        MdgSecret *otpauth_uri, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);

/* PENDING becomes CONFIRMED at @registered_at (seconds since 1970). MDG_ERROR_NOT_FOUND when there is
 * no pending key. */
void mdg_cache_confirm_registration_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                           gint64 registered_at, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);

/* Notes a printing of the sheet (B3): when, by whom, on what. */
void mdg_cache_record_print_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                   MdgPrintKind kind, const char *by_whom, gint64 when,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Keeps a changed password in two steps, so that a crash between the service's yes and ours loses
 * nothing: "candidate" before the request, then promoted (or dropped) by the answer. Of a change whose
 * answer nobody heard the candidate stays beside a later one (password-candidates.h); settling ends all:
 * the newest was accepted, or none. Accepting without a candidate is MDG_ERROR_NOT_FOUND. */
void mdg_cache_propose_password_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                       MdgSecret *password, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);
void mdg_cache_settle_password_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                      gboolean accepted, gint64 changed_at, gint64 expires_at,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* The same where a password proved to hold: @held becomes the password when it is a candidate, be it an earlier one; all candidates
 * go. @former: (nullable): what held before it; a candidate that did belongs to the history. */
void mdg_cache_settle_password_as_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                         MdgSecret *held, MdgSecret *former, gint64 changed_at, gint64 expires_at,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Finishes every call above that returns nothing but success. */
gboolean mdg_cache_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* A secret of an account: kind "setup-key", "otpauth-uri", "pending-setup-key",
 * "pending-otpauth-uri", "password", "password-candidate" (the newest). */
void mdg_cache_load_secret_async (MdgCache *cache, const char *kind, const char *institution_code,
                                  const char *login_id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
MdgSecret *mdg_cache_load_secret_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* For a feature with tables of its own: runs @work on the database thread, in the order of all other calls, as one
 * transaction: what it returns is committed, NULL with an error is rolled back. What only succeeds returns
 * MDG_CACHE_DONE. @data: freed with @free_data when the call is over, on either thread.
 * @free_result: (nullable). @source: (nullable): the GTask's source object; the cache when NULL. */
typedef struct _MdgDatabase MdgDatabase;
typedef struct _MdgVault MdgVault;
typedef gpointer (*MdgCacheFunc) (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error);
#define MDG_CACHE_DONE GINT_TO_POINTER (1)
void mdg_cache_run_async (MdgCache *cache, gpointer source, MdgCacheFunc work, gpointer data,
                          GDestroyNotify free_data, GDestroyNotify free_result, gpointer tag,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer callback_data);

/* The same without the transaction: for work that keeps its own, or must not fail for want of one. */
void mdg_cache_run_plain_async (MdgCache *cache, gpointer source, MdgCacheFunc work, gpointer data,
                                GDestroyNotify free_data, GDestroyNotify free_result, gpointer tag,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer callback_data);

/* Of both. @tag: as given. Returns: what @work returned. */
gpointer mdg_cache_run_finish (GAsyncResult *result, gpointer tag, GError **error);

/* Right after opening, before anything is written, and again after each unlocking: sets records of the vault aside that do not open, holds
 * 操作の記録 against its counter, the file @counter outside of the cache's folder, and writes both down there. From then on the
 * counter follows every row. @when: seconds since 1970. Errors: MDG_ERROR_VAULT_LOCKED: again after unlocking. Finish: mdg_cache_finish() */
void mdg_cache_inspect_async (MdgCache *cache, const char *counter, const char *by_whom, gint64 when,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Keeps the cache as it is now (generation.h), if the last time is a day ago. Finish: mdg_cache_finish() */
void mdg_cache_keep_generation_async (MdgCache *cache, gint64 when, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);

/* Empties the cache of the training profile (reset of the training). */
void mdg_cache_clear_async (MdgCache *cache, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
