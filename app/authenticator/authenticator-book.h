/* authenticator-book.h: the entries of the tab [Authenticator] in the cache (B1-B4). The keys that the login registers are shown among them
 * and not copied: what it keeps is the one truth. Main thread; every call is one transaction. */
#pragma once

#include "authenticator/otp-entry.h"
#include "authenticator/otp-item.h"
#include "authenticator/otp-keys.h"
#include "store/cache.h"

G_BEGIN_DECLS

/* All entries in their order, those in the trash, too. Returns (finish): (transfer full) (element-type MdgOtpEntry) */
void mdg_authenticator_book_load_async (MdgCache *cache, gint64 now, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer data);
GPtrArray *mdg_authenticator_book_load_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Opens the keys of @n entries; one that is not there any more or was altered is left out. @numbers: copied. Errors: those of the
 * vault. */
void mdg_authenticator_book_open_async (MdgCache *cache, const gint64 *numbers, guint n, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
MdgOtpKeys *mdg_authenticator_book_open_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* What is known of something that comes in. */
typedef enum
{
  MDG_OTP_NEW,
  MDG_OTP_SAME_KEY, /* it is there already */
  MDG_OTP_SAME_NAME /* another key under the same name */
} MdgOtpVerdict;

/* @items: (element-type MdgOtpItem), which nobody changes meanwhile. Returns (finish): (transfer full): one guint8 each; what stands twice
 * in @items is SAME_KEY at its second place. */
void mdg_authenticator_book_compare_async (MdgCache *cache, GPtrArray *items, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
GByteArray *mdg_authenticator_book_compare_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Keeps @items (element-type MdgOtpItem), which nobody changes meanwhile, after all others. @now: seconds since 1970. Errors:
 * MDG_ERROR_LIMIT_EXCEEDED */
void mdg_authenticator_book_add_async (MdgCache *cache, GPtrArray *items, gint64 now, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);

/* Changes the texts of an entry; of one of the login's only the note. Errors: MDG_ERROR_INVALID_INPUT with the field "issuer",
 * "account", "note", "institution_code" or "login_id"; _NOT_FOUND */
void mdg_authenticator_book_edit_async (MdgCache *cache, const MdgOtpFacts *facts, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);

/* Two entries change places. Errors: MDG_ERROR_NOT_FOUND */
void mdg_authenticator_book_swap_async (MdgCache *cache, gint64 a, gint64 b, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);

/* Into the trash (@when: seconds since 1970) or out of it (0). Those of the login do not go there: they belong to the account.
 * Errors: MDG_ERROR_NOT_FOUND */
void mdg_authenticator_book_trash_async (MdgCache *cache, gint64 number, gint64 when, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);

/* Deletes what is in the trash, with its keys: for good. */
void mdg_authenticator_book_empty_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Notes that the sheets of @n entries were printed or saved (B3). @by_whom: (nullable) */
void mdg_authenticator_book_note_print_async (MdgCache *cache, const gint64 *numbers, guint n, MdgPrintKind kind,
                                              const char *by_whom, gint64 when, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);

/* Finishes all calls that return nothing but success. */
gboolean mdg_authenticator_book_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* For tests and benchmarks: the same at once, on the calling thread. */
GPtrArray *mdg_authenticator_book_load (MdgDatabase *database, gint64 now, GError **error);
MdgOtpKeys *mdg_authenticator_book_open (MdgDatabase *database, MdgVault *vault, const gint64 *numbers, guint n, GError **error);
gboolean mdg_authenticator_book_add (MdgDatabase *database, MdgVault *vault, GPtrArray *items, gint64 now, GError **error);

G_END_DECLS
