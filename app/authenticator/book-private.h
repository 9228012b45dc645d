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

G_END_DECLS
