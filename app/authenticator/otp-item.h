/* otp-item.h: an entry with its key, on its way in or out; and many of them as one text, for the encrypted file (store/sealed-file.h).
 * Any thread. */
#pragma once

#include "totp/otpauth-uri.h"

G_BEGIN_DECLS

#define MDG_OTP_BUNDLE_MAX 100000 /* entries */

typedef struct
{
  MdgOtpauthUri *uri;
  char *note;             /* "" for none */
  char *institution_code; /* with login_id: the W/WA account; "" for none */
  char *login_id;
} MdgOtpItem;

/* @uri: (transfer full). @note, @institution_code, @login_id: (nullable). Returns: (transfer full) */
MdgOtpItem *mdg_otp_item_new (MdgOtpauthUri *uri, const char *note, const char *institution_code, const char *login_id);
void mdg_otp_item_free (MdgOtpItem *item);

/* (element-type MdgOtpItem) (transfer full) */
GPtrArray *mdg_otp_items_new (void);

/* Whose they are, as a row of 操作の記録 holds it: the name of one; of several their number and who they are, "…" where it gets too
 * long. @names: (element-type utf8). Returns: (transfer full) */
char *mdg_otp_names_join (GPtrArray *names);

/* Lines of UTF-8: what it is, then for each entry its otpauth URI and, percent-encoded, note and account. Returns: (transfer full) */
MdgSecret *mdg_otp_bundle_write (GPtrArray *items);

/* Hostile input. Errors: MDG_ERROR_DAMAGED, _TOO_NEW. Returns: (transfer full) (nullable) */
GPtrArray *mdg_otp_bundle_read (MdgSecret *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgOtpItem, mdg_otp_item_free)

G_END_DECLS
