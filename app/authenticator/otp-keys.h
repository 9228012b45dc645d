/* otp-keys.h: the keys of some entries, opened: all in one guarded, locked block, which is read-only once they are in it and
 * wiped when freed. Made for what is needed now and given up at once afterwards. Any thread, one at a time. */
#pragma once

#include "totp/otpauth-uri.h"

G_BEGIN_DECLS

typedef struct _MdgOtpKeys MdgOtpKeys;

/* Room for @room keys. Returns: (transfer full) (nullable): NULL with MDG_ERROR_FAILED (no memory) */
MdgOtpKeys *mdg_otp_keys_new (guint room, GError **error);
void mdg_otp_keys_free (MdgOtpKeys *keys);

/* Fills in: a record as the vault has it (mdg_otp_record_new()), or an otpauth URI. Returns: FALSE: it is neither */
gboolean mdg_otp_keys_add_record (MdgOtpKeys *keys, gint64 number, const guint8 *record, gsize length);
gboolean mdg_otp_keys_add_uri (MdgOtpKeys *keys, gint64 number, const char *uri, gsize length);

/* No more is added. */
void mdg_otp_keys_seal (MdgOtpKeys *keys);

guint mdg_otp_keys_get_length (MdgOtpKeys *keys);

/* The entry of @index. */
gint64 mdg_otp_keys_get_number (MdgOtpKeys *keys, guint index);

/* Where the key of that entry is; G_MAXUINT: nowhere. */
guint mdg_otp_keys_find (MdgOtpKeys *keys, gint64 number);

/* The passcode at @wall (seconds since 1970), @ahead periods later. */
void mdg_otp_keys_code (MdgOtpKeys *keys, guint index, gint64 wall, guint ahead, char code[MDG_TOTP_CODE_MAX]);
guint mdg_otp_keys_get_period (MdgOtpKeys *keys, guint index);

/* All of it as a URI's parts, for a phone, a sheet or a file. Returns: (transfer full) */
MdgOtpauthUri *mdg_otp_keys_to_uri (MdgOtpKeys *keys, guint index, const char *issuer, const char *account);

/* What the vault keeps of an entry: the parameters and the key. Returns: (transfer full) */
MdgSecret *mdg_otp_record_new (const MdgOtpauthUri *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgOtpKeys, mdg_otp_keys_free)

G_END_DECLS
