/* book-private.h: what the parts of the book share. On the database's thread. */
#pragma once

#include "authenticator/authenticator-book.h"
#include "store/vault.h"

G_BEGIN_DECLS

#define MDG_OTP_KIND "otp-key" /* in the vault; owner: the entry's number */

/* Returns: (transfer full) */
char *mdg_otp_owner (gint64 number);

/* mdg_authenticator_book_compare_async(). Returns: (transfer full) (nullable) */
GByteArray *mdg_otp_compare (MdgDatabase *database, MdgVault *vault, GPtrArray *items, GError **error);

/* What is changed, each within a transaction of its caller (book-changes.c). Errors and meaning: those of the function of the same name in
 * authenticator-book.h. */
gboolean mdg_otp_edit (MdgDatabase *database, const MdgOtpFacts *facts, GError **error);
gboolean mdg_otp_swap (MdgDatabase *database, gint64 a, gint64 b, GError **error);
gboolean mdg_otp_trash (MdgDatabase *database, gint64 number, gint64 when, GError **error);
gboolean mdg_otp_empty_trash (MdgDatabase *database, MdgVault *vault, GError **error);

/* A sheet that was printed or saved. */
typedef struct
{
  MdgPrintKind kind;
  char *by_whom; /* (nullable) */
  gint64 when;   /* seconds since 1970 */
} MdgOtpPrint;

gboolean mdg_otp_note_print (MdgDatabase *database, gint64 number, const MdgOtpPrint *print, GError **error);

/* Whether an entry may have these texts; any thread. Errors: MDG_ERROR_INVALID_INPUT with the field. */
gboolean mdg_otp_check (const MdgOtpFacts *facts, GError **error);

G_END_DECLS
